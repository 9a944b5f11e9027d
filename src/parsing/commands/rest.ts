import type { Filled } from '../../domain/intent.ts';
import { mask } from '../message.ts';
import { written } from '../slots/written.ts';
import type { Spans } from '../spans/spans.ts';

/** A message as commands read it: its spans, and the text with units, types and times masked. */
export interface Heard extends Spans {
  rest: string;
  /** item numbers, joined by a comma */
  itemNo: string | undefined;
}

export function heard(spans: Spans): Heard {
  const numbers = spans.items.filter((item) => !item.negated).flatMap((item) => item.numbers);
  return {
    ...spans,
    rest: mask(spans.s, [...spans.units, ...spans.types, ...spans.times]),
    itemNo: numbers.length > 0 ? [...new Set(numbers)].join(',') : undefined,
  };
}

/** The first unit named, as a slot. */
export const scopeOf = (h: Spans): Pick<Filled, 'scope'> =>
  h.units[0] ? { scope: written(h, h.units[0]) } : {};

/** The person named first at or after a place in the text. */
export const personFrom = (h: Spans, from: number): string | undefined => {
  const person = h.people.find((p) => p.at >= from && /^[\s:,是为给]*$/.test(h.s.slice(from, p.at)));
  return person && written(h, { at: person.nameAt, end: person.nameEnd });
};
