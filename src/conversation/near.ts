// Which activity a message is about: those near now, of the units the sender or the group chat belongs to.
import {
  type Activity,
  type ActivityPhase,
  type ActivitySettings,
  phaseOf,
} from '../domain/activity/activity.ts';
import { isFor } from '../domain/activity/due.ts';
import { DAY_MS, dateOf } from '../domain/calendar/time.ts';
import type { Target } from '../domain/organisation/permissions.ts';
import type { Slots } from '../domain/slots.ts';
import { unitSettings } from '../settings/units.ts';
import type { Turn } from './turn.ts';

/** An activity with where it stands now. */
export interface Near {
  activity: Activity;
  phase: ActivityPhase;
  settings: ActivitySettings;
}

const BACK_MS = 31 * DAY_MS;
const AHEAD_MS = 92 * DAY_MS;

/** Units whose activities concern the sender here: the bound group's branch, else the own branch and group. */
export function unitsOf(turn: Pick<Turn, 'org' | 'sender' | 'groupUnit'>): number[] {
  const { org, sender, groupUnit } = turn;
  const ids = new Set<number>();
  if (groupUnit) {
    ids.add(groupUnit.id);
    const branch = org.branchOf(groupUnit.id);
    if (branch && groupUnit.kind === 'group') ids.add(branch.id);
    if (groupUnit.kind === 'branch') for (const group of org.children(groupUnit.id)) ids.add(group.id);
    return [...ids];
  }
  if (sender.branchId !== null) ids.add(sender.branchId);
  if (sender.groupId !== null) ids.add(sender.groupId);
  for (const office of org.officesOf(sender.id)) {
    if (office.role === '管理员') continue;
    ids.add(office.unitId);
    for (const child of org.children(office.unitId)) if (child.kind === 'group') ids.add(child.id);
  }
  return [...ids];
}

/** Activities near now, soonest first. */
export async function activitiesOf(turn: Turn, unitIds: readonly number[]): Promise<Near[]> {
  const list = await turn.tx.activities(unitIds, turn.now - BACK_MS, turn.now + AHEAD_MS);
  return Promise.all(list.map((activity) => nearOf(turn, activity)));
}

async function nearOf(turn: Turn, activity: Activity): Promise<Near> {
  const { activity: settings } = await unitSettings(turn, activity.unitId);
  return { activity, settings, phase: phaseOf(activity, turn.now, settings) };
}

/**
 * Activities a message may mean: of these units, or the very one a button shows, wherever it stands; an empty list when
 * that one is gone.
 */
export async function candidates(
  turn: Turn,
  unitIds: readonly number[],
  activityId: number | undefined,
): Promise<Near[]> {
  if (activityId === undefined) return activitiesOf(turn, unitIds);
  const shown = await turn.tx.activity(activityId);
  return shown ? [await nearOf(turn, shown)] : [];
}

/** What the permission table is asked about an activity. */
export const targetOf = ({ unitId, types }: Activity): Target => ({ unitId, types });

/** What a message can name of an activity; a button or a choice names the one it shows. */
type Named = Partial<
  Pick<Slots, 'activityType' | 'activityTypes' | 'startAt' | 'endAt' | 'activityId' | 'days' | 'every'>
>;

export function isNamed({ activity }: Near, named: Named): boolean {
  if (named.activityId !== undefined) return activity.id === named.activityId;
  // 主题党日和党课都请假 is of either; 主题党日暨党课 is one meeting, known by its first kind.
  const types = named.every ? named.activityTypes : undefined;
  if (types && !types.some((type) => activity.types.includes(type))) return false;
  if (!types && named.activityType && !activity.types.includes(named.activityType)) return false;
  const day = dateOf(activity.startAt);
  if (named.days && !named.days.includes(day)) return false;
  if (!named.startAt) return true;
  return named.endAt
    ? day >= named.startAt.slice(0, 10) && day <= named.endAt.slice(0, 10)
    : day === named.startAt.slice(0, 10);
}

/** True when the sender is one of those the activity is for. */
export const concerns = ({ org, sender }: Pick<Turn, 'org' | 'sender'>, activity: Activity): boolean =>
  isFor(activity, sender, org);

/** The one that starts nearest to now. */
export function nearest(turn: Pick<Turn, 'now'>, list: readonly Near[]): Near | undefined {
  let best: Near | undefined;
  for (const near of list) {
    if (!best || Math.abs(near.activity.startAt - turn.now) < Math.abs(best.activity.startAt - turn.now))
      best = near;
  }
  return best;
}
