import type { Organisation } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { type Attendance, isPresent } from './attendance.ts';
import { isDue } from './due.ts';
import { isCommitteeOnly } from './types.ts';

type Rows = ReadonlyMap<string, Attendance>;
/** Who is due hangs on these alone. */
type Meeting = Pick<Activity, 'types' | 'unitId'>;

/** 实到 as it was counted, and for whom. */
interface Counted {
  org: Organisation;
  meeting: Meeting;
  present: number;
}

/** Entries that are copied with a change; the others are shared. */
const PER_PART = 32;

/**
 * What was said of people at one activity. It never changes: a change makes another that shares all but a few entries,
 * and takes over what was counted. So a check-in costs the same whoever else is on the roll.
 */
export class Entries implements Iterable<Attendance> {
  static of(rows: Iterable<Attendance>): Entries {
    const all = new Map<string, Attendance>();
    for (const row of rows) all.set(row.personId, row);
    return spread(all);
  }

  readonly size: number;
  /** by the hash of the person; as many as a power of two */
  readonly #parts: readonly Rows[];
  #counted: Counted | undefined;
  #inOrder: readonly Attendance[] | undefined;

  constructor(parts: readonly Rows[], size: number) {
    this.#parts = parts;
    this.size = size;
  }

  of(personId: string): Attendance | undefined {
    return this.#parts[partOf(personId, this.#parts)]!.get(personId);
  }

  with(row: Attendance): Entries {
    return this.#changed(row.personId, row);
  }

  without(personId: string): Entries {
    return this.of(personId) ? this.#changed(personId, undefined) : this;
  }

  /** 实到 of the meeting as its roll counts it; kept from change to change. */
  present(meeting: Meeting, org: Organisation): number {
    if (this.#counted?.org === org && isSame(this.#counted.meeting, meeting)) return this.#counted.present;
    let present = 0;
    for (const part of this.#parts) for (const row of part.values()) present += countOf(row, meeting, org);
    this.#counted = { org, meeting: { types: meeting.types, unitId: meeting.unitId }, present };
    return present;
  }

  /** as they were said */
  [Symbol.iterator](): Iterator<Attendance> {
    this.#inOrder ??= this.#parts.flatMap((part) => [...part.values()]).sort(byMoment);
    return this.#inOrder[Symbol.iterator]();
  }

  #changed(personId: string, row: Attendance | undefined): Entries {
    const at = partOf(personId, this.#parts);
    const part = new Map(this.#parts[at]);
    const before = part.get(personId);
    if (row) part.set(personId, row);
    else part.delete(personId);
    const size = this.size + (row ? 1 : 0) - (before ? 1 : 0);
    const parts = this.#parts.with(at, part);
    const made =
      size > parts.length * PER_PART
        ? spread(new Map(parts.flatMap((each) => [...each])))
        : new Entries(parts, size);
    if (this.#counted) {
      const { org, meeting, present } = this.#counted;
      const change = countOf(row, meeting, org) - countOf(before, meeting, org);
      made.#counted = { org, meeting, present: present + change };
    }
    return made;
  }
}

/** Twice as many parts as are needed now: most rolls grow. */
function spread(rows: Rows): Entries {
  let count = 1;
  while (count * PER_PART < rows.size * 2) count *= 2;
  const parts = Array.from({ length: count }, () => new Map<string, Attendance>());
  for (const [id, row] of rows) parts[partOf(id, parts)]!.set(id, row);
  return new Entries(parts, rows.size);
}

function partOf(personId: string, parts: readonly Rows[]): number {
  let hash = 0;
  for (let i = 0; i < personId.length; i++) hash = (Math.imul(hash, 31) + personId.charCodeAt(i)) | 0;
  return hash & (parts.length - 1);
}

const isSame = (a: Meeting, b: Meeting): boolean =>
  a.unitId === b.unitId && isCommitteeOnly(a.types) === isCommitteeOnly(b.types);

function countOf(row: Attendance | undefined, meeting: Meeting, org: Organisation): number {
  const person = row && isPresent(row.state) ? org.people.get(row.personId) : undefined;
  return person && isDue(meeting, person, org) ? 1 : 0;
}

const byMoment = (a: Attendance, b: Attendance): number => a.at - b.at || (a.personId < b.personId ? -1 : 1);
