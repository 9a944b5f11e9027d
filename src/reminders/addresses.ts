import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Binding } from '../ports/store.ts';
import type { GroupAddress } from './plan-types.ts';

/** The store gives the same list until a binding changes. */
const known = new WeakMap<readonly Binding[], { org: Organisation; addresses: Map<number, GroupAddress> }>();

/** Push addresses by unit; a 党小组 without a group chat of its own hears in its branch's. */
export function addressesOf(
  org: Organisation,
  bindings: readonly Binding[],
): ReadonlyMap<number, GroupAddress> {
  const found = known.get(bindings);
  if (found?.org === org) return found.addresses;
  const addresses = allAddresses(org, bindings);
  known.set(bindings, { org, addresses });
  return addresses;
}

function allAddresses(org: Organisation, bindings: readonly Binding[]): Map<number, GroupAddress> {
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
