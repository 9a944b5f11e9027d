// 罗大成讲的那堂课谁没来, 27号走访写了些啥, 支委会就来了俩算不算数: one meeting, by who led it, by its day, or by what is true of it.
import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Spans } from '../spans/spans.ts';
import { wordsOf } from './lexer.ts';

/** In UTF-16 units */
const LONGEST = 40;
const ABOUT_ITEMS = /整改|问题|销号|公开栏|台账|承诺/u;

/** What is asked of one meeting, by a line that names it so. */
export function meetingTold(spans: Spans): Filled | undefined {
  const { s, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || ABOUT_ITEMS.test(s) || items.some((item) => !item.weak))
    return undefined;
  return ofLeader(spans) ?? quorumOf(spans) ?? contentOf(spans);
}

const LED =
  /^(?:同志|老师|书记|副书记|委员|主任)?(?:(?<lectured>主?讲|授|上(?![次回个月周]|一[次回]))|(?<hosted>主持))(?:的|课|了|那|这|党|一|[次回场堂个节天])*(?:(?:支部)?(?:党员大会|支委会|支部会|小组会|党小组会|党日|主题党日|会|活动))?(?:那[次回场堂天])?(?<rest>.*)$/u;
const AWAY = /没|缺|少了|差(?:谁|哪)|请.?假|迟到/u;
const CAME = /[几多]位|几个|几人|多少|到会|来了?(?:谁|哪)|到了?(?:谁|哪)|到齐|来齐/u;
const ASKS = /谁|哪[些几个位]|几[个人位]|多少|[?？吗]|没有?[。\s]*$/u;
/** 讲过几次党课 is of all that were. */
const OF_MANY = /[几多][次回场堂节]|多少[次回场堂节]|过|哪[几些][次回场堂]/u;

/** 周委员讲的党课来了几个, 钱立新主持的小组会谁没到 */
function ofLeader(spans: Spans): Filled | undefined {
  const { s, people, types } = spans;
  const [leader, ...others] = people;
  if (leader?.source !== 'roster' || others.length > 0) return undefined;
  const led = LED.exec(s.slice(leader.end))?.groups;
  if (!led || OF_MANY.test(s.slice(leader.end))) return undefined;
  const rest = led.rest!;
  if ((!AWAY.test(rest) && !CAME.test(rest)) || !ASKS.test(rest)) return undefined;
  const type = types[0]?.type;
  return {
    intent: 'query',
    metric: /请.?假/u.test(rest) ? 'leave_list' : AWAY.test(rest) ? 'absentees' : 'attendance_rate',
    topic: leader.roster ?? leader.name,
    what: led.hosted ? 'led_host' : 'led_lecturer',
    ...ofUnit(spans),
    ...(led.hosted && type && { activityType: type }),
  };
}

const COUNTS =
  /算不算[数有]|[算作]不作数|[算作]数[吗不没呢么]|(?:算|作|还)[^,，]{0,2}(?:作数|算数|有效)|有效[吗不没么]|有没有效|是否有效|合不合(?:规|法)|合规[吗不没]|够不够(?:法定)?人数|够开会的?人数|算开[成了]|开得成/u;

/** 就来了俩，算不算数 */
function quorumOf(spans: Spans): Filled | undefined {
  const { s, types } = spans;
  const period = dayOf(spans);
  if (!COUNTS.test(s) || /票|签名|补签|请假|代签/u.test(s) || (!period && types.length === 0))
    return undefined;
  // 支委会到几个人才算数 is of the rule.
  if (!period && /才算|几个人|多少人/u.test(s)) return undefined;
  const month = period ? undefined : spanOf(spans);
  const of = ofMeeting(spans);
  return { intent: 'query', metric: 'absentees', what: 'quorum', ...of, ...(month && { period: month }) };
}

const KEPT =
  /(?:(?<!会议)记|写)(?:了|录了|上)?(?:没有?|吗|些?啥|些?什么|哪些)(?!人|来|到|交|报)|[记写]没[记写]|有没有[记写]|内容(?:有没有)?[记写填]/u;

/** 26号参观红色展馆，写了些啥 */
function contentOf(spans: Spans): Filled | undefined {
  const { s, people } = spans;
  if (!KEPT.test(s) || people.length > 0 || /谁/u.test(s) || !dayOf(spans)) return undefined;
  const topic = topicIn(spans);
  const { period, ...rest } = ofMeeting(spans);
  return {
    intent: 'query',
    metric: 'activity_list',
    told: ['topic'],
    ...rest,
    ...(topic === undefined ? period && { period } : { topic }),
  };
}

/** 26号参观红色展馆: what it was about is surer than a day without its month. */
function topicIn({ s, times: [time], types }: Spans): string | undefined {
  const said =
    /^(?:的|那天|那次|晚上|下午|上午|我们|去)*(?<topic>[^,，。?？\s]{2,12}?)(?:那[次回天])?[,，。\s]/u.exec(
      s.slice(time?.end ?? 0),
    )?.groups?.topic;
  if (
    said === undefined ||
    types.some(
      ({ at, end }) => s.slice(at, end).includes(said) || (at >= 0 && said.includes(s.slice(at, end))),
    )
  )
    return undefined;
  return wordsOf(said, []).some(({ kind }) => kind === 'other') ? said : undefined;
}

/** A day that is named, and over. */
function dayOf(spans: Spans) {
  const period = spanOf(spans);
  return period && period.from === period.to ? period : undefined;
}

/** The one time that is named, and begun. */
export function spanOf(spans: Spans) {
  const [time, ...others] = spans.times;
  const period = time && others.length === 0 ? spanAsked(time, spans) : undefined;
  return period && period.from <= spans.today ? period : undefined;
}

export function ofMeeting(spans: Spans): Partial<Filled> {
  const period = dayOf(spans);
  const type = spans.types[0]?.type;
  return { ...ofUnit(spans), ...(period && { period }), ...(type && { activityType: type }) };
}

export function ofUnit(spans: Spans): Partial<Filled> {
  const [scope, ...others] = unitsSaid(spans).flatMap(({ names }) => names);
  return scope !== undefined && others.length === 0 ? { scope } : {};
}
