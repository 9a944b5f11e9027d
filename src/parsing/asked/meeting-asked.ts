// 题目、时间、地点再发我, 来了多少人谁请的假, 开过哪些会, 两个小组各到多少人: what is asked of one meeting beside another thing.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import type { Spans } from '../spans/spans.ts';
import { ofMeeting, ofUnit, spanOf } from './meeting-told.ts';

const LONGEST = 50;
const query = { intent: 'query' } as const;

/** Undefined where none of these is asked. */
export function meetingAsked(spans: Spans): Filled | undefined {
  const { s, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || items.some((item) => !item.weak)) return undefined;
  if (/整改|销号|台账|承诺|到会率|出勤率|表格|导出|[列做弄画]个?[表图]/u.test(s)) return undefined;
  return (
    personAway(spans) ??
    sinceThen(spans) ??
    reasonsOf(spans) ??
    partsOf(spans) ??
    bothHeld(spans) ??
    cameAndAway(spans) ??
    heldAndAway(spans) ??
    heldList(spans) ??
    groupsCame(spans) ??
    notKept(spans)
  );
}

const LAST_AWAY =
  /^(?:同志)?(?:上[次回]|上一[次回]|那[次回])(?:怎么|咋)?(?:没来|没到|缺席|没去|没参加)[,，\s]*(?:他|她)?(?:是不是)?(?:请.?假|请了假)/u;
/** 贾宏伟上回没来，他请假没有 */
function personAway({ s, people, times, types }: Spans): Filled | undefined {
  const [one, ...others] = people;
  if (one?.source !== 'roster' || others.length > 0 || times.length > 0) return undefined;
  if (!LAST_AWAY.test(s.slice(one.end))) return undefined;
  const type = types[0]?.type;
  return { ...query, metric: 'leave_list', names: [one.name], ...(type && { activityType: type }) };
}

const CAME_SINCE =
  /^(?:份|号|日)?(?:起|以来|至今|到现在)[,，\s]*(?:一共|总共|共|都|他|她)*(?:来|到|参加)(?:会|开会)?(?:了|过)*(?:几|多少)[次回场]/u;
/** 吴国栋9月起来了几回: since September, and not to get up */
function sinceThen(spans: Spans): Filled | undefined {
  const { s, people, times } = spans;
  const [one, ...others] = people;
  const [time] = times;
  const isSaid =
    one?.source === 'roster' && others.length === 0 && time && CAME_SINCE.test(s.slice(time.end));
  const period = isSaid ? spanOf(spans) : undefined;
  return period && { ...query, metric: 'my_attendance', names: [one!.name], period };
}

const WHY_AWAY =
  /请.?假的?(?:那|这)?(?:都|[几两二三四五六]|一)?(?:位|个人?|人|是谁)?[,，\s]*(?:各|都|分别|是|又)*(?:是|因)?(?:因为|为)?(?:什么|啥|何)(?:原因|事情?|理由|事由)/u;
/** 10月14号党员大会请假的两位，各是因为什么事情 */
function reasonsOf(spans: Spans): Filled | undefined {
  const { s, people, types } = spans;
  const of = ofMeeting(spans);
  if (!WHY_AWAY.test(s) || people.length > 0 || (types.length === 0 && !of.period)) return undefined;
  if (spans.times.length > 0 && !of.period) return undefined;
  return { ...query, metric: 'leave_list', ...of };
}

const PARTS: readonly [RecordPart | 'when', RegExp][] = [
  ['topic', /题目|主题(?!党日)|议题/u],
  ['when', /时间|哪天|几点/u],
  ['lecturer', /主讲|谁讲/u],
  ['host', /主持人?/u],
  ['recorder', /谁记录?|记录人/u],
  ['place', /地点|地方|(?<!定)在哪(?!一?[天个月])/u],
];
const GIVE =
  /再?发(?:我|给我|一?下|一?遍)|再?(?:说|报|告诉)(?:我|一?下|一?遍)|给我|[?？吗]|是(?:什么|啥)|一遍$/u;
const ACTED = /安排|上报|通知|改[到成为]|登记|[:：]/u;
/** 11月那堂党课的题目、时间、地点再发我一遍 */
function partsOf(spans: Spans): Filled | undefined {
  const { s, people, types } = spans;
  const period = spanOf(spans);
  const named = PARTS.filter(([, words]) => words.test(s)).map(([part]) => part);
  if (named.length < 2 || people.length > 0 || types.length !== 1) return undefined;
  if (!GIVE.test(s) || ACTED.test(s) || (!period && !/那[堂次场回]|上[次回]/u.test(s))) return undefined;
  if (spans.times.length > 0 && !period) return undefined;
  return {
    ...query,
    metric: 'activity_list',
    told: named.filter((part) => part !== 'when'),
    ...(/人数|多少人|几个人/u.test(s) && { also: ['attendance_rate'] }),
    activityType: types[0]!.type,
    ...ofUnit(spans),
    ...(period ? { period } : { what: 'last' }),
  };
}

