// Names of units, periods and meetings, as answers and files write them.
import {
  type ActivityType,
  threeMeetingsOneLecture,
  typeName,
  typesInUse,
} from '../domain/activity/types.ts';
import { shapeOf } from '../domain/calendar/period-shape.ts';
import { type Instant, shanghaiParts } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { Wording } from '../wording/templates.ts';

/** 11月, 第四季度, 2025年: the year only where it is not this one, or always where no now is given (on what is kept). */
export function periodWords(phrase: Wording, period: Period, now: Instant | null): string {
  const shape = shapeOf(period);
  const year = now === null ? null : shanghaiParts(now).year;
  return phrase(`figures.period.${shape.kind}`, {
    ...shape,
    this_year: shape.year === year,
    one_year: period.to.slice(0, 4) === period.from.slice(0, 4),
    to_year: period.to.slice(0, 4),
  });
}

/** A 党小组 is told by its branch too: every branch has a 第一党小组. */
export function unitWords(org: Organisation, unit: Unit): string {
  return unit.kind === 'group' ? `${org.branchOf(unit.id)?.name ?? ''}${unit.name}` : unit.name;
}

export const isThreeAndOne = (types: readonly ActivityType[] | undefined): boolean =>
  types?.join() === threeMeetingsOneLecture().join();

/** Of more than so many kinds those are named that are not asked about. */
const MANY = 5;

/** The type asked about, 三会一课, or nothing for all. */
export function typesWords(phrase: Wording, types: readonly ActivityType[] | undefined): string {
  if (!types) return '';
  if (isThreeAndOne(types)) return phrase('figures.three_and_one');
  const without = typesInUse()
    .map(({ key }) => key)
    .filter((type) => !types.includes(type));
  // 不要支委会
  if (types.length > MANY && without.length > 0 && without.length < types.length)
    return phrase('figures.all_but', { names: without.map(typeName) });
  const ofCourse = threeMeetingsOneLecture();
  const beside = types.filter((type) => !ofCourse.includes(type));
  // 三会一课、主题党日
  return ofCourse.every((type) => types.includes(type))
    ? [phrase('figures.three_and_one'), ...beside.map(typeName)].join('、')
    : types.map(typeName).join('、');
}
