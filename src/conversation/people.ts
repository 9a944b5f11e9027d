// Names in a message against the roster of a unit.
import type { Activity } from '../domain/activity/activity.ts';
import type { Filled } from '../domain/intent.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { Absence, Office } from '../domain/slots.ts';
import { resolveName } from '../parsing/resolve.ts';
import { isMe } from '../parsing/slots/self.ts';
import type { Turn } from './turn.ts';

export interface Resolved {
  people: Person[];
  /** written names nobody answers to, with likely slips */
  unknown: { name: string; similar: Person[] }[];
  /** written names that several people of the unit bear */
  several: { name: string; people: Person[] }[];
}

/** People of the unit's branch come first; only they are meant by a name in an attendance matter. */
export function peopleNamed(
  turn: Pick<Turn, 'org' | 'intent'>,
  names: readonly string[],
  unitId: number,
): Resolved {
  const resolved: Resolved = { people: [], unknown: [], several: [] };
  const root = turn.org.branchOf(unitId)?.id ?? unitId;
  const isHere = (p: Person) => p.branchId !== null && turn.org.isWithin(p.branchId, root);
  const { meant }: Filled = turn.intent;
  for (const name of names) {
    const chosen = turn.org.person(meant?.[name] ?? '');
    const found = chosen ? { kind: 'one' as const, person: chosen } : resolveName(name, turn.org, unitId);
    const candidates = found.kind === 'one' ? [found.person] : found.kind === 'none' ? [] : found.people;
    const here = candidates.filter(isHere);
    if (found.kind === 'similar' || here.length === 0) {
      resolved.unknown.push({ name, similar: found.kind === 'similar' ? here : [] });
    } else if (here.length > 1) resolved.several.push({ name, people: here });
    else if (!resolved.people.includes(here[0]!)) resolved.people.push(here[0]!);
  }
  return resolved;
}

/** The reason that was given for a person, by whatever name. */
export function reasonOf(
  { intent }: Pick<Turn, 'intent'>,
  absent: readonly Absence[],
  person: Person,
): string | null {
  const { meant }: Filled = intent;
  return absent.find(({ name }) => meant?.[name] === person.id || name.includes(person.name))?.reason ?? null;
}

/** A name as it is offered: who is meant by it, with the unit where others bear the name. */
export function shownName(turn: Pick<Turn, 'org'>, name: string, meant: Filled['meant']): string {
  const person = turn.org.person(meant?.[name] ?? '');
  if (!person) return name;
  const unit = turn.org.units.get(person.groupId ?? person.branchId ?? -1);
  const isAlone = turn.org.named(person.name).length < 2 || !unit;
  return isAlone ? person.name : `${person.name}（${unit.name}）`;
}

/** Who is named for an office at a meeting; 主持我 is whoever writes. */
export function officer(
  { intent, sender }: Pick<Turn, 'intent' | 'sender'>,
  office: Office,
): string | undefined {
  const { [office]: name, selfAs }: Filled = intent;
  const isSender = name === undefined ? selfAs?.includes(office) : isMe(name);
  return isSender ? sender.name : name;
}

/** Who chairs, lectures and writes now. Whoever lectured and stood as host too gives both up (corpus schema). */
export function officers(
  turn: Pick<Turn, 'intent' | 'sender'>,
  before: Pick<Activity, Office>,
): Pick<Activity, Office> {
  const lecturer = officer(turn, 'lecturer') ?? before.lecturer;
  const isBoth = before.host !== null && before.host === before.lecturer;
  return {
    host: officer(turn, 'host') ?? (isBoth ? lecturer : before.host),
    recorder: officer(turn, 'recorder') ?? before.recorder,
    lecturer,
  };
}
