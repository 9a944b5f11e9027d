// Questions about figures that are said in a few words, and mean what was told before or nobody in particular.
import type { Filled } from '../../domain/intent.ts';
import { type Heard, scopeOf } from './rest.ts';

/** 谁老是不来, 哪些人最爱请假: of persons, whom nobody ranks. */
const NOTORIOUS =
  /^(?:看看|查一?下|我们|咱们?|俺们?|(?:党?支部)的?|里|有|最近|平时)*(?:谁|哪些(?:人|党员)?|哪几个(?:人)?|哪个(?:人|党员)?)(?:最近|平时|又|都)*(?:老是?|总是?|经常|常常|一直|最爱|最喜欢|从来|几乎|动不动就?|爱)(?:都|也|就|是)*(?:不来|没来|不到|没到|不参加|没参加|缺席|请假|迟到|缺会|不开会)(?:最多)?[的了呢啊?？]*$|(?:谁|哪个(?:人|党员|同志)?|哪些人|哪位)(?:同志)?(?:来|到|参加|签到?)得?最(?:勤|多|少|积极|好|差|不勤)[的了呢啊?？]*$/u;

/** 再上个月, 上一次呢: the span, or the meeting, before the one that was told */
const ONE_BEFORE =
  /^(?:那|那么)?(?:再(?:往前|前|上)一?个?(?:月|季度?|年|次|回)|再(?:往前|前面?|之前)|(?:再)?(?:上|前)一(?:次|回|场|个月|个季度))(?:的)?(?:呢|的呢|吧|咋样|怎么样|看看)?[?？]?$/u;

/** 是哪几个, behind 几个支部没上报 */
const WHICH_MEETINGS = /^(?:那|都|分别|具体|各)*(?:是|有)?(?:哪些|哪几个|什么|啥)(?:会议?|活动)[呢啊?？]*$/u;
const WHICH_OF_THEM =
  /^(?:那|都|分别|具体|各)*(?:是|有)?(?:哪几[个家]|哪些|哪[个家])(?:党?支部|单位)?[呢啊呀?？]*$/u;

/** Undefined for anything longer. */
export function readShortQuestion(h: Heard): Filled | undefined {
  const s = h.s.trim();
  if (ONE_BEFORE.test(s)) return { intent: 'query_more', what: 'earlier' };
  if (WHICH_MEETINGS.test(s)) return { intent: 'query', metric: 'activity_list', follows: true };
  if (WHICH_OF_THEM.test(s)) return { intent: 'query_more', what: 'by_unit' };
  return NOTORIOUS.test(h.shape.replace(/\s+/gu, ''))
    ? { intent: 'query', metric: 'attendance_rate', what: 'rank', ...scopeOf(h) }
    : undefined;
}
