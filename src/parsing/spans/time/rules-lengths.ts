import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { addMonths, makeDate, mondayOf } from '../../../domain/calendar/dates.ts';
import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { Length } from './time-span.ts';
import {
  AFTER,
  BEFORE,
  DAY,
  N,
  N_FIRST,
  num,
  SEP,
  SURNAMES,
  WEEK,
  WEEKDAY,
  WITHIN,
  weekdayNumber,
} from './words.ts';

const COUNT = '(?:\\d{1,3}(?:\\.\\d)?|[一二两三四五六七八九十俩仨]{1,3}|半|几)';
// What must stand behind the count, asked before all else: most numbers are no length, and what stands before them is dear
// to look through.
const countOf = (units: string) => `(?=[\\d.一二两三四五六七八九十百俩仨半几]{1,5}[${units}])`;
const HOURS = '(?:小时|钟头|(?<=个)钟(?![头点表声情]))';
// A minute more or less than something, or a length of something else.
const ASIDE = '(?<!提前|迟到|早到|晚到|早退|[晚早慢快]了|每|学时|隔|迟|提早|\\d|\\d\\.)';

const amount = (s: string | undefined): number =>
  s === undefined ? 0 : s === '半' ? 0.5 : s.includes('.') ? Number(s) : num(s);

function minutes(g: Groups): Reading | undefined {
  const half = g.plus !== undefined || g.plus2 !== undefined ? 30 : 0;
  const n =
    g.q !== undefined
      ? 15 * num(g.q)
      : g.min !== undefined
        ? amount(g.min)
        : amount(g.h) * 60 + half + amount(g.hm) + (g.q2 === undefined ? 0 : 15 * num(g.q2));
  if (Number.isNaN(n)) return { sort: 'length', vague: true };
  if (n < 1) return undefined;
  return { sort: 'length', length: { minutes: Math.round(n) }, vague: (g.more ?? g.more2) !== undefined };
}

/** 七八天, 三五天 */
const GUESS = /^(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)$/;

interface Amount {
  count: number;
  half: boolean;
  unit: string;
}

/** The length of 三天, 两个半月, 一周; undefined for working days, which have none without a calendar. */
function lengthOf({ count, half, unit }: Amount): Length | undefined {
  if (unit === '工作日') return undefined;
  if (/[天日]/.test(unit)) return { days: Math.ceil(count + (half ? 0.5 : 0)) };
  if (/周|星期|礼拜/.test(unit)) return { days: Math.ceil(7 * count + (half ? 3.5 : 0)) };
  if (unit === '月')
    return count === 0.5 ? { days: 15 } : half ? { months: count, days: 15 } : { months: count };
  if (unit === '季度') return { months: 3 * count };
  return unit === '年' ? { months: 12 * count + (half ? 6 : 0) } : undefined;
}

/** A day so far from another: months keep the day number, working days go by the calendar. */
function moved(from: DateText, a: Amount, sign: 1 | -1, calendar: Calendar): DateText | undefined {
  if (Number.isNaN(a.count) || a.count > 1000) return undefined;
  if (a.unit === '工作日') return calendar.addWorkingDays(from, Math.ceil(a.count) * sign);
  const length = lengthOf(a);
  if (length === undefined) return undefined;
  return addDays(addMonths(from, sign * (length.months ?? 0)), sign * (length.days ?? 0));
}

/** 三天内, 两周后, 一个月前, 两周后的周三, 48小时内: a day counted from today. */
function counted(g: Groups, today: DateText, calendar: Calendar): Reading | undefined {
  const a: Amount = { count: amount(g.n), half: g.half !== undefined, unit: g.u! };
  // 15日前 and 25日后 name the day of the month, 三日后 and 十日内 count
  if (a.unit === '日' && (g.before !== undefined || (g.after !== undefined && /^\d\d/.test(g.n!))))
    return undefined;
  const sign = g.before === undefined ? 1 : -1;
  const deadline = g.within !== undefined;
  const reading = (date: DateText | undefined): Reading =>
    date === undefined
      ? { sort: 'days', form: 'counted', days: [{ kind: 'impossible' }], deadline, unread: true }
      : { sort: 'days', form: 'counted', days: [{ kind: 'fixed', date }], deadline };
  if (/小时|钟头|分钟/.test(a.unit)) {
    const days = /小时|钟头/.test(a.unit) ? a.count / 24 : Number.NaN;
    return reading(deadline && Number.isInteger(days) ? addDays(today, days) : undefined);
  }
  const date = moved(today, a, sign, calendar);
  if (date === undefined || g.w === undefined) return reading(date);
  return /周|星期|礼拜/.test(a.unit)
    ? reading(addDays(mondayOf(date), weekdayNumber(g.w) - 1))
    : reading(undefined);
}

const DAYS_AFTER = `(?<n>${COUNT})(?:(?<u>天|日|周|年|小时|钟头|分钟)|个(?:(?<half>半)(?=月))?(?<u2>工作日|星期|礼拜|月|小时|钟头|季度)|(?<u3>工作日|星期|礼拜|月(?<=半月)))`;

/** Every day, weekday or day of the month on which something comes again. */
function repeat(g: Groups): Reading {
  const days = [...(g.d ?? '').matchAll(new RegExp(N, 'g'))].map((m) => num(m[0]));
  const month = num(g.m);
  const impossible =
    days.some((d) => !(d >= 1 && d <= 31)) ||
    (g.m !== undefined &&
      (!(month >= 1 && month <= 12) || days.some((d) => makeDate(2028, month, d) === undefined)));
  return { sort: 'repeat', impossible };
}

