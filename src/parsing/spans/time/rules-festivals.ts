import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { addMonths, firstOfMonth, yearOf } from '../../../domain/calendar/dates.ts';
import { FESTIVALS, type Festival, festivalDay, festivalNamed } from '../../../domain/calendar/festivals.ts';
import { lunarDayWithin } from '../../../domain/calendar/lunar.ts';
import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import { certain, lunarDate, lunarDay, monthDay, yearly } from './days.ts';
import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { DayWords, PeriodWords } from './time-span.ts';
import { AFTER, BEFORE, N, N_FIRST, num, REL_YEAR, SURNAMES, YEAR, YEAR_FIRST, yearWord } from './words.ts';

/** Longer names of the same days. */
const OTHER_NAMES: Readonly<Record<string, Festival>> = {
  建党节: '七一',
  建军节: '八一',
  妇女节: '三八',
  青年节: '五四',
  劳动节: '五一',
  元宵节: '元宵',
  儿童节: '六一',
  教师节: '教师',
};
const IS_NUMERAL = /^[一二三四五六七八九十]+$/;
// 劳动 alone is labour, 教师 a teacher and 过年 a custom; they are days only with more behind them.
const NAMES = FESTIVALS.filter(
  (name) => name !== '劳动' && name !== '教师' && name !== '过年' && !IS_NUMERAL.test(name),
).join('|');
const NUMERALS = FESTIVALS.filter((name) => IS_NUMERAL.test(name) && name !== '十一').join('|');
const FULL = Object.keys(OTHER_NAMES).join('|');
const OFF = '(?:放?假(?:期间|期)?(?:期间)?|期间|长假(?:期间)?|小长假(?:期间)?|黄金周(?:期间)?)';
const ON_DAY = '(?:当天|那天|当日|这天|那日|当晚)';
const WITH_MORE = `(?=节?(?:${OFF}|${ON_DAY}|${BEFORE}|${AFTER}))`;
// 八一路, 五四奖章, 三八红旗手, 七一讲话: named for the day and not on it.
const NAMED_FOR =
  '(?![一二三四五六七八九十\\d]|[路街场院校厂区村镇团级勋奖红精讲运号月日点时年个人名次条项大小桥])';
/** Days of the lunar and the solar calendar that are no holidays; people name a day by them, or what is done on it. */
const OTHER_DAYS: Readonly<Record<string, (year: number) => DateText | undefined>> = {
  龙抬头: (year) => lunarDate(year, 2, 2),
  七月半: (year) => lunarDate(year, 7, 15),
  中元节: (year) => lunarDate(year, 7, 15),
  腊八: (year) => lunarDate(year, 12, 8),
  植树节: (year) => `${year}-03-12`,
  九一八: (year) => `${year}-09-18`,
  双十一: (year) => `${year}-11-11`,
};
/** The holidays that 节前 and 节后 can mean. */
const HOLIDAYS: readonly Festival[] = ['元旦', '春节', '清明', '五一', '端午', '中秋', '国庆'];

const festivalOf = (word: string): Festival | undefined => OTHER_NAMES[word] ?? festivalNamed(word);

