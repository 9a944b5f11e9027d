import {
  addMonths,
  endOfMonth,
  firstOfMonth,
  makeDate,
  mondayOf,
  monthOf,
  quarterOf,
  quarterSpan,
  yearOf,
} from '../../domain/calendar/dates.ts';
import { festivalNamed } from '../../domain/calendar/festivals.ts';
import { addDays, type DateText } from '../../domain/calendar/time.ts';
import type { Period } from '../../domain/intent.ts';
import { matches } from '../matches.ts';
import type { Span } from '../message.ts';
import { readNumber } from '../numerals.ts';
import { shift, yearWord } from './date-tokens.ts';
import { resolveDate } from './date-words.ts';
import { scanTimes, type TimeMention } from './mention.ts';
import type { Standpoint } from './standpoint.ts';

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const Y =
  '(?:去年|今年|明年|前年|本年|本年度|上年度?|上一年度?|(?:\\d{4}|二[〇零][一二三四五六七八九〇零]{2})年?度?)';
const REL = '(?:上上个?|下下个?|上一?个?|下一?个?|本|这一?个?|当)';
const PERIOD = new RegExp(
  [
    `(?<same>去年同期|上年同期|同期)`,
    `(?<ny>${Y})?的?(?<half>上半年|下半年|前三季度?|前三个季度)`,
    `(?<qy>${Y})?的?(?:第?(?<q>[一二三四1-4])季度|(?<![A-Za-z])[qQ](?<q2>[1-4])|(?<qr>${REL})季度?)`,
    `(?<my>${Y})?的?(?<![\\d.零〇一二三四五六七八九十])(?<m1>${N})月?份?\\s?(?:[-~至到—])\\s?(?<m2>${N})月份?(?![\\d一二三四五六七八九十])`,
    `(?:从|自)?(?<sy>${Y})?的?(?<![\\d.零〇一二三四五六七八九十])(?<sm>${N})月份?(?:以来|至今|到现在|到今天|到目前|起至今|开始到现在)`,
    `(?<ym>${Y})[-./]?(?<![\\d.][\\d零〇一二三四五六七八九十])(?<mm>${N})月份?(?![\\d一二三四五六七八九十]{1,3}[日号]|[底末初上中下])`,
    `(?<![\\d.零〇一二三四五六七八九十个第])(?<mo>${N})月份?(?!\\s?[\\d一二三四五六七八九十]{1,3}[日号]|[底末初上中下旬])`,
    `(?<since>(?:今年|年初|开年|本年度?|本月|月初|本季度|本周|年)?(?:以来|至今))`,
    `(?:最近|近|过去|前)(?:这|的)?(?<ln>${N}|半|几)?(?:个)?(?<lu>天|日|周|星期|礼拜|月|季度|年)(?!度)`,
    `(?<mr>${REL})月(?!\\s?[\\d一二三四五六七八九十]{1,3}[日号])(?:份|度)?(?!底|末|初|上旬|中旬|下旬)`,
    `(?<wr>${REL})(?:周|星期|礼拜)(?![一二三四五六日天末内底])`,
    `(?<holy>${Y})?的?(?<hol>国庆|春节|元旦|五一|端午|中秋|清明|十一|劳动节)节?(?:期间|假期|长假|小长假|黄金周)`,
    `(?<yr>${Y}|全年|年度|本年|当年)(?!\\s?[底末])度?`,
  ].join('|'),
  'g',
);

type Groups = Record<string, string | undefined>;

/** The span of time a question is about, both days included; the words are the first that fit. */
export function readPeriod(
  s: string,
  standpoint: Standpoint & { times?: readonly TimeMention[] },
  future = false,
): { period?: Period; spans: Span[] } {
  const { today, times = scanTimes(s, standpoint) } = standpoint;
  const spans: Span[] = [];
  let period: Period | undefined;
  const range = dateRange(s, today, future, times);
  if (range) return range;
  for (const match of matches(PERIOD, s)) {
    const found = periodOf(match.groups!, standpoint, future, period);
    if (!found) continue;
    period ??= found;
    spans.push({ at: match.index, end: match.index + match[0].length });
  }
  if (period) return { period, spans };
  return singleDay(s, today, future, times);
}

