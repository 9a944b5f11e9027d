// A person named in an item: the roster's, nearest to the unit first.
import type { Organisation, Person } from '../../../domain/organisation/organisation.ts';
import { resolveName, resolveUnit } from '../../../parsing/resolve.ts';

type Found =
  | { kind: 'one'; person: Person }
  /** nobody of that name; likely slips of the pen */
  | { kind: 'none'; similar: string[] }
  | { kind: 'several'; people: Person[] };

/** Members of the unit go before officers above it, those before everybody else; 李晓红（第二党支部） tells namesakes apart. */
export function personNamed(org: Organisation, name: string, unitId: number | undefined): Found {
  const [, bare, place] = /^(.[^（(]*)[（(](.+)[）)]$/.exec(name.trim()) ?? [];
  if (bare && place) {
    const unit = resolveUnit(place, org, unitId);
    const here = unit.kind === 'one' ? personNamed(org, bare, unit.unit.id) : undefined;
    if (here?.kind === 'one') return here;
  }
  const found = resolveName(bare ?? name, org, unitId);
  if (found.kind === 'one') return { kind: 'one', person: found.person };
  if (found.kind === 'none') return { kind: 'none', similar: [] };
  if (found.kind === 'similar') return { kind: 'none', similar: found.people.map((p) => p.name) };
  return { kind: 'several', people: found.people };
}
