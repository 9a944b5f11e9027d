import type { Activity } from '../domain/activity/activity.ts';
import type { Desk } from './entry.ts';

/** The kind of meeting; that of a 党小组 with its name, as the group of its branch hears it too. */
export function titleOf({ words, input }: Desk, activity: Activity): string {
  const unit = input.org.units.get(activity.unitId);
  const types = words.types(activity);
  return unit?.kind === 'group' ? words.say('part.of_group', { unit: unit.name, types }) : types;
}
