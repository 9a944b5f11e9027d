// 义务植树那次, 参观展馆是哪天: a meeting that is named by what it was about.
import type { Span } from '../spans/span.ts';
import type { Word } from './lexer.ts';

const NAMED =
  /(?:^|[\s,，。;；])([^\s,，。;；?？]{2,20}?)的?(?:那[一]?[次回场天]|(?:是|在)?哪(?:[次天回场]|一[次天回])|(?:是|在)(?:几月|几号|什么时候|啥时候))/u;

interface Topic extends Span {
  /** where 那次 or 是哪天 ends */
  behind: number;
}

/** 到会率最低的那次 is named by its figure. */
const OF_FIGURES: ReadonlySet<string> = new Set(
  'rate present expected absent unexcused leave late full best worst times last ago mine who many'.split(' '),
);

/** In characters: of less nobody knows what it is. */
const SHORTEST = 2;
const WORD = 2;

/**
 * Where it stands; undefined where its words are all of figures.
 * @param taken units, times and people: it begins behind these
 */
export function topicIn(s: string, words: readonly Word[], taken: readonly Span[]): Topic | undefined {
  const m = NAMED.exec(s);
  if (!m) return undefined;
  const from = m.index + m[0].indexOf(m[1]!);
  const end = from + m[1]!.length;
  const before = taken.filter((t) => t.at < end && t.end > from).map((t) => t.end);
  const within = words.filter((w) => w.at >= Math.max(from, ...before) && w.end <= end);
  const first = within.findIndex(({ kind }) => kind !== 'filler' && kind !== 'context');
  const at = within[first]?.at;
  if (at === undefined || end - at < SHORTEST) return undefined;
  if (within.some(({ kind }) => OF_FIGURES.has(kind))) return undefined;
  const isNamed = within.some(({ kind, at: a, end: e }) => kind === 'other' && e - a >= WORD);
  return isNamed ? { at, end, behind: m.index + m[0].length } : undefined;
}
