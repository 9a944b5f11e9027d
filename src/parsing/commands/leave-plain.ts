import type { Filled } from '../../domain/intent.ts';
import { isPlainReason } from '../slots/free-reason.ts';
import { written } from '../slots/written.ts';
import { momentOf } from '../spans/time/resolve.ts';
import type { Heard } from './rest.ts';

const PLAIN =
  /^(?:本?人|我)?(?:要|想|得)?请(?:个)?假(?:一次)?[了,，:：\s]+(?:我)?(?:因为|因|由于)?(?<reason>[\u4e00-\u9fff]{2,12})$/u;

/** 4号请假 心脏不好: the leave, a blank and why. */
export function readPlainLeave(h: Heard): Filled | undefined {
  const { people, units, items, lists, types, times } = h;
  if (h.s.length > 40 || people.length + units.length + items.length + lists.length > 0) return undefined;
  const [time] = times;
  if (types.length > 1 || times.length > 1 || (time && !isDay(time))) return undefined;
  const reason = PLAIN.exec(h.shape)?.groups?.reason;
  if (reason === undefined || !isPlainReason(reason)) return undefined;
  const at = h.s.lastIndexOf(reason);
  const { startAt } = time ? momentOf(time, h.today, 'forward') : {};
  return {
    intent: 'leave',
    ...(types[0] && { activityType: types[0].type }),
    ...(startAt !== undefined && { startAt }),
    reason: written(h, { at, end: at + reason.length }),
  };
}

const isDay = (t: Heard['times'][number]): boolean =>
  t.kind === 'moment' &&
  t.hasDate &&
  !t.isRange &&
  !t.unread &&
  !t.vague &&
  !t.isDeadline &&
  t.trouble === undefined;
