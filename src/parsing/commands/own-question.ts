// 我请假几次, 我啥时候没来的, 张三来了几次: how often one person came or did not, of their own record.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from './figure-periods.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf } from './shape.ts';

const LONGEST = 30;
const WHO = `(?:[我俺](?!们)|本人|${PERSON}(?:同志)?)(?:自己|个人)?`;
const BESIDE =
  '(?:的|到底|究竟|一共|总共|共|都|又|还|近来|最近一次|最近|上次|上回|是|这|开会|会|活动|参加|了|有|,|，|\\s)*';
const AWAY = '(?:请(?:了|过|的)?假|缺席?|没有?(?:来|去|到|参加|签到)|旷会|迟到|晚到)';
const TIMES = '(?:几|多少)(?:[次回场天]|个)';
const WHEN = '(?:几号|什么(?:时候|时间)|啥时(?:候|间)?|哪(?:几|一|些)?[天次回场])';
const END = '(?:会议?|活动|假)?[的了呢啊吗?？]*$';
/** How often or when somebody stayed away. */
const STAYED_AWAY = new RegExp(
  `^${WHO}${BESIDE}(?:有?${TIMES}(?:会|活动)?${AWAY}(?:了|过|的)*|${AWAY}(?:了|过|的)*${TIMES}|请(?:了|过)?${TIMES}(?:[病事]?假)|${WHEN}${BESIDE}${AWAY}|(?:来|到|参加)(?:了|过)*${TIMES}[,，]*${AWAY}(?:了|过)*${TIMES}|${AWAY}(?:是|在|的|了|过)*${WHEN}|(?:缺|少)(?:了|过)?${TIMES}|${AWAY}(?:了|过|的)*(?:次数|多不多|多吗)|${AWAY}过(?:没有?|冇))${END}`,
  'u',
);
/** How often somebody else came; one's own is learned. */
const CAME = new RegExp(
  `^${PERSON}(?:同志)?${BESIDE}(?:来|到|签到|签|到会|参会|出席|参加|来开|来参加|去|去开)(?:会|活动)?(?:了|过)*(?:会|活动)?${TIMES}${END}`,
  'u',
);

/** 我党课上了几次: of a kind; without one it is learned. */
const CAME_TO = new RegExp(
  `^(?:[我俺](?!们)|本人)(?:自己|个人)?${BESIDE}(?:来|到|上|听|开|参加|去|出席)(?:了|过)*${TIMES}${END}`,
  'u',
);
/** 上个月开了哪些会我没去, 我没参加的会有哪些 */
const OWN_MISSED =
  /^(?:(?:都|一共|召?开|组织|搞|办|有|了|过)*(?:哪些|什么|啥|哪几[个次场])(?:会议?|活动)(?:是)?(?:[我俺](?!们)|本人)|(?:[我俺](?!们)|本人)(?:都|有|一共)*(?:哪些|什么|啥|哪几[个次场])(?:会议?|活动)|(?:[我俺](?!们)|本人)(?=.*的(?:会议?|活动)(?:有|是|都)*(?:哪些|什么|啥|哪几[个次场])))(?:都|是|又)*(?:没有?(?:去|来|到|参加)|缺席|请假|落下)(?:了|过|的)*(?:(?:会议?|活动)(?:有|是|都)*(?:哪些|什么|啥|哪几[个次场]))?[呢啊吗?？]*$/u;
/** 我签到了吗, 我上次来了没, 我11月25日签上了没有: of one meeting */
const OWN_STATE =
  /^(?:请问|看看|查一?下|问一?下|帮我看看)*(?:(?:上次|上回|上一?次|昨天|这次|刚才|今天)(?:的|那个)?(?:会议?|活动|开会))?(?:[我俺](?!们)|本人)(?:今天|这次|这回|上次|上回|刚才|那天|当天|到底|的|已经|都)*(?:(?:有没有|是不是|是否)(?:已经)?(?:签到?|签上|来|到|参加|请假)(?:成功|了|上|过)*|(?:签到|签上|签|到会|来|到|参加|请(?:上|过)?假)(?:成功|上|了|过)*(?:没有?|吗|么|没签|没来)|签到(?:的)?(?:情况|状态|记录)(?:怎么?样|如何|呢)?)[呢啊?？]*$/u;
