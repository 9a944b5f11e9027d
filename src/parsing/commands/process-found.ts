// What a sentence holds of processes: names, steps, terms and what people are called who have come so far.
import type { Filled } from '../../domain/intent.ts';
import { type ProcessRow, type ProcessStep, perProcesses } from '../../domain/process/kinds.ts';
import { unitSteps, type Word, wordIn, words } from '../process-words.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import type { Heard } from './rest.ts';
import { nameOf } from './shape.ts';

/** Stands for a character that is used. */
export const MASK = '\n';

/** What a sentence holds of all this. */
export interface Found {
  h: Heard;
  /** the process by its name */
  row?: ProcessRow;
  step?: ProcessStep;
  /** whose step or term it is */
  of?: ProcessRow;
  isTerm: boolean;
  /** 入党申请人: whose last step is that one */
  called?: { row: ProcessRow; step: ProcessStep };
  units: Heard['units'];
  /** the sentence without those words, times and units */
  left: string;
  /** a colon stands behind the name of the process */
  isForm: boolean;
}

/** Undefined where nothing of them is spoken of. */
export function findProcess(h: Heard): Found | undefined {
  let text = h.s;
  const take = (list: readonly Word[]): Word | undefined => {
    const hit = wordIn(text, list);
    if (hit) text = text.replace(hit.said, (found) => MASK.repeat(found.length));
    return hit?.word;
  };
  const parted = partedStep(text) ?? turnedStep(text);
  if (parted) text = parted.left;
  const hits = [take(words()), take(words())].filter((hit) => hit !== undefined);
  const named = hits.find(({ step, isTerm }) => !step && !isTerm);
  const called = hits.find(({ isCalled }) => isCalled);
  const term = hits.find(({ isTerm }) => isTerm);
  const row = named?.row;
  const own = row && unitSteps().get(row);
  const ofThis = (hit: Word): boolean => hit.step !== undefined && !hit.isCalled && (!row || hit.row === row);
  const step = parted?.word ?? hits.find(ofThis) ?? (own && take(own));
  if (hits.length === 0 && !parted && !/下一步|哪一?步|谁[^,，]{0,6}到期/u.test(text)) return undefined;
  // 王小明支部大会讨论转正 names no 王小明支部.
  const units = h.units.filter((unit) => !text.slice(unit.at, unit.end).includes(MASK));
  const at = named ? h.s.indexOf(named.word) : -1;
  return {
    h,
    ...(row && { row }),
    ...(step?.step && { step: step.step, of: step.row }),
    ...(term && { of: term.row }),
    isTerm: term !== undefined,
    ...(called?.step && { called: { row: called.row, step: called.step } }),
    units,
    left: without(text, [...h.times, ...units]),
    isForm: named !== undefined && /^\s*[】\]]?\s*[:：]/u.test(h.s.slice(at + named.word.length)),
  };
}

/** 接收王小明为预备党员, 确定李红为积极分子: the word stands around whom it is about. */
function partedStep(text: string): { word: Word; left: string } | undefined {
  if (!text.includes('为')) return undefined;
  for (const word of words()) {
    const cut = word.step ? word.word.indexOf('为') : -1;
    if (cut < 1) continue;
    const [head, tail] = [word.word.slice(0, cut), word.word.slice(cut)];
    const at = text.indexOf(head);
    const end = at < 0 ? -1 : text.indexOf(tail, at + head.length + 2);
    if (end < 0 || end - at > head.length + MOST_BETWEEN) continue;
    const left = without(text, [
      { at, end: at + head.length },
      { at: end, end: end + tail.length },
    ]);
    return { word, left };
  }
  return undefined;
}
/** Characters of the names between. */
const MOST_BETWEEN = 20;

/** 申请书是11月21日交的: the noun of a step stands before its verb. */
function turnedStep(text: string): { word: Word; left: string } | undefined {
  if (!/[交写填]/u.test(text)) return undefined;
  for (const { word, noun, turned } of turnedWords()) {
    const found = text.includes(noun) ? turned.exec(text) : null;
    if (!found) continue;
    const at = found.index + noun.length + found.groups!.between!.length;
    const spans = [
      { at: found.index, end: found.index + noun.length },
      { at, end: found.index + found[0].length },
    ];
    return { word, left: without(text, spans) };
  }
  return undefined;
}
const VERB = /^(?<verb>递交|提交|填写|[交写填])(?<noun>\p{Script=Han}{3,})$/u;
const turnedWords = perProcesses(() =>
  words().flatMap((word) => {
    const { verb, noun } = (word.step && !word.isCalled && VERB.exec(word.word)?.groups) || {};
    if (verb === undefined || noun === undefined) return [];
    const turned = new RegExp(`${noun}(?<between>[^,，。\\n]{0,14}?)${verb}(?:上来|上去|来)?[了过的]`, 'u');
    return [{ word, noun, turned }];
  }),
);

/** The text with some parts of it blank. */
export function without(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { at, end } of spans) left = left.slice(0, at) + MASK.repeat(end - at) + left.slice(end);
  return left;
}

export const knownTo = (h: Heard): Set<string> => new Set(h.people.map((p) => nameOf(h, p)));
export const kindOf = ({ row, of }: Found) => row ?? of;
export const scopeIn = ({ h, units: [unit] }: Found): Pick<Filled, 'scope'> =>
  unit ? { scope: written(h, unit) } : {};
export const about = (found: Found): Pick<Filled, 'process' | 'stage' | 'scope'> => {
  const row = kindOf(found);
  return {
    ...(row && { process: row.key }),
    ...(found.step && { stage: found.step.key }),
    ...scopeIn(found),
  };
};
