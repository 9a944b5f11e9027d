import { threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { besideOf, isHeldWith } from './figure-beside.ts';
import { boundAt, boundOfUnits } from './figure-bound.ts';
import { goesOnFrom } from './figure-follows.ts';
import { type Frame, frameOf, isSideBySide } from './figure-frame.ts';
import { monthOf, periodsIn, periodsOf, sidesOf } from './figure-periods.ts';
import { COUNTED, rankedBy, rankedOf, UNITS_RANKED } from './figure-ranked.ts';
import { readShortQuestion } from './figure-short.ts';
import { type FigureWords, figureWords } from './figure-words.ts';
import { type Heard, heard, OWN_GROUP } from './rest.ts';

const LONGEST = 48;
/** One of these stands in every such line. */
const HINT =
  /再|画|[高多好齐]不|[率律图表导呢那各每分排最算谁比换哪全所按逐也列]|多不多|多少|[逾超过到]期|还[剩有]|[开搞做][得]?[齐全完够]|原因|理由|什么|上一?[次回场]|最[近后]|刚|出勤|请假|迟到|缺席|没来|没到|请[过了]假|^那?么?[他她]|应该?[到参]|折线|曲线|人次|次数|场次|excel|xls|文件|口径|说明|解释|定义|意思|趋势|走势|几[次场回个条项]|[差缺欠升降涨跌]|咋|啥|[召开搞上办讲].{0,3}[没吗么]|情况|一起|明细|一[份个]|多吗|名单|连续|有没有|有吗|老|总是|经常|一[次回场]都|次次|回回|的(?:党?支部|单位)|以[上下内]|不到|超过|[少低多高]于|至少|全勤|从[来没]|占|流动党员|积极分子|怎么[才只这那会就]|[%％]|[到至~～—-]\s?[两二三四五六七八九十\d]{1,3}[次回场条项成]/i;
const PART_OF_DAY = /[早晚]上|[上中下]午|[今明昨后]晚|[今明昨]早|傍晚|夜里/;
/**
 * A figure asked for on two sides, in another form than words, or by what it means; and what goes on from the question
 * before (那第二支部呢, 画个图). Another plain question than for a rate or a count is left to what was learned.
 */
export function readFigureQuestion(whole: Heard): Filled | undefined {
  const { s, people } = whole;
  if (s.length > LONGEST || !HINT.test(s) || namesItem(whole)) return undefined;
  const short = readShortQuestion(whole);
  if (short) return short;
  if (people.some(({ source }) => source === 'roster')) return undefined;
  // 到会律列表: what only looks like a name may be words that are all of a figure.
  const frame = frameOf(people.length > 0 ? heard({ ...whole, people: [] }) : whole);
  const { h } = frame;
  const words = figureWords(h.shape);
  // 晚上呢 is of somebody's day, and of no figure.
  if (words?.metric === undefined && PART_OF_DAY.test(s)) return undefined;
  return words && questionOf(h, words, frame);
}

/** 逾期3条以上 counts items, and names none. */
function namesItem({ s, items }: Heard): boolean {
  const bound = items.length > 0 ? boundAt(s) : undefined;
  return items.some(({ at, end }) => !bound || at < bound.at || bound.end < end);
}

function questionOf(h: Heard, words: FigureWords, frame: Frame): Filled | undefined {
  if (frame.latestTimes !== undefined) return ofLatest(h, words, frame);
  const { metric, compares } = words;
  const { units, types, isLast } = frame;
  const step = frame.step ?? words.step;
  // 上个月一支部和二支部差多少, 上个月谁缺席最多: what is held against each other is named, and the month is theirs.
  const { periods: read, against: heldAgainst } = periodsOf(
    h,
    units.length > 1 || (/谁|哪/.test(h.s) && !/比/.test(h.s)) ? { ...words, compares: false } : words,
  );
  if (read === undefined) return undefined;
  const periods = periodsIn(frame, step, read);
  if (words.asksDay && !words.asksDays && !isLast) return undefined;
  // 每个季度的排一下: months are put in their order, and nobody is.
  const isOfSteps =
    words.what === 'rank' && (frame.isWhichStep || (step !== undefined && !PERSONS.test(h.s)));
  const isOfWhole = words.all === true && units.length === 0;
  const bound =
    words.what === 'rank' && (metric === undefined || BOUNDED.has(metric)) ? boundOfUnits(h.s) : undefined;
  if (words.ofGroups && !bound) return undefined;
  const isOfLatest =
    words.isOfOne && types.length > 0 && periods.length === 0 && units.length < 2 && step === undefined;
  const what =
    isLast || isOfLatest
      ? 'last'
      : ((isOfSteps || words.asksDays ? undefined : rankedOf(h, words)) ??
        (frame.isByBranch ? 'by_unit' : words.asksDays ? 'days' : isOfWhole ? 'whole' : undefined));
  const isBoth = metric === 'attendance_rate' && units.length < 2 && periods.length < 2 && isSideBySide(h);
  const byType =
    types.length > 1 && (compares || (isBoth && what === undefined && step === undefined)) ? types : [];
  const sides = sidesOf(units.length > 1 ? units : [], periods.length > 1 ? periods : [], byType);
  const isOneTime = sides.length === 0 && periods.length < 2 && step === undefined;
  const isWith = isHeldWith(h.s) && units.length + periods.length === 1;
  const against = heldAgainst ?? (words.isTrend && isOneTime && !isWith ? 'previous' : undefined);
  // 跟二支部比: held against what was asked before
  const beside = compares && sides.length === 0 && against === undefined ? besideOf(h, units, periods) : [];
  const isOfHeads = HEADS_AND_TIMES.test(h.s) || words.asksShare === true;
  const isOfMonth = metric !== undefined && AWAY.has(metric) && isOfHeads && !step && !isLast;
  const kinds = words.isThreeAndOne && types.length === 0 ? [...threeMeetingsOneLecture()] : types;
  const said: Partial<Filled> = {
    ...(units.length === 1 && beside.length === 0 && { scope: units[0]! }),
    ...(units.length === 0 && words.isOwnGroup && { scope: OWN_GROUP }),
    ...(periods.length === 1 && beside.length === 0 && { period: periods[0]! }),
    ...(types[0] && byType.length === 0 && { activityType: types[0] }),
    ...(kinds.length > 1 && byType.length === 0 && { activityTypes: kinds }),
    ...(words.format && { format: words.format }),
    ...(sides.length + beside.length > 0 && { sides: [...sides, ...beside] }),
    ...(against && { against }),
    ...(step && { step }),
    ...(what && { what }),
    ...(bound && (what === 'rank' || what === 'rank_units') && bound),
    ...(words.ofGroups ? { ofGroups: true } : bound && /支部|单位/.test(h.s) && { ofGroups: false }),
    ...(words.also && { also: words.also }),
  };
  const isNothingElse = units.length + periods.length + types.length === 0;
  const follows =
    words.what === 'those' ||
    goesOnFrom(h, metric !== undefined, frame) ||
    (isNothingElse && isShort(h, words, metric));
  const isCompared = sides.length + beside.length > 0 || against !== undefined;
  const isMore =
    isCompared ||
    words.format !== undefined ||
    what !== undefined ||
    step !== undefined ||
    words.asksShare === true;
  const ranked = words.what === 'rank' && (what === 'rank' || what === 'rank_units' || frame.isWhichStep);
  // 逾期的占多少: of all there are
  const whole = words.asksShare && metric === 'rectify_overdue' ? 'rectify_rate' : metric;
  // 哪个支部最高: of the figure that was told
  const isOfTold = ranked && isNothingElse && UNITS_RANKED.test(h.s.trim());
  if (whole === undefined && isOfTold) return { intent: 'query_more', what: 'rank_units' };
  // 谁缺席次数最多: how often somebody was away, and no count of meetings.
  const isAway = ranked && whole === 'activity_count' && /请假|缺席|没来|没到|迟到/.test(h.s);
  const named =
    (isAway ? undefined : whole) ?? (ranked && !words.isBound ? rankedBy(h, frame.isWhichStep) : undefined);
  if (named) {
    if (isOfOther(h, words, named)) return undefined;
    if (what === 'reasons' && !AWAY.has(named)) return undefined;
    // 十二月各支部有什么会: of what is to come.
    if (words.asksWhich && what === 'by_unit' && periods[0] && !isOver(h, periods[0])) return undefined;
    if (words.isBare && !isMore && !follows && !isRate(h, said)) return undefined;
    if (!isMore && !follows && !isPlain(h, named, said, words)) return undefined;
    if (words.asksHeld && !isHeldAsked(h, said)) return undefined;
    if (words.asksHeld && !OF_SEVERAL.test(h.s)) {
      // 下周开会吗: of what lies ahead
      const isAhead = periods[0] !== undefined && periods[0].from > h.today && !isOver(h, periods[0]);
      const held = isAhead ? 'upcoming' : 'activity_list';
      return { intent: 'query', metric: held, ...said, ...(follows && { follows }) };
    }
    // 请假人次 is counted over meetings, and no single one's.
    const month = isOfMonth && !follows && periods.length === 0 ? { period: monthOf(h.today) } : {};
    return expectedOf(
      { intent: 'query', metric: named, ...month, ...said, ...(follows && { follows }) },
      follows,
    );
  }
  // 上半年和下半年党课: how often it was held
  if (sides.length > 0 && types.length > 0) return { intent: 'query', metric: 'activity_count', ...said };
  // 上次主题党日 by itself names a meeting, and asks for nothing.
  // 那上次主题党日呢: the same of the last one, whichever day was told
  if (isLast && types.length > 0 && periods.length === 0 && goesOnFrom(h, false, { units, types }))
    return { intent: 'query_more', ...said };
  if (isLast)
    return frame.isNewest && types.length > 0 && periods.length === 0
      ? { intent: 'query', metric: 'activity_list', ...said }
      : undefined;
  // 今年主题党日 图 asks for a list of its own.
  if (words.isBound) {
    const isMeant = follows || /支部|单位|小组|哪|几个|有谁|的$/.test(h.s.trim());
    return isMeant && bound ? { intent: 'query_more', ...said, ...bound } : undefined;
  }
  if (words.asksShare && types.length === 0) return { intent: 'query_more', ...said };
  // 今年党课按月看一下: how often it was held, whatever was asked before
  if (step !== undefined && !follows && types.length > 0 && periods.length === 1 && !isCompared)
    return { intent: 'query', metric: 'activity_count', ...said };
  const goesOn = follows || (isMore && (types.length === 0 || isCompared || step !== undefined));
  const isNothing = !isMore && units.length + periods.length + types.length === 0;
  return goesOn && !isNothing ? { intent: 'query_more', ...said } : undefined;
}

/** 最近三次主题党日到会率: each of them with its numbers. */
function ofLatest(h: Heard, { metric, format }: FigureWords, frame: Frame): Filled | undefined {
  const { units, types, latestTimes: times } = frame;
  const isOfThem =
    metric === undefined ? types.length > 0 : COUNTED.has(metric) || metric === 'activity_list';
  if (!isOfThem || units.length > 1 || h.times.length > 0) return undefined;
  return {
    intent: 'query',
    metric: 'activity_list',
    times: times!,
    ...(units[0] !== undefined && { scope: units[0] }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
    ...(format && { format }),
  };
}

/** A question of its own without any of that: 第四季度次数, 本月到汇率, 本月谁请假, 请假人次, 全党委到会率. */
function isPlain(h: Heard, named: Metric, said: Partial<Filled>, words: FigureWords): boolean {
  if (MINE.test(h.s)) return false;
  if (said.also) return true;
  if (named === 'rectify_overdue') return /整改|问题/.test(h.s);
  if (named === 'rectify_rate') return /(?:销号|办结|完成)(?:率|的?情况)/.test(h.s);
  if (named === 'activity_gap')
    return words.asksHeld === true || said.activityTypes !== undefined || UNITS_WITHOUT.test(h.s);
  const { period } = said;
  const isOfSpan = period !== undefined && period.from !== period.to;
  if (named === 'activity_list')
    return (
      (isOfSpan ||
        said.activityType !== undefined ||
        said.scope !== undefined ||
        (words.asksWhich === true && HELD.test(h.s))) &&
      (words.asksDays === true || (words.asksWhich === true && isOver(h, period)))
    );
  // 主题党日到会情况 is the roll of one meeting.
  if (SITUATION.test(h.s)) return isOfSpan || (period !== undefined && said.activityType === undefined);
  if (named === 'headcount_total' && isOfSpan) return true;
  // 谁没来 is asked of the roll, which tells of the rest as well; who was late it tells nobody.
  if (named === 'late_list' && /谁|哪/.test(h.s)) return true;
  if (AWAY.has(named))
    return HEADS_AND_TIMES.test(h.s) || LISTED.test(h.s) || isOfSpan || words.isOwnGroup === true;
  return COUNTED.has(named) && PLAIN.test(h.s);
}

const HELD = /[召开上搞办组织][了过]/;
/** 下周有什么会 is of what lies ahead. */
const isOver = ({ s, today }: Heard, period: Period | undefined): boolean =>
  HELD.test(s) || (period !== undefined && period.to < today);

/** 没开会的支部列个单子给我, 党员大会谁还没开 */
const UNITS_WITHOUT =
  /(?:没有?|未)[召开搞办上组织]{1,2}过?(?:会议?|活动)?的(?:党?支部|单位).*(?:单子|清单|名单)|(?:谁|哪[些个家]|哪几[个家])(?:党?支部|单位)?(?:都|还|又|一直|到现在)*(?:没有?|未)[召开搞办上组织]{1,2}过?[的呢啊?？]*$/u;
const SITUATION = /(?:到会|参会|出勤|[会动])的?情况|[会动](?:召?开|搞|开展|办)?得?(?:咋|怎|如何)/;

/** 党课上了没有, 第二小组这个月开会了吗: of a kind, a unit or a span; of a day the roll says more, of a unit that is named whether there was any. */
function isHeldAsked(
  { s }: Heard,
  { period, scope, activityType, sides, follows }: Partial<Filled>,
): boolean {
  if (period !== undefined && period.from === period.to)
    return scope !== undefined && activityType === undefined;
  return (
    follows ||
    sides !== undefined ||
    (period ?? scope ?? activityType) !== undefined ||
    /谁|哪|各|三会|[几多]少?个(?:党?支部|单位|党?小组)/.test(s)
  );
}

/** 支委会开了没: of one's own the list says it; of several which of them have not. */
const OF_SEVERAL =
  /支部.*支部|[一二三四五六七八九]{2,}支部|各|哪|谁|每|所有|都|三会|还[要得该需应]|[几多]少?个(?:党?支部|单位|党?小组)/;

/** 缺哪个, 都是哪天, 迟到的有几个: nothing but what is asked of the same as before. */
function isShort({ s }: Heard, words: FigureWords, metric: Metric | undefined): boolean {
  if (MINE.test(s) || metric === undefined) return false;
  if (words.what === 'lacking') return !/会|支部|小组/.test(s);
  if (words.asksDays || words.asksWhich) return true;
  if (metric === 'activity_gap') return /谁|哪/.test(s) && !/支部|单位|会/.test(s);
  return AWAY.has(metric) && HOW_MANY.test(s.trim()) && words.what === undefined;
}
/** 请假的多不多; 几个人请假 is of the meeting that is going on. */
const HOW_MANY =
  /(?:请假|缺席|缺勤|没来|没到|迟到|晚到).{0,4}(?:多不多|多吗|[几多]少?[个人]人?)[?？了呢啊]*$/;

/** 第二小组本月出勤: of a unit over a time, and nobody's own. */
const isRate = ({ s }: Heard, { period, scope }: Partial<Filled>): boolean =>
  /出勤/.test(s) &&
  !MINE.test(s) &&
  (scope !== undefined || (period !== undefined && period.from !== period.to));

/** 我请假几次 is of the sender; 导出整改情况 and 主题党日出勤情况 are the ledger and the roll. */
function isOfOther({ s, types, times }: Heard, { format }: FigureWords, named: Metric): boolean {
  if (AWAY.has(named) && MINE.test(s)) return true;
  if (!/情况/.test(s)) return false;
  if (format === 'file' && /整改|出勤/.test(s)) return true;
  return /出勤|到会|参会/.test(s) && types.length > 0 && times.length === 0;
}

/** 应到多少人 without a time is of the roster, in a time of its meetings. */
function expectedOf(asked: Filled, follows: boolean): Filled {
  const { what, period, activityType, step, sides, against } = asked;
  const isOfMeetings = follows || period || activityType || step || sides || against;
  return what !== 'expected' || isOfMeetings ? asked : { ...asked, metric: 'member_count' };
}

/** 第四季度次数, 本月到汇率: named by one word, with nothing beside it that is not read. */
const PLAIN =
  /[率律]|人次|次数|场次|出勤|应到|(?:到会|参会|[会动])的?情况|[会动](?:召?开|搞|开展|办)?得?(?:咋|怎|如何)|[几多]少?[次场回]|[来到加]得|来的人|[几多]少?个[会活]/;
/** Of people who were not there, or not in time. */
const AWAY: ReadonlySet<Metric> = new Set<Metric>(['leave_list', 'absentees', 'late_list']);
/** Of the last meeting, where no time is said. */
const LISTED = /人数|名单/;
const HEADS_AND_TIMES = /人次|次数|[率]/;
const MINE = /(?<![帮给跟替让])我(?!们)|本人/;

const PERSONS = /谁|党员|哪些人|支部|单位/;
/** Of these each unit has a number of its own. */
const BOUNDED: ReadonlySet<Metric> = new Set<Metric>([
  ...COUNTED,
  ...AWAY,
  'rectify_rate',
  'rectify_overdue',
  'rectify_open',
]);
