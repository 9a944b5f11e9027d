import type { Organisation } from '../domain/organisation/organisation.ts';
import { type GroupsBy, type PushAddress, pushAddressOf } from '../ports/push-address.ts';
import type { Binding } from '../ports/store.ts';
import type { PlanSetting } from './plan-types.ts';

/** The store gives the same list until a binding changes. */
const known = new WeakMap<readonly Binding[], { org: Organisation; addresses: Map<number, PushAddress> }>();

/** Push addresses by unit; a 党小组 without a group chat of its own hears in its branch's. */
export function addressesOf(
  org: Organisation,
  bindings: readonly Binding[],
  by: GroupsBy,
): ReadonlyMap<number, PushAddress> {
  const found = known.get(bindings);
  if (found?.org === org) return found.addresses;
  const addresses = allAddresses(org, bindings, by);
  known.set(bindings, { org, addresses });
  return addresses;
}

function allAddresses(
  org: Organisation,
  bindings: readonly Binding[],
  by: GroupsBy,
): Map<number, PushAddress> {
  const own = new Map<number, PushAddress>();
  for (const b of bindings) {
    const address = pushAddressOf(b, by);
    if (address) own.set(b.unitId, address);
  }
  const all = new Map(own);
  for (const unit of org.units.values()) {
    const branch =
      unit.kind === 'group' && !own.has(unit.id) ? own.get(org.branchOf(unit.id)?.id ?? -1) : undefined;
    if (branch) all.set(unit.id, branch);
  }
  return all;
}

/** Units whose push address is dead, since when; none in the usual case. */
export const lostAddresses = (bindings: readonly Binding[], org: Organisation): PlanSetting['lost'] =>
  bindings.flatMap(({ unitId, dead }) => (dead && org.units.has(unitId) ? [{ unitId, at: dead.at }] : []));
