// Whom a 集结 calls: units, teams and people as written, looked up, with whose right the call needs.
import type { MusterCaller } from '../../../domain/muster/muster.ts';
import type { Organisation, Person, Unit } from '../../../domain/organisation/organisation.ts';
import { type Target, unitsInCharge } from '../../../domain/organisation/permissions.ts';
import { teamOf } from '../../../domain/organisation/teams.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Ended } from '../../act.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit, unitsNamed } from '../../units.ts';

export interface Whom {
  /** without the caller */
  people: Person[];
  /** as shown: 第一党支部全体党员 */
  target: string;
  unitId: number;
  /** what the permission table is asked */
  on: Target[];
  /** 流动党员 of the units, who are away and are not called */
  mobile: number;
  /** of a team those whom the caller may not call */
  outside: number;
}

/** The unit by which it is settled who may speak for somebody. */
export const placeOf = (org: Organisation, person: Person): number | undefined =>
  person.groupId ?? person.branchId ?? org.officesOf(person.id)[0]?.unitId;

const STANDING: Readonly<Record<MusterCaller, string>> = {
  secretary: 'secretary',
  leader: 'leader',
  captain: 'anybody',
};

/** Teams of the roster, with who is in them. */
export function teamsOf(org: Organisation): Map<string, Person[]> {
  const teams = new Map<string, Person[]>();
  for (const person of org.people.values())
    for (const text of person.teams ?? []) {
      const { name } = teamOf(text);
      teams.set(name, [...(teams.get(name) ?? []), person]);
    }
  return teams;
}

/** 先锋队 is 党群先锋队 where no other team is called so. */
export function teamNamed(teams: ReadonlyMap<string, Person[]>, word: string): string | undefined {
  if (teams.has(word)) return word;
  const like = [...teams.keys()].filter((name) => name.includes(word));
  return like.length === 1 ? like[0] : undefined;
}

export const isCaptain = (person: Person, team: string): boolean =>
  (person.teams ?? []).some(
    (text) => text.startsWith(team) && teamOf(text).name === team && teamOf(text).leads,
  );

export function whomFor(turn: Turn<'muster_call'>): Whom | Ended {
  const { org, sender, intent } = turn;
  const { called } = intent;
  const only = ['admin', ...turn.settings.muster.callers.map((caller) => STANDING[caller])];
  const units: Unit[] = [];
  for (const written of called.units) {
    const found = unitsNamed(turn, written);
    if ('reply' in found) return found;
    units.push(...found.units);
  }
  const known = called.words.length > 0 ? teamsOf(org) : new Map<string, Person[]>();
  const teams = called.words.map((word) => ({ word, name: teamNamed(known, word) }));
  const unknown = teams.filter(({ name }) => name === undefined).map(({ word }) => word);
  if (unknown.length > 0)
    return { reply: turn.say('muster.unknown', { words: unknown, teams: namesShown(known) }) };
  const named = peopleNamed(turn, called.names);
  if ('reply' in named) return named;
  const isBare = units.length + teams.length + named.length === 0;
  if (isBare && !called.all) return { reply: turn.say('muster.who', { unit: homeUnit(turn)?.name ?? '' }) };
  const found = new Set<Person>(named);
  const on: Target[] = [];
  const targets: string[] = [];
  const count = { mobile: 0, outside: 0 };
  const whole = isBare ? ownUnits(turn, only) : teams.length > 0 ? [] : units;
  for (const unit of whole) {
    const all = membersIn(org, unit);
    for (const person of all) if (!person.mobile) found.add(person);
    count.mobile += all.filter((person) => person.mobile).length;
    on.push({ unitId: unit.id, only });
    targets.push(turn.say('muster.target.all', { unit: unit.name }).text);
  }
  for (const { name } of teams) {
    const team = teamFor(turn, name!, known.get(name!)!, units, only);
    for (const person of team.people) found.add(person);
    count.outside += team.outside;
    on.push(...team.on);
    const unit = units.map((u) => u.name).join('、');
    targets.push(turn.say('muster.target.team', { team: name!, unit }).text);
  }
  on.push(...placesOf(org, named, only));
  if (named.length > 0)
    targets.push(
      turn.say('muster.target.people', { names: named.slice(0, 3).map((p) => p.name), count: named.length })
        .text,
    );
  found.delete(sender);
  const target = targets.join('、');
  if (on.length === 0) return { reply: turn.say('muster.nobody', { target }) };
  return { people: [...found], target, unitId: unitOf(turn, on), on, ...count };
}