/** Every holiday around a day, in order. */
function holidays(names: readonly Festival[], today: DateText, calendar: Calendar): Period[] {
  const years = [-1, 0, 1].map((n) => yearOf(today) + n);
  return names
    .flatMap((name) => years.map((year) => calendar.daysOff(year, name)))
    .filter((p) => p !== undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** What follows a holiday, open towards its end; what counts in it looks no further than two months. */
const following = (p: Period): Period => ({ from: addDays(p.to, 1), to: addDays(p.to, 60) });

function festival(g: Groups, today: DateText, calendar: Calendar): Reading | undefined {
  const name = festivalOf(g.f!);
  if (name === undefined) return undefined;
  const year = yearWord(g.y, today);
  const on = (move: number) => (y: number) => {
    const date = festivalDay(y, name);
    return date && addDays(date, move);
  };
  const day = (move: number): DayWords => (year === undefined ? yearly(on(move)) : certain(on(move)(year)));
  const off = (change: (p: Period) => Period): PeriodWords | undefined => {
    if (year === undefined) return { among: (from) => holidays([name], from, calendar).map(change) };
    const p = calendar.daysOff(year, name);
    return p && { fixed: change(p) };
  };
  if (g.off !== undefined) {
    const period = off((p) => p);
    return period === undefined ? { sort: 'period', unread: true } : { sort: 'period', period };
  }
  if (g.after !== undefined) {
    const period = off(following);
    return period === undefined
      ? { sort: 'period', unread: true }
      : { sort: 'period', period, open: 'after' };
  }
  const isBefore = g.before !== undefined;
  return {
    sort: 'days',
    form: 'festival',
    days: [day(isBefore ? -1 : 0)],
    deadline: isBefore,
    mayBeTopic: !isBefore && g.on === undefined,
  };
}

/** 节前 and 节后 without a name: the day before the next holiday, and what follows it or the one that runs. */
function unnamed(g: Groups, calendar: Calendar): Reading {
  if (g.after !== undefined) {
    const among = (today: DateText) => holidays(HOLIDAYS, today, calendar).map(following);
    // the holiday itself may still be ahead, so what is over is judged by its end
    return {
      sort: 'period',
      period: { among: (today) => among(today).filter(({ from }) => from > today) },
      open: 'after',
    };
  }
  const dates = (today: DateText) => holidays(HOLIDAYS, today, calendar).map((p) => addDays(p.from, -1));
  return { sort: 'days', form: 'festival', days: [{ kind: 'among', dates }], deadline: true };
}

const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

/** A day of the lunar calendar, with its month or of the months around. */
function lunar(g: Groups, today: DateText): Reading | undefined {
  const month = g.m === undefined ? undefined : (LUNAR_MONTHS[g.m] ?? num(g.m));
  const day = num(g.d!.replace('初', ''));
  const reading = (words: DayWords): Reading => ({ sort: 'days', form: 'lunar', days: [words] });
  if (!(day >= 1 && day <= 30) || (month !== undefined && !(month >= 1 && month <= 12)))
    return reading({ kind: 'impossible' });
  if (month === undefined) {
    const dates = (from: DateText) =>
      [-2, -1, 0, 1, 2]
        .map((n) => addMonths(firstOfMonth(from), n))
        .map((first) => lunarDayWithin(first, addDays(first, 35), day))
        .filter((d, i, all) => d !== undefined && all.indexOf(d) === i) as DateText[];
    return reading({ kind: 'among', dates });
  }
  const year = yearWord(g.y, today);
  return reading(year === undefined ? lunarDay(month, day) : certain(lunarDate(year, month, day)));
}

const FESTIVAL_YEAR = `(?:(?<y>${REL_YEAR}|${YEAR}年|2\\d年)的?)?`;
const TAIL = `(?:(?<off>${OFF})|(?<on>${ON_DAY})|(?<before>节?${BEFORE})|(?<after>节?${AFTER}))?`;
const LUNAR_DAY = `初?[一二三四五六七八九十廿卅]{1,3}|\\d{1,2}`;

export const FESTIVAL_RULES: readonly Rule[] = [
  rule(
    `${YEAR_FIRST}元除过春三清五六端七八中重国冬建妇青劳儿教十`,
    `${FESTIVAL_YEAR}(?<![迎庆贺度])(?<f>${FULL}|(?:${NAMES})(?!路|街|村|镇|同志)|(?<![第.${SURNAMES}])(?:${NUMERALS})(?!劳动节|儿童节|建党节|建军节|妇女节|青年节)${NAMED_FOR}|(?<![第.${SURNAMES}])十一${WITH_MORE}|过年${WITH_MORE})节?夜?${TAIL}`,
    (g, { today, calendar }, s, at) =>
      // 李国庆 is a person, 国庆节 never
      new RegExp(`[${SURNAMES}]`).test(s[at - 1] ?? '') &&
      /^(?:国庆|元旦|中秋|清明|冬至|重阳|端午)$/.test(g.f!) &&
      s[at + g.f!.length] !== '节' &&
      !/[下上]周/.test(s.slice(Math.max(0, at - 2), at))
        ? undefined
        : festival(g, today, calendar),
  ),
  rule(
    '龙七二中腊植九双',
    `(?:二月[初]?二)?(?<f>${Object.keys(OTHER_DAYS).join('|')})(?![路街\\d月点])节?${ON_DAY}?`,
    (g): Reading => ({
      sort: 'days',
      form: 'festival',
      days: [yearly(OTHER_DAYS[g.f!]!)],
      mayBeTopic: true,
    }),
  ),
  // 国庆三号: the number is a day of that month
  rule(
    '国十五元',
    `(?<![迎庆第\\d${SURNAMES}])(?<f>国庆|十一|五一|元旦)(?:节|假期?|期间|放假)*(?<d>${N})[日号]`,
    (g): Reading => {
      const month = g.f === '五一' ? 5 : g.f === '元旦' ? 1 : 10;
      return { sort: 'days', form: 'number', days: [monthDay(month, num(g.d))] };
    },
  ),
  // 初六 without its month; 初三 is a class at school as well
  rule(
    '初',
    '(?<![月年最当起之])(?<d>初[一二三四五六七八九十])(?![一二三四五六七八九十\\d]|\\s?(?:学生|年级|班|中|毕业|家长|的?孩子|步|级))',
    (g, { today }) => lunar(g, today),
  ),
  rule(
    '五七八三',
    `(?:五一(?=(?:国际)?劳动节)|七一(?=建党节)|八一(?=建军节)|三八(?=(?:国际)?妇女节)|五四(?=青年节))(?:国际)?(?<f>${FULL})${TAIL}`,
    (g, { today, calendar }) => festival(g, today, calendar),
  ),
  rule('节', `(?<![季环情细调关末时春])节(?:(?<before>${BEFORE})|(?<after>${AFTER}))`, (g, { calendar }) =>
    unnamed(g, calendar),
  ),
  rule(
    `${YEAR_FIRST}农阴旧正冬腊${N_FIRST}`,
    `${FESTIVAL_YEAR}(?:(?:农历|阴历|旧历)(?<y2>${YEAR}年)?(?:(?<m>[正冬腊]|${N})月)?(?<d>${LUNAR_DAY})[日号]?)`,
    (g, { today }) => lunar({ ...g, y: g.y ?? g.y2 }, today),
  ),
  rule(`${YEAR_FIRST}正冬腊`, `${FESTIVAL_YEAR}(?<m>[正冬腊])月(?<d>${LUNAR_DAY})[日号]?`, (g, { today }) =>
    lunar(g, today),
  ),
  rule(YEAR_FIRST + N_FIRST, `${FESTIVAL_YEAR}(?<m>${N})月(?<d>初[一二三四五六七八九十])`, (g, { today }) =>
    lunar(g, today),
  ),
  rule('大年', '大?年(?:(?<d>初[一二三四五六七八九十])|三十|夜)(?![\\d年])', (g, { today }) =>
    lunar(g.d === undefined ? { m: '腊', d: '三十' } : { m: '正', d: g.d }, today),
  ),
  rule('农阴旧正腊', `(?:农历|阴历|旧历)(?:闰?(?:[正冬腊]|${N})月(?:初?${N})?)?|[正腊]月`, () => ({
    sort: 'period',
    unread: true,
  })),
];
