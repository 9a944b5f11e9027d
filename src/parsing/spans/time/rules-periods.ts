import {
  addMonths,
  endOfMonth,
  firstOfMonth,
  makeDate,
  mondayOf,
  quarterOf,
  quarterSpan,
  yearOf,
} from '../../../domain/calendar/dates.ts';
import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { PeriodWords, PossiblePeriod } from './time-span.ts';
import {
  IN_YEAR,
  N,
  N_FIRST,
  num,
  REL,
  REL_FIRST,
  REL_YEAR,
  shift,
  TO,
  WEEK,
  WEEK_FIRST,
  WEEKDAY,
  weekdayNumber,
  YEAR,
  YEAR_FIRST,
  yearWord,
} from './words.ts';

const fixed = (from: DateText, to: DateText): Reading => ({
  sort: 'period',
  period: { fixed: { from, to } },
});
const month = (first: DateText): Period => ({ from: first, to: endOfMonth(first) });
const year = (y: number) => fixed(`${y}-01-01`, `${y}-12-31`);
/** A period that comes again each year. */
const yearly = (in_: (year: number) => PossiblePeriod): PeriodWords => ({
  among: (today) => [-1, 0, 1].map((n) => in_(yearOf(today) + n)),
});
/** The period of the year said, or of the one the direction chooses. */
const ofYear = (y: number | undefined, in_: (year: number) => PossiblePeriod): Reading => ({
  sort: 'period',
  period: y === undefined ? yearly(in_) : { fixed: { from: in_(y).from, to: in_(y).to } },
});

const named = (m: number) => (y: number) => month(makeDate(y, m, 1)!);

function monthOfYear(g: Groups, today: DateText): Reading | undefined {
  const m = num(g.m);
  if (Number.isNaN(m)) return undefined;
  if (m < 1 || m > 12) return { sort: 'period', impossible: true };
  return ofYear(yearWord(g.y, today), named(m));
}

/** 一至三月; the year said is that of the first month, and 11至1月 runs into the next. */
function months(g: Groups, today: DateText): Reading | undefined {
  const [a, b] = [num(g.m1), num(g.m)];
  if (!(a >= 1 && a <= 12 && b >= 1 && b <= 12) || a === b) return undefined;
  if (/[、,和]/.test(g.sep!) && b !== a + 1) return { sort: 'period', unread: true };
  return ofYear(yearWord(g.y, today), (y) => ({
    from: makeDate(y, a, 1)!,
    to: endOfMonth(makeDate(b < a ? y + 1 : y, b, 1)!),
  }));
}

/** 上旬 and 月初 are the first ten days, 中旬 the next, 下旬 the rest, 中下旬 both; 月中 is nearly 中旬. */
function part(g: Groups, today: DateText): Reading {
  const piece = ({ from, to }: Period): Period => {
    const day = (d: string) => `${from.slice(0, 8)}${d}`;
    if (g.p === '上旬' || g.p === '初') return { from, to: day('10') };
    if (g.p === '上中旬') return { from, to: day('20') };
    if (g.p === '下旬') return { from: day('21'), to };
    return { from: day('11'), to: g.p === '中下旬' ? to : day('20') };
  };
  const vague = g.p === '中';
  const more = { endsItself: true, vague };
  if (g.m === undefined) {
    const p = piece(month(addMonths(firstOfMonth(today), shift(g.rm))));
    return { sort: 'period', period: { fixed: p }, ...more };
  }
  const m = num(g.m);
  if (!(m >= 1 && m <= 12)) return { sort: 'period', impossible: true };
  return {
    ...(ofYear(yearWord(g.y, today), (y) => ({
      ...piece(named(m)(y)),
      aheadUntil: named(m)(y).to,
    })) as Reading & { sort: 'period' }),
    ...more,
  };
}

function half(word: string, y: number): Reading {
  if (/^[下后]/.test(word)) return fixed(`${y}-07-01`, `${y}-12-31`);
  const months = /^[前头](.+)个月$/.exec(word);
  if (months) {
    const n = num(months[1]);
    return n >= 1 && n <= 12
      ? fixed(`${y}-01-01`, endOfMonth(makeDate(y, n, 1)!))
      : { sort: 'period', unread: true };
  }
  const end = /三/.test(word) ? '09-30' : '06-30';
  return fixed(`${y}-01-01`, `${y}-${end}`);
}

function quarter(g: Groups, today: DateText): Reading {
  if (g.rq !== undefined) {
    const q = quarterSpan(yearOf(today), quarterOf(today) + shift(g.rq));
    return fixed(q.from, q.to);
  }
  const q = num(g.q ?? g.q2 ?? g.q3);
  return ofYear(yearWord(g.y, today), (y) => quarterSpan(y, q));
}

