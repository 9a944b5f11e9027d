// Who was where, name by name and meeting by meeting. Why somebody was away is never among it.

import { type AttendanceHead, type AttendanceUnit, spanOf } from '../documents/attendance.ts';
import type { Attendance, AttendanceState } from '../domain/activity/attendance.ts';
import { meetingName } from '../domain/activity/types.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { ActivityFact } from '../domain/figures/activities.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import type { Wording } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { paperNames, type Written, writtenOf } from './meetings.ts';

/** Meetings that stand in one table, and whose it is. */
interface Block {
  unit: Unit;
  facts: ActivityFact[];
}

/**
 * A branch's own meetings and those of its groups, in the order of time: its people stand in one table.
 * @param unitIds asked for: of a group alone the table is the group's
 */
export function blocksOf(
  org: Organisation,
  facts: readonly ActivityFact[],
  unitIds: readonly number[],
): Block[] {
  const blocks = new Map<number, Block>();
  for (const fact of facts) {
    const own = org.unit(fact.activity.unitId);
    const branch = org.branchOf(own.id);
    const unit = branch && unitIds.includes(branch.id) ? branch : own;
    const block = blocks.get(unit.id) ?? { unit, facts: [] };
    block.facts.push(fact);
    blocks.set(unit.id, block);
  }
  for (const { facts: list } of blocks.values()) list.sort((a, b) => a.activity.startAt - b.activity.startAt);
  return [...blocks.values()];
}

/** What stands above a column; a group's meeting names the group in its branch's table. */
export function columnOf(
  org: Organisation,
  { unit }: Block,
  { activity }: Pick<ActivityFact, 'activity'>,
): AttendanceUnit['meetings'][number] {
  const group = activity.unitId === unit.id ? '' : org.unit(activity.unitId).name;
  return { date: dateOf(activity.startAt), types: group + meetingName(activity.types) };
}

/** What stands above the whole table, known before any roll is read. */
export function headOf(c: Counter, blocks: readonly Block[]): AttendanceHead {
  return {
    units: blocks.length,
    most: blocks.reduce((most, { facts }) => Math.max(most, facts.length), 0),
    ...spanOf(blocks.flatMap(({ facts }) => facts.map(({ activity }) => dateOf(activity.startAt)))),
    at: c.now,
  };
}

/** Blocks read together: a city has thousands of them with few meetings each. */
const AT_ONCE = 25;

/** The tables of these blocks, in their order, some at a time. @param told hears after how many meetings */
export async function* attendanceOf(
  c: Counter,
  blocks: readonly Block[],
  words: Wording,
  told: (meetings: number) => void,
): AsyncGenerator<AttendanceUnit[]> {
  const names = paperNames(
    c.org,
    blocks.map(({ unit }) => unit.id),
  );
  const departed = new Map((await c.tx.departed()).map((p) => [p.id, p]));
  const kindOf = kindWords(words);
  for (let i = 0; i < blocks.length; i += AT_ONCE) {
    const some = blocks.slice(i, i + AT_ONCE);
    const tables = some.map(({ unit, facts }) => new Lines(c.org.membersOf(unit.id), facts.length));
    const tableOf = new Map(
      some.flatMap(({ facts }, at) => facts.map(({ activity }) => [activity.id, tables[at]!] as const)),
    );
    const facts = some.flatMap((block) => block.facts);
    for await (const written of writtenOf(c, facts)) tableOf.get(written.activity.id)!.add(written);
    yield some.map((block, at) => ({
      unit: names.get(block.unit.id)!,
      meetings: block.facts.map((fact) => columnOf(c.org, block, fact)),
      people: tables[at]!.all().map(({ person, states }) => ({
        ...toldOf(c.org, departed.get(person.id) ?? person, block.unit, kindOf),
        states,
      })),
      totals: tables[at]!.totals,
    }));
    told(facts.length);
    await new Promise(setImmediate);
  }
}

type Cell = AttendanceUnit['people'][number]['states'][number];

interface Line {
  person: Person;
  states: Cell[];
}

/** A line for each person, in the order of the roster, and after them whoever else was due or came. */
class Lines {
  /** of the meetings added so far */
  readonly totals: AttendanceUnit['totals'][number][] = [];
  readonly #byId = new Map<string, Line>();
  readonly #meetings: number;

  constructor(members: readonly Person[], meetings: number) {
    this.#meetings = meetings;
    for (const person of members) this.#of(person);
  }

  /** The meeting of the next column. */
  add({ roll, entries }: Written): void {
    const column = this.totals.length;
    for (const person of roll.due.members) this.#of(person).states[column] = cellOf(entries.get(person.id));
    for (const person of roll.extra) this.#of(person).states[column] = 'extra';
    this.totals.push({ expected: roll.expected, present: roll.attended });
  }

  /** without those none of it concerns */
  all(): Line[] {
    return [...this.#byId.values()].filter(({ states }) => states.some((state) => state !== null));
  }

  #of(person: Person): Line {
    const line = this.#byId.get(person.id) ?? { person, states: Array<Cell>(this.#meetings).fill(null) };
    this.#byId.set(person.id, line);
    return line;
  }
}

const OPEN = ['leave_pending', 'leave_refused', 'makeup_pending'] as const;
const isOpen = (state: AttendanceState): state is (typeof OPEN)[number] => OPEN.some((one) => one === state);

/** How somebody who is due stands: a leave that waits or was refused is no word about where they were. */
function cellOf(entry: Attendance | undefined): Cell {
  const state = entry?.state;
  return state === undefined || isOpen(state) ? 'unrecorded' : state;
}

type Kind = Pick<Person, 'kind' | 'mobile' | 'active'>;

/** What stands under 类型, worded once for all who are alike. */
function kindWords(words: Wording): (person: Kind) => string {
  const known = new Map<string, string>();
  return ({ kind, mobile, active }) => {
    const key = `${kind} ${mobile} ${active}`;
    const told = known.get(key) ?? words('attendance_table.kind', { kind, mobile, left: !active });
    known.set(key, told);
    return told;
  };
}

function toldOf(org: Organisation, person: Person, { id }: Unit, kindOf: (person: Kind) => string) {
  const { name, groupId, active } = person;
  // A guest's group is none of this unit's, and a name like 第一党小组 would look like one.
  const group = groupId === null ? undefined : org.units.get(groupId);
  const isOwn = group?.parentId === id && active;
  return {
    name,
    ...(isOwn && { group: group.name }),
    kind: kindOf(person),
  };
}
