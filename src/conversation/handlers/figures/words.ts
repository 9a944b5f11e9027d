import { activityTypes, typeName } from '../../../domain/activity/types.ts';
import type { Counted } from '../../../reports/shapes.ts';
import type { Wording } from '../../../wording/templates.ts';
import type { Turn } from '../../turn.ts';

/** Fills a sentence; `turn.say` and a command's templates both do. */
type Phrase = Wording;

/** `value` is the metric's own; the rest stands beside it. */
export function countedWords({ value, figures: f }: Counted) {
  return {
    value,
    held: f.held,
    unrecorded: f.unrecorded,
    unreported: f.unreported,
    coming: f.coming,
    counted: f.counted,
    expected: f.expected,
    present: f.present,
    extra: f.extra,
    types: activityTypes()
      .filter((type) => f.byType.has(type))
      .map((type) => ({
        name: typeName(type),
        count: f.byType.get(type)!,
      })),
  };
}

export const phraseOf =
  (turn: Pick<Turn, 'say'>): Phrase =>
  (name, ...data) =>
    turn.say(name, ...data).text;
