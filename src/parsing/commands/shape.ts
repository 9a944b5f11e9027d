import type { Filled } from '../../domain/intent.ts';
import { written } from '../slots/written.ts';
import type { PersonSpan } from '../spans/people.ts';
import { type Direction, momentOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

export const nameOf = (h: Heard, p: PersonSpan): string => written(h, { at: p.nameAt, end: p.nameEnd });

/** Kind, unit and day of the meeting that is spoken of. */
export function whichOf(h: Heard, direction: Direction = 'back'): Partial<Filled> {
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
