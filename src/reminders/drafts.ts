import type { DateText } from '../domain/calendar/time.ts';
import type { Item } from '../domain/ledger/item.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { nearestAdmins, responsibleFor } from '../domain/organisation/responsible.ts';
import { push } from './activity-index.ts';
import { draftEntry } from './entries-item.ts';
import type { Desk, Entry } from './entry.ts';

/** The month-end drafts of a day: each secretary for the unit, each admin for everything below. */
export function draftsOf(desk: Desk, date: DateText): Map<string, Entry[]> {
  const { org } = desk.input;
  const byUnit = new Map<number, Item[]>();
  for (const item of desk.input.items) if (org.units.has(item.unitId)) push(byUnit, item.unitId, item);
  const found = new Map<string, Entry[]>();
  const byOffice = new Map<number, Item[]>();
  for (const [unitId, items] of byUnit) {
    const entry = draftEntry(desk, unitId, items, date);
    for (const p of entry ? responsibleFor(org, unitId, SECRETARY_ROLES) : []) push(found, p.id, entry!);
    const office = officeAbove(desk, unitId);
    if (office !== undefined) for (const item of items) push(byOffice, office, item);
  }
  for (const [office, items] of byOffice) {
    const entry = draftEntry(desk, office, items, date);
    for (const p of entry ? nearestAdmins(org, office) : []) push(found, p.id, entry!);
  }
  return found;
}

/** The nearest unit with an admin. */
function officeAbove({ input: { org } }: Desk, unitId: number): number | undefined {
  return org.ancestry(unitId).find((unit) => org.holders(unit.id, '管理员').length > 0)?.id;
}
