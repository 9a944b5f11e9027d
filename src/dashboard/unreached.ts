// People to whom something was sent and surely, or maybe, did not come: as 送达情况 counts it, by person.
import type { Instant } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { PUSH_CHANNELS } from '../ports/channels.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { ReadTx } from '../ports/store.ts';

/** More messages are not looked through for one page. */
const MESSAGES = 500;

export interface Unreached {
  name: string;
  unit: Unit | undefined;
  messages: number;
  /** of the newest */
  at: Instant;
  /** WeCom said no; else nobody knows whether it came */
  isSure: boolean;
}

/** Whom most messages missed first. */
export async function unreachedOf(
  tx: ReadTx,
  org: Organisation,
  units: readonly Unit[],
  since: Instant,
): Promise<Unreached[]> {
  const ids = units.map((u) => u.id);
  const rows = (await tx.undelivered(ids, since, MESSAGES)).filter((row) => row.rule !== 'reply');
  const found = new Map<string, Unreached>();
  for (const row of rows) {
    for (const id of missedBy(org, row)) {
      const person = org.person(id);
      const known = found.get(id);
      const home = person?.groupId ?? person?.branchId ?? org.officesOf(id)[0]?.unitId;
      found.set(id, {
        name: person?.name ?? id,
        unit: home === undefined || home === null ? undefined : org.units.get(home),
        messages: (known?.messages ?? 0) + 1,
        at: known?.at ?? row.sentAt ?? row.at,
        isSure: known?.isSure || row.state !== 'unknown',
      });
    }
  }
  return [...found.values()].sort((a, b) => b.messages - a.messages || b.at - a.at);
}

/** A group that could not be reached is no person: 送达情况 and 诊断 speak of it. */
function missedBy(org: Organisation, { channel, state, refused, to, audience }: OutboxRow): string[] {
  if (refused.length > 0) return refused.map((id) => id.toLowerCase());
  if (state !== 'refused' && state !== 'unknown') return [];
  if (PUSH_CHANNELS[channel].address === 'users') return audience;
  const only = channel === 'bot' ? org.person(to[0]!) : undefined;
  return only ? [only.id] : [];
}
