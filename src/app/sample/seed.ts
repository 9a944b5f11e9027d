// The organisation a new sandbox begins with: its people, its groups, and three months of their life.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRoster } from '../../documents/roster.ts';
import type { Instant } from '../../domain/calendar/time.ts';
import type { Organisation, Unit } from '../../domain/organisation/organisation.ts';
import { planRoster } from '../../domain/organisation/roster.ts';
import type { Tx } from '../../ports/store.ts';
import type { Settings } from '../../settings/settings.ts';
import { type Core, TEMPLATES_DIR } from '../core.ts';
import { readHistory } from './data.ts';
import { storeItem } from './items.ts';
import { storeMeeting } from './meeting.ts';
import { pastMeetings } from './meetings.ts';

/** Fills an empty store; one that holds people is left as it is. */
export async function seedSandbox({ store, settings }: Core, now: Instant): Promise<void> {
  const file = 'roster.csv';
  const { rows } = await readRoster(readFileSync(join(TEMPLATES_DIR, 'sample', file)), file);
  await store.write(async (tx) => {
    const before = await tx.organisation();
    if (before.people.size > 0) return;
    await tx.applyRoster(planRoster(rows, before, [], { prune: false }).changes, now);
    const org = await tx.organisation();
    await bindGroups(tx, org, now);
    await storeHistory(tx, org, settings, now);
  });
}

async function bindGroups(tx: Tx, org: Organisation, now: Instant): Promise<void> {
  for (const unit of org.units.values()) {
    if (unit.kind !== 'branch') continue;
    await tx.putBinding({
      unitId: unit.id,
      chatId: `sandbox-chat-${unit.id}`,
      webhookKey: `sandbox-webhook-${unit.id}`,
      boundBy: 'sandbox',
      boundAt: now,
    });
  }
}

async function storeHistory(tx: Tx, org: Organisation, settings: Settings, now: Instant): Promise<void> {
  const history = readHistory();
  const [root] = org.roots();
  const unitAt = (path: string): Unit => {
    const unit = [...org.units.values()].find((u) => u.path === `${root!.path}/${path}`);
    if (!unit) throw new Error(`sample: no unit ${path}`);
    return unit;
  };
  // 第一党支部 has none, so that its secretary can set one: it is among the lines to try.
  for (const { unit, ...fixed } of history.fixedDays)
    await tx.putSetting(unitAt(unit).id, 'fixed_day', JSON.stringify(fixed));
  for (const meeting of pastMeetings(history, { org, unitAt }, settings, now))
    await storeMeeting(tx, org, meeting, now);
  for (const item of history.items) await storeItem(tx, org, unitAt(item.unit), item, settings.calendar, now);
}