const NUMBERS = `(?<d>${N}(?:\\s?${DAY}?\\s?${SEP}\\s?${N}){0,12})${DAY}`;
const WEEKDAYS = `${WEEKDAY}(?:(?:${SEP})?(?:每?${WEEK})?${WEEKDAY}){0,6}(?![点时人名次])`;
const LAST_OR_NTH = '(?:第[一二三四五\\d]个?|最后一?个?|首个?|倒数第[一二三]个?)';

export const LENGTH_RULES: readonly Rule[] = [
  rule(
    `${N_FIRST}半几俩仨`,
    `${countOf('个半多小钟hH刻分')}${ASIDE}(?:(?<h>${COUNT})个?(?<plus>半)?(?<more>多)?(?:${HOURS}|[hH](?![a-zA-Z]))(?<plus2>半)?(?:又?(?<q2>[一三])刻钟?)?(?:零?(?<hm>\\d{1,2}|[一二三四五六七八九十]{1,3})分钟?)?|(?<q>[一三])刻钟|(?<min>\\d{1,3}|[一二两三四五六七八九十百]{1,5}|几)(?<more2>多)?分钟)(?!到达|就)`,
    minutes,
  ),
  rule(
    `${N_FIRST}半几俩仨`,
    `${countOf('天周年个工星礼月')}(?<![第每这那哪某同当头隔\\d.年月]|提前|提早|早到|晚到|迟到|(?<![延往推顺])后|(?<![推延])迟)(?<n>${COUNT})(?:(?<u>天|周(?![年岁边围报末一二三四五六七八九十日天]|\\s?[一二两三四五六七八九十\\d]{1,2}[次场])|年(?![级度底末初前后内]))|个(?:(?<half>半)(?=月))?(?<u2>工作日|星期|礼拜|月(?![初底末中])|季度)|(?<u3>工作日|星期(?!${WEEKDAY})|礼拜(?!${WEEKDAY})|月(?<=半月)))(?<half2>半)?`,
    (g, { calendar }, s, at): Reading | undefined => {
      const a: Amount = {
        count: amount(g.n),
        half: (g.half ?? g.half2) !== undefined,
        unit: (g.u ?? g.u2 ?? g.u3)!,
      };
      if (a.unit === '年' && /^[\d.]{2,}$/.test(g.n!) && a.count >= 20) return undefined;
      if (g.n === '一' && a.unit === '天' && /[有整后]/.test(s[at - 1] ?? '')) return undefined;
      // 八一天不亮: two numerals that name no guess
      if (/^[一二三四五六七八九]{2}$/.test(g.n!) && !GUESS.test(g.n!)) return undefined;
      // 王五一周: the first numeral is a name
      if (Number.isNaN(a.count) && SURNAMES.includes(s[at - 1] ?? ' ')) return undefined;
      if (a.count === 0) return undefined;
      if (g.n === '几' || Number.isNaN(a.count)) return { sort: 'length', vague: true };
      return { sort: 'length', length: lengthOf(a), moved: (from) => moved(from, a, 1, calendar) };
    },
  ),
  rule(
    `${N_FIRST}半几俩仨`,
    `${countOf('天日周年小钟分个工星礼月')}(?<![第每这那哪某同\\d.])${DAYS_AFTER}(?:(?<before>${BEFORE})|(?<after>${AFTER})(?:的?${WEEK}(?<w>${WEEKDAY}))?|(?<within>${WITHIN}))`,
    (g, { today, calendar }) => counted({ ...g, u: g.u ?? g.u2 ?? g.u3 }, today, calendar),
  ),
  // 延期十日, 请假三日
  rule(
    N_FIRST,
    `(?=${N}日)(?<=(?:延期|顺延|延后|延长|延迟|推迟|后推|推后|宽限|请假|为期|历时)[了约共]?\\s?)(?<n>${N})日(?![前内止之])`,
    (g, { calendar }) => {
      const a: Amount = { count: num(g.n), half: false, unit: '日' };
      if (!(a.count >= 1)) return undefined;
      return { sort: 'length', length: lengthOf(a), moved: (from) => moved(from, a, 1, calendar) };
    },
  ),
  rule(
    '每逢各',
    `(?:每逢|每|逢|各)(?:个|隔)?(?:${WEEK}(?:的)?(?:${WEEKDAYS}|末)?|月份?的?(?:${NUMBERS}|${LAST_OR_NTH}(?:工作日|天|日|${WEEK}${WEEKDAY})|月?[底末初]|上旬|中旬|下旬)?|工作日|天|日|晚|早|季度?末?|半?年(?:底|末)?的?(?:(?<m>${N})月(?:(?<d2>${N})${DAY})?)?|(?:${N}|半)个?(?:天|周|月|年|季度|工作日)|${LAST_OR_NTH}(?:工作日|${WEEK}${WEEKDAY}))`,
    (g) => repeat({ ...g, d: g.d ?? g.d2 }),
  ),
  rule('次翌隔', '(?:次日|翌日|隔天)(?!常)', (_, __, s, at) => ({
    sort: 'days',
    form: 'counted',
    days: [{ kind: 'impossible' }],
    unread: true,
    ...(s[at] !== '隔' && { fromNamed: 1 }),
  })),
  rule('农阴', `(?:农历|阴历)每月(?:的)?(?<d>初?${N})[日号]?`, (g) => repeat({ d: g.d?.replace('初', '') })),
];
