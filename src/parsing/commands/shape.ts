import type { Filled } from '../../domain/intent.ts';
import { written } from '../slots/written.ts';
import type { PersonSpan } from '../spans/people.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

/** One character for each person, and one for each unit, kind or time: what is left of a sentence is its shape. */
export const PERSON = '\ue002';
const OTHER = '\ue003';

/** The sentence with each name and each thing that has a slot of its own as one character. */
export function shapeOf(h: Heard): string {
  const spans = [
    ...h.people.map((p) => ({ at: p.at, end: p.end, as: PERSON })),
    ...[...h.units, ...h.types, ...h.times].map(({ at, end }) => ({ at, end, as: OTHER })),
  ].sort((a, b) => a.at - b.at);
  let shape = '';
  let from = 0;
  for (const { at, end, as } of spans) {
    if (at < from) continue;
    shape += h.s.slice(from, at) + as;
    from = end;
  }
  return (shape + h.s.slice(from)).replace(/[\s。.!！~]+$/u, '').replaceAll(OTHER, '');
}

export const nameOf = (h: Heard, p: PersonSpan): string => written(h, { at: p.nameAt, end: p.nameEnd });

/** Kind, unit and day of the meeting that is spoken of. */
export function whichOf(h: Heard, direction: 'back' | 'forward' = 'back'): Partial<Filled> {
  const [time] = h.times;
  const day = time?.hasDate ? momentOf(time, h.today, direction).startAt?.slice(0, 10) : undefined;
  const types = [...new Set(h.types.map((t) => t.type))];
  return {
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
    ...(day !== undefined && { startAt: day }),
    ...scopeOf(h),
  };
}
