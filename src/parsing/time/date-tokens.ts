import type { Calendar } from '../../domain/calendar/calendar.ts';
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
import { festivalDay, festivalNamed } from '../../domain/calendar/festivals.ts';
import { lunarToSolar } from '../../domain/calendar/lunar.ts';
import { addDays, type DateText, dayNumber, weekdayOf } from '../../domain/calendar/time.ts';
import { readNumber } from '../numerals.ts';
import type { DateWords } from './date-words.ts';
import type { Standpoint } from './standpoint.ts';

type Groups = Record<string, string | undefined>;
const num = (s: string | undefined) => (s === undefined ? Number.NaN : (readNumber(s) ?? Number.NaN));
const fixed = (date: DateText | undefined, deadline = false): DateWords =>
  date === undefined
    ? { kind: 'impossible' }
    : deadline
      ? { kind: 'fixed', date, deadline }
      : { kind: 'fixed', date };

const RELATIVE: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };
const YEARS: Readonly<Record<string, number>> = {
  前年: -2,
  去年: -1,
  今年: 0,
  本年: 0,
  当年: 0,
  明年: 1,
  后年: 2,
};

/** 去年 or 2026年 as a year. */
export function yearWord(word: string | undefined, today: DateText): number | undefined {
  if (word === undefined) return undefined;
  const offset = YEARS[word];
  return offset === undefined ? num(word.replace('年', '')) : yearOf(today) + offset;
}

/** 下下个月 as months from now. */
const monthOffset = (word: string) => shift(word);
/** 上, 下, 上上, 下下 as −1, 1, −2, 2; 本 and 这 as 0. */
export const shift = (word: string | undefined) => {
  if (!word) return 0;
  return word.startsWith('上上')
    ? -2
    : word.startsWith('下下')
      ? 2
      : word.startsWith('上')
        ? -1
        : word.startsWith('下')
          ? 1
          : 0;
};

export const weekdayNumber = (c: string) => ('日天7'.includes(c) ? 7 : (num(c) as number));

/** The second day of 23-25号. */
export function secondDay(g: Groups): DateWords | undefined {
  const word = g.d2b ?? g.d3b ?? g.d8b;
  return word === undefined ? undefined : bareDay(num(word));
}

/** What the groups of one date match mean; undefined when it is no date after all. */
export function dateWords(g: Groups, standpoint: Standpoint): DateWords | undefined {
  const { today } = standpoint;
  if (g.rel !== undefined)
    return fixed(
      addDays(today, RELATIVE[g.rel.replace(/[^大前昨今明后].*$/, '').slice(0, 2)] ?? RELATIVE[g.rel[0]!]!),
    );
  if (g.wd !== undefined) return weekday(g, today);
  if (g.d8 !== undefined) return bareDay(num(g.d8));
  if (g.m2 !== undefined) return monthDay(num(g.m2), num(g.d2), yearWord(g.ry2, today));
  if (g.m9 !== undefined) return numeric(num(g.m9), num(g.d9));
  if (g.y1 !== undefined) return fixed(makeDate(num(g.y1), num(g.m1), num(g.d1)));
  if (g.c1 !== undefined)
    return fixed(makeDate(Number(g.c1.slice(0, 4)), Number(g.c1.slice(4, 6)), Number(g.c1.slice(6))));
  if (g.rm3 !== undefined) return inMonth(addMonths(firstOfMonth(today), monthOffset(g.rm3)), num(g.d3));
  if (g.part4 !== undefined) return monthPart(g, today);
  if (g.part5 !== undefined) return fixed(partOf(today, g.part5), true);
  if (g.n7 !== undefined) return span(g, standpoint);
  if (g.nwd !== undefined) return nthWeekday(g, today);
  return named(g, today);
}

function named(g: Groups, today: DateText): DateWords | undefined {
  if (g.ye !== undefined) {
    const year = g.ye.startsWith('明')
      ? yearOf(today) + 1
      : g.ye.startsWith('去')
        ? yearOf(today) - 1
        : num(/^\d{4}/.exec(g.ye)?.[0]);
    return fixed(`${year || yearOf(today)}-12-31`, true);
  }
  if (g.qe !== undefined) return fixed(quarterEnd(g.qe, today), true);
  if (g.hol !== undefined) return eveOf(g.hol, today);
  if (g.wkend !== undefined) return fixed(addDays(mondayOf(today), 7 * shift(g.wkend) + 6), true);
  if (g.mthin !== undefined) return fixed(endOfMonth(addMonths(firstOfMonth(today), shift(g.mthin))), true);
  return lunar(g, today);
}

function weekday(g: Groups, today: DateText): DateWords {
  const day = weekdayNumber(g.wd!);
  if (g.wp === undefined) return { kind: 'weekday', weekday: day };
  return fixed(addDays(mondayOf(today), 7 * shift(g.wp) + day - 1));
}

const bareDay = (day: number): DateWords | undefined =>
  day >= 1 && day <= 31 ? { kind: 'day', day } : undefined;

function monthDay(month: number, day: number, year: number | undefined): DateWords | undefined {
  if (Number.isNaN(month + day)) return undefined;
  if (year !== undefined) return fixed(makeDate(year, month, day));
  // 29 February exists in some year, 30 February in none.
  return makeDate(2028, month, day) === undefined ? { kind: 'impossible' } : { kind: 'monthDay', month, day };
}