/** 我为什么是缺席, 怎么把我记成没到 */
const OWN_WHY =
  /^(?=.*(?:为什么|为啥|怎么|咋|有没有|是不是))(?:为什么|为啥|怎么|咋)?(?:会|又)*(?:把|给)?(?:[我俺](?!们)|本人)(?:为什么|为啥|怎么|咋|有没有|是不是|会|是|被|算|记|成了?|为|标|登|又|变|上次|的)*(?:缺席|没有?到|没有?来|迟到|请假)(?:了|的|呢|啊)*[?？]*$/u;
/** 我10月和11月比来得多还是少: one's own of both */
const OWN_COMPARED =
  /^(?:[我俺](?!们)|本人)(?:自己|个人|的|和|跟|与|同|比起?来?|相比|对比|到会|出勤|签到|参会|来|到|参加|开会|得|更|还是|是|不是|哪个月|哪月|多不多|多|少|好|差|高|低|率|次数|了|呢|吗|些|[,，、\s])+[?？]*$/u;
/** 我请过几次假，都是什么原因: each is told with its day. */
const AND_WHY = /[,，\s]*(?:都|分别|各|又)*(?:是|因)?(?:为)?(?:什么|啥)(?:原因|理由|事由|事)?[呢啊?？]*$/u;

/** 刘洋的到会率, 赵六今年出勤率多少 */
const RATE_OF = new RegExp(
  `^(?:看看|看一?下|查一?下|查)*${PERSON}(?:同志)?(?:个人|自己|一共|总共|的)*(?:到会|签到|出勤|参会)(?:率|比例)(?:是|有|的|情况)*(?:多少|几成|怎么?样|如何|高不高)?[呢啊?？]*$`,
  'u',
);
/** 我这个月要开几次会: what lies ahead is a plan */
const TO_COME =
  /^(?:[我俺](?!们)|本人)(?:还|都|一共)*(?:要|得|该|需要?)(?:去|来)?(?:开|参加)(?:几|多少)(?:[次场回]|个)(?:会议?|活动)?[呢啊?？]*$/u;
const DONE = '(?:(?:签到|签|打卡|来|到会|到|参加|出席|去)(?:成功|上|到|过|齐|全|好)*(?:会|活动)?了?)';
/** 昨天我签到成功了没, 我上次来了没, 11月的会我都参加了吗: of what is over, by its time. */
const HAVE_I = new RegExp(
  `^(?:请问|看看|查一?下|的|那[次场天个]?|这[次场个]?|会议?|活动|上次|上一次|上回|最近一次|每次|每回)*(?:[我俺](?!们)|本人)(?:自己|个人|上次|上一次|上回|最近一次|那[次天]|都|到底|究竟|有没有|是不是|算不算|算|全部?|每次|次次|的|会议?|活动)*${DONE}(?:没有?|吗|么|没${DONE}|齐了没)[呢啊?？]*$`,
  'u',
);

/** The last time, or a time that is named; a kind by itself is of the meeting that goes on. */
function haveI(h: Heard): Filled | undefined {
  const { s, people, times, types, units } = h;
  if (s.length > LONGEST || people.length + units.length > 0 || times.length > 1) return undefined;
  if (!HAVE_I.test(h.shape.replace(/\s+/gu, ''))) return undefined;
  const [period] = times.map((t) => spanAsked(t, h));
  const isLast = /上一?次|上回|最近一次|那[次天]/u.test(s);
  const isAll = /都|每次|次次|全/u.test(s);
  if (period === undefined ? times.length > 0 || !(isLast || isAll) : period.from > h.today) return undefined;
  const { from, to } = calendarPeriod('year', h.today);
  const kinds = [...new Set(types.map(({ type }) => type))];
  return {
    intent: 'query',
    metric: 'my_attendance',
    mine: true,
    period: period ?? { from, to },
    ...(kinds[0] && { activityType: kinds[0] }),
    ...(kinds.length > 1 && { activityTypes: kinds }),
  };
}

