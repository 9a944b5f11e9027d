// 到会率算一下, 应到多少, 每次到了几个人, behind an answer about meetings: of those very meetings, where nothing else is named.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { METRIC_RULES, type Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Period } from '../../../domain/slots.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { typesAsked } from '../../question.ts';
import { scopeOf } from '../../scope.ts';
import { mayDo, meaning, type Turn } from '../../turn.ts';
import { goingOn } from './asked.ts';
import { isUnderWay } from './last.ts';
import { isUnsaid, neverOfIt } from './meant.ts';
import { countedBefore, countedIn } from './month-before.ts';
import { beforeParts } from './parts.ts';

type Query = IntentOf<'query'>;

const OF_MEETINGS: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'headcount_total',
  'absentees',
  'leave_list',
  'late_list',
]);
const OF_ITEMS: ReadonlySet<Metric> = new Set<Metric>([
  'rectify_open',
  'rectify_overdue',
  'rectify_due_soon',
]);
/** Whoever says one of these names what is meant. */
const NAMES =
  /[年月周季\d]|今天|昨天|明天|上[一次回]|最近|本次|这次|这回|支部|小组|组里|党[委组]|单位|我|咱|俺|全|各(?!多少|是|有|几)|每个|谁最|老是|经常/u;
const TO_ME = /[给发帮跟报](?:我|咱)/gu;
const LONGEST = 16;

const shapeOf = (metric: Metric) => METRIC_DEFINITIONS[metric].shape;
const OF_ONE_OR_MORE: ReadonlySet<string> = new Set(['table', 'roll', 'activities']);
const isOneDay = ({ period }: Query): boolean => period !== undefined && !isSpan(period);

/**
 * Undefined where it is whole by itself.
 * @param last what was asked directly before it
 * @param isOfEach … of each unit
 */
export async function ofThoseMeetings(
  turn: Turn,
  asked: Query,
  last: Query,
  isOfEach: boolean,
): Promise<Query | undefined> {
  if (METRIC_RULES[last.metric].about === 'items') return ofThoseItems(turn, asked, last);
  // Persons of whom something was true are told again by the form that knows of them.
  if (last.what?.startsWith('persons')) return undefined;
  if (isNarrowed(turn, asked, last)) return goingOn(last, asked, turn.now);
  const often = oftenThere(turn, asked, last);
  if (often) return often;
  const ofUnit = ofThatUnit(turn, asked, last);
  if (ofUnit) return ofUnit;
  const ofKind = ofThatKind(asked, last);
  if (ofKind) return ofKind;
  const shape = shapeOf(last.metric);
  const isRanked = asked.metric === 'activity_list' && MOST.test(turn.text) && isUnsaid(asked);
  if (isRanked && shape === 'table' && !last.step && (isOfEach || last.sides))
    return { ...last, ...(last.sides ? {} : { what: 'rank_units' }) };
  if (isHowOften(turn, last)) return last;
  // 没开的支部有哪些, behind how often each held something this year
  const never = /支部|单位|家/u.test(turn.text) ? neverOfIt(turn, asked, last) : asked;
  if (never !== asked) return goingOn(last, { metric: never.metric, what: 'below', times: 1 }, turn.now);
  if (asked.what === 'last') return ofTheirLast(turn, asked, last);
  const isOfRecord = shape === 'records';
  if (!isBare(turn, asked) || !(OF_ONE_OR_MORE.has(shape) || isOfRecord)) return undefined;
  const { period, activityType, scope, sides } = last;
  const isRoll = shape === 'roll' && !period;
  // What has said nothing itself leaves nothing to keep.
  if (!isRoll && (period ?? activityType ?? scope ?? sides ?? last.names ?? last.mine) === undefined)
    return undefined;
  const said = saidOf(turn, asked, last);
  // 到会率, behind somebody's record: theirs
  if (isOfRecord) return said.metric === 'attendance_rate' ? { ...last } : undefined;
  // The meeting that is going on is what bare words mean first of all.
  if (shapeOf(said.metric) === 'roll' && ((await isUnderWay(turn)) || isOfNow(turn, last))) return undefined;
  const { told: _, what: __, ...kept } = (isRoll ? await beforeParts(turn, asked, last) : last) ?? last;
  // 三次会的情况列个表: the last three of this year, whenever they were
  const those: Query = asked.times
    ? { ...kept, period: thisYear(turn) }
    : { ...kept, ...(await timeTold(turn, kept)) };
  const { also, ...whole } = goingOn(those, said, turn.now);
  // Of one meeting its roll says when it was, and tells whoever may see no figures there how many came.
  const isOfRoll =
    whole.metric === 'activity_list' || (shapeOf(whole.metric) === 'table' && !mayCount(turn, whole));
  if (isOneDay(those) && isOfRoll) return goingOn(those, { metric: 'absentees' }, turn.now);
  // The roll of one meeting names whoever is on leave as it is.
  return also && !(isOneDay(those) && shapeOf(whole.metric) === 'roll') ? { ...whole, also } : whole;
}

