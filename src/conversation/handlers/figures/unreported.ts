// 没上报的会: what is over without a record, each by its day and kind; above a branch a line for each branch.
import { meetingName } from '../../../domain/activity/types.ts';
import { type ActivityFact, isUnreported } from '../../../domain/figures/activities.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { factsOf, isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { batchesSeen } from '../ledger/node-grid.ts';
import { brief } from '../ledger/words.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

/** Meetings of one branch that its line names; a question about that branch alone tells them all. */
const NAMED = 6;
const TASKS = 3;

export async function unreported(
  turn: Turn<'query'>,
  { tops }: Scope,
  definition: MetricDefinition<'table'>,
): Promise<Reply> {
  const before = toldBefore(turn);
  const question = { ...questionOf(turn, { tops }), shown: before + SHOWN };
  const { total, period, rows, told } = await definition.find(question);
  const single = isSingle(tops);
  const units = single ? tops : rows.slice(before, before + SHOWN).map(({ unit }) => unit);
  const facts = await factsOf(turn, units, period, question.types, { is: isUnreported });
  const of = Map.groupBy(facts, ({ activity: { unitId } }) => turn.org.branchOf(unitId)?.id ?? unitId);
  const lines = single
    ? facts.slice(before, before + SHOWN).map((fact) => ({ unit: tops[0]!, facts: [fact] }))
    : units.map((unit) => ({ unit, facts: of.get(unit.id) ?? [] }));
  const [first] = facts;
  const phrase = phraseOf(turn);
  const tasks = single || before > 0 ? [] : await tasksLacking(turn);
  return paged(turn, { rows: lines, total: single ? facts.length : told }, (shown, more) =>
    turn.say('figures.report_missing', {
      unit: tops.map((unit) => unitWords(turn.org, unit)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, question.types),
      unreported: total.figures.unreported,
      told,
      single,
      rows: shown.map(({ unit, facts: own }) => ({
        unit: unit.name,
        count: own.length,
        meetings: own.slice(0, NAMED).map((fact) => meetingOf(turn, fact, unit)),
      })),
      more,
      tasks: tasks.slice(0, TASKS),
      example: first ? [meetingOf(turn, first, tops[0]!)] : [],
    }),
  );
}

/** 谁没报 may as well mean what was handed out; 哪些党课没上报 does not. */
async function tasksLacking(turn: Turn<'query'>) {
  const { activityType, activityTypes, period, scope } = turn.intent;
  if (activityType ?? activityTypes ?? period ?? scope) return [];
  const batches = (await batchesSeen(turn)).filter(({ open }) => open > 0);
  return batches.map((batch) => ({
    name: itemLabel(batch),
    problem: brief(batch.problem),
    open: batch.open,
  }));
}

function meetingOf(turn: Turn, { activity: { unitId, types, startAt } }: ActivityFact, line: Unit) {
  return {
    startAt,
    unit: unitId === line.id ? '' : turn.org.unit(unitId).name,
    name: meetingName(types),
  };
}
