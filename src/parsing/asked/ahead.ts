// 12月份我们支部有哪些会, 下个月会议安排: of a time that is not over it is a plan, and no list of what was held.
import { addMonths } from '../../domain/calendar/dates.ts';
import { addDays, type DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import type { Spans } from '../spans/spans.ts';

const WHICH =
  /安排|计划|有(?:哪些|哪几个|些?什么|些?啥子?|几个|没有|没得)(?:会|活动)|(?:什么|啥|哪些|哪几个)(?:会|活动)(?!议?记录)|[要该得需](?:开|参加|去|列席)/u;
const OF_HELD =
  /[开搞办上召展行成]了|过|记录|情况|纪实|纪要|台账|台帐|明细|已经?|截至|至今|到现在|目前为止|没开|未开|开没开|上报|没报|报送|报了/u;
const PLANNED = /安排|计划|还|[要该得需]|接下来|后面|下一?次|哪天|几号|时候/u;
/** A longer time that began before is rather asked of for what was held. */
const DAYS = 31;

export function planAsked<T extends { intent: Filled }>({ s, today }: Spans, said: T): T {
  const { metric, period: read, what, told, follows, times } = said.intent;
  const period = read && nextOf(read, s, today);
  const isOver = metric === 'upcoming' && period !== undefined && period.from < addDays(today, -DAYS);
  // 11月13号开的是什么会, asked in December: of the one that was
  if (metric === 'upcoming' && period !== undefined && WAS.test(s) && period.from > addMonths(today, 6)) {
    const gone = { from: addMonths(period.from, -12), to: addMonths(period.to, -12) };
    return { ...said, intent: { ...said.intent, metric: 'activity_list', what: 'days', period: gone } };
  }
  // 今年都有哪些活动
  if (isOver && period.to >= today && !PLANNED.test(s))
    return { ...said, intent: { ...said.intent, metric: 'activity_list' } };
  const isList = said.intent.intent === 'query' && metric === 'activity_list';
  // 明天的支委会谁主持
  if (isList && told !== undefined && period !== undefined && period.from > today)
    return { ...said, intent: { ...said.intent, metric: 'upcoming', period } };
  if (!isList || period === undefined || period.to < today || period.from < addDays(today, -DAYS))
    return said;
  if ((told ?? follows ?? times) !== undefined || !WHICH.test(s) || OF_HELD.test(s)) return said;
  if (what !== undefined && what !== 'days' && what !== 'by_unit') return said;
  const { what: _, ...intent } = said.intent;
  return { ...said, intent: { ...intent, metric: 'upcoming', period } };
}

const WAS = /[开搞办上讲弄做]的(?:是|都|什么|啥|哪)|[开搞办弄]了/u;

/** 12月有哪些会, asked in November, is of the one that comes. */
function nextOf(period: Period, s: string, today: DateText): Period {
  const from = addMonths(period.from, 12);
  const isNext = period.to < today && from > today && from <= addMonths(today, 3);
  return isNext && !/年/u.test(s) ? { from, to: addMonths(period.to, 12) } : period;
}

/** 里头党员大会几次: of what was just told */
const WITHIN = /^(?:那|那么)?(?:里头|里面|里边|其中|当中|这里头|这里面|这些里)/u;

export function withinTold<T extends { intent: Filled }>({ s }: Spans, said: T): T {
  const { intent, period, follows, scope } = said.intent;
  if (intent !== 'query' || follows || (period ?? scope) !== undefined || !WITHIN.test(s.trim())) return said;
  return { ...said, intent: { ...said.intent, follows: true } };
}
