// 10.15党员大会的会议记录能出个Word不: which paper is wanted and in which form, in whatever order these are said.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import type { Grasp } from '../grasp.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Spans } from '../spans/spans.ts';
import { groupOf } from './attendance-groups.ts';
import { asksWord, namesEachUnit, namesMonths, saysTimes } from './in-word.ts';
import { isRow } from './months-together.ts';
import { askedIn } from './parts.ts';
import { clausesOf } from './reasons.ts';
import type { Asked } from './row.ts';
import { someMonths } from './whole.ts';

/** How many came is drawn as how many. */
function ofHeads({ s }: Spans, said: Grasp): Grasp {
  const { intent: name, format, metric, names, mine } = said.intent;
  if (name !== 'query' || format !== 'chart' || metric !== 'attendance_rate') return said;
  if ((names ?? mine) !== undefined || !HEADS.test(s) || /[率律]|比例|应[到参]/u.test(s)) return said;
  return { ...said, intent: { ...said.intent, metric: 'headcount_total' } };
}
const HEADS = /[多几]少?个?人|好多人|人[数次]|各?[到来](?:了|过)?(?:几|多少)个?/u;

/** 列张表, said in a word that the form of the question does not know */
function asTable({ s }: Spans, said: Grasp): Grasp {
  const { intent: name, format } = said.intent;
  if (name !== 'query' || format !== undefined || !MAKES_TABLE.test(s)) return said;
  return { ...said, intent: { ...said.intent, format: 'table' } };
}
const MAKES_TABLE = /[列做弄拉打整](?:个|张|成|一张|一个)表(?![现扬示达态决彰演])/u;