/** 11.25 or 11/25; a pair that is no date at all (17/20) is left to others. */
function numeric(month: number, day: number): DateWords | undefined {
  return makeDate(2028, month, day) === undefined ? undefined : { kind: 'monthDay', month, day };
}

const inMonth = (first: DateText, day: number): DateWords =>
  fixed(makeDate(yearOf(first), monthOf(first), day));

function monthPart(g: Groups, today: DateText): DateWords {
  const year = yearWord(g.ry4, today);
  let first = firstOfMonth(today);
  if (g.rm4 !== undefined) first = addMonths(first, monthOffset(g.rm4));
  else if (g.m4 !== undefined) {
    const month = num(g.m4);
    if (!(month >= 1 && month <= 12)) return { kind: 'impossible' };
    first = makeDate(year ?? yearOf(today) + (month < monthOf(today) ? 1 : 0), month, 1) ?? first;
  }
  return fixed(partOf(first, g.part4!), true);
}

/** 上旬 and 月初 end on the 10th, 中旬 on the 20th, 下旬 and 月底 on the last day. */
function partOf(month: DateText, part: string): DateText {
  if (part === '上旬' || part === '初') return `${month.slice(0, 8)}10`;
  return part === '中旬' ? `${month.slice(0, 8)}20` : endOfMonth(month);
}

/** 三天内, 两周后, 三天前: counted from today. */
function span(g: Groups, { today, calendar }: Standpoint): DateWords {
  return fixed(addSpan(today, g.n7!, g.u7!, /前/.test(g.dir7!) ? -1 : 1, calendar), true);
}

/** The day before the next such festival, or before that of 明年 when said. */
function eveOf(words: string, today: DateText): DateWords {
  const festival = festivalNamed(words.replace(/^[明今]年/, ''));
  if (festival === undefined) return { kind: 'impossible' };
  const year = yearOf(today) + (words.startsWith('明年') ? 1 : 0);
  const date = festivalDay(year, festival);
  const isPast = !words.startsWith('明年') && date !== undefined && date < today;
  const meant = isPast ? festivalDay(year + 1, festival) : date;
  return fixed(meant && addDays(meant, -1), true);
}

/** A date moved by a spoken span: 天, 周, 月, 年, 工作日; 半 is half of the unit. */
export function addSpan(
  date: DateText,
  count: string,
  unit: string,
  sign: 1 | -1,
  calendar: Calendar,
): DateText | undefined {
  const half = count === '半';
  const n = half ? 0 : num(count) * sign;
  if (Number.isNaN(n) || Math.abs(n) > 1000) return undefined;
  if (unit.includes('工作日')) return calendar.addWorkingDays(date, n);
  if (unit === '天' || unit === '日') return addDays(date, n);
  if (/周|星期|礼拜/.test(unit)) return addDays(date, 7 * n);
  if (unit === '年') return addMonths(date, half ? 6 * sign : 12 * n);
  if (unit.includes('半月')) return addDays(addMonths(date, n), 15 * sign);
  return half ? addDays(date, 15 * sign) : addMonths(date, n);
}

function nthWeekday(g: Groups, today: DateText): DateWords {
  const year = yearWord(g.ry6, today);
  const month = num(g.rm6!.replace(/月份?$/, ''));
  let first = addMonths(firstOfMonth(today), monthOffset(g.rm6!));
  if (!Number.isNaN(month)) first = makeDate(year ?? yearOf(today), month, 1) ?? first;
  const wanted = weekdayNumber(g.nwd!);
  if (g.lastw !== undefined) {
    const last = endOfMonth(first);
    return fixed(addDays(last, -((weekdayOf(last) - wanted + 7) % 7)));
  }
  const date = addDays(first, ((wanted - weekdayOf(first) + 7) % 7) + 7 * (num(g.nth) - 1));
  return monthOf(date) === monthOf(first) ? fixed(date) : { kind: 'impossible' };
}

function quarterEnd(words: string, today: DateText): DateText {
  const named = /第?([一二三四1-4])季/.exec(words);
  if (!named) return quarterSpan(yearOf(today), quarterOf(today) + shift(words)).to;
  const end = quarterSpan(yearOf(today) + (words.startsWith('明年') ? 1 : 0), num(named[1])).to;
  return end < today && !/年/.test(words) ? addMonths(end, 12) : end;
}

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

/** The nearest such lunar day from half a year back to a year ahead; without a month, the coming one. */
function lunar(g: Groups, today: DateText): DateWords | undefined {
  const dayWord = (g.ld ?? g.ld2)?.replace('初', '');
  const monthWord = (g.lm ?? g.lm2)?.replace('月', '');
  if (dayWord === undefined || (g.lunar === undefined && g.lm === undefined && g.lm2 === undefined))
    return undefined;
  const day = num(dayWord);
  const months =
    monthWord === undefined
      ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
      : [LUNAR_MONTHS[monthWord] ?? num(monthWord)];
  let best: DateText | undefined;
  for (const year of [-1, 0, 1]) {
    for (const month of months) {
      const date = lunarToSolar(yearOf(today) + year, month, day);
      const distance = date === undefined ? -1 : dayNumber(date) - dayNumber(today);
      if (distance >= 0 && (best === undefined || date! < best)) best = date;
    }
  }
  return best === undefined ? { kind: 'impossible' } : fixed(best);
}