/** 近7天 counts today as one of the seven; 近三个月 begins on the same day number three months ago. */
function last(g: Groups, today: DateText): Reading | undefined {
  const unit = g.u!;
  const n = g.n === undefined ? 1 : g.n === '半' ? 0.5 : num(g.n);
  const vague = g.w === '这' || undefined;
  if (g.n === undefined && (/[天日]/.test(unit) || g.w === '前' || (g.w === '近' && unit === '年')))
    return undefined;
  if ((g.n === undefined && g.w === '这') || n === 0) return undefined;
  if (g.w === '这' && unit === '天' && n <= 2) return { sort: 'period', unread: true };
  if (g.n === '几' || Number.isNaN(n)) return { sort: 'period', unread: true };
  // 前一天, 前两天 are days before some other day
  if (g.w === '前' && /[天日]/.test(unit) && n < 3)
    return n === 1 ? undefined : { sort: 'period', unread: true };
  const from = /[天日]/.test(unit)
    ? addDays(today, 1 - n)
    : /周|星期|礼拜/.test(unit)
      ? addDays(today, 1 - 7 * n)
      : unit === '月' && (n === 0.5 || g.half !== undefined)
        ? addDays(addMonths(today, n === 0.5 ? 0 : -n), n === 0.5 ? -14 : -15)
        : addMonths(today, -Math.round(n * (unit === '月' ? 1 : unit === '季度' ? 3 : 12)));
  return { sort: 'period', period: { fixed: { from, to: today } }, ...(vague && { vague }) };
}

/** Saturday and Sunday of the week said, or of the weekend the direction chooses. */
function weekend(g: Groups, today: DateText): Reading {
  const of = (monday: DateText): Period => ({ from: addDays(monday, 5), to: addDays(monday, 6) });
  if (g.rw !== undefined) {
    const { from, to } = of(addDays(mondayOf(today), 7 * shift(g.rw)));
    return fixed(from, to);
  }
  return { sort: 'period', period: { among: (day) => [-7, 0, 7].map((n) => of(addDays(mondayOf(day), n))) } };
}

const nth = (g: Groups): number =>
  g.n !== undefined ? num(g.n) : g.r !== undefined ? -num(g.r) : g.l ? -1 : 1;
const ORDER = `(?:第(?<n>[一二三四五六七八九十]{1,3}|\\d{1,2})个?|(?<l>最[后末]\\s?一?个?)|倒数第(?<r>[一二三四五]|\\d)个?|首个?|头一?个?)`;