/** 谁没来, behind a figure of the month that runs: of the meeting that was last. */
const isOfNow = ({ now }: Turn, { metric, scope, activityType, period }: Query): boolean =>
  shapeOf(metric) !== 'roll' &&
  (scope ?? activityType) === undefined &&
  !(period && isSpan(period) && period.to < dateOf(now));

/** 只要主题党日的次数, behind 各支部今年开了几次会 */
const isNarrowed = ({ text }: Turn, asked: Query, last: Query): boolean =>
  ONLY.test(text.trim()) &&
  asked.metric === last.metric &&
  METRIC_RULES[asked.metric].about === undefined &&
  (asked.period ?? asked.names ?? asked.mine ?? asked.what) === undefined;
const ONLY = /^(?:那|那么|再|就)?(?:只|光|单|仅)/u;

function thisYear({ now }: Turn): Period {
  const { from, to } = periodOf('year', dateOf(now));
  return { from, to };
}

/** 哪个最低 */
const MOST = /^(?:那么?)?哪一?[个家]最/u;

/** 预备的有谁, behind 三支部有多少人: of that unit. */
function ofThatUnit({ text }: Turn, asked: Query, last: Query): Query | undefined {
  const { scope } = last;
  const isOfThem = ROSTER.has(asked.metric) && ROSTER.has(last.metric) && asked.what !== 'team';
  if (scope === undefined || !isOfThem || !isUnsaid(asked) || NAMES.test(text) || asked.sides)
    return undefined;
  return { ...asked, scope };
}
const ROSTER: ReadonlySet<Metric> = new Set<Metric>(['member_count', 'member_list']);

/** 谁老是不到, behind 三支部11月到会率: of that branch; over the time of its own, where that was a short one. */
function oftenThere(
  { text }: Turn,
  asked: Query,
  { metric, scope, activityType, activityTypes, period }: Query,
): Query | undefined {
  // 谁缺的最多: nobody stands before anybody, but of that branch alone
  const isOfAway = asked.what === 'rank' && /谁|哪[个些位]人/u.test(text) && /缺|[没不][来到去]/u.test(text);
  const isBare =
    isUnsaid(asked) && (asked.what === 'often' || isOfAway) && !asked.names && !asked.mine && !asked.sides;
  if (!isBare || METRIC_RULES[metric].about || scope === undefined) return undefined;
  const isLong = period !== undefined && period.to > addMonths(period.from, 2);
  return {
    ...asked,
    ...(isOfAway && { metric: 'absentees' as const, what: 'often' }),
    scope,
    ...(activityType && { activityType }),
    ...(activityTypes && { activityTypes }),
    ...(isLong && { period }),
  };
}

/** 到会率呢, behind how many 积极分子 there are: how they stood to it. */
function ofThatKind(asked: Query, last: Query): Query | undefined {
  const kind = last.what ?? '';
  if (METRIC_RULES[last.metric].about !== 'roster' || !KINDS.has(kind)) return undefined;
  if (asked.metric !== 'attendance_rate' || !isUnsaid(asked) || asked.what || asked.sides) return undefined;
  const { scope } = last;
  return {
    intent: 'query',
    metric: 'my_attendance',
    what: `persons_${kind}`,
    ...(scope !== undefined && { scope }),
  };
}
const KINDS: ReadonlySet<string> = new Set(['probationary', 'mobile', 'activists']);

/** 最近那次谁没到, behind 我们小组开了几次会: the last of those. */
function ofTheirLast({ text }: Turn, asked: Query, last: Query): Query | undefined {
  const { scope, activityType, activityTypes } = last;
  const isBareLast = isUnsaid(asked) && !asked.names && !asked.mine && POINTS.test(text);
  if (!isBareLast || METRIC_RULES[last.metric].about || (scope ?? activityType) === undefined)
    return undefined;
  return {
    ...asked,
    ...(scope !== undefined && { scope }),
    ...(activityType && { activityType }),
    ...(activityTypes && { activityTypes }),
  };
}
const POINTS = /那一?[次回场]|最[近后]一[次回场]|最近[次回]/u;

/** 都请了几次, behind who was on leave: the days of each stand there. */
const isHowOften = ({ text }: Turn, last: Query): boolean =>
  shapeOf(last.metric) === 'roll' && HOW_OFTEN.test(text.trim());
