import { dateOf } from '../../../domain/calendar/time.ts';
import { METRICS, type Metric } from '../../../domain/figures/metrics.ts';

import type { Action } from '../../../domain/organisation/permissions.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS, type MetricOf } from '../../../reports/metrics/list.ts';
import type { FindingShape } from '../../../reports/shapes.ts';
import { type Act, simply, type Weight } from '../../act.ts';
import { typesAsked } from '../../question.ts';
import { askOf, type Scope, scopeOf, unitsInScope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { filed } from '../filing/rate.ts';
import { sendEvidence } from '../ledger/files.ts';
import { items } from '../ledger/lists.ts';
import { monthReport } from '../ledger/month.ts';
import { isOfMoves, moved } from '../ledger/moved.ts';
import { nodeGrid } from '../ledger/node-grid.ts';
import { rate } from '../ledger/rate.ts';
import { story } from '../ledger/story.ts';
import { musterFigures } from '../muster/figures.ts';
import { showTeam } from '../muster/team.ts';
import { counted } from '../process/counted.ts';
import { due } from '../process/due.ts';
import { roll } from '../roll.ts';
import { askScheme } from '../scheme/ask.ts';
import { away, isOfSpan } from './away.ts';
import { compare, isCompared } from './compare.ts';
import { inForm } from './form.ts';
import { gaps } from './gap.ts';
import { heads } from './heads.ts';
import { asksWhether } from './held-days.ts';
import { secretaryLectures } from './lectures.ts';
import { activities } from './list.ts';
import { isOfKind, members } from './members.ts';
import { orMonthBefore } from './month-before.ts';
import { isOfAnother, records } from './own.ts';
import { table } from './table.ts';
import { upcoming } from './upcoming.ts';

/** Words what a metric of one shape finds of the units in scope. */
type Teller<S extends FindingShape> = (
  turn: Turn<'query'>,
  scope: Scope,
  metric: MetricOf<S>,
  definition: MetricDefinition<S>,
) => Promise<Reply>;
type Answerer<S extends FindingShape> = (
  metric: MetricOf<S>,
  definition: MetricDefinition<S>,
) => Act<'query'>;

const said = (turn: Turn<'query'>) => ({ ...turn.intent, types: typesAsked(turn) });

/** 刘洋为什么请假: of a meeting of their branch, whatever else the sender is in charge of. */
function saidOfRoll(turn: Turn<'query'>) {
  const { names = [], scope } = turn.intent;
  const found = scope === undefined && names.length === 1 ? turn.org.named(names[0]!) : [];
  const branchId = found.length === 1 ? found[0]!.branchId : null;
  return { ...said(turn), ...(branchId !== null && { scope: turn.org.unit(branchId).path }) };
}

/** A question about units; whoever has no unit to ask about is told who can. */
const ofUnits =
  <S extends FindingShape>(action: Action, tell: Teller<S>, asked = said): Answerer<S> =>
  (metric, definition) =>
    askOf(
      action,
      (turn) => unitsInScope(turn, action, asked(turn)),
      (turn, scope) => inForm(turn, scope, metric, () => tell(turn, scope, metric, definition)),
    );

/** A question that everybody can be answered with their own record. */
const ofUnitsOrOwn =
  <S extends FindingShape>(tell: Teller<S>): Answerer<S> =>
  (metric, definition) =>
    askOf(
      'see_figures',
      (turn) => scopeOf(turn, 'see_figures', said(turn)),
      (asking, scope) =>
        orMonthBefore(asking, scope, metric, (turn) =>
          inForm(turn, scope, metric, () => tell(turn, scope, metric, definition)),
        ),
    );

/** One of two answers to the same metric, by what else is asked for. */
const either = (isMeant: (turn: Turn<'query'>) => boolean, then: Act<'query'>, otherwise: Act<'query'>) => ({
  actions: [...new Set([...then.actions, ...otherwise.actions])],
  perform: (turn: Turn<'query'>) => (isMeant(turn) ? then : otherwise).perform(turn),
});

const isOver = ({ intent: { period }, now }: Turn<'query'>): boolean =>
  period !== undefined && period.to < dateOf(now);

/** A plan is asked about in words of its own; 那零进展呢 comes this way. */
const ofPlan = ({ intent: { period, scope, format } }: Turn<'query'>, metric: Metric) => ({
  intent: 'scheme_ask' as const,
  what: metric === 'scheme_still' ? 'missing' : 'works',
  ...(period && { period }),
  ...(scope !== undefined && { scope }),
  ...(format && { format }),
});

const ofTeam: Act<'query'> = {
  actions: showTeam.actions,
  perform(turn) {
    const { topic, scope } = turn.intent;
    const asked = { intent: 'team_show' as const, ...(topic !== undefined && { team: topic }) };
    return showTeam.perform(meaning(turn, { ...asked, ...(scope !== undefined && { scope }) }));
  },
};

/** 民主评议搞了吧: on which days, and not how often alone */
const countedOrListed: Teller<'table'> = (turn, scope, metric, definition) =>
  metric === 'activity_count' && asksWhether(turn, scope)
    ? activities(turn, scope, 'activity_list', METRIC_DEFINITIONS.activity_list)
    : table(turn, scope, metric, definition);

/** How each shape is answered; sentences are named after the metric where metrics of a shape differ. */
const ANSWERERS: { readonly [S in FindingShape]: Answerer<S> } = {
  // 今年赵六参加了几次会: a figure with a name is that person's.
  table: (metric, definition) =>
    either(isOfAnother, simply(records), ofUnitsOrOwn(countedOrListed)(metric, definition)),
  activities: (metric, definition) =>
    either(
      (turn) => turn.intent.what === 'secretary_lectures',
      ofUnits('see_figures', secretaryLectures)(metric, definition),
      ofUnitsOrOwn(activities)(metric, definition),
    ),
  gaps: ofUnits('see_figures', gaps),
  records: () => simply(records),
  // 昨天有没有开会的: what lies ahead is no answer to it.
  coming: (metric, definition) =>
    either(
      isOver,
      ofUnitsOrOwn(activities)('activity_list', METRIC_DEFINITIONS.activity_list),
      ofUnits('see_roll', upcoming)(metric, definition),
    ),
  // 本月谁请假: of all its meetings.
  roll(metric, definition) {
    const ofOne = ofUnits('see_roll', roll, saidOfRoll)(metric, definition);
    return either(isOfSpan, away(metric, definition, ofOne), ofOne);
  },
  items: ofUnitsOrOwn(items),
  item: () =>
    either(
      (turn) => turn.intent.what === 'nodes',
      nodeGrid,
      either((turn) => turn.intent.what === 'evidence', sendEvidence, story),
    ),
  ledger(metric, definition) {
    const ofThose = ofUnits('see_figures', rate)(metric, definition);
    const rates = either(
      (turn) => turn.intent.mine === true,
      ofUnitsOrOwn(rate)(metric, definition),
      ofThose,
    );
    const month = ofUnits('see_figures', monthReport)(metric, definition);
    const whole = either((turn) => turn.intent.what === 'month', month, rates);
    return either(isOfMoves, ofUnits('see_figures', moved)(metric, definition), whole);
  },
  // 预备党员名单导出来: those lines are people.
  heads: (metric, definition) =>
    either(
      (turn) => isOfKind(turn) && ['table', 'file'].includes(turn.intent.format ?? ''),
      ofUnits('see_figures', members)('member_list', METRIC_DEFINITIONS.member_list),
      ofUnits('see_figures', heads)(metric, definition),
    ),
  // 先锋队有谁: a team lies across branches, and has rights of its own.
  members: (metric, definition) =>
    either(
      (turn) => turn.intent.what === 'team',
      ofTeam,
      ofUnits('see_figures', members)(metric, definition),
    ),
  // No table or file of it: names of applicants are told in words, in private.
  processes: (metric, definition) =>
    askOf(
      'see_process',
      (turn) => unitsInScope(turn, 'see_process', said(turn)),
      (turn, scope) => due(turn, scope, metric, definition),
    ),
  works: (metric) => ({
    actions: askScheme.actions,
    perform: (turn) => askScheme.perform(meaning(turn, ofPlan(turn, metric))),
  }),
  steps: (metric, definition) =>
    askOf(
      'see_process',
      (turn) => unitsInScope(turn, 'see_process', said(turn)),
      (turn, scope) => counted(turn, scope, metric, definition),
    ),
  filings: ofUnits('see_figures', filed),
  musters: ofUnits('see_figures', musterFigures),
  nothing: (metric) => simply(async (turn) => turn.say(`figures.${metric}`)),
};

/** What may count a whole city, against what is about one person or item. */
const WEIGHTS: { readonly [S in FindingShape]: Weight } = {
  table: 'heavy',
  activities: 'heavy',
  gaps: 'heavy',
  records: 'light',
  coming: 'heavy',
  roll: 'heavy',
  items: 'heavy',
  item: 'light',
  ledger: 'heavy',
  heads: 'heavy',
  members: 'heavy',
  processes: 'heavy',
  steps: 'heavy',
  works: 'heavy',
  filings: 'heavy',
  musters: 'heavy',
  nothing: 'light',
};

const answerer = <S extends FindingShape>(
  metric: MetricOf<S>,
  definition: MetricDefinition<S>,
): Act<'query'> => either(isCompared, compare, ANSWERERS[definition.shape](metric, definition));

const QUERIES = new Map(METRICS.map((metric) => [metric, answerer(metric, METRIC_DEFINITIONS[metric])]));

/** Answers any question about figures, lists and plans. */
export const answerQuery: Act<'query'> = {
  actions: [...new Set([...QUERIES.values()].flatMap((query) => query.actions))],
  perform: (turn) => QUERIES.get(turn.intent.metric)!.perform(turn),
  reads: ({ metric }) => WEIGHTS[METRIC_DEFINITIONS[metric].shape],
};
