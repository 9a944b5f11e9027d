// What the bot knows where somebody speaks: the names of the people and units a message of theirs can be about.
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { type Knowledge, knowledgeOf, NOTHING_KNOWN } from '../parsing/knowledge.ts';

/** Above this a roster is no help: every second word is somebody's name. */
const MOST_NAMES = 20_000;
const MOST_UNITS = 2_000;

const minds = new WeakMap<Organisation, Map<string, Knowledge>>();

/** People and units around a person: the own branch, and everything below the units where they hold an office. */
export function knownTo(org: Organisation, userId: string): Knowledge {
  const person = org.person(userId);
  if (!person) return NOTHING_KNOWN;
  const roots = new Set<number>();
  if (person.branchId !== null) roots.add(person.branchId);
  for (const office of org.officesOf(person.id)) roots.add(office.unitId);
  const key = [...roots].sort((a, b) => a - b).join();
  const places = minds.get(org) ?? new Map<string, Knowledge>();
  minds.set(org, places);
  const known = places.get(key) ?? knownIn(org, [...roots]);
  places.set(key, known);
  return known;
}

function knownIn(org: Organisation, roots: readonly number[]): Knowledge {
  const units = new Set(roots.flatMap((id) => org.subtree(id)));
  const people: string[] = [];
  const seen = new Set<string>();
  for (const unit of units)
    for (const person of [
      ...org.membersOf(unit.id),
      ...org.officesAt(unit.id).flatMap((o) => org.person(o.personId) ?? []),
    ]) {
      if (seen.has(person.id)) continue;
      seen.add(person.id);
      people.push(person.name);
    }
  return knowledgeOf({
    people: people.length <= MOST_NAMES ? people : [],
    units: [...unitsAround(org, roots, units)].map((unit) => unit.name),
  });
}

/** Units below, above and beside: people name the branch next door. */
function unitsAround(org: Organisation, roots: readonly number[], below: ReadonlySet<Unit>): Set<Unit> {
  const around = new Set(below);
  for (const id of roots)
    for (const unit of org.ancestry(id)) {
      around.add(unit);
      if (around.size < MOST_UNITS && unit.parentId !== null)
        for (const sibling of org.children(unit.parentId)) around.add(sibling);
    }
  return around.size <= MOST_UNITS ? around : new Set([...around].slice(0, MOST_UNITS));
}
