// What the bot knows where somebody speaks: the names of the people and units a message of theirs can be about.
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { type Knowledge, knowledgeOf, NOTHING_KNOWN } from '../parsing/knowledge.ts';
import { indexUnits, type UnitIndex } from '../parsing/spans/units-index.ts';

/** Above this a roster is no help: every second word is somebody's name. */
const MOST_NAMES = 20_000;
/** below the units where somebody holds an office, and again below each unit above these */
const MOST_UNITS = 2_000;
/** A text is walked once for each. */
const MOST_LAYERS = 6;

/** What is known in one state of the roster. */
interface Minds {
  readonly byRoots: Map<string, Knowledge>;
  /** names of what lies under a unit and of the unit: whole committees of branches know the same */
  readonly under: Map<number, Layer>;
}
type Layer = ReturnType<typeof indexUnits>;

const minds = new WeakMap<Organisation, Minds>();

/** People and units around a person: the own branch, and everything below the units where they hold an office. */
export function knownTo(org: Organisation, userId: string): Knowledge {
  const person = org.person(userId);
  if (!person) return NOTHING_KNOWN;
  const roots = new Set<number>();
  if (person.branchId !== null) roots.add(person.branchId);
  for (const office of org.officesOf(person.id)) roots.add(office.unitId);
  const key = [...roots].sort((a, b) => a - b).join();
  const mind = minds.get(org) ?? { byRoots: new Map(), under: new Map() };
  minds.set(org, mind);
  const known = mind.byRoots.get(key) ?? knownIn(org, [...roots], mind);
  mind.byRoots.set(key, known);
  return known;
}

function knownIn(org: Organisation, roots: readonly number[], mind: Minds): Knowledge {
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
    units: unitsAround(org, roots, units, mind),
  });
}

/** Units below, above and beside: people name the branch next door. */
function unitsAround(
  org: Organisation,
  roots: readonly number[],
  below: ReadonlySet<Unit>,
  mind: Minds,
): UnitIndex {
  const above = new Set(roots.flatMap((id) => org.ancestry(id).flatMap((u) => u.parentId ?? [])));
  const isAround = ({ parentId }: Unit) =>
    parentId !== null && above.has(parentId) && org.children(parentId).length <= MOST_UNITS;
  const own = [...below].filter((unit) => !isAround(unit)).slice(0, MOST_UNITS);
  if (above.size >= MOST_LAYERS) {
    const around = [...above].flatMap((id) => [org.units.get(id)!, ...org.children(id)]);
    return made([namesOf([...new Set([...own, ...around])].slice(0, MOST_UNITS))]);
  }
  return made([namesOf(own), ...[...above].map((id) => under(org, id, mind))]);
}

const made = (layers: readonly Layer[]): UnitIndex => layers.filter((layer) => layer !== undefined);

function under(org: Organisation, unitId: number, { under: layers }: Minds): Layer {
  if (!layers.has(unitId)) {
    const children = org.children(unitId).slice(0, MOST_UNITS);
    layers.set(unitId, namesOf([org.units.get(unitId)!, ...children]));
  }
  return layers.get(unitId);
}

const namesOf = (units: readonly Unit[]): Layer => indexUnits(units.map((unit) => unit.name));