/** Two dates joined, or 9月1日以来. */
function dateRange(
  s: string,
  today: DateText,
  future: boolean,
  times: readonly TimeMention[],
): { period: Period; spans: Span[] } | undefined {
  for (const m of times) {
    if (m.date === undefined) continue;
    const from = resolveDate(m.date, today, future ? 'forward' : 'back');
    if (from === undefined) continue;
    if (m.toDate !== undefined) {
      const to = resolveDate(m.toDate, from, 'forward');
      if (to !== undefined && to >= from) return { period: { from, to }, spans: [m] };
    }
    const since = /^\s?(?:以来|至今|到现在|起至今|到今天|之?后)/.exec(s.slice(m.end, m.end + 6));
    if (since && !(m.date.kind === 'fixed' && m.date.deadline) && from <= today)
      return { period: { from, to: today }, spans: [{ at: m.at, end: m.end + since[0].length }] };
  }
  return undefined;
}

function singleDay(
  s: string,
  today: DateText,
  future: boolean,
  times: readonly TimeMention[],
): { period?: Period; spans: Span[] } {
  const m = times.find((t) => t.date !== undefined && t.trouble === undefined);
  const date = m?.date && resolveDate(m.date, today, future ? 'forward' : 'back');
  if (m === undefined || date === undefined || m.date === undefined) return { spans: [] };
  if (m.date.kind === 'fixed' && m.date.deadline) return deadlinePeriod(s, m, date, today);
  return { period: { from: date, to: date }, spans: [m] };
}

/** 本周内, 月底前, 三天内: from today to that day. 周末 is Saturday and Sunday. */
function deadlinePeriod(
  s: string,
  m: Span,
  date: DateText,
  today: DateText,
): { period?: Period; spans: Span[] } {
  const words = s.slice(m.at, m.end);
  if (/[周期拜]末$/.test(words)) return { period: { from: addDays(date, -1), to: date }, spans: [m] };
  if (/[上中下]旬$/.test(words)) {
    const from = words.endsWith('上旬')
      ? firstOfMonth(date)
      : `${date.slice(0, 8)}${words.endsWith('中旬') ? '11' : '21'}`;
    return { period: { from, to: date }, spans: [m] };
  }
  if (/本|这/.test(words) && /[周期拜](内|以内|之内)$/.test(words))
    return { period: { from: mondayOf(date), to: date }, spans: [m] };
  if (/月(内|以内|之内)$/.test(words)) return { period: { from: firstOfMonth(date), to: date }, spans: [m] };
  return date >= today
    ? { period: { from: today, to: date }, spans: [m] }
    : { period: { from: date, to: today }, spans: [m] };
}

const month = (first: DateText): Period => ({ from: first, to: endOfMonth(first) });
const year = (y: number): Period => ({ from: `${y}-01-01`, to: `${y}-12-31` });
const yearWords = (word: string | undefined, today: DateText) =>
  word === undefined ? undefined : yearWord(word.replace(/^上一?年度?$/, '去年').replace(/度$/, ''), today);

function periodOf(
  g: Groups,
  standpoint: Standpoint,
  future: boolean,
  before: Period | undefined,
): Period | undefined {
  const { today } = standpoint;
  if (g.same !== undefined) return sameLastYear(before, today);
  if (g.half !== undefined) {
    const y = yearWords(g.ny, today) ?? yearOf(today);
    if (g.half === '下半年') return { from: `${y}-07-01`, to: `${y}-12-31` };
    return { from: `${y}-01-01`, to: g.half === '上半年' ? `${y}-06-30` : `${y}-09-30` };
  }
  if (g.q !== undefined || g.q2 !== undefined || g.qr !== undefined) return quarter(g, today);
  if (g.m1 !== undefined) return months(g, today);
  if (g.sm !== undefined)
    return since(namedMonth(readNumber(g.sm), yearWords(g.sy, today), today, false), today);
  if (g.mm !== undefined) return namedMonth(readNumber(g.mm), yearWords(g.ym, today), today, false);
  if (g.mo !== undefined) return namedMonth(readNumber(g.mo), undefined, today, future);
  if (g.since !== undefined) return sinceWord(g.since, today);
  if (g.lu !== undefined) return last(g.ln, g.lu, today);
  if (g.mr !== undefined) return month(addMonths(firstOfMonth(today), shift(g.mr)));
  if (g.wr !== undefined) {
    const from = addDays(mondayOf(today), 7 * shift(g.wr));
    return { from, to: addDays(from, 6) };
  }
  if (g.hol !== undefined) return holiday(g.hol, yearWords(g.holy, today), standpoint);
  const y = /^(全年|年度|本年|当年)$/.test(g.yr ?? '') ? yearOf(today) : yearWords(g.yr, today);
  return y === undefined || Number.isNaN(y) ? undefined : year(y);
}