const HOW_OFTEN =
  /^(?:那|他们|各|都|分别|每人|每个人)*(?:请|缺|迟到|没[来到])(?:了|过|的)?(?:几|多少)[次回](?:假|会)?[呢啊?？]*$/u;

/** The time that was told, where nothing of this month could be counted yet and the month before stood in its place. */
async function timeTold(turn: Turn, last: Query): Promise<Partial<Query>> {
  if (last.period || shapeOf(last.metric) !== 'table' || last.step || last.sides || last.against) return {};
  const asking = meaning<'query'>(turn, last);
  const scope = scopeOf(asking, 'see_figures', { ...last, types: typesAsked(asking) });
  if ('reply' in scope || scope.tops.length === 0) return {};
  const month = thisMonth(turn.now);
  if ((await countedIn(asking, scope, last.metric, month)) !== false) return {};
  const period = await countedBefore(asking, scope, last.metric, month);
  return period ? { period } : {};
}

function mayCount(turn: Turn, asked: Query): boolean {
  const scope = scopeOf(meaning<'query'>(turn, asked), 'see_figures', asked);
  if ('reply' in scope) return false;
  return scope.tops.length > 0 && scope.tops.every(({ id }) => mayDo(turn, 'see_figures', { unitId: id }));
}

/** 赵六来了吗 is of the meeting that was last. */
const OF_SOMEBODY = /^(?!都|大家|人|全|那|他|她|有)\p{Script=Han}{2,3}(?:有没有)?[来到去]了?[吗没]/u;

const ALLOWED: ReadonlySet<string> = new Set([
  'intent',
  'metric',
  'what',
  'format',
  'period',
  'also',
  'times',
  'follows',
]);
const WHATS: ReadonlySet<string | undefined> = new Set([undefined, 'expected', 'days', 'reasons']);

function isBare({ text }: Turn, asked: Query): boolean {
  const said = text.trim().replace(TO_ME, '');
  if (said.length > LONGEST || NAMES.test(said) || OF_SOMEBODY.test(said) || !WHATS.has(asked.what))
    return false;
  const isOfDays = asked.metric === 'activity_list' && asked.what === 'days';
  if (!OF_MEETINGS.has(asked.metric) && !isOfDays) return false;
  // A period that nobody said is the row's own.
  return Object.keys(asked).every((key) => ALLOWED.has(key)) && (isOfDays || asked.period === undefined);
}

const AWAY: readonly (readonly [RegExp, Metric])[] = [
  [/请假/u, 'leave_list'],
  [/迟到/u, 'late_list'],
  [/没[来到去参]|缺/u, 'absentees'],
];

/** 缺的是谁哪一次, 没来的都什么原因: whoever was not there, on leave or not. */
function saidOf({ text }: Turn, asked: Query, last: Query): Partial<Query> & { metric: Metric } {
  const { metric, what, format, also, times } = asked;
  const ofThem =
    metric === 'activity_list' && /谁|哪些人/u.test(text)
      ? AWAY.find(([word]) => word.test(text))
      : undefined;
  // 每次请假的都有谁: the days stand beside each
  if (ofThem) return { metric: ofThem[1], ...(format && { format }) };
  const isOfAbsent = /没[来到去参]|缺/u.test(text) || (last.metric === 'absentees' && !text.includes('假'));
  const isWhy = what === 'reasons' && isOfAbsent;
  const isWhich = metric === 'absentees' && /[哪几]一?几?[次回场天]/u.test(text);
  // 有谁缺过: on leave or not
  const isEver = metric === 'absentees' && !also && /缺过|少过|没[来到去]过/u.test(text);
  return {
    metric: isWhy ? 'absentees' : metric,
    ...(what && !isWhy && { what }),
    ...(format && { format }),
    ...(times && !format && { times }),
    ...(isWhy || isWhich || isEver ? { also: ['leave_list' as const] } : also && { also }),
  };
}

/** 逾期的有几条, behind 二支部还有几条没销号 or 群众反映的: of those. */
function ofThoseItems({ text }: Turn, asked: Query, last: Query): Query | undefined {
  const isBareList =
    OF_ITEMS.has(asked.metric) && isUnsaid(asked) && !asked.names && !asked.mine && !asked.what;
  if (!isBareList || text.trim().length > LONGEST || NAMES.test(text) || asked.source) return undefined;
  // 逾期整改有哪些 is whole by itself.
  if (/整改|台账/u.test(text)) return undefined;
  const { scope, source, itemKind } = last;
  // Of one source its list says of each when it is due.
  if (source !== undefined) return last;
  if ((scope ?? itemKind) === undefined) return undefined;
  return {
    ...asked,
    ...(scope !== undefined && { scope }),
    ...(itemKind !== undefined && !asked.itemKind && { itemKind }),
  };
}
