import {
  ACTIVITY_TYPE_NAMES,
  type ActivityType,
  THREE_MEETINGS_ONE_LECTURE,
} from '../../../domain/activity/types.ts';
import { shapeOf } from '../../../domain/calendar/period-shape.ts';
import { type Instant, shanghaiParts } from '../../../domain/calendar/time.ts';
import type { Organisation, Unit } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Counted } from '../../../reports/shapes.ts';
import type { Wording } from '../../../wording/templates.ts';
import type { Turn } from '../../turn.ts';

/** Fills a sentence; `turn.say` and a command's templates both do. */
export type Phrase = Wording;

/** 11月, 第四季度, 2025年: the year only where it is not this one. */
export function periodWords(phrase: Phrase, period: Period, now: Instant): string {
  const shape = shapeOf(period);
  const { year } = shanghaiParts(now);
  return phrase(`figures.period.${shape.kind}`, {
    ...shape,
    this_year: shape.year === year,
    one_year: period.to.slice(0, 4) === period.from.slice(0, 4),
    to_year: period.to.slice(0, 4),
  });
}

/** The type asked about, 三会一课, or nothing for all. */
export function typesWords(phrase: Phrase, types: readonly ActivityType[] | undefined): string {
  if (!types) return '';
  if (types.join() === THREE_MEETINGS_ONE_LECTURE.join()) return phrase('figures.three_and_one');
  return types.map((type) => phrase(`activity_type.${type}`)).join('');
}

/** A 党小组 is told by its branch too: every branch has a 第一党小组. */
export function unitWords(org: Organisation, unit: Unit): string {
  return unit.kind === 'group' ? `${org.branchOf(unit.id)?.name ?? ''}${unit.name}` : unit.name;
}

/** `value` is the metric's own; the rest stands beside it. */
export function countedWords(phrase: Phrase, { value, figures: f }: Counted) {
  return {
    value,
    held: f.held,
    unrecorded: f.unrecorded,
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
