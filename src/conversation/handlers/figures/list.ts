import { meetingName } from '../../../domain/activity/types.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
// 活动记录, 三会一课: a branch's activities one by one; above a branch how many of each type.

import { addDays, dateOf } from '../../../domain/calendar/time.ts';
import type { Gap } from '../../../domain/figures/gaps.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition, StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import type { ActivityLine, Finding } from '../../../reports/shapes.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { gapWords } from './gap.ts';
import { grid } from './grid.ts';
import { isOfMeetingsWithin, meetingsWithin } from './meetings-within.ts';
import { ownFigures } from './own.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { table } from './table.ts';
import { exampleOf, lastYear, phraseOf } from './words.ts';

const { activity_count, activity_gap } = METRIC_DEFINITIONS;

export async function activities(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'activities'>,
): Promise<Reply> {
  if (scope.tops.length === 0) return ownFigures(turn);
  if (isOfMeetingsWithin(turn)) return meetingsWithin(turn, scope, definition);
  if (!isSingle(scope.tops)) {
    const { times } = turn.intent;
    // Each has a last one of its own.
    if (times !== undefined)
      return turn.say('figures.latest_one', {
        count: times,
        about: typesWords(phraseOf(turn), questionOf(turn, scope).types),
        unit: turn.org.subtree(scope.tops[0]!.id).find(({ kind }) => kind === 'branch')?.name ?? '',
      });
    // 党课都是哪天上的: a line for each
    const listed = turn.intent.what === 'days' && (await grid(turn, scope, 'activity_list'));
    if (listed) return listed;
    if (!(await isFew(turn, scope, definition))) return table(turn, scope, 'activity_count', activity_count);
  }
  const unit = scope.tops[0]!;
  const phrase = phraseOf(turn);
  const { times } = turn.intent;
  const question = { ...questionOf(turn, scope), ...(times !== undefined && { period: lastYear(turn) }) };
  const found = await definition.find(question);
  const lines = latestOf(found.lines, times);
  const unreported = lines.filter((line) => line.unreported).length;
  const gaps = isSingle(scope.tops) ? await openMatters(question, found) : [];
  const before = toldBefore(turn);
  const newest = lines.toReversed().slice(before, before + SHOWN);
  return paged(turn, { rows: newest, total: lines.length }, (shown, earlier) =>
    turn.say('figures.activity_list', {
      unit: unitWords(turn.org, unit),
      period: times === undefined ? periodWords(phrase, found.period, turn.now) : '',
      latest: times ?? 0,
      about: typesWords(phrase, question.types),
      example: exampleOf(question.types),
      held: times === undefined ? (found.value ?? 0) : lines.length,
      activities: shown.toReversed().map((line) => lineWords(turn, line, unit)),
      earlier,
      unreported,
      waiting: lines
        .filter((line) => line.unreported)
        .slice(0, 1)
        .map((line) => lineWords(turn, line, unit)),
      gaps: gaps.map((gap) => gapWords(turn, gap, unit)),
    }),
  );
}

/** 昨天有什么会: as many as one answer holds, of no more than a week. */
async function isFew(
  turn: Turn<'query'>,
  scope: Scope,
  definition: MetricDefinition<'activities'>,
): Promise<boolean> {
  const { period } = turn.intent;
  if (!period || scope.tops.length > 1 || addDays(period.from, 6) < period.to) return false;
  const { lines } = await definition.find(questionOf(turn, scope));
  return lines.length > 0 && lines.length <= SHOWN;
}

/** The last that took place. */
const latestOf = (lines: readonly ActivityLine[], times: number | undefined): readonly ActivityLine[] =>
  times === undefined ? lines : lines.filter(({ outcome }) => outcome === 'held').slice(-times);

/** Who asks for 三会一课 wants to know what is still to be held; only the period that runs can be mended. */
async function openMatters(question: StatsQuestion, { period: { from, to } }: Finding): Promise<Gap[]> {
  const today = dateOf(question.now);
  if (!question.types || (from !== null && from > today) || (to !== null && to < today)) return [];
  return (await activity_gap.find({ ...question, period: undefined })).gaps;
}

function lineWords(turn: Turn, line: ActivityLine, asked: Unit) {
  const { activity, outcome, unreported, expected, present } = line;
  return {
    name: meetingName(activity.types),
    startAt: activity.startAt,
    unit: activity.unitId === asked.id ? '' : turn.org.unit(activity.unitId).name,
    outcome,
    unreported,
    counts: expected !== null,
    expected,
    present,
  };
}
