import type { ActivitySettings } from '../domain/activity/activity.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Tx } from '../ports/store.ts';

/** Settings of a unit: its own, else the nearest above, else config/activity.yaml. */
export async function settingsOf(
  turn: { tx: Pick<Tx, 'settings'>; org: Organisation; defaults: ActivitySettings },
  unitId: number,
): Promise<ActivitySettings> {
  const all = await turn.tx.settings();
  if (all.size === 0) return turn.defaults;
  const find = (key: string) => {
    for (const unit of turn.org.ancestry(unitId)) {
      const value = all.get(unit.id)?.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const approval = find('leave.approval');
  const attendance = find('attendance');
  return {
    openBeforeMinutes: Number(find('opening.minutesBefore') ?? turn.defaults.openBeforeMinutes),
    closeAfterHours: Number(find('closing.hoursAfter') ?? turn.defaults.closeAfterHours),
    leaveApproval: approval === undefined ? turn.defaults.leaveApproval : approval === 'true',
    attendance: attendance === 'secretary' || attendance === 'member' ? attendance : turn.defaults.attendance,
  };
}
