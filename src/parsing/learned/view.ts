import type { Spans } from '../spans/spans.ts';
import { momentOf } from '../spans/time/resolve.ts';
import type { Token } from '../spans/token.ts';
import { tokensOf } from '../spans/tokens.ts';
import { idOf, mix } from './hash.ts';

/** A message as the learned parts see it. */
export interface View {
  spans: Spans;
  tokens: readonly Token[];
  /** one id a token: its symbol */
  symbols: Int32Array;
  /** one id a token: the very characters for words, else the symbol */
  surfaces: Int32Array;
  /** one id a token: −/0/+ for times behind, on and ahead of today, found by rule or not for figures, … */
  traits: Int32Array;
  /** tokens end before the message does */
  isCut: boolean;
  /** the list entry each token stands in, −1 outside */
  entries: Int16Array;
}

const PAST = idOf('past');
const TODAY = idOf('today');
const AHEAD = idOf('ahead');
const NONE = idOf('-');

export function viewOf(spans: Spans): View {
  const tokens = tokensOf(spans);
  const symbols = new Int32Array(tokens.length);
  const surfaces = new Int32Array(tokens.length);
  const traits = new Int32Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    symbols[i] = idOf(token.symbol);
    // A character stands for itself.
    const isSymbol = token.text === '' || token.text === token.symbol;
    surfaces[i] = isSymbol ? symbols[i]! : idOf(token.text);
    traits[i] = traitOf(spans, token);
  }
  return {
    spans,
    tokens,
    symbols,
    surfaces,
    traits,
    isCut: spans.isCut || (tokens.at(-1)?.end ?? 0) < spans.s.trimEnd().length,
    entries: entriesOf(spans, tokens),
  };
}

function traitOf(spans: Spans, token: Token): number {
  switch (token.kind) {
    case 'time':
    case 'period': {
      const t = spans.times[token.index]!;
      const { startAt } = momentOf(t, spans.today, 'near');
      const day = startAt?.slice(0, 10);
      const way = day === undefined ? NONE : day < spans.today ? PAST : day > spans.today ? AHEAD : TODAY;
      return mix(way, t.unread ? 1 : 0);
    }
    case 'count':
    case 'ratio':
    case 'everybody': {
      const figure = spans.figures[token.index]!;
      if (!spans.attendance.used.includes(figure.at)) return NONE;
      const { expected, present } = spans.attendance;
      if (figure.kind !== 'count') return idOf('used');
      if (expected === present) return idOf('both');
      return idOf(figure.value === expected ? 'expected' : figure.value === present ? 'present' : 'away');
    }
    case 'person': {
      const p = spans.people[token.index]!;
      return mix(idOf(p.source), p.office === undefined ? 0 : 1);
    }
    case 'item':
      return mix(spans.items[token.index]!.negated ? 1 : 0, spans.items[token.index]!.weak ? 1 : 0);
    default:
      return NONE;
  }
}

function entriesOf(spans: Spans, tokens: readonly Token[]): Int16Array {
  const entries = spans.lists.flatMap((list) => list.entries);
  const out = new Int16Array(tokens.length).fill(-1);
  let e = 0;
  for (let i = 0; i < tokens.length; i++) {
    while (e < entries.length && entries[e]!.end <= tokens[i]!.at) e++;
    if (entries[e] && entries[e]!.at <= tokens[i]!.at) out[i] = e;
  }
  return out;
}