/** Months that are named one by one are shown one by one: 9到11月到会率做个图. */
export function overMonths(spans: Spans, read: Grasp): Grasp {
  const { s } = spans;
  const said = asTable(spans, ofHeads(spans, read));
  const { intent: name, format, metric, period, step, sides, against, names, what } = said.intent;
  const { today, times, types } = spans;
  // 三次党日到会率出个图, with no time said: of all this year had
  const isTimes = times.length === 0 && types.length > 0 && saysTimes(s) && step !== 'quarter';
  if (isTimes && name === 'query' && format === 'chart' && OF_MEETINGS.has(metric ?? '') && !isOfMore(said)) {
    const { what: _, times: __, ...whole } = said.intent;
    const year = { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
    return { ...said, intent: { ...whole, step: 'month', period: year } };
  }
  if (name !== 'query' || format !== 'chart' || !period || !OF_MEETINGS.has(metric ?? '')) return said;
  if ((step ?? sides ?? against ?? names) !== undefined || (what ?? 'whole') !== 'whole') return said;
  if (period.from.slice(0, 7) === period.to.slice(0, 7) || !namesMonths(s) || namesEachUnit(s)) return said;
  return { ...said, intent: { ...said.intent, step: 'month' } };
}
const isOfMore = ({ intent: { sides, against, names, what, mine, also } }: Grasp): boolean =>
  (sides ?? against ?? names ?? mine ?? also) !== undefined || (what ?? 'last') !== 'last';
const OF_MEETINGS: ReadonlySet<string> = new Set(['attendance_rate', 'headcount_total', 'activity_count']);

/** In UTF-16 units: who wants a paper says so in a line. */
const LONGEST = 60;

/** A thing to take away … */
const FILE =
  /word|wrod|docx?(?![a-z])|excel|exel|xlsx?(?![a-z])|文档|电子(?:版|档|表)|表格文件|文件|打印|[导倒](?:出|成|个|一|份|给|过|来|下)|下载/iu;
/** … or one to look at. */
const TABLE = /表格?(?![彰扬示决态达演现])|拉个?单子|清单/u;
/** 帮我出一份…会议记录: asked for, where no form is said */
const WISH =
  /(?:[出要给来发弄做整搞传打取拿](?:我|个|过来)?一?[份套]|[份套](?:给|发|传)?我)|(?:发|传|给)我(?:看看|看一下|一份|吧|呗|$)/u;

const MINUTES =
  /会议?(?:的)?(?:记录|纪录|纪要|笔录)|(?:会|党课|党日|活动|那[次场堂回])的?(?:[那这]一?[份个次场堂回])?的?(?:会议)?(?:记录|纪录|纪要)/u;
/** 大会的记录发我 may ask what was held. */
const MEETING_MINUTES = /会议的?(?:记录|纪录|纪要|笔录)/u;
const SHEETS =
  /(?:[签鉴][到道倒]|考勤|出勤|到会|参会|出席)的?(?:明细|情况|记录|名单|名册|底册)?(?:汇总)?(?:[表册簿])?|谁[来到去]了?[,，、\s]*谁[没未不][来到去]/u;
const ROSTER =
  /(?:花)?名册|(?:人员|党员|成员|全员)(?:的)?(?:基本)?(?:名单|名录|信息表?|一览表|清单|明细表?|底册)/u;
const HELD =
  /开[过了](?:的|哪些|几次|什么|啥)?(?:都有)?会|开过(?:哪些|的|几次|什么|啥)|(?:召?开|办|搞)过的(?:会|活动)/u;
/** 谁来谁没来: everybody of one meeting, and how each stood to it */
const EVERYBODY =
  /谁[来到去]了?[,，、\s]*谁[没未不][来到去]|[来到]了?[的谁][,，、\s和]*[没未][来到][的谁]|(?:每|各)(?:个|一个|位)?(?:人|党员|同志)的?(?:到会|签到|出勤|参会|出席|到没到|来没来)|(?:到会|参会|出席|签到)的?(?:人员|人的?|党员)?名单/u;

/** Whose list it is: other rows know these. */
const OF_SOME =
  /预备|积极分子|流动|正式|女|退休|先锋队|发展对象|缺席|[没未不][来到去参]|请假|迟到|[签到]到|参会|出席|应到|支委|委员|书记|组长/u;
/** What is counted or asked of them is no paper of them: 到会率, 到会人数, 会议记录谁写的. */
const OF_FIGURES =
  /[率律]|人[数次]|[几多]少?[人次个份]|占|比例|谁[写记做整保负]|记录人|哪|为[什啥何]|对比|图/u;
/** Said of a paper that is there, or lacks something, or is to be changed. */
const OF_STATE =
  /缺签|签名|[没未]有?(?:写|交|报|上报|补|记|签[名字])|漏|上报|补[签录报记写]|代签|通知|改期|取消|作废|撤|【|模板|范本|样本|[怎咋]么?[写做填记]|审核|整改\d|[好完齐][了啦]$|该不该|要不要|求教|请教|[“"]/u;

/** 把我的到会情况导出来, 每个人的出勤导成excel: figures of persons */
const OF_ONESELF =
  /(?<![给帮发])我的|我自己|自己的|本人|(?<![给帮发])我(?:今年|本月|上个?月|去年|\d+月|参加)|每个?人的?(?:出勤|到会|次数)|[各个]人的?(?:出勤|到会)/u;
/** Whoever may have one is asked for it. */
const TO_OTHERS = /谁(?:手上|那里|那儿)?有|照着做|参考/u;

const WANTED = new RegExp([FILE, TABLE, WISH].map(({ source }) => source).join('|'), 'iu');

/** Undefined where no paper is wanted, or what else the line says may change which. */
export function paperAsked(spans: Spans): Filled | undefined {
  const { s } = spans;
  if (s.length > LONGEST || s.includes('\n') || spans.items.some((item) => !item.weak)) return undefined;
  // Nearly every line is about no paper: it is told by its words, before these are sorted.
  if (!WANTED.test(s) || OF_STATE.test(s) || OF_ONESELF.test(s) || TO_OTHERS.test(s)) return undefined;
  const asked = askedIn(spans);
  if (asked.spans.people.length > 0) return undefined;
  const found = paperIn(asked);
  return found && isWhole(asked) ? found : undefined;
}

function paperIn(asked: Asked): Filled | undefined {
  const { s } = asked.spans;
  const isFile = FILE.test(s);
  const minutes = isFile ? MINUTES.test(s) : MEETING_MINUTES.test(s) && WISH.test(s);
  // 签到表也要, behind the minutes
  const sheets = SHEETS.test(s) && isFile && !OF_FIGURES.test(s) && !OF_ABSENT.test(s);
  if (minutes && !/[率律]|台账|活动记录/u.test(s)) {
    const both = /(?:签到|考勤)[表册]/u.test(s);
    return taken(asked, both ? 'minutes,attendance' : 'minutes');
  }
  if (NO_PROGRESS.test(s) && ITEM.test(s) && (isFile || TABLE.test(s))) return unmoved(asked, isFile);
  if (EVERYBODY.test(s) && TABLE.test(s) && !isFile && !OF_FIGURES.test(s)) return everybody(asked);
  if (sheets && asksWord(s) && !SHEET.test(s)) return inWord(asked);
  if (sheets) return taken(asked, 'attendance');
  if (LEDGER_SLIP.test(s) && isFile && !OF_PART.test(s)) return ofUnit(asked, LEDGER);
  if (REPORT.test(s) && asksWord(s) && !OF_PART.test(s) && !/导/u.test(s)) return monthOf(asked);
  if (DUE_AND_THERE.test(s) && TABLE.test(s) && !isFile) return dueAndThere(asked);
  if (isRoster(s) && isFile) return ofUnit(asked, { intent: 'query', metric: 'member_list', format: 'file' });
  if (HELD.test(s) && (isFile || TABLE.test(s)) && !/[没未]开|还差|该开|[率律]/u.test(s)) return held(asked);
  return undefined;
}

/** 一点进度都没有的整改, 进度还是零的: those of which nothing is done, however long they are open */
const NO_PROGRESS =
  /(?:一点|丝毫|半点|一丁点)(?:儿)?(?:进度|进展|动静)?(?:都|也|还)*没(?:有|得|动|进)|进度(?:都|也|还|仍|一直)*(?:是|为)?(?:零|0%?(?![.\d]))|(?:零|(?<![\d.])0%?)进度/u;
const ITEM = /整改|问题|台[账帐]/u;
function unmoved(asked: Asked, isFile: boolean): Filled | undefined {
  const filled: Filled = { intent: 'query', metric: 'rectify_open', what: 'unmoved' };
  return ofUnit(asked, { ...filled, format: isFile ? 'file' : 'table' });
}

/** 整该台帐导个excel */
const LEDGER_SLIP = /(?:整该|正改|整概)的?台[账帐]/u;
const LEDGER = { intent: 'export', what: 'ledger' } as const;
/** 整改情况写成word，一页就行: the report of the month */
const REPORT =
  /(?:整改|正改|整该)(?:工作)?的?(?:总体|整体|进展)?(?:情况|状况|进[展度]|报告|月报|汇报|小结|总结)/u;
/** A part of the ledger is a list of its own. */
const OF_PART =
  /逾期|超期|到期|[没未](?:有)?[销完改动进]|已销|退回|长期|延期|承诺|任务|[我俺]的|附[上了件]|已经?(?!销)|[交报传]了|牵头|负责|巡察|审计|群众|自查|反映/u;
function monthOf(asked: Asked): Filled | undefined {
  const time = timeOf(asked);
  const { today } = asked.spans;
  const isOver = time && (!time.period || time.period.from <= today);
  const filled: Filled = { intent: 'query', metric: 'rectify_rate', what: 'month', format: 'file' };
  // 带去县里汇报, with no month said: of all the year has had
  const year = { period: { from: `${today.slice(0, 4)}-01-01`, to: today } };
  return isOver
    ? ofUnit(asked, { ...filled, ...(time.period || /月/u.test(asked.spans.s) ? time : year) })
    : undefined;
}

/** 签到表, 谁到谁没到 is of each person by name, and is a workbook. */
const SHEET = /[签鉴][到道倒]|[表册簿]|明细|名单|谁/u;
/** 出勤弄个word: how many came to each */
function inWord(asked: Asked): Filled | undefined {
  const filled = ofMeetings(asked, { intent: 'query', metric: 'attendance_rate', format: 'file' });
  const group = filled && filled.scope === undefined ? groupOf(asked) : undefined;
  return filled && { ...filled, ...(group !== undefined && { scope: group }) };
}

const DUE_AND_THERE = /应[到参](?!\d).{0,3}实到(?!\d)|实到(?!\d).{0,3}应[到参](?!\d)/u;
/** How many were due and how many came: what the rate is of. */
function dueAndThere(asked: Asked): Filled | undefined {
  const { times, types, units } = asked.spans;
  // 列个表，带上应到实到: of what was told before
  if (times.length + types.length + units.length === 0) return undefined;
  const filled = ofMeetings(asked, { intent: 'query', metric: 'attendance_rate', format: 'table' });
  return filled && { ...filled, ...(namesEachUnit(asked.spans.s) && { what: 'by_unit' }) };
}

/** Of who was not there there is a list of its own. */
const OF_ABSENT = /请假|缺席|迟到|旷/u;
const isRoster = (s: string): boolean => ROSTER.test(s) && !OF_SOME.test(s) && !OF_FIGURES.test(s);

/** Undefined where one of its times is no span, or there are several with others between them. */
function timeOf({ spans }: Asked): { period?: Period } | undefined {
  const periods = spans.times.map((t) => someMonths(t, spans) ?? spanAsked(t, spans));
  const known = periods.filter((period) => period !== undefined);
  if (known.length < periods.length || !isRow(known)) return undefined;
  if (known.length > 1 && !known.every(({ from, to }) => from.endsWith('-01') && from !== to))
    return undefined;
  // 9月10月11月三次
  return known[0] ? { period: { from: known[0].from, to: known.at(-1)!.to } } : {};
}

/** 出一份一支部…的会议记录 */
const BEFORE_UNIT =
  /^(?:帮我|给我|请|麻烦|要|想要)*(?:出|来|要|弄|做|整|搞|打|导|发|给|传|打印)(?:出|个|我)?一?[份张个套](?=.{2})/u;

function ofUnit(asked: Asked, filled: Filled): Filled | undefined {
  const units = unitsSaid(asked.spans).flatMap(({ names }) => names);
  const unit = units[0]?.replace(BEFORE_UNIT, '');
  return units.length > 1 ? undefined : { ...filled, ...(unit !== undefined && { scope: unit }) };
}

function ofMeetings(asked: Asked, filled: Filled): Filled | undefined {
  const time = timeOf(asked);
  const types = [...new Set(asked.spans.types.map(({ type }) => type))];
  return (
    time &&
    ofUnit(asked, {
      ...filled,
      ...time,
      ...(types[0] && { activityType: types[0] }),
      ...(types.length > 1 && { activityTypes: types }),
    })
  );
}

const taken = (asked: Asked, what: string) => ofMeetings(asked, { intent: 'export', what });

/** Of one meeting: over several days no line says how somebody stood to it. */
function everybody(asked: Asked): Filled | undefined {
  const filled = ofMeetings(asked, {
    intent: 'query',
    metric: 'absentees',
    what: 'whole_roll',
    format: 'table',
  });
  const period = filled?.period;
  return period && period.from === period.to ? filled : undefined;
}

/** What lies ahead was not held. */
function held(asked: Asked): Filled | undefined {
  const { today, types } = asked.spans;
  // Of one kind there are rows of its own.
  if (types.length > 0) return undefined;
  const format = FILE.test(asked.spans.s) ? 'file' : 'table';
  const filled = ofMeetings(asked, { intent: 'query', metric: 'activity_list', format });
  if (!filled) return undefined;
  const { from, to } = filled.period ?? calendarPeriod('year', today);
  return from > today ? undefined : { ...filled, period: { from, to: to > today ? today : to } };
}

/** More than this in the clauses that ask for it may change what is wanted. */
const MOST_UNKNOWN = 5;
const NAMES_IT = [
  NO_PROGRESS,
  DUE_AND_THERE,
  MINUTES,
  SHEETS,
  ROSTER,
  HELD,
  EVERYBODY,
  FILE,
  LEDGER_SLIP,
  REPORT,
];

const EACH_NAME = NAMES_IT.map((one) => new RegExp(one.source, 'giu'));

/** What stands in clauses of its own is why it is wanted. */
function isWhole({ spans: { s }, words }: Asked): boolean {
  const clauses = clausesOf(s).filter(({ at, end }) => NAMES_IT.some((one) => one.test(s.slice(at, end))));
  const covered = EACH_NAME.flatMap((one) =>
    [...s.matchAll(one)].map((m) => ({ at: m.index, end: m.index + m[0].length })),
  );
  const unknown = words.filter(
    (w) =>
      w.kind === 'other' &&
      clauses.some(({ at, end }) => at <= w.at && w.end <= end) &&
      !covered.some(({ at, end }) => at < w.end && w.at < end),
  );
  return unknown.reduce((sum, { at, end }) => sum + end - at, 0) <= MOST_UNKNOWN;
}
