import { type Cue, type CueKind, isLabelGap, isTailGap, SHOULD_BE } from './attendance-cues.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

export type Count = FigureSpan & { kind: 'count' };
export type Ratio = FigureSpan & { kind: 'ratio' };

/** Figures and the words around them in order. A cue says what one figure counts and is used up by it. */
export type Token = { cue: Cue; figure?: undefined; used: boolean } | { figure: FigureSpan; cue?: undefined };
type CueToken = Token & { cue: Cue };

/** A text while its figures are being told apart. */
export interface Scene {
  s: string;
  tokens: readonly Token[];
  people: readonly Span[];
}

const PAIR_GAP = /^(?:人数|人员|党员|会)*[\s、/和与及,|]*$/;
const HEAD = /(?:^|党员|委员|支委|组员|成员|我们|支部|小组|会|党日|党课)\s?$/;
const MARKS = ',。;\n()、!?';
/** How far back the words about a figure are looked for. */
const LEAD = 24;

/** Cues and figures in order; a cue inside 都到了 or inside a name is none. */
export function weave(
  s: string,
  figures: readonly FigureSpan[],
  cues: readonly Cue[],
  people: readonly Span[],
): Scene {
  const all: Token[] = figures.filter((f) => f.kind !== 'percent').map((figure) => ({ figure }));
  const blocked = [...figures, ...people].sort((a, b) => a.at - b.at);
  let next = 0;
  for (const cue of cues) {
    while (next < blocked.length && blocked[next]!.end <= cue.at) next++;
    const block = blocked[next];
    if (block === undefined || block.at >= cue.end) all.push({ cue, used: false });
  }
  all.sort((a, b) => placeOf(a).at - placeOf(b).at);
  // 应到党员共23: the words of a sum behind a cue belong to its label.
  const tokens = all.filter((t, i) => {
    if (t.cue?.kind !== 'total') return true;
    const before = all[i - 1]?.cue;
    if (before === undefined || before.kind === 'total' || !isLabelGap(s.slice(before.end, t.cue.at)))
      return true;
    // 十八个来了应该是二十个: the cue before has its figure already.
    const earlier = all[i - 2]?.figure;
    return (
      SHOULD_BE.test(s.slice(t.cue.at, t.cue.end)) &&
      earlier !== undefined &&
      isTailGap(s.slice(earlier.end, before.at))
    );
  });
  return { s, tokens, people };
}

export const placeOf = (t: Token): Span => t.cue ?? t.figure!;
/** Whether a cue speaks of those who came. */
export const isHere = (kind: CueKind): boolean => kind === 'present' || kind === 'came';
/** 应到 and 实到 say more than 参加, and 参加 more than a bare 到. */
export const weigh = (cue: Cue): number => {
  if (cue.kind === 'came') return cue.bare ? 1 : 2;
  return cue.roll ? 2.5 : 3;
};
/** Marks a cue as spent. */
export const use = (token: Token | undefined): void => {
  if (token?.cue !== undefined) token.used = true;
};

/** The cue whose label ends at a figure. */
export function cueBefore({ s, tokens }: Scene, i: number): CueToken | undefined {
  const token = tokens[i - 1];
  if (token?.cue === undefined || token.used) return undefined;
  const gap = s.slice(token.cue.end, placeOf(tokens[i]!).at);
  // Dictation puts a mark between everything: 应到,23,实到,21.
  const dictated = gap === ',' && weigh(token.cue) === 3 && !token.cue.bare;
  return dictated || isLabelGap(gap) ? token : undefined;
}

/** The cue said behind a figure: 21人都到了. */
export function cueBehind({ s, tokens }: Scene, i: number): CueToken | undefined {
  const token = tokens[i + 1];
  if (token?.cue === undefined || token.cue.kind === 'total' || token.cue.kind === 'both') return undefined;
  const gap = s.slice(placeOf(tokens[i]!).end, token.cue.at);
  // 41(应到)
  const isBracketed = gap.endsWith('(') && s[token.cue.end] === ')' && isTailGap(gap.slice(0, -1));
  return isBracketed || isTailGap(gap) ? token : undefined;
}

/** 23人,到了21: the whole stands at the head of its clause, the cue of the part behind a mark. */
export function partBehind({ s, tokens }: Scene, i: number, f: Count, lead: string): Cue | undefined {
  const cue = tokens[i + 1]?.cue;
  if (cue === undefined || !isHere(cue.kind) || cue.bare || f.unit !== 'people') return undefined;
  return /^(?:党员|委员|支委)?,\s?$/.test(s.slice(f.end, cue.at)) && HEAD.test(lead) ? cue : undefined;
}

/** 应到、实到 in front of one figure or of two, in their order. */
export function pairBefore(scene: Scene, i: number): [CueKind, CueKind] | undefined {
  const second = cueBefore(scene, i);
  if (second === undefined) return undefined;
  if (second.cue.kind === 'both') return ['expected', 'present'];
  const first = scene.tokens[i - 2];
  if (first?.cue === undefined || first.used || first.cue.bare) return undefined;
  // 2人参加,应到23人: the first word belongs to the figure before it.
  const before = scene.tokens[i - 3]?.figure;
  if (before !== undefined && isTailGap(scene.s.slice(before.end, first.cue.at))) return undefined;
  if (!PAIR_GAP.test(scene.s.slice(first.cue.end, second.cue.at))) return undefined;
  const [a, b] = [first.cue.kind, second.cue.kind];
  return (a === 'expected') !== (b === 'expected') && isHere(a) !== isHere(b) ? [a, b] : undefined;
}

/** The words before a figure, back to the last mark or figure. */
export function leadOf({ s, tokens }: Scene, i: number): string {
  const { at } = placeOf(tokens[i]!);
  const before = tokens[i - 1]?.figure ?? tokens[i - 2]?.figure;
  const limit = Math.max(0, at - LEAD, before?.end ?? 0);
  let from = at;
  // The bracket of 列席(2人) belongs to its label.
  while (from > limit && (!MARKS.includes(s[from - 1]!) || (from === at && s[from - 1] === '('))) from--;
  return s.slice(from, at);
}