const WHETHER = /(?:搞|开|办)没(?:搞|开|办)|(?:搞|开|办)(?:了|过)(?:没|吗|么)|有没有(?:搞|开|办)/u;
/** 民主评议和组织生活会咱今年搞没搞: of each */
function bothHeld(spans: Spans): Filled | undefined {
  const { s, types, people, today } = spans;
  const kinds = [...new Set(types.map(({ type }) => type))];
  if (kinds.length < 2 || people.length > 0 || !WHETHER.test(s) || /谁|几个|哪个支部|哪些支部/u.test(s))
    return undefined;
  return {
    ...query,
    metric: 'activity_list',
    what: 'days',
    activityTypes: kinds,
    activityType: kinds[0]!,
    period: yearOf(today),
    ...ofUnit(spans),
  };
}

function yearOf(date: DateText) {
  const { from, to } = calendarPeriod('year', date);
  return { from, to };
}

const CAME = /(?:来|到|去|参加)了?(?:多少|几|好多)(?:个|位|名)?人?|多少人|几个人/u;
const AWAY =
  /谁.{0,3}(?:请.?假|请的假|没[来到]|缺席|迟到)|(?:请.?假|没[来到]|缺席|迟到)的?(?:是|有|都)*(?:谁|哪)|哪[个几些]{1,2}(?:人|位)?(?:没[来到]|请.?假|缺席)/u;
/** 组织生活会那天来了多少人，谁请的假: the roll tells both. */
function cameAndAway(spans: Spans): Filled | undefined {
  const { s, types, people, times } = spans;
  if (!CAME.test(s) || !AWAY.test(s) || people.length > 0 || types.length !== 1) return undefined;
  const of = ofMeeting(spans);
  const period = spanOf(spans);
  if (times.length > 0 && !of.period) return period && daysAndAway(spans, period);
  return /那[天次回场堂]|上[次回]|的时候/u.test(s) || of.period
    ? { ...query, metric: 'absentees', ...of }
    : undefined;
}

const HELD = /(?:开|搞|办)(?:了|过|会)*(?:没有?|吗|么|没开)/u;
/** 第二党小组11月开了没有 哪个没来 */
function heldAndAway(spans: Spans): Filled | undefined {
  const { s, people } = spans;
  const period = spanOf(spans);
  return period && people.length === 0 && HELD.test(s) && AWAY.test(s)
    ? daysAndAway(spans, period)
    : undefined;
}

function daysAndAway(spans: Spans, period: NonNullable<Filled['period']>): Filled {
  return {
    ...query,
    metric: 'activity_list',
    what: 'days',
    also: ['absentees', 'leave_list'],
    period,
    ...ofUnit(spans),
    ...(spans.types[0] && { activityType: spans.types[0].type }),
  };
}

const WHICH_HELD = /(?:开过|已经开了)(?:的)?(?:都|有|是)*(?:哪些|些?什么|些?啥|哪几[个次场])(?:会|活动)/u;
/** 第四季度我们支部已经开过哪些会了，劳您列一列 */
function heldList(spans: Spans): Filled | undefined {
  const period = spanOf(spans);
  if (!WHICH_HELD.test(spans.s) || !period || spans.people.length > 0 || /谁|没|我(?!们)/u.test(spans.s))
    return undefined;
  return { ...query, metric: 'activity_list', what: 'days', period, ...ofUnit(spans) };
}

const GROUPS_CAME =
  /(?:两个?|三个|四个|各个?|每个?)(?:党)?小?组.{0,12}(?:各|分别|都|每)?(?:自)?(?:到|来|去)了?(?:会)?(?:了)?(?:多少|几|好多)(?:个|位)?人?/u;
/** 两个小组9到11月各到多少人 */
function groupsCame(spans: Spans): Filled | undefined {
  const period = spanOf(spans);
  // 会开了吗 各到几个 asks for more.
  if (/会|开/u.test(spans.s) || !GROUPS_CAME.test(spans.s) || !period || spans.people.length > 0)
    return undefined;
  const type = spans.types[0]?.type;
  return {
    ...query,
    metric: 'attendance_rate',
    what: 'by_group',
    period,
    ...(type && { activityType: type }),
    ...ofUnit(spans),
  };
}

const NOT_KEPT =
  /(?:谁|哪[几个些]{1,2}(?:位|个|人)?)(?:同志|人)?(?:是|还|都)*(?:没有?|未)(?:被)?(?:记|签|登)(?:到|上|进)的?(?:[,，。?？]|$)/u;
const LEFT_OUT = /不算|除|不含|不包括|只/u;
/** 那签到里头还有哪几位是没有记到的 */
function notKept(spans: Spans): Filled | undefined {
  const isBare = spans.people.length + spans.times.length + spans.types.length === 0;
  return isBare && NOT_KEPT.test(spans.s) && !LEFT_OUT.test(spans.s)
    ? { ...query, metric: 'absentees', ...ofUnit(spans) }
    : undefined;
}
