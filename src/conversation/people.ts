// Names in a message against the roster of a unit.
import type { Person } from '../domain/organisation/organisation.ts';
import { resolveName } from '../parsing/resolve.ts';
import type { Turn } from './turn.ts';

export interface Resolved {
  people: Person[];
  /** written names nobody answers to, with likely slips */
  unknown: { name: string; similar: string[] }[];
  /** written names that several people of the unit bear */
  several: { name: string; people: Person[] }[];
}

/** People of the unit's branch come first; only they are meant by a name in an attendance matter. */
export function peopleNamed(turn: Pick<Turn, 'org'>, names: readonly string[], unitId: number): Resolved {
  const resolved: Resolved = { people: [], unknown: [], several: [] };
  const root = turn.org.branchOf(unitId)?.id ?? unitId;
  const isHere = (p: Person) => p.branchId !== null && turn.org.isWithin(p.branchId, root);
  for (const name of names) {
    const found = resolveName(name, turn.org, unitId);
    const candidates = found.kind === 'one' ? [found.person] : found.kind === 'none' ? [] : found.people;
    const here = candidates.filter(isHere);
    if (found.kind === 'similar' || here.length === 0) {
      resolved.unknown.push({ name, similar: (found.kind === 'similar' ? here : []).map((p) => p.name) });
    } else if (here.length > 1) resolved.several.push({ name, people: here });
    else if (!resolved.people.includes(here[0]!)) resolved.people.push(here[0]!);
  }
  return resolved;
}