const namesShown = (teams: ReadonlyMap<string, unknown>) => [...teams.keys()].slice(0, 10);

/** Those of the roster with these names; whoever is not one person is asked about. */
export function peopleNamed(turn: Turn, names: readonly string[]): Person[] | Ended {
  const people: Person[] = [];
  const lost: string[] = [];
  for (const name of names) {
    const found = resolveName(name, turn.org, homeUnit(turn)?.id);
    if (found.kind === 'one') people.push(found.person);
    else if (found.kind === 'many') {
      const shown = found.people.slice(0, 5).map((p) => {
        const unit = turn.org.units.get(placeOf(turn.org, p) ?? -1);
        return `${p.name}(${unit?.name ?? ''})`;
      });
      return { reply: turn.say('muster.several', { name, people: shown }) };
    } else lost.push(name);
  }
  return lost.length > 0 ? { reply: turn.say('muster.not_one', { names: lost }) } : people;
}

/** 党员 of the unit and all below it. */
function membersIn(org: Organisation, unit: Unit): Person[] {
  const places = org.subtree(unit.id).filter((u) => u.kind === 'branch' || u.id === unit.id);
  return places.flatMap((u) => org.membersOf(u.id)).filter((p) => p.kind !== '入党积极分子');
}

/** 全体党员, with no unit: those the sender may call. */
function ownUnits(turn: Turn, only: readonly string[]): Unit[] {
  if (turn.groupUnit) return [turn.groupUnit];
  const may: Turn['permissions']['may'] = (org, person, action, target) =>
    turn.permissions.may(org, person, action, { ...target, only });
  const own = unitsInCharge({ may }, turn.org, turn.sender, 'call_muster');
  const home = homeUnit(turn);
  return own.length > 0 ? own : home ? [home] : [];
}

/** Of a team whom the sender may call: all of the own one, else those in units of theirs. */
function teamFor(turn: Turn, team: string, all: readonly Person[], units: readonly Unit[], only: string[]) {
  const { org, sender } = turn;
  const isIn = (person: Person) => {
    const place = placeOf(org, person);
    return units.length === 0 || units.some((u) => place !== undefined && org.isWithin(place, u.id));
  };
  const meant = all.filter(isIn);
  const home = placeOf(org, sender);
  if (isCaptain(sender, team) && home !== undefined && only.includes('anybody'))
    return { people: meant, outside: 0, on: [{ unitId: home, only, captains: [sender.id] }] };
  const may = new Map<number, boolean>();
  const mayCall = (person: Person) => {
    const unitId = placeOf(org, person);
    if (unitId === undefined) return false;
    if (!may.has(unitId)) may.set(unitId, mayDo(turn, 'call_muster', { unitId, only }));
    return may.get(unitId)!;
  };
  const people = meant.filter(mayCall);
  // Nobody of it: then the refusal says who may.
  return people.length > 0
    ? { people, outside: meant.length - people.length, on: placesOf(org, people, only) }
    : { people, outside: 0, on: placesOf(org, meant, only) };
}

const placesOf = (org: Organisation, people: readonly Person[], only: readonly string[]): Target[] =>
  [...new Set(people.map((person) => placeOf(org, person)))].flatMap((unitId) =>
    unitId === undefined ? [] : [{ unitId, only }],
  );

/** The lowest unit that holds all, where the sender may call it; else their own. */
function unitOf(turn: Turn, on: readonly Target[]): number {
  const [first, ...others] = on;
  const { org } = turn;
  const common = org
    .ancestry(first!.unitId)
    .find((unit) => others.every(({ unitId }) => org.isWithin(unitId, unit.id)));
  if (common && mayDo(turn, 'call_muster', { ...first!, unitId: common.id })) return common.id;
  return placeOf(org, turn.sender) ?? first!.unitId;
}
