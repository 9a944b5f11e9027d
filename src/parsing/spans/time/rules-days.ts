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
} from '../../../domain/calendar/dates.ts';
import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import { matches } from '../../matches.ts';
import { certain, lunarDay, monthDay, yearly } from './days.ts';
import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { DayWords, Link } from './time-span.ts';
import {
  DAY,
  IN_YEAR,
  MEETING,
  N,
  N_ENDS,
  N_FIRST,
  num,
  REL,
  REL_FIRST,
  REL_YEAR,
  SEP,
  SURNAMES,
  shift,
  WEEK,
  WEEK_FIRST,
  WEEKDAY,
  weekdayNumber,
  YEAR,
  YEAR_FIRST,
  yearWord,
} from './words.ts';

// After a number without 日 these make it a count, unless they begin the name of a meeting; what stands behind a blank
// counts less often, and never what is moved to (延到三月二十 天寒地冻).
const COUNTED = '个(?!人[原事情])|[次人名场项条%周岁元点时倍万米篇份户批轮]|天(?![寒气冷热干旱黑亮晴])';
const COUNTED_CLOSE = '[支党车期号组会课中届大小委月]';
const MOVED_TO = `(?<=[到至](?:[今明后]年|${YEAR}年)?${N}月${N})`;
const NOT_COUNT = `${N_ENDS}(?!(?:${COUNTED}|(?!${MEETING})${COUNTED_CLOSE})|(?!${MOVED_TO})\\s(?:${COUNTED}))`;
// After 号 these make it an item, a room or a document.
const NOT_ITEM =
  '(?!\\s?(?:楼|院|门|网格|厅|问题|整改|事项|线|车|文(?!化)|桌|机|馆|室|仓|地块|组(?!织)|会议(?!开|在|改|推|延|取)|会场|教|令|台账|清单|任务|隐患|那个(?!.{0,8}(?:会|党课|党日|评议))|这个问|的问题|的整改|店|公路|井|地|库|码|召(?!开)|称|角|沟|坝|泵|岗|床|卡|本|页|单元|字|汽|柴))';
// 3号、8号问题: the word behind the last holds for all.
const NOT_ITEMS = `(?!(?:\\s?[、和及与跟]\\s?${N}${DAY}?){1,6}\\s?(?:问题|整改|事项|隐患|任务|台账|清单|楼|院|门))`;
const MORE = `(?<more>(?:\\s?${DAY}?\\s?${SEP}\\s?${N}){1,12}(?=\\s?${DAY}))?`;
/** 5月25-26两天: the count stands for 日. */
const SEVERAL = `(?<several>(?:\\s?${SEP}\\s?${N}){1,6})(?=\\s?这?[两二三四五六七][天日])`;
const days = (list: readonly DayWords[], links: readonly Link[] = []): Reading => ({
  sort: 'days',
  form: 'number',
  days: list,
  links,
});

const FURTHER = new RegExp(`(${SEP})\\s?(${N})`, 'g');

/** 11、12-15 of a list: each further number with what stands before it. */
function further(more: string | undefined): { n: number; link: Link }[] {
  const found = [];
  for (const m of more === undefined ? [] : matches(FURTHER, more))
    found.push({ n: num(m[2]), link: /[、,和及与跟]/.test(m[1]!) ? ('and' as const) : ('to' as const) });
  return found;
}

/** The first day and those listed behind it; a smaller number is in a later month. */
function listed(first: number, more: string | undefined, on: (day: number) => DayWords): Reading | undefined {
  const rest = further(more);
  if ([first, ...rest.map((r) => r.n)].some((n) => !(n >= 1 && n <= 99))) return undefined;
  let last = first;
  const words = [on(first)];
  for (const { n } of rest) {
    words.push(n > last ? on(n) : { kind: 'day', day: n });
    last = n;
  }
  return days(
    words,
    rest.map((r) => r.link),
  );
}

function monthDays(g: Groups, today: DateText, isPlain: boolean): Reading | undefined {
  const [month, year] = [num(g.m), yearWord(g.y, today)];
  if (Number.isNaN(month)) return undefined;
  const reading = listed(num(g.d ?? g.d0), g.more, (day) =>
    year === undefined ? monthDay(month, day) : certain(makeDate(year, month, day)),
  );
  // 八月十五 without 日 may be meant by the lunar calendar, when another name of the day says so
  if (isPlain && reading?.sort === 'days') return { ...reading, lunar: lunarDay(month, num(g.d0)) };
  return reading;
}

const WEEKDAYS = new RegExp(`(${SEP})?(?:${WEEK})?(${WEEKDAY})`, 'g');

