// 12月份我们支部有哪些会, 下个月会议安排: of a time that is not over it is a plan, and no list of what was held.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';

const WHICH =
  /安排|计划|有(?:哪些|哪几个|些?什么|些?啥子?|几个|没有|没得)(?:会|活动)|(?:什么|啥|哪些|哪几个)(?:会|活动)(?!议?记录)|[要该得需](?:开|参加|去|列席)/u;
const OF_HELD =
  /[开搞办上召展行成]了|过|记录|情况|纪实|纪要|台账|台帐|明细|已经?|截至|至今|到现在|目前为止|没开|未开|开没开|报/u;
/** A longer time that began before is rather asked of for what was held. */
const DAYS = 31;

export function planAsked<T extends { intent: Filled }>({ s, today }: Spans, said: T): T {
  const { metric, period, what, told, follows, times } = said.intent;
  const isList = said.intent.intent === 'query' && metric === 'activity_list';
  if (!isList || period === undefined || period.to < today || period.from < addDays(today, -DAYS))
    return said;
  if ((told ?? follows ?? times) !== undefined || !WHICH.test(s) || OF_HELD.test(s)) return said;
  if (what !== undefined && what !== 'days' && what !== 'by_unit') return said;
  const { what: _, ...intent } = said.intent;
  return { ...said, intent: { ...intent, metric: 'upcoming' } };
}
