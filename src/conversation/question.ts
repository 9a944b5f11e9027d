import type { ActivityType } from '../domain/activity/types.ts';
import type { Slots } from '../domain/slots.ts';
import type { StatsQuestion } from '../reports/metric.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './turn.ts';

/** What a message asks of a metric: of the units in scope, or of the sender alone. */
export const questionOf = (turn: Turn<'query'>, { tops }: Pick<Scope, 'tops'>): StatsQuestion => ({
  tx: turn.tx,
  org: turn.org,
  now: turn.now,
  settings: turn.settings,
  templates: turn.templates,
  tops,
  period: turn.intent.period,
  types: typesAsked(turn),
  kind: turn.intent.itemKind,
  process: turn.intent.process,
  stage: turn.intent.stage,
  bySource: turn.intent.what === 'by_source' || undefined,
  who: turn.intent.what,
  ofGroups: turn.intent.ofGroups,
  person: tops.length === 0 ? turn.sender : undefined,
});

/** Types asked about; undefined for all. */
export function typesAsked({
  intent,
}: {
  intent: Partial<Pick<Slots, 'activityType' | 'activityTypes'>>;
}): readonly ActivityType[] | undefined {
  return intent.activityTypes ?? (intent.activityType ? [intent.activityType] : undefined);
}