function weekdays(g: Groups, today: DateText): Reading {
  const weeks = g.p ?? g.p2;
  const on = (c: string): DayWords =>
    weeks === undefined
      ? { kind: 'weekday', weekday: weekdayNumber(c) }
      : { kind: 'fixed', date: addDays(mondayOf(today), 7 * shift(weeks) + weekdayNumber(c) - 1) };
  const list = [on(g.w!)];
  const links: Link[] = [];
  for (const m of g.more === undefined ? [] : matches(WEEKDAYS, g.more)) {
    list.push(on(m[2]!));
    links.push(m[1] !== undefined && !/[、,和及与跟]/.test(m[1]) ? 'to' : 'and');
  }
  return { sort: 'days', form: 'weekday', days: list, links };
}

/** The last day of a month, a year or a quarter: 月底 in any wording. */
function monthEnd(g: Groups, today: DateText): Reading {
  if (g.rm === undefined && g.m === undefined) return days([{ kind: 'monthEnd' }]);
  if (g.m === undefined) {
    const month = addMonths(firstOfMonth(today), shift(g.rm));
    return days([{ kind: 'fixed', date: endOfMonth(month) }]);
  }
  const [month, year] = [num(g.m), yearWord(g.y, today)];
  const end = (y: number) => {
    const first = makeDate(y, month, 1);
    return first && endOfMonth(first);
  };
  if (year !== undefined) return days([certain(end(year))]);
  return days([month >= 1 && month <= 12 ? yearly(end) : { kind: 'impossible' }]);
}

function yearEnd(g: Groups, today: DateText): Reading {
  return days([{ kind: 'fixed', date: `${yearWord(g.ye, today) ?? yearOf(today)}-12-31` }]);
}

function quarterEnd(g: Groups, today: DateText): Reading {
  if (g.q === undefined)
    return days([{ kind: 'fixed', date: quarterSpan(yearOf(today), quarterOf(today) + shift(g.rq)).to }]);
  const [q, year] = [num(g.q), yearWord(g.y, today)];
  const end = (y: number) => quarterSpan(y, q).to;
  return days([year === undefined ? yearly(end) : { kind: 'fixed', date: end(year) }]);
}

/** 11.25 or 11/25; a pair that is no date (17/20), or stands beside a figure, is left to others. */
function numeric(g: Groups, s: string, at: number): Reading | undefined {
  const [month, day] = [Number(g.m), Number(g.d)];
  if (makeDate(2028, month, day) === undefined) return undefined;
  if (g.s === '/' && /(?:[到实应席数率展度成]|到会)\s?:?\s?$/.test(s.slice(Math.max(0, at - 4), at)))
    return undefined;
  const last = num(g.d2);
  if (g.d2 === undefined) return days([monthDay(month, day)]);
  return last > day && makeDate(2028, month, last) !== undefined
    ? days([monthDay(month, day), monthDay(month, last)], ['to'])
    : undefined;
}

// 周一三五 names three days, 周日一早 and 周五一起 one: without a separator they go up.
const NEXT_WEEKDAY =
  '(?:(?<=一)二|(?<=[一二])三|(?<=[一二三])四|(?<=[一二三四])五|(?<=[一二三四五])六|(?<=六)日)';

/** A two-digit year is one of this century's twenties or thirties. */
const fullYear = (word: string) => (word.length === 2 ? 2000 + Number(word) : yearWord(word, '2000-01-01')!);

/** A given name that is a numeral before a weekday or a day cuts neither: 李四周五, 张三27号. */
const GIVEN = `(?<=[${SURNAMES}][一二三四五六七八九十])`;

