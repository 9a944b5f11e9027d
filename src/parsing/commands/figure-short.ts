// Questions about figures that are said in a few words, and mean what was told before or nobody in particular.
import type { Filled } from '../../domain/intent.ts';
import { readPersonsQuestion } from './figure-persons.ts';
import type { Heard } from './rest.ts';

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
  return readPersonsQuestion(h);
}
