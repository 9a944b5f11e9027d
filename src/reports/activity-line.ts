import type { Activity } from '../domain/activity/activity.ts';
import { meetingName } from '../domain/activity/types.ts';
import { isoShanghai } from '../domain/calendar/time.ts';
import { type ActivityFact, countsForRate, isUnreported, outcomeOf } from '../domain/figures/activities.ts';
import type { StatsItem, StatsQuestion } from './metric.ts';
import type { ActivityLine } from './shapes.ts';

export function lineOf(fact: ActivityFact): ActivityLine {
  const { expected, present } = countsForRate(fact) ? fact : { expected: null, present: null };
  return {
    activity: fact.activity,
    outcome: outcomeOf(fact),
    unreported: isUnreported(fact),
    expected,
    present,
  };
}

export const lineItem = (
  q: StatsQuestion,
  { activity, outcome, unreported, expected, present }: ActivityLine,
): StatsItem => ({
  ...activityItem(q, activity),
  state: outcome,
  unreported,
  expected,
  present,
});

export const activityItem = (q: StatsQuestion, activity: Activity): StatsItem => ({
  name: meetingName(activity.types),
  types: activity.types,
  unit: q.org.unit(activity.unitId).path,
  startAt: isoShanghai(activity.startAt),
  topic: activity.topic,
});
