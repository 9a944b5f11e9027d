// `doctor` on the groups and people that messages are for, as the store knows them.
import { DAY_MS, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import { type GroupsBy, pushAddressOf } from '../ports/push-address.ts';
import type { Binding, ReadTx } from '../ports/store.ts';
import { type Finding, finding } from './finding.ts';

/** What is older says nothing of today's groups. */
const LATELY_MS = 14 * DAY_MS;
/** Names told; of more only the number. */
const NAMES = 5;

export async function groupFindings(tx: ReadTx, now: Instant, by: GroupsBy): Promise<Finding[]> {
  const org = await tx.organisation();
  const bindings = await tx.bindings();
  const rows = await tx.outboxOfUnits(undefined, now - LATELY_MS);
  const branches = [...org.units.values()].filter((unit) => unit.kind === 'branch');
  if (branches.length === 0) return [];
  const has = (unitId: number, what: (b: Binding) => unknown) =>
    bindings.some((b) => b.unitId === unitId && what(b));
  const unbound = branches.filter(({ id }) => !has(id, (b) => b.chatId));
  const silent = branches.filter(
    ({ id }) => has(id, (b) => b.chatId) && !has(id, (b) => b.dead ?? pushAddressOf(b, by)),
  );
  const unreached = neverReached(org, rows);
  return [
    unbound.length > 0
      ? finding('△', 'doctor.groups_unbound', namesIn(unbound))
      : finding('✓', 'doctor.groups', { count: branches.length }),
    ...(silent.length > 0 ? [finding('△', 'doctor.groups_silent', namesIn(silent))] : []),
    ...deadAddresses(org, bindings, by),
    ...(unreached.length > 0 ? [finding('△', 'doctor.people_unreached', namesIn(unreached))] : []),
  ];
}

const namesIn = (all: readonly { name: string }[]) => ({
  count: all.length,
  names: all.slice(0, NAMES).map(({ name }) => name),
});

/** Groups whose push address WeCom knows no longer. */
const deadAddresses = (org: Organisation, bindings: readonly Binding[], by: GroupsBy): Finding[] =>
  bindings.flatMap(({ unitId, dead }) => {
    const unit = dead && org.units.get(unitId);
    return unit
      ? [
          finding('✗', 'doctor.address_lost', {
            unit: unit.path,
            name: unit.name,
            at: isoShanghai(dead!.at),
            bot: by === 'bot',
          }),
        ]
      : [];
  });

/** Refused by WeCom, and by nothing reached since. */
function neverReached(org: Organisation, rows: readonly OutboxRow[]): { name: string }[] {
  const refused = new Set<string>();
  const reached = new Set<string>();
  for (const row of rows) {
    const missed = new Set(row.refused.map((id) => id.toLowerCase()));
    for (const id of missed) refused.add(id);
    if (row.state === 'accepted' && (row.channel === 'app' || row.channel === 'bot'))
      for (const to of row.to) if (!missed.has(to.toLowerCase())) reached.add(to.toLowerCase());
  }
  return [...refused].filter((id) => !reached.has(id)).flatMap((id) => org.person(id) ?? []);
}
