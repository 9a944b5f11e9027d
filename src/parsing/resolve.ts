import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import { OFFICES } from './lexicon/offices.ts';
import { DOTS, simplify } from './simplify.ts';
import { isSlip } from './slips.ts';
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
  const slips = people.filter((p) => isSlip(wanted, clean(p.name)));
  if (people.length > MOST_HEARD) return slips;
  const names = nearIn(wanted, soundsOf(people.map((p) => p.name)));
  return [...new Set([...names.flatMap((name) => people.filter((p) => p.name === name)), ...slips])];
}

function exactPeople(wanted: string, name: string, org: Organisation): Person[] {
  const direct = new Set([...org.named(name.trim()), ...org.named(wanted)]);
  if (direct.size > 0) return [...direct];
  // Roster names may be written in traditional characters or with another dot.
  return [...org.people.values()].filter((p) => p.name.length === wanted.length && clean(p.name) === wanted);
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