/** Of somebody else their roster name is needed. Without a time it is of the year that runs. */
export function readOwnCount(h: Heard): Filled | undefined {
  const { s, people, times, types, units, today } = h;
  const isOther = people.length > 0;
  if (s.length > LONGEST || units.length > 0 || people.length > 1) return undefined;
  const sides = isOther ? [] : comparedIn(h);
  if (sides.length > 1) return { intent: 'query', metric: 'attendance_rate', mine: true, sides };
  const said = h.shape.replace(/\s+/gu, '');
  const shape = said.replace(AND_WHY, '');
  // Why: the leaves alone are of it.
  const asksWhy = shape !== said && /请/.test(shape);
  // 赵六请了几次假, of somebody who is not known here, asks too: no leave is told by it.
  const isKnown = !isOther || people[0]!.source === 'roster';
  const hasCome = isOther ? isKnown && (CAME.test(shape) || RATE_OF.test(shape)) : CAME_TO.test(shape);
  const state = isOther ? undefined : stateAsked(h, said);
  if (state) return state;
  const own = haveI(h);
  if (own) return own;
  if (!isOther && TO_COME.test(shape)) {
    const ahead = times.length === 1 ? spanAsked(times[0]!, h) : undefined;
    return { intent: 'query', metric: 'upcoming', ...(ahead && { period: ahead }) };
  }
  const hasMissed = !isOther && (OWN_MISSED.test(shape) || OWN_WHY.test(shape));
  if (!STAYED_AWAY.test(shape) && !hasCome && !hasMissed) return undefined;
  // 赵六请假过没有 asks about one leave.
  if (isOther && /过(?:没有?|冇)/u.test(shape)) return undefined;
  const read = times.map((t) => spanAsked(t, h));
  if (read.length > 1 || read.some((p) => p === undefined)) return undefined;
  const { from, to } = calendarPeriod('year', today);
  // 我参加过几次组织生活会: a kind by itself is of the year as well, which whoever answers knows.
  const isOfKind = read[0] === undefined && types.length > 0 && hasCome && !isOther;
  const period: Period | undefined = isOfKind ? undefined : (read[0] ?? { from, to });
  const isWhich = WHICH.test(shape) || asksWhy || hasMissed;
  const kinds = [...new Set(types.map(({ type }) => type))];
  return {
    intent: 'query',
    metric: 'my_attendance',
    ...(isOther ? { names: [nameOf(h, people[0]!)] } : { mine: true }),
    ...(period && { period }),
    ...(isWhich && { what: daysOf(shape) }),
    ...(kinds[0] && { activityType: kinds[0] }),
    ...(kinds.length > 1 && { activityTypes: kinds }),
  };
}

/** Over several days it is the record of these. */
function stateAsked({ times, types, ...h }: Heard, said: string): Filled | undefined {
  if (!OWN_STATE.test(said) || times.length > 1) return undefined;
  const period = times[0] && spanAsked(times[0], { ...h, times, types });
  if (times[0] && !period) return undefined;
  const kinds = [...new Set(types.map(({ type }) => type))];
  const isOfSpan = period && period.from !== period.to;
  return {
    intent: 'query',
    metric: 'my_attendance',
    mine: true,
    ...(period && { period }),
    ...(kinds[0] && { activityType: kinds[0] }),
    ...(!isOfSpan && { what: 'state' }),
  };
}

function comparedIn(h: Heard): { period: Period }[] {
  if (h.times.length !== 2 || !OWN_COMPARED.test(h.shape) || !/[比多少好差高低]/u.test(h.s)) return [];
  const periods = h.times.map((t) => spanAsked(t, h));
  return periods.flatMap((period) => (period ? [{ period }] : []));
}

/** 哪几次没来, 啥时候请假的: those alone are asked for. */
const WHICH = new RegExp(WHEN, 'u');

const daysOf = (shape: string): string =>
  /请/.test(shape) ? 'days_leave' : /迟到|晚到/.test(shape) ? 'days_late' : 'days_away';
