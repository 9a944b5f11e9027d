import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attendance, type AttendanceState, rollOf } from '../../../src/domain/activity/attendance.ts';
import { dueFor, isDue } from '../../../src/domain/activity/due.ts';
import { Entries } from '../../../src/domain/activity/entries.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER, without } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const branch = [...org.units.values()].find((u) => u.name === '第一党支部')!;
const MEETINGS = [
  { unitId: branch.id, types: ['theme_day' as const] },
  { unitId: branch.id, types: ['committee_meeting' as const] },
  { unitId: org.children(branch.id)[0]!.id, types: ['group_meeting' as const] },
];
const entry = (personId: string, state: AttendanceState, at = 0): Attendance => ({
  activityId: 1,
  personId,
  state,
  reason: null,
  at,
  by: 'zhangsan',
});

type Step = { personId: string; state: AttendanceState | null };
/** Those of the roster, and so many others that the entries are spread anew. */
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    personId: fc.oneof(
      fc.constantFrom(...org.people.keys()),
      fc.integer({ min: 0, max: 90 }).map((n) => `guest${n}`),
    ),
    state: fc.constantFrom<AttendanceState | null>('present', 'late', 'makeup', 'leave', 'absent', null),
  }),
  { maxLength: 200 },
);

describe('entries', () => {
  it('keep what a recount would find, whatever is said and taken back, and change nothing that was seen', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...MEETINGS), (list, meeting) => {
        const rows = new Map<string, Attendance>();
        let kept = Entries.of([]);
        for (const [i, { personId, state }] of list.entries()) {
          kept.present(meeting, org);
          const before = { entries: kept, rows: new Map(rows) };
          const row = state && entry(personId, state, i);
          if (row) rows.set(personId, row);
          else rows.delete(personId);
          kept = row ? kept.with(row) : kept.without(personId);
          expect(before.entries.size).toBe(before.rows.size);
          expect(before.entries.of(personId)).toEqual(before.rows.get(personId));
          expect(kept.of(personId)).toEqual(row ?? undefined);
          expect(kept.present(meeting, org)).toBe(rollOf(meeting, rows.values(), org).present.length);
        }
        expect(new Map([...kept].map((row) => [row.personId, row]))).toEqual(rows);
        expect(kept.present(meeting, org)).toBe(Entries.of(rows.values()).present(meeting, org));
      }),
      { numRuns: 60 },
    );
  });

  it('count anew for another state of the roster, and for another kind of meeting', () => {
    const [themeDay, committee] = MEETINGS as [(typeof MEETINGS)[0], (typeof MEETINGS)[0]];
    const all = Entries.of(['zhangsan', 'wangwu', 'zhaoliu', 'liudong'].map((id) => entry(id, 'present')));
    expect(all.present(themeDay, org)).toBe(3);
    expect(all.present(committee, org)).toBe(1);
    expect(all.present(themeDay, org)).toBe(3);
    const { people } = without('zhaoliu', org).changes;
    const left = new Set(people.map(({ person }) => person.id));
    const fewer = organisationOf({
      ...SMALL_ROSTER,
      people: SMALL_ROSTER.people.filter(({ person }) => !left.has(person.id)),
    });
    expect(all.present(themeDay, fewer)).toBe(2);
    expect(all.with(entry('lisi', 'late')).present(themeDay, fewer)).toBe(3);
  });

  it('come as they were said', () => {
    const said = Entries.of([entry('lisi', 'late', 3), entry('wangwu', 'present', 1), entry('a', 'late', 2)]);
    expect([...said].map((row) => row.personId)).toEqual(['wangwu', 'a', 'lisi']);
  });
});

describe('who is due', () => {
  it.each(MEETINGS)('is the same asked of one person as of all: $types', (meeting) => {
    const { members } = dueFor(meeting, org);
    for (const person of org.people.values())
      expect([person.id, isDue(meeting, person, org)]).toEqual([person.id, members.includes(person)]);
  });
});
