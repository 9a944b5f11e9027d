import { type ActivityType, THREE_MEETINGS_ONE_LECTURE } from '../domain/activity/types.ts';
import { simplify } from '../parsing/simplify.ts';
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
  person: tops.length === 0 ? turn.sender : undefined,
});

/** Types asked about; 三会一课 stands for four, undefined for all. */
export function typesAsked({
  intent,
  text,
}: Pick<Turn<'query'>, 'intent' | 'text'>): readonly ActivityType[] | undefined {
  if (intent.activityTypes) return intent.activityTypes;
  if (intent.activityType) return [intent.activityType];
  return /三会一课|一课三会/.test(simplify(text.replace(/\s/g, ''))) ? THREE_MEETINGS_ONE_LECTURE : undefined;
}
