import type { Shift } from '../domain/activity/fixed-day.ts';
import type { FixedDayRule } from '../domain/intent.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Binding } from '../ports/store.ts';
import type { GroupAddress, Switch, UnitSettings } from './plan-types.ts';

/** A branch's fixed day as stored under the setting `fixed_day`. */
interface StoredFixedDay {
  rule: FixedDayRule;
  /** HH:MM */
  clock: string;
  place: string | null;
  shift?: Shift;
}

type Stored = ReadonlyMap<number, ReadonlyMap<string, string>>;
const SWITCHES: Switch[] = ['invitation', 'dayBefore', 'opening', 'nudge'];

/** Settings by message, as planning reads them; a unit without its own has those of the nearest unit above. */
export function unitSettingsOf(org: Organisation, stored: Stored): Map<number, UnitSettings> {
  const all = new Map<number, UnitSettings>();
  if (stored.size === 0) return all;
  for (const unit of org.units.values()) {
    const found = new Map<string, string>();
    for (const above of [...org.ancestry(unit.id)].reverse()) {
      for (const [key, value] of stored.get(above.id) ?? []) found.set(key, value);
    }
    // A fixed day belongs to the branch that set it: its groups hold no 主题党日 of their own.
    const fixed = unit.kind === 'branch' ? found.get('fixed_day') : undefined;
    if (found.size > 0)
      all.set(unit.id, {
        ...settingsFrom(found),
        fixedDay: fixed ? (JSON.parse(fixed) as StoredFixedDay) : undefined,
      });
  }
  return all;
}

function settingsFrom(found: ReadonlyMap<string, string>): UnitSettings {
  const switches: UnitSettings['switches'] = {};
  for (const name of SWITCHES) {
    const value = found.get(`switch.${name}`);
    if (value !== undefined) switches[name] = value === 'true';
  }
  const activity: UnitSettings['activity'] = {};
  const attendance = found.get('attendance');
  if (attendance === 'member' || attendance === 'secretary') activity.attendance = attendance;
  if (found.has('leave.approval')) activity.leaveApproval = found.get('leave.approval') === 'true';
  if (found.has('opening.minutesBefore'))
    activity.openBeforeMinutes = Number(found.get('opening.minutesBefore'));
  if (found.has('closing.hoursAfter')) activity.closeAfterHours = Number(found.get('closing.hoursAfter'));
  return { switches, activity };
}

/** Push addresses by unit; a 党小组 without a group chat of its own hears in its branch's. */
export function addressesOf(org: Organisation, bindings: readonly Binding[]): Map<number, GroupAddress> {
  const own = new Map<number, GroupAddress>();
  for (const b of bindings) if (b.webhookKey) own.set(b.unitId, { channel: 'webhook', chat: b.webhookKey });
  const all = new Map(own);
  for (const unit of org.units.values()) {
    const branch =
      unit.kind === 'group' && !own.has(unit.id) ? own.get(org.branchOf(unit.id)?.id ?? -1) : undefined;
    if (branch) all.set(unit.id, branch);
  }
  return all;
}
