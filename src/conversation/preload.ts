import { HOUR_MS, type Instant } from '../domain/calendar/time.ts';
import type { IncomingMessage } from '../ports/channels.ts';
import type { Tx } from '../ports/store.ts';
import type { Heard } from './hearing.ts';
import type { Tools } from './turn.ts';

/** Reads in a few queries what a batch of check-ins will ask for one by one: their rolls, and their places in a 集结. */
export async function preload(
  tools: Tools,
  tx: Tx,
  batch: readonly { message: IncomingMessage; heard: Heard | null }[],
  now: Instant,
): Promise<void> {
  if (batch.length < 2) return;
  for (const { id } of await tx.openMusters())
    await tx.preloadMusterEntries(
      id,
      batch.map(({ message }) => message.userId.toLowerCase()),
    );
  const checkins = batch.filter((w) => w.heard?.said.intent.intent === 'checkin');
  if (checkins.length === 0) return;
  const org = await tx.organisation();
  const units = new Set<number>();
  for (const { message } of checkins) {
    const person = org.person(message.userId);
    if (person?.branchId != null) units.add(person.branchId);
    if (person?.groupId != null) units.add(person.groupId);
  }
  const around = tools.settings.activity.closeAfterHours * HOUR_MS;
  const activities = await tx.activities([...units], now - around, now + around);
  await tx.preloadAttendance(activities.map((a) => a.id));
}
