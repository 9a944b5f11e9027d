import { addDays, type DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import { daysOf, momentOf } from '../spans/time/resolve.ts';
import { type Heard, PERSON } from './rest.ts';

const EVERY =
  /^(?:我)?(?:这|那)?(?:[两二三四几2345]|所有|全部|后面|接下来)?(?:个|场|次)?(?:的)?(?:会议|会|活动)?(?:我)?(?:都|全都|全|一律)(?:要|得|想)?(?:请(?:个)?假|去不了|来不了|参加不了|不能(?:来|去|参加)|去不成|到不了)(?:了)?(?:[,，:：\s]*(?<reason>[^,，。?？]{2,16}))?$/u;

const SEVERAL =
  /^(?:我)?(?:和|跟|与|、|,|，|的|会议|活动|会|号|\s)*(?:我)?(?:都|全)(?:要|得|想)?(?:请(?:个)?假|去不了|来不了|参加不了|不能(?:来|去|参加))(?:了)?(?:[,，:：\s]*(?<reason>[^,，。?？]{2,16}))?$/u;

/** 明后两天: a range from day to day. */
const isRange = (days: readonly DateText[]) =>
  days.length > 1 && days.every((day, i) => i === 0 || day === addDays(days[i - 1]!, 1));

/** 25号和27号都请假, 主题党日和党员大会都请假: each day, or each kind, that is named. */
function readSeveral(h: Heard): Filled | undefined {
  if (h.s.length > 40 || h.people.length > 0) return undefined;
  const said = h.times.filter((t) => t.hasDate && t.kind === 'moment' && !t.links.includes('to'));
  const days = [...new Set(said.flatMap((t) => daysOf(t, h.today, 'forward')))];
  const types = [...new Set(h.types.map((t) => t.type))];
  if (days.length < 2 && types.length < 2) return undefined;
  const m = SEVERAL.exec(h.shape);
  if (!m) return undefined;
  const reason = m.groups!.reason?.trim();
  return {
    intent: 'leave',
    every: true,
    ...(isRange(days) ? { startAt: days[0]!, endAt: days.at(-1)! } : days.length > 0 && { days }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
    ...(reason && { reason }),
  };
}

/** 两个都请假, 明天的会都去不了: every meeting that fits, and not the next one alone. */
export function readEveryLeave(h: Heard): Filled | undefined {
  const several = readSeveral(h);
  if (several) return several;
  if (h.s.length > 40 || h.people.length > 0) return undefined;
  const { shape } = h;
  const m = shape.includes(PERSON) ? null : EVERY.exec(shape);
  if (!m || (h.times.length === 0 && !/[两二三四几2345所全后接]/u.test(shape.slice(0, 3)))) return undefined;
  const [time] = h.times;
  const when = time ? momentOf(time, h.today, 'forward') : {};
  const reason = m.groups!.reason?.trim();
  return {
    intent: 'leave',
    every: true,
    ...(when.startAt !== undefined && { startAt: when.startAt }),
    ...(when.endAt !== undefined && { endAt: when.endAt }),
    ...(reason && { reason }),
  };
}
