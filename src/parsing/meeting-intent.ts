import { dateOf, dayNumber, timeOf } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { clauses } from './absent.ts';
import type { LabelKey } from './lexicon/labels.ts';
import { LEAVE } from './lexicon/presence.ts';
import { type Meeting, meetingTime, readMeeting } from './meeting.ts';
import { isQuestion } from './query.ts';
import type { Reading } from './reading.ts';

const PAST =
  /已(?:经)?(?:于[^,。]{0,14})?(?:开|召开|举行|结束|完成|上|组织|开展)|开完|召开了|召开过|开了|开过|上报|汇报|实到|举行了|开展了|上了|讲了|组织了|进行了|结束了|圆满|到会\d|学习了|讨论了|传达了|通过了|研究了|审议了|观看了|参观了|会议(?:认为|指出|强调|听取|传达|决定)|开会了|会开了|搞了|补报|会议记录|过了/;
const PLAN =
  /安排|发起|通知|定于|拟于|拟在|计划|将于|将在|准备|请大家|请各位|请全体|请准时|准时参加|按时参加|按时到会|预定|预告|新建|创建|预约|召集|务必|望[^,。]{0,8}(?:参加|到会)|不得缺席|[定办弄过]个|开个|开一次|组织一次|搞一次|要开|打算|想开|想搞|提醒大家|各位党员|全体党员请/;
