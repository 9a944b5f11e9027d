import { ACTIVITY_TYPE_NAMES } from '../../../domain/activity/types.ts';
import type { Counted } from '../../../reports/shapes.ts';
import type { Wording } from '../../../wording/templates.ts';
import type { Turn } from '../../turn.ts';

/** Fills a sentence; `turn.say` and a command's templates both do. */
export type Phrase = Wording;

/** `value` is the metric's own; the rest stands beside it. */
export function countedWords(phrase: Phrase, { value, figures: f }: Counted) {
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
    types: ACTIVITY_TYPE_NAMES.filter((type) => f.byType.has(type)).map((type) => ({
      name: phrase(`activity_type.${type}`),
      count: f.byType.get(type)!,
    })),
  };
}

export const phraseOf =
  (turn: Pick<Turn, 'say'>): Phrase =>
  (name, ...data) =>
    turn.say(name, ...data).text;
