import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { FigureSide, Period } from '../../domain/slots.ts';
import { written } from '../slots/written.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type FigureWords, figureWords } from './figure-words.ts';
import type { Heard } from './rest.ts';

const LONGEST = 48;
/** One of these stands in every such line. */
const HINT =
  /[率律图表导呢那各每分排最算谁比换哪]|人次|次数|场次|excel|xls|文件|口径|说明|解释|定义|意思|趋势|走势|几[次场]/i;
const PART_OF_DAY = /[早晚]上|[上中下]午|[今明昨后]晚|[今明昨]早|傍晚|夜里/;
/** 流动党员算不算应到, 迟到算到会吗 */
const COUNTS_AS =
  /^(?:请问)?(?:流动(?:党员)?|请假(?:的)?(?:人)?|迟到(?:的)?|预备党员|积极分子|列席(?:的|人员)?|补签(?:的)?)(?:人员?)?(?:是不是|要不要|也|都)?(?:算不算|计不计|算|计入?|属于)(?:在|入|进|是)?(?:应到|缺席|到会|实到|签到|出勤|没来|到会率|签到率|人数|不算|不)*(?:里|内|之内)?(?:吗|么|不|嘛|呢)?[?？]?$/;

/**
 * A figure asked for on two sides, in another form than words, or by what it means; and what goes on from the question
 * before (那第二支部呢, 画个图). Another plain question than for a rate or a count is left to what was learned.
 */
export function readFigureQuestion(h: Heard): Filled | undefined {
  const { s, people, items } = h;
  if (s.length > LONGEST || items.length > 0 || !HINT.test(s)) return undefined;
  if (COUNTS_AS.test(s.trim())) return { intent: 'query', metric: 'attendance_rate', what: 'explain' };
  if (people.length > 0) return undefined;
  const words = figureWords(h.shape);
  // 晚上呢 is of somebody's day, and of no figure.
  if (words?.metric === undefined && PART_OF_DAY.test(s)) return undefined;
  return words && questionOf(h, words);
}

function questionOf(h: Heard, words: FigureWords): Filled | undefined {
  const { metric, compares, what } = words;
  const units = [...new Set(h.units.map((unit) => written(h, unit)))];
  const types = [...new Set(h.types.map(({ type }) => type))];
  const { periods, against } = periodsOf(h, words);
  if (periods === undefined) return undefined;
  const byType = compares && types.length > 1 ? types : [];
  const sides = sidesOf(units.length > 1 ? units : [], periods.length > 1 ? periods : [], byType);
  const said: Partial<Filled> = {
    ...(units.length === 1 && { scope: units[0]! }),
    ...(periods.length === 1 && { period: periods[0]! }),
    ...(types[0] && byType.length === 0 && { activityType: types[0] }),
    ...(types.length > 1 && byType.length === 0 && { activityTypes: types }),
    ...(words.format && { format: words.format }),
    ...(sides.length > 0 && { sides }),
    ...(against && { against }),
    ...(what && { what }),
  };
  const follows = goesOnFrom(h, metric !== undefined);
  const named = metric ?? (what === 'rank' ? rankedBy(h.s) : undefined);
  const isMore =
    sides.length > 0 || against !== undefined || words.format !== undefined || what !== undefined;
  if (named)
    return isMore || follows || (COUNTED.has(named) && PLAIN.test(h.s) && !MINE.test(h.s))
      ? { intent: 'query', metric: named, ...said, ...(follows && { follows }) }
      : undefined;
  // 上半年和下半年党课: how often it was held
  if (sides.length > 0 && types.length > 0) return { intent: 'query', metric: 'activity_count', ...said };
  // 今年主题党日 图 asks for a list of its own.
  const goesOn = follows || (isMore && types.length === 0);
  const isNothing = !isMore && units.length + periods.length + types.length === 0;
  return goesOn && !isNothing ? { intent: 'query_more', ...said } : undefined;
}

/**
 * 那第二支部呢, 换成党课. 那下周三党课 and 换成下周三 may plan or move a meeting: without 呢 nothing but a unit, a kind or a
 * figure goes on from a question, and never an hour.
 */
function goesOnFrom({ s, times, units, types }: Heard, isNamed: boolean): boolean {
  if (times.some((t) => t.hasClock)) return false;
  const said = s.trim();
  if (ASKS_ON.test(said)) return true;
  const isAlone = times.length === 0 && units.length + types.length === 1;
  return (THAT.test(said) && (isNamed || (isAlone && units.length === 1))) || (INSTEAD.test(said) && isAlone);
}

const ASKS_ON = /(?:呢|^那.*的)[?？~\s]*$/;
/** 那天, 那次 point at a day or a meeting. */
const THAT = /^那(?![天次场个位些时边])/;
const INSTEAD = /^换(?:成|为)?/;

/** 第四季度次数, 本月到汇率: named by one word, with nothing beside it that is not read. */
const COUNTED: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'headcount_total',
  'activity_count',
]);
const PLAIN = /[率律]|人次|次数|场次/;
const MINE = /我(?!们)|本人/;

/** 谁请假最多: of what somebody would be first. */
const rankedBy = (s: string): Metric =>
  s.includes('请假') ? 'leave_list' : /缺席|没来/.test(s) ? 'absentees' : 'attendance_rate';

/** The spans asked about, each once; undefined where one of them cannot be read. */
function periodsOf(
  h: Heard,
  { against, compares }: FigureWords,
): { periods?: Period[]; against?: FigureWords['against'] } {
  const read = h.times.map((t) => periodOf(t, h, false));
  if (read.some((p) => p === undefined)) return {};
  const periods = [...new Map((read as Period[]).map((p) => [`${p.from}/${p.to}`, p])).values()];
  const isSamePart = h.times.some((t) => /同期/.test(h.s.slice(t.at, t.end)));
  if (!isSamePart || (periods.length < 2 && !compares)) {
    const beside =
      compares && h.times.length === 1 ? AGAINST.find(([words]) => words.test(timeOf(h, 0)))?.[1] : undefined;
    return beside ? { periods: [], against: beside } : { periods, ...(against && { against }) };
  }
  // 今年和去年同期: as far as this year has come, in both
  const own = periods.filter((_, i) => !/同期/.test(timeOf(h, i)));
  return { periods: own.map((p) => ({ ...p, to: p.to > h.today ? h.today : p.to })), against: 'last_year' };
}

const timeOf = (h: Heard, i: number): string => h.s.slice(h.times[i]!.at, h.times[i]!.end);

/** 跟上个月比, 跟去年比: what it is held against, and not what is asked about. */
const AGAINST: readonly [RegExp, NonNullable<Filled['against']>][] = [
  [/^(?:上个?(?:月|季度?|半年)|上一)/, 'previous'],
  [/^(?:去年|上年|上一年)/, 'last_year'],
];

/** Every unit in every period and of every kind. */
function sidesOf(
  units: readonly string[],
  periods: readonly Period[],
  types: readonly NonNullable<Filled['activityType']>[],
): FigureSide[] {
  let sides: FigureSide[] = [{}];
  if (units.length > 0) sides = sides.flatMap((side) => units.map((scope) => ({ ...side, scope })));
  if (periods.length > 0) sides = sides.flatMap((side) => periods.map((period) => ({ ...side, period })));
  if (types.length > 0)
    sides = sides.flatMap((side) => types.map((activityType) => ({ ...side, activityType })));
  return sides.length > 1 ? sides : [];
}