/** A quarter without a year is this year's, or last year's while it has not begun. */
function quarter(g: Groups, today: DateText): Period {
  if (g.qr !== undefined) return quarterSpan(yearOf(today), quarterOf(today) + shift(g.qr));
  const q = readNumber(g.q ?? g.q2!)!;
  const said = yearWords(g.qy, today);
  return quarterSpan(said ?? yearOf(today) - (q > quarterOf(today) ? 1 : 0), q);
}

function namedMonth(
  m: number | undefined,
  y: number | undefined,
  today: DateText,
  future: boolean,
): Period | undefined {
  if (m === undefined || m < 1 || m > 12) return undefined;
  const now = monthOf(today);
  const turn = future ? (m < now ? 1 : 0) : m > now ? -1 : 0;
  return month(makeDate(y ?? yearOf(today) + turn, m, 1)!);
}

function months(g: Groups, today: DateText): Period | undefined {
  const to = namedMonth(readNumber(g.m2!), yearWords(g.my, today), today, false);
  const first = readNumber(g.m1!);
  if (!to || first === undefined || first < 1 || first > 12) return undefined;
  const from = makeDate(yearOf(to.from) - (first > monthOf(to.from) ? 1 : 0), first, 1)!;
  return { from, to: to.to };
}

const since = (p: Period | undefined, today: DateText): Period | undefined =>
  p && { from: p.from, to: today };

function sinceWord(word: string, today: DateText): Period | undefined {
  if (/^(以来|至今)$/.test(word)) return undefined;
  if (/月/.test(word)) return { from: firstOfMonth(today), to: today };
  if (/季/.test(word)) return { from: quarterSpan(yearOf(today), quarterOf(today)).from, to: today };
  if (/周/.test(word)) return { from: mondayOf(today), to: today };
  return { from: `${yearOf(today)}-01-01`, to: today };
}

/** 近7天 counts today as one of the seven; 近三个月 begins on the same day number three months ago. */
function last(count: string | undefined, unit: string, today: DateText): Period | undefined {
  if (count === '几') return undefined;
  const n = count === undefined ? 1 : count === '半' ? 0.5 : (readNumber(count) ?? 1);
  if (unit === '天' || unit === '日')
    return count === undefined ? undefined : { from: addDays(today, 1 - n), to: today };
  if (/周|星期|礼拜/.test(unit)) return { from: addDays(today, 1 - 7 * n), to: today };
  const size = unit === '月' ? 1 : unit === '季度' ? 3 : 12;
  if (unit === '月' && n === 0.5) return { from: addDays(today, -14), to: today };
  return { from: addMonths(today, -Math.round(n * size)), to: today };
}

/** One year back: of the period named before, else of this year so far. */
function sameLastYear(before: Period | undefined, today: DateText): Period {
  const base = before ?? { from: `${yearOf(today)}-01-01`, to: today };
  const wholeMonth = endOfMonth(base.to) === base.to;
  const to = addMonths(base.to, -12);
  return { from: addMonths(base.from, -12), to: wholeMonth ? endOfMonth(to) : to };
}

/** The last such holiday that has begun, or that of the year said, as long as the calendar of that year has it. */
function holiday(
  word: string,
  said: number | undefined,
  { today, calendar }: Standpoint,
): Period | undefined {
  const festival = festivalNamed(word);
  if (festival === undefined) return undefined;
  const period = calendar.daysOff(said ?? yearOf(today), festival);
  if (said !== undefined || period === undefined || period.from <= today) return period;
  return calendar.daysOff(yearOf(today) - 1, festival);
}