/** 月底了, 年底对账: how late it is, and no day. */
const GOING_ON = '(?:了(?!结|解)|到了|快到|将至|对账|结账|盘点)';
/** 延期十日 is a length; 延期到十日 and 延到10号 name a day. */
const SO_LONG = '(?:延期|顺延|延后|延长|延迟|推迟|后推|推后|宽限|请假|为期|历时)[了约共]?\\s?(?=.{1,3}日)';
export const DAY_RULES: readonly Rule[] = [
  rule(
    '12二3',
    `(?<![\\d./#A-Za-z]|(?<!\\d[./-]\\d{1,2}|[日号])-)(?<y>${YEAR}|[23]\\d(?=[./年]))\\s?(?<s>[./年-])\\s?(?<m>${N})\\s?(?:月|\\k<s>)\\s?(?:(?<d>${N})${MORE}\\s?${DAY}|(?<d0>${N})(?:(?<=[./]\\d{1,2})(?:——|[-~—])(?<d2>\\d{1,2})(?![\\d./-]))?${N_ENDS}(?![支党车个次人名%]|[./]\\d))`,
    (g) =>
      listed(num(g.d ?? g.d0), g.more ?? (g.d2 && `-${g.d2}`), (day) =>
        certain(makeDate(fullYear(g.y!), num(g.m), day)),
      ),
  ),
  rule('2', `(?<![\\d.#A-Za-z-])(?<c>20\\d{2}[01]\\d[0-3]\\d)(?!\\d)`, (g) =>
    days([certain(makeDate(Number(g.c!.slice(0, 4)), Number(g.c!.slice(4, 6)), Number(g.c!.slice(6))))]),
  ),
  rule(
    YEAR_FIRST + N_FIRST,
    `${IN_YEAR}(?<![\\d.第零〇])(?<m>${N})\\s?月份?的?\\s?(?:(?<d>${N})${MORE}\\s?${DAY}|(?<d2>${N})${SEVERAL}|(?<d0>${N})(?:${NOT_COUNT}|(?<=\\d)(?=[一二三四五六七八九十]{1,2}(?:党?支部|小?组))))`,
    (said, { today }) => {
      const g = said.d2 === undefined ? said : { ...said, d: said.d2, more: said.several };
      const isPlain = g.d0 !== undefined && g.y === undefined && /^[一二]?[一二三四五六七八九十]/.test(g.m!);
      return monthDays(g, today, isPlain);
    },
  ),
  rule(REL_FIRST, `(?<rm>${REL})月份?的?\\s?(?<d>${N})${MORE}\\s?${DAY}`, (g, { today }) => {
    const month = addMonths(firstOfMonth(today), shift(g.rm));
    return listed(num(g.d), g.more, (day) => certain(makeDate(yearOf(month), monthOf(month), day)));
  }),
  rule(
    N_FIRST,
    // What must stand behind the number is asked first: most numbers are no days.
    `(?=${N}\\s{0,2}(?:${DAY}|${SEP}))(?<![\\d第./#.-]|台账|[编序]号|${SO_LONG})(?<d>${N})${MORE}\\s?${DAY}${NOT_ITEM}${NOT_ITEMS}`,
    (g) => {
      const d = num(g.d);
      return d >= 1 && d <= 31 && further(g.more).every(({ n }) => n >= 1 && n <= 31)
        ? listed(d, g.more, (day) => ({ kind: 'day', day }))
        : undefined;
    },
  ),
  rule(
    '0123456789',
    `(?<![\\d./%#a-zA-Z第]|[前后]面|[序编]号|(?<!\\d[./]\\d{1,2})-)(?<!\\d:)(?<m>\\d{1,2})(?<s>[./-])(?<d>\\d{1,2})(?:(?<=[./]\\d{1,2})(?:——|[-~—])(?<d2>\\d{1,2})(?![\\d./-]))?(?![\\d%个名次条分成米元万亿年月./度倍公平亩吨斤℃]|小时|\\s?[人项点时]|:\\d|-\\d{1,2}(?![\\d./]))`,
    (g, _, s, at) => numeric(g, s, at),
  ),
  rule(
    REL_FIRST + WEEK_FIRST,
    `(?:(?<p>${REL})(?:${WEEK}的?(?=${WEEK}))?|(?<![\\u4e00-\\u9fff])(?<p2>上|下|本|这)\\s|(?:(?<![每一二两三四五六七八九十几半\\d]个?)|${GIVEN}))${WEEK}(?:(?:(?<=[上下本这]一?个?(?:周|星期|礼拜))\\s(?=${WEEKDAY}(?![\\d一二两三四五六七八九十人名位件项年月])))?(?<w>${WEEKDAY})(?<more>(?:${NEXT_WEEKDAY}|${SEP}(?!天(?:还?[不没]?亮|[气冷热刚擦黑晚下上]))${WEEKDAY}|${SEP}${WEEK}${WEEKDAY}){1,6}(?![楼层号点时人名次组支队个月日中小十届批章节期项条]))?|(?<w7>[1-7])(?!\\s?[个次名人场项条天家户篇份页点.:%\\d]))(?!次(?!日)|场|个|鸣|常|子|点)`,
    (g, { today }, s, _at, end) =>
      g.p === undefined && g.p2 === undefined && /^(?:同志|书记|委员|组长|主任)/.test(s.slice(end, end + 2))
        ? undefined
        : weekdays(g.w === undefined ? { ...g, w: g.w7 } : g, today),
  ),
  rule(
    `${YEAR_FIRST}${N_FIRST}${REL_FIRST}月`,
    `${IN_YEAR}(?:(?<![\\d.第零〇])(?<m>${N})月份?的?|(?<rm>${REL})月份?的?|(?<![个\\d一二两三四五六七八九十几每])(?=月[底末]))月?[底末](?!${GOING_ON})`,
    (g, { today }) => monthEnd(g, today),
  ),
  rule(
    `${YEAR_FIRST}年岁`,
    // 2027年年底 and 明年的年底 are as common as 2027年底.
    `(?:(?:(?:(?<ye>${REL_YEAR}|${YEAR}年|[2二]\\d年)(?:的?年)?)|年)(?:底|末|终(?=之?前))|岁末)(?!${GOING_ON})`,
    (g, { today }) => yearEnd(g, today),
  ),
  rule(
    `${YEAR_FIRST}第季一二三四1234${REL_FIRST}`,
    `(?:${IN_YEAR}第?(?<q>[一二三四1-4])|(?<rq>${REL}))?季(?:度)?(?:末|底)`,
    (g, { today }) => quarterEnd(g, today),
  ),
];
