// 其他两个支部呢, 几点开的, 都办了没, 哪几条: what changes of the question before in a way of its own.
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { type Ended, together } from '../../act.ts';
import { unitsInScope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { goingOn, lastTold, type Told } from './asked.ts';
import { answerQuery } from './handlers.ts';
import { aboutLast } from './last.ts';
import { beforeParts } from './parts.ts';
import { phraseOf } from './words.ts';

type Query = IntentOf<'query'>;
type More = Turn<'query_more'>;

/** What is told of several units one under the other, or side by side. */
const BESIDE: ReadonlySet<string> = new Set(['table', 'ledger', 'gaps', 'heads', 'members']);
/** As many as stand side by side. */
const MOST_BESIDE = 4;

/** The roster is of now alone, and items are of no meeting: said so, rather than told of something else. */
export function unfitFor(turn: More, last: Query): Reply | undefined {
  const { about } = METRIC_RULES[last.metric];
  const { period, activityType, sides, against, step } = turn.intent;
  const isBeside = (against ?? step) !== undefined || sides?.some((side) => side.period) === true;
  // How many members there are now is told beside a time that is over, in words of its own.
  const isOfAll = last.metric === 'member_count' && last.what === undefined;
  const isOfTime = isBeside || (period !== undefined && !isOfAll);
  const isUnfit =
    (ROSTER.has(last.metric) && (isOfTime || activityType !== undefined)) ||
    (about === 'items' && activityType !== undefined);
  if (!isUnfit) return undefined;
  const metric = phraseOf(turn)(`stats.metric.${last.metric}`);
  return turn.say('figures.unfit', { metric, of_now: ROSTER.has(last.metric) });
}
const ROSTER: ReadonlySet<string> = new Set(['member_count', 'member_list']);

/** 一支部的呢, behind 三支部最近一次主题党日: its own last one, on whatever day. */
const isLastToo = ({ scope, sides, period, what }: Partial<Query>): boolean =>
  (scope ?? sides) !== undefined && period === undefined && what === undefined;

/** 跟10月比, behind 各支部到会率: each of them; 10月11月的也要: beside the one that was told. */
export function besideThat(
  { text }: Turn,
  { what, ...said }: Partial<Query>,
  { each: isOfEach, isLast }: Partial<Told>,
): Partial<Query> {
  if (isLast && isLastToo({ ...said, ...(what && { what }) })) return { ...said, what: 'last' };
  const periods = said.sides?.filter(({ period }) => period) ?? [];
  const isToo = periods.length > 0 && periods.length === said.sides?.length && TOO.test(text);
  const sides = isToo ? [{}, ...periods] : said.sides;
  const isCompared = said.against !== undefined || (periods.length > 0 && sides!.length === 2);
  const of = what ?? (isOfEach && isCompared && said.scope === undefined ? 'by_unit' : undefined);
  return { ...said, ...(sides && { sides }), ...(of && { what: of }) };
}
const TOO = /也|再加|加上|还要|连同/u;

/** 另外几个支部呢 */
const OTHERS = /^.{0,3}(?:另外|其[他它余]|别的|剩下)/u;

/** Undefined where it is none of these. */
export async function onwardFrom(turn: More, last: Query | undefined): Promise<Query | Ended | undefined> {
  switch (turn.intent.what) {
    case 'by_unit':
      return last && OTHERS.test(turn.text) && turn.intent.scope === undefined
        ? othersOf(turn, last)
        : undefined;
    // 哪个支部的, behind 长期整改: each of those says whose it is
    case 'which':
      return last && METRIC_RULES[last.metric].about === 'items' && (last.what ?? last.source)
        ? last
        : undefined;
    case 'others':
      return last && othersOf(turn, last);
    case 'both':
      return (last && (await bothOf(turn, last))) ?? notUnderstood(turn);
    case 'last':
      return last && theLast(turn, last);
    case 'when':
      return (last && (await whenOf(turn, last))) ?? notUnderstood(turn);
    case 'done':
    case 'items':
      return (last && (turn.intent.what === 'done' ? doneOf(last) : itemsOf(last))) ?? notUnderstood(turn);
    default:
      return undefined;
  }
}

const notUnderstood = (turn: Turn): Ended => ({ reply: turn.say('general.not_understood', { asks: true }) });

/** Its like beside the units that were told; where all of them were, each. */
async function othersOf(turn: More, last: Query): Promise<Query | Ended> {
  const { what: _, intent: __, ...said } = turn.intent;
  const { told, others: rest } = othersThan(turn, last);
  // 跟另外两个支部比: with the one that was told
  const units = /比/u.test(turn.text) ? [...told, ...rest] : rest;
  const isBeside = BESIDE.has(METRIC_DEFINITIONS[last.metric].shape);
  if (rest.length === 0 || units.length > MOST_BESIDE)
    return goingOn(last, { ...said, what: 'by_unit' }, turn.now);
  const isLast = (await lastTold(turn))?.isLast === true && said.period === undefined;
  const itsOwn = isLast ? { what: 'last' } : {};
  const [first, ...others] = units;
  if (others.length === 0) return goingOn(last, { ...said, scope: first!.path, ...itsOwn }, turn.now);
  const sides = units.map(({ path }) => ({ scope: path }));
  if (isBeside && !isLast) return goingOn(last, { ...said, sides }, turn.now);
  const replies: Reply[] = [];
  for (const { path } of units) {
    const one = goingOn(last, { ...said, scope: path, ...itsOwn }, turn.now);
    const asked = isLast ? await aboutLast(turn, one) : one;
    const reply =
      'reply' in asked
        ? asked.reply
        : await answerQuery.perform({ ...meaning(turn, asked), sharing: units.length });
    if (reply) replies.push(reply);
  }
  return { reply: together(replies) };
}

function othersThan(turn: Turn, last: Query): { told: Unit[]; others: Unit[] } {
  const { org } = turn;
  const named = (last.sides?.map((side) => side.scope) ?? [last.scope]).filter((one) => one !== undefined);
  const told = named.flatMap((one) => {
    const found = unitInQuestion(turn, one);
    return found && 'unit' in found ? [found.unit] : [];
  });
  const asking = meaning<'query'>(turn, last);
  const scope = named.length === 0 ? unitsInScope(asking, 'see_figures', last) : undefined;
  if (scope && 'tops' in scope && scope.tops.length === 1) told.push(scope.tops[0]!);
  const [first] = told;
  const beside = first?.parentId ? org.children(first.parentId) : [];
  return { told, others: beside.filter((unit) => unit.kind === first!.kind && !told.includes(unit)) };
}

/** 两个月放一块: the time that was told and the one before it. */
async function bothOf(turn: More, last: Query): Promise<Query | undefined> {
  const { before, each } = (await lastTold(turn)) ?? {};
  if (!before || !last.period || METRIC_RULES[last.metric].about) return undefined;
  const periods = [before, last.period].sort((a, b) => (a.from < b.from ? -1 : 1));
  const sides = periods.map((period) => ({ period }));
  return goingOn(last, { sides, ...(each && { what: 'by_unit' }) }, turn.now);
}

/** 最近那次单独说, behind figures of many: the roll of the last one; who was away stays who was away. */
function theLast(turn: More, last: Query): Query | undefined {
  const { shape } = METRIC_DEFINITIONS[last.metric];
  if (shape === 'records') {
    const { format: _, ...record } = last;
    return record;
  }
  const isAlone = last.metric === 'attendance_rate' && last.also === undefined;
  if (METRIC_RULES[last.metric].about || !FIGURES.has(shape) || isAlone) return undefined;
  const { also: _, format: __, told: ___, what: ____, ...kept } = last;
  const { intent: _____, ...said } = turn.intent;
  return goingOn(kept, { ...said, metric: shape === 'roll' ? last.metric : 'absentees' }, turn.now);
}
const FIGURES: ReadonlySet<string> = new Set(['table', 'activities', 'roll']);

/** 几点开的: of one meeting its roll says it; of several, the day of each. */
async function whenOf(turn: More, last: Query): Promise<Query | undefined> {
  const { shape } = METRIC_DEFINITIONS[last.metric];
  if (shape === 'coming') return last;
  if (!FIGURES.has(shape) || last.sides) return undefined;
  const isRoll = shape === 'roll' && !last.period;
  const asked: Query = { intent: 'query', metric: 'activity_list' };
  const {
    told: _,
    what: __,
    also: ___,
    ...kept
  } = (isRoll ? await beforeParts(turn, asked, last) : last) ?? last;
  const isOne = kept.period !== undefined && !isSpan(kept.period);
  return goingOn(kept, isOne ? { metric: 'absentees' } : { metric: 'activity_list', what: 'days' }, turn.now);
}

/** 都办了没: of those of one source both the open and the closed are told; else the share. */
function doneOf(last: Query): Query | undefined {
  if (METRIC_RULES[last.metric].about !== 'items') return undefined;
  if (last.source !== undefined || last.metric === 'rectify_item') return last;
  const { scope, itemKind } = last;
  return { ...RATE, ...(scope !== undefined && { scope }), ...(itemKind && { itemKind }) };
}
const RATE = { intent: 'query', metric: 'rectify_rate' } as const;

/** 哪几条, behind how many there are. */
function itemsOf(last: Query): Query | undefined {
  if (METRIC_RULES[last.metric].about !== 'items') return undefined;
  return last.metric === 'rectify_rate' && last.what === undefined
    ? { ...last, metric: 'rectify_open' }
    : last;
}
