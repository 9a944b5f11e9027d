import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import { OFFICES } from './lexicon/offices.ts';
import { DOTS, formsOf, simplify, simplifyCharacter } from './simplify.ts';
import { isSlip, soundingLike } from './slips.ts';
import { nearIn } from './spans/people-near.ts';
import { soundsOf } from './spans/people-sounds.ts';

export { resolveUnit, type UnitMatch } from './resolve-unit.ts';

/** One person meant, several that fit, near misses of the spelling, or none. */
type NameMatch =
  | { kind: 'one'; person: Person }
  | { kind: 'many'; people: Person[] }
  | { kind: 'similar'; people: Person[] }
  | { kind: 'none' };

const OFFICE = [...OFFICES].sort((a, b) => b.length - a.length).join('|');
const AROUND = new RegExp(`^(?:${OFFICE})+(?=..)|(?<=..)(?:${OFFICE})+$`, 'g');
const stripOffice = (name: string) => name.replace(AROUND, '');

const clean = (name: string) =>
  simplify(stripOffice(name.normalize('NFKC').replace(/\s/g, ''))).replace(DOTS, '·');

/**
 * Looks a written name up in the roster: exact first, then obvious slips. People of the context unit go before
 * namesakes elsewhere, its parents' subtrees next.
 */
export function resolveName(name: string, org: Organisation, contextUnitId?: number): NameMatch {
  const wanted = clean(name);
  if (wanted.length < 2) return { kind: 'none' };
  const exact = byContext(exactPeople(wanted, name, org), org, contextUnitId);
  if (exact.length === 1) return { kind: 'one', person: exact[0]! };
  if (exact.length > 1) return { kind: 'many', people: exact };
  const people = near(wanted, candidates(org, contextUnitId));
  return people.length > 0 ? { kind: 'similar', people: people.slice(0, 4) } : { kind: 'none' };
}

/** Above this many a name is near to anybody's, and making ready how they sound takes long. */
const MOST_HEARD = 1000;

/** Near misses: those that sound the same first. */
function near(wanted: string, people: readonly Person[]): Person[] {
  if (people.length > MOST_HEARD) {
    const alike = alikeTo(wanted);
    return people.filter((p) => mayBeSlip(alike, wanted, p.name) && isSlip(wanted, clean(p.name)));
  }
  const slips = people.filter((p) => isSlip(wanted, clean(p.name)));
  const names = nearIn(wanted, soundsOf(people.map((p) => p.name)));
  return [...new Set([...names.flatMap((name) => people.filter((p) => p.name === name)), ...slips])];
}

/**
 * Of a city's names nearly all share too few characters with the wanted one, and need not be compared one way after
 * another. An office written with a name only adds to it.
 * @param alike 1 for each character that stands for one of the wanted name
 */
function mayBeSlip(alike: Uint8Array, wanted: string, name: string): boolean {
  let shared = 0;
  for (let i = 0; i < name.length; i++) shared += alike[name.charCodeAt(i)]!;
  return shared >= Math.min(name.length, wanted.length) - 1;
}

function alikeTo(wanted: string): Uint8Array {
  const alike = new Uint8Array(0x10000).fill(1);
  alike.fill(0, FIRST_PLAIN, LAST_PLAIN + 1);
  for (const c of soundingLike(wanted)) for (const form of formsOf(c)) alike[form.charCodeAt(0)] = 1;
  return alike;
}

/** Between them neither a dot nor anything that is written in several widths. */
const FIRST_PLAIN = 0x4e00;
const LAST_PLAIN = 0x9fff;

/** False where the name is another by its first character already. */
function mayBegin(name: string, wanted: string): boolean {
  const code = name.charCodeAt(0);
  return code < FIRST_PLAIN || code > LAST_PLAIN || simplifyCharacter(name[0]!) === wanted[0];
}

function exactPeople(wanted: string, name: string, org: Organisation): Person[] {
  const direct = new Set([...org.named(name.trim()), ...org.named(wanted)]);
  if (direct.size > 0) return [...direct];
  // Roster names may be written in traditional characters or with another dot.
  const found: Person[] = [];
  for (const person of org.people.values())
    if (
      person.name.length === wanted.length &&
      mayBegin(person.name, wanted) &&
      clean(person.name) === wanted
    )
      found.push(person);
  return found;
}

/** The smallest unit around the context that holds any of them wins. */
function byContext(people: readonly Person[], org: Organisation, contextUnitId?: number): Person[] {
  if (people.length < 2 || contextUnitId === undefined) return [...people];
  for (const unit of org.ancestry(contextUnitId)) {
    const near = people.filter((p) => belongs(p, unit.id, org));
    if (near.length > 0) return near;
  }
  return [...people];
}

const belongs = (p: Person, unitId: number, org: Organisation) =>
  [p.groupId, p.branchId, ...org.officesOf(p.id).map((o) => o.unitId)].some(
    (id) => id !== null && org.isWithin(id, unitId),
  );

/** Slips are looked for in the branch alone where there is one: a city's roster holds a near miss of any name. */
function candidates(org: Organisation, contextUnitId?: number): Person[] {
  const branch = contextUnitId === undefined ? undefined : org.branchOf(contextUnitId);
  if (branch) return [...org.membersOf(branch.id)];
  if (contextUnitId === undefined || !org.units.has(contextUnitId)) return [...org.people.values()];
  return org.subtree(contextUnitId).flatMap((u) => (u.kind === 'branch' ? [...org.membersOf(u.id)] : []));
}
