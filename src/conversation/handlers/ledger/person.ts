// A person named in an item: the roster's, nearest to the unit first.
import type { Person } from '../../../domain/organisation.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Turn } from '../../turn.ts';

export type Found =
  | { kind: 'one'; person: Person }
  | { kind: 'none'; similar: string[] }
  | { kind: 'several'; people: Person[] };

/** Members of the unit's branch go before officers above it, those before everybody else. */
export function personNamed(turn: Pick<Turn, 'org'>, name: string, unitId: number | undefined): Found {
  const { org } = turn;
  const found = resolveName(name, org, unitId);
  if (found.kind === 'one') return { kind: 'one', person: found.person };
  if (found.kind === 'none') return { kind: 'none', similar: [] };
  if (found.kind === 'similar') return { kind: 'none', similar: found.people.map((p) => p.name) };
  if (unitId === undefined) return { kind: 'several', people: [...found.people] };
  const branch = org.branchOf(unitId)?.id ?? unitId;
  const chain = new Set(org.ancestry(unitId).map((u) => u.id));
  const near = [
    found.people.filter((p) => p.branchId !== null && org.isWithin(p.branchId, branch)),
    found.people.filter((p) => org.officesOf(p.id).some((o) => chain.has(o.unitId))),
    [...found.people],
  ];
  const nearest = near.find((people) => people.length > 0)!;
  return nearest.length === 1
    ? { kind: 'one', person: nearest[0]! }
    : { kind: 'several', people: [...found.people] };
}