const HOLD = /召开|开展|举行|举办|组织|开会|开$|要开|[\ue001\s,在]开|开\ue001|上\ue001|搞/;
const ATTENDANCE = /应到|实到|全到|到齐|到会|全员|应参加|出勤|参会人数|实际参加|应出席|全勤|缺席/;
const HEADING = /^[\s【[《*#]{0,3}[^\n:]{0,16}(?:上报|报告|记录|情况)[】\]》*]?/;
const OF_MEMBER = new RegExp(LEAVE);
const ANNOUNCES = /请大家|通知|请各位|准时参加|安排|发起|定于|兹定/;

const DURATION =
  /(?:\d+(?:\.\d)?|[一二两三四五六七八九十半]+)?个?半?(?:小时|钟头|分钟|刻钟)半?|都?别迟到|勿迟到|不要迟到/g;

interface Found {
  intent: Filled;
  trouble: string[];
}

/** A text that may be about a meeting, read once for both questions below; undefined when it cannot be. */
export function meetingIn(r: Reading): Meeting | undefined {
  if (r.types.length === 0 && !ATTENDANCE.test(r.s)) return undefined;
  const has = (key: LabelKey) => r.fields.some((f) => f.key === key);
  const slip =
    has('reason') && (has('person') || has('absent')) && !has('expected') && !has('present') && !has('host');
  if (has('item') || slip) return undefined;
  if (/^.{0,10}请假[条单申]/.test(r.s) || /^[【[]?整改/.test(r.s)) return undefined;
  return readMeeting(r);
}

const FORM_KEYS: readonly LabelKey[] = ['time', 'place', 'host', 'expected', 'topic'];

const isForm = (r: Reading) =>
  new Set(r.fields.map((f) => f.key)).size >= 2 && r.fields.some((f) => FORM_KEYS.includes(f.key));

/** Labels or figures that leave no doubt: a report or plan beats every keyword inside it. */
export function plainMeeting(r: Reading, m: Meeting): Found | undefined {
  const { expected, present } = m.intent;
  if (
    !isForm(r) &&
    !calls(r, m) &&
    !(expected !== undefined && (present !== undefined || r.types.length > 0))
  )
    return undefined;
  return settle(r, m);
}

/** A meeting told of (activity_report) or planned (activity_create) in a sentence. */
export function spokenMeeting(r: Reading, m: Meeting): Found | undefined {
  const figures = m.intent.expected !== undefined || m.intent.present !== undefined;
  return figures || isForm(r) || spoken(r, m.intent) ? settle(r, m) : undefined;
}

function settle(r: Reading, m: Meeting): Found | undefined {
  const { expected, present } = m.intent;
  const enough =
    r.types.length > 0 ||
    expected !== undefined ||
    (present !== undefined && PAST.test(r.s)) ||
    isForm(r) ||
    /到齐|全员|全到|全勤/.test(r.rest);
  if (!enough) return undefined;
  const past = isPast(r, m.intent, expected !== undefined || present !== undefined);
  const { startAt, endAt, ...rest } = m.intent;
  const intent: Filled = { intent: past ? 'activity_report' : 'activity_create', ...rest };
  const trouble: string[] = [];
  Object.assign(intent, meetingTime(r, past ? 'back' : 'forward', trouble));
  if (!past) {
    delete intent.present;
    delete intent.absent;
  }
  return { intent, trouble };
}

/** A sentence that plans or tells of a meeting, and is no member's word about coming. */
function spoken(r: Reading, m: Omit<Filled, 'intent'>): boolean {
  const ahead = announced(r) && RULES.test(r.rest);
  if (OF_MEMBER.test(r.rest) && !ANNOUNCES.test(r.s) && !ahead) return false;
  if (/到齐|全员到|全到|全勤/.test(r.rest) && r.types.length > 0) return true;
  if (/(?:签到|补签|打卡|代签)/.test(r.rest) && !/召开|通知|安排|发起/.test(r.s) && !ahead) return false;
  const told =
    PAST.test(r.rest) && (HOLD.test(r.rest) || /上报|汇报|开完|开了|学习了|讨论了|结束/.test(r.rest));
  if (told) return true;
  if (m.startAt === undefined && !r.times.some((t) => t.trouble !== undefined))
    return /^(?:安排|发起|新建|创建|通知|组织|召集)/.test(r.rest.trim()) && r.types.length > 0;
  return (
    PLAN.test(r.s) ||
    HOLD.test(r.rest) ||
    m.place !== undefined ||
    m.host !== undefined ||
    m.topic !== undefined ||
    bare(r) ||
    announced(r)
  );
}

/** 下周三下午3点支委会: nothing but type, time and place. */
const bare = (r: Reading) =>
  r.rest.replace(DURATION, '').replace(/[\ue001\s,。:()的在于、!]/g, '').length <= 2;

/** What is told to everybody and never said for oneself. */
const RULES = /不得|不许|不准|任何人|一律|必须|务必|提前|准时|按时/;
const LEAD =
  /^(?:[\s\ue001,:。()【】[\]!、]|各位|大家|全体|党员|同志们?|支委们?|好|注意|提醒一?下?|紧急|重要|会议|活动|通知|公告|经?(?:支部|支委会?|党委)?(?:研究|商议|讨论|请示)?(?:决定)?|我们|本|兹?定于|拟于?|于|计划|初步|在|的|按照?[^,]{2,12}(?:安排|要求))*$/;
/** Words that make the clause of a meeting talk about it, or a word about oneself. */
const PERSONAL =
  /[我你他她]|请|假|不|没|吗|谁|什么|怎|哪|[几多]|签|补|缺|取消|改|讲|完|过|资料|材料|照片|视频|忘|听说|好像|据说|可能/;
const BEHIND = /^(?:[\s的]|活动|会议?|一次|准时|正式|开始|召开|举行|时间|已经?|定了|定在|开)*$/;
const ASKS = /[?吗谁]|什么|怎么|多少|几[点个次]|哪[个些天里]/;
/** First words of leave or of coming, unless a rule for everybody. */
const OWN =
  /我(?![们市县镇村党国支])|请.{0,3}假|来不了|[去到]不了|参加不了|[去来]不成|不能参加|签到|已到|报到|补(?:签|一?下|上|录|登)|没签|到了/;
const FOR_ALL = /有事|提前|不得|不许|不准|任何人|一律|[须需要]|请(?!假|个假)|无故|原则上|准时|务必|禁止/;
const ABOUT = /讨论|通报|点评|研究|汇报|听取|审议|梳理|学习|安排|部署|总结|落实|清单|议题|主题|内容/;

/**
 * A type and a time ahead open the text and nobody speaks of themselves: a plan, whatever its later clauses
 * speak of (…召开支部大会，通报12号问题整改情况). They are its topic, its place or a rule for all.
 */
function calls(r: Reading, m: Meeting): boolean {
  const time = r.times.find((t) => t.date !== undefined || t.clock !== undefined);
  const type = r.types.find((t) => t.type === m.intent.activityType);
  if (!time || !type || r.s.length > 400 || ASKS.test(r.rest)) return false;
  const [first, second] = time.at < type.at ? [time, type] : [type, time];
  const stop = second.end + r.rest.slice(second.end).search(/[,。;!:(\n]|$/);
  const middle = r.rest.slice(first.end, second.at);
  if (!LEAD.test(r.rest.slice(0, first.at)) || middle.length > 24 || PERSONAL.test(middle)) return false;
  if (!BEHIND.test(r.rest.slice(second.end, stop))) return false;
  const startAt = meetingTime(r, 'forward').startAt;
  if (startAt === undefined) return false;
  const ahead =
    startAt.length > 10 ? startAt.slice(0, 16) > `${r.today}T${timeOf(r.now)}` : startAt > r.today;
  if (!ahead) return false;
  return clauses(r.s.slice(stop)).every(
    (c) =>
      (!OWN.test(c) || FOR_ALL.test(c)) &&
      (!/\d|第/.test(c) || !/(?:完|到位|销号|延期)/.test(c) || ABOUT.test(c)),
  );
}

const HEAD =
  /^(?:\ue001|[\s,:()【】[\]]|的|临时|召开|各位|党员|同志们?|大家|好|注意|提醒一?下?|我们|本|村|组|全体|定|在|于|就|初|暂)*\ue001(?=$|[\s,。;:!()]|定|在|于|就|改)/;
const CHATTY =
  /我(?![们家单])|不想|期待|好累|真|终于|感觉|听说|好像|可惜|据说|记得|忘|(?<!别|[勿要准得许])迟到|吗|呢|谁|怎么|什么|几|哪|天气|下雨|又要|烦|算了|没意思|取消|推迟|改/;

/** 11月28日主题党日，大家带上铁锹: type and time ahead open the text, and no talk follows. */
function announced(r: Reading): boolean {
  const head = HEAD.exec(r.rest)?.[0].length ?? 0;
  const time = r.times.find((t) => t.date !== undefined || t.clock !== undefined);
  return (
    time !== undefined &&
    r.types.length > 0 &&
    time.end <= head &&
    r.types[0]!.end <= head &&
    r.s.length <= 120 &&
    !CHATTY.test(r.rest.slice(head)) &&
    !isQuestion(r.rest)
  );
}

/** Not after now, or told as done, or with figures; else a plan. */
function isPast(r: Reading, near: Omit<Filled, 'intent'>, figures: boolean): boolean {
  const when = near.startAt;
  const now = `${dateOf(r.now)}T${timeOf(r.now)}`;
  const heading = HEADING.test(r.s) && /会议上报|活动上报|上报/.test(r.s.slice(0, 24));
  if (near.present !== undefined || heading) return true;
  if (figures && !PLAN.test(r.s)) return true;
  const fixed = r.times.some((t) => t.date?.kind === 'fixed');
  const after = when !== undefined && (when.length > 10 ? when.slice(0, 16) > now : when > dateOf(r.now));
  if (after && fixed) return figures && near.expected !== undefined && !PLAN.test(r.s);
  if (PAST.test(r.rest) && !/请各|请大家|准备|拟/.test(r.rest)) return true;
  if (when === undefined) return figures || (!PLAN.test(r.s) && PAST.test(r.s));
  if (after) return false;
  if (when === dateOf(r.now)) return isPartPast(r);
  if (!figures && isLongPast(when, dateOf(r.now))) return false;
  // A bare weekday or day number without a word of the past is a plan ahead; so is any date with a word of planning.
  const bareDay = r.times.some((t) => t.date?.kind === 'weekday' || t.date?.kind === 'day');
  return !(bareDay || (PLAN.test(r.s) && !fixed));
}

/** 1月8日 said in November without a word of the past is next year's. */
const isLongPast = (when: string, today: string) => dayNumber(today) - dayNumber(when.slice(0, 10)) > 183;

/** Today without a clock time: over when the part of the day named is over. */
function isPartPast(r: Reading): boolean {
  const part = r.times.find((t) => t.part !== undefined)?.part;
  const hour = Number(timeOf(r.now).slice(0, 2));
  if (part === undefined) return false;
  if (/早|晨|上午|凌晨/.test(part)) return hour >= 12;
  return /下午|午后/.test(part) ? hour >= 18 : /中午/.test(part) ? hour >= 13 : false;
}
