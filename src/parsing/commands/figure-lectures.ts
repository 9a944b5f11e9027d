// 哪个书记今年还没讲过党课, 各支部书记讲党课了没有: whether each secretary has lectured, by the lecturer of the records.
import { activityTypes, isLecture } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from './figure-periods.ts';
import { type Heard, scopeOf } from './rest.ts';

const LONGEST = 36;
const BESIDE =
  '(?:请问|看看|查一?下|统计一?下?|现在|目前|到现在|今年|我们|咱们?|下面|底下|全[委镇乡县市区]|党?支部|支委|的|里|是|还|都|已经|有|一次|一直|从来|同志|们|几个|多少个?)*';
const WHICH = '(?:哪[个些位家]|哪几[个位家]|各个?|每个?|有没有|谁家?|所有|几个|多少个?)?';
const SECRETARY = '(?:支?部?书记|支书)';
const FOR = '(?:(?:给|为|跟|向)?(?:全体|支部)?(?:党员|大家|大伙儿?|同志)(?:们)?)?';
const LECTURED = `(?:亲自|带头|自己)?${FOR}(?:讲|上|授)(?:课|了|过|一次|一课|几次|多少次|的)*`;
const ASKED = new RegExp(
  `^${BESIDE}(?:${WHICH}${BESIDE}${SECRETARY}${BESIDE}(?:没有?|未)?${LECTURED}${FOR}(?:没有?|吗|么|没讲|没上)?|(?:没有?|未)${LECTURED}的${SECRETARY}${BESIDE}(?:谁|哪[些几]个?|名单)?)[了的呢吗啊?？]*$`,
  'u',
);
const ASKS = /哪|谁|各|每|几|多少|没|未|吗|么|[?？]/u;

/** Undefined where another kind of meeting is named, or whoever it is about has a name. */
export function readLectures(h: Heard): Filled | undefined {
  const { s, types, times, people, units } = h;
  if (s.length > LONGEST || !ASKS.test(s) || !/书记|支书/u.test(s)) return undefined;
  if (people.length > 0 || times.length > 1 || units.length > 1) return undefined;
  const [first, ...more] = types;
  if (first === undefined || more.length > 0 || !isLecture([first.type])) return undefined;
  if (!ASKED.test(h.shape.replace(/\s+/gu, ''))) return undefined;
  const period = times[0] && spanAsked(times[0], h);
  if (times[0] && !period) return undefined;
  const lectures = activityTypes().filter((type) => isLecture([type]));
  return {
    ...{ intent: 'query', metric: 'activity_list', what: 'secretary_lectures' },
    activityType: first.type,
    ...(lectures.length > 1 && { activityTypes: lectures }),
    ...scopeOf(h),
    ...(period && { period }),
  };
}
