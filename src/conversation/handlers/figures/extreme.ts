// 哪次人最少, behind meetings of one branch: the one of them to which fewest came, with all that are as few.
import { meetingName } from '../../../domain/activity/types.ts';
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import type { ActivityLine } from '../../../reports/shapes.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitsTold } from './units-told.ts';
import { lastYear, phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** A number that was told of meetings. */
const OF_MEETINGS: ReadonlySet<string> = new Set(['table', 'activities', 'roll']);

/** Meetings that count, of the time that was told; of no time, of a year. */
export async function heldWithin(turn: Turn, last: Query): Promise<ActivityLine[]> {
  const { period = lastYear(turn), activityType, activityTypes } = last;
  const asking = meaning<'query'>(turn, {
    intent: 'query',
    metric: 'activity_list',
    period,
    ...(activityType && { activityType }),
    ...(activityTypes && { activityTypes }),
  });
  const tops = unitsTold(turn, last, 'see_figures');
  if (tops.length === 0) return [];
  const { lines } = await METRIC_DEFINITIONS.activity_list.find(questionOf(asking, { tops }));
  return lines.filter(({ outcome, present }) => outcome === 'held' && present !== null);
}

/** Undefined where fewer than two were told, or those of several branches. */
export async function extremeOf(
  turn: Turn,
  last: Query,
  { of, isRate }: { of: 'fewest' | 'most'; isRate: boolean },
): Promise<Reply | undefined> {
  const isOfMeetings = METRIC_RULES[last.metric].about === undefined;
  if (!isOfMeetings || !OF_MEETINGS.has(METRIC_DEFINITIONS[last.metric].shape)) return undefined;
  const { org } = turn;
  const tops = unitsTold(turn, last, 'see_figures');
  const [unit] = tops;
  const { period = lastYear(turn) } = last;
  if (!unit || !isSingle(tops) || last.sides || !isSpan(period)) return undefined;
  const lines = await heldWithin(turn, last);
  if (lines.length < 2) return undefined;
  const figureOf = ({ present, expected }: ActivityLine) =>
    isRate ? (expected ? present! / expected : 0) : present!;
  const values = lines.map(figureOf);
  const best = of === 'fewest' ? Math.min(...values) : Math.max(...values);
  const phrase = phraseOf(turn);
  return turn.say('figures.extreme', {
    unit: unitWords(org, unit),
    period: periodWords(phrase, period, turn.now),
    about: typesWords(phrase, typesAsked({ intent: last })),
    of,
    rate: isRate,
    count: lines.length,
    same: Math.min(...values) === Math.max(...values),
    meetings: lines
      .filter((line) => figureOf(line) === best)
      .map(({ activity, present, expected }) => ({
        startAt: activity.startAt,
        unit: activity.unitId === unit.id ? '' : org.unit(activity.unitId).name,
        name: meetingName(activity.types),
        topic: activity.topic ?? '',
        present: present!,
        expected: expected ?? 0,
      })),
  });
}