export const PERIOD_RULES: readonly Rule[] = [
  rule(
    '第最倒首头',
    `${ORDER}\\s?(?:(?<wd>工作日)|(?:(?<two>${WEEK})的?)?${WEEK}(?<w>${WEEKDAY})(?!天)|(?<k>${WEEK})(?![一二三四五六日天末])|(?<d>天|日(?![常程])))`,
    (g) => ({
      sort: 'choice',
      alone: g.wd !== undefined && g.l !== undefined,
      choice:
        g.w !== undefined
          ? { nth: nth(g), unit: g.two === undefined ? 'weekday' : 'week', weekday: weekdayNumber(g.w) }
          : { nth: nth(g), unit: g.wd ? 'workday' : g.k ? 'week' : 'day' },
    }),
  ),
  rule('去上同', '(?:去年|上一?年|上年)?同期', () => ({ sort: 'period', same: true })),
  rule(
    `${YEAR_FIRST}${N_FIRST}`,
    `${IN_YEAR}(?<![\\d.#/第零〇]|(?<![月年度])-)(?<m>${N})月份?(?!\\s?[\\d一二三四五六七八九十]{1,3}[日号])`,
    (g, { today }) => monthOfYear(g, today),
  ),
  rule(
    `${YEAR_FIRST}${N_FIRST}`,
    `${IN_YEAR}(?<![\\d.#/第零〇]|(?<![月年度])-)(?<m1>${N})\\s?(?<sep>${TO}|[、,和])\\s?(?<m>${N})月份?(?!\\s?[\\d一二三四五六七八九十]{1,3}[日号]?)`,
    (g, { today }) => months(g, today),
  ),
  rule('12', '(?<![\\d.#/A-Za-z-])(?<y>20\\d{2})[-./](?<m>0?[1-9]|1[0-2])(?![\\d./年月-])', (g, { today }) =>
    monthOfYear(g, today),
  ),
  rule(REL_FIRST, `(?<rm>${REL})月(?:份|度)?(?!\\s?[\\d一二三四五六七八九十]{1,3}[日号])`, (g, { today }) => {
    const { from, to } = month(addMonths(firstOfMonth(today), shift(g.rm)));
    return fixed(from, to);
  }),
  rule(
    `${YEAR_FIRST}${N_FIRST}${REL_FIRST}月`,
    `${IN_YEAR}(?:(?<![\\d.第零〇])(?<m>${N})月份?的?|(?<rm>${REL})月份?的?|(?<![个\\d一二两三四五六七八九十几每])(?=月[初中]))月?(?<p>上旬|上中旬|中旬|中下旬|下旬|初(?![一二三四五六七八九十])|中(?![央国心午秋小学级期班间层旬型药医]))`,
    (g, { today }) => part(g, today),
  ),
  rule('上中下', '(?<p>上旬|上中旬|中旬|中下旬|下旬)', (g, { today }) => part(g, today)),
  rule(
    `${YEAR_FIRST}${REL_FIRST}`,
    `${IN_YEAR}(?<h>上半年|下半年|前三季度?|前三个季度|前[两二]个?季度?|前半年|后半年|(?<=[年度的])[前头][一二两三四五六七八九十]{1,2}个月)`,
    (g, { today }) => half(g.h!, yearWord(g.y, today) ?? yearOf(today)),
  ),
  rule(
    `${YEAR_FIRST}${REL_FIRST}第一二三四1234qQ`,
    `(?:${IN_YEAR}(?:第(?<q>[一二三四1-4])个?季度?|(?<![个\\d])(?<q2>[一二三四1-4])季度|(?<![A-Za-z])[qQ](?<q3>[1-4])(?!\\d))|(?<rq>${REL})季度?)`,
    (g, { today }) => quarter(g, today),
  ),
  rule(
    `${REL_FIRST}${WEEK_FIRST}双`,
    `(?:(?<rw>${REL}(?:${WEEK}的?)?)?(?<![每\\d个])${WEEK}末(?![尾端])|(?<rw2>${REL})?双休日?)`,
    (g, { today }) => weekend(g, today),
  ),
  rule(REL_FIRST, `(?<rw>${REL})${WEEK}(?![年岁末]|[一二三四五六日天](?![点时次场个]))`, (g, { today }) => {
    const from = addDays(mondayOf(today), 7 * shift(g.rw));
    return fixed(from, addDays(from, 6));
  }),
  rule(
    '最近过前这',
    `(?<w>最近|过去|(?<![最附就将])近|(?<![提会之以目节月底日号午])前|这)(?:这|的)?(?<n>[一二两三四五六七八九十]{1,3}|\\d{1,3}|半|几)?个?(?<half>半)?(?<u>天|日(?![报常程])|周|星期|礼拜|月|季度|年)(?!度|[前后]|(?<=几个?[月周年])来)(?:来(?=的|来|谁|哪|各|我|到会|签到|出勤|请假|迟到|缺|没有?[来到开上]|未|开|召|党|支部|三会|主题|人次|次数))?`,
    (g, { today }) => last(g, today),
  ),
  rule(
    '最近这过改',
    '(?:(?:最近|近|这)(?:几|两|些|三两)[天日]|过(?:几|两|些)天|改[天日]|(?:最近|近)(?:几|两|些)(?:周|个月|年))(?!前)',
    () => ({ sort: 'period', unread: true }),
  ),
  rule('年开', '(?<![今明去本当])年初|开年(?!会)', (_, { today }) => ({
    sort: 'period',
    period: { fixed: { from: `${yearOf(today)}-01-01`, to: `${yearOf(today)}-01-31` } },
    unread: true,
  })),
  rule('今明去本当', '(?<y>今|明|去|本|当)年初', (g, { today }) => {
    const y = yearWord(`${g.y}年`, today);
    return { sort: 'period', period: { fixed: { from: `${y}-01-01`, to: `${y}-01-31` } }, unread: true };
  }),
  rule(
    '年',
    '(?<![\\d一二两三四五六七八九十百半几多些今明去本当往常每全])年(?:前年后|前后|[前后关])(?!年)',
    () => ({
      sort: 'period',
      unread: true,
    }),
  ),
  rule('年', '(?<![今明去本当每全\\d])年内', (_, { today }) => ({
    ...(year(yearOf(today)) as Reading & { sort: 'period' }),
    deadline: true,
  })),
  // 去年全年 and 今年全年 are two periods, as they were learned.
  rule(
    `${YEAR_FIRST}全年`,
    `(?:(?<y>${REL_YEAR}|${YEAR}年)(?:度|的?全年度|(?<=[\\d〇零一二三四五六七八九明]年)的?全年)?|${YEAR}年?度|(?<now>全年度?|(?<![\\d一二三四五六七八九十个两几])年度))(?!\\s?[底末初])`,
    (g, { today }, s, at) =>
      year(yearWord(g.y ?? (g.now ? undefined : s.slice(at, at + 4)), today) ?? yearOf(today)),
  ),
  rule('寒暑农汛假', '寒暑?假|暑假|农忙|农闲|汛期|假期(?=里|期间|内)', () => ({
    sort: 'period',
    unread: true,
  })),
];
