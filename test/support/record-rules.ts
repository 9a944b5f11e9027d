// What must hold of the meetings of a branch after each step of a dialogue.
import { expect } from 'vitest';
import { dateOf } from '../../src/domain/calendar/time.ts';
import type { Step } from './record-talk.ts';
import { type MeetingTruth, meetingsIn } from './record-truth.ts';
import type { Standing, World } from './two-intakes.ts';

/** 应到 is made up of those who came, asked for leave, were absent, and those nobody has spoken of. */
export function addsUp(meetings: readonly MeetingTruth[]): void {
  for (const m of meetings) {
    const away = m.leave.length + m.absent.length + m.guestsAway;
    expect(m.attended, `实到 of ${m.id} below those named`).toBeGreaterThanOrEqual(m.present.length);
    if (m.isRecorded)
      expect(m.attended, `实到 of ${m.id} above 应到 less those away`).toBeLessThanOrEqual(m.expected - away);
    const parts = m.present.length + m.leave.length + m.absent.length + m.missing.length;
    expect(parts, `parts of ${m.id}`).toBe(m.due.length);
  }
}

const ABOUT_ALL = /全员|其余|其他|都|全到|^all:/;

/** Nobody's entry changes but by his own word, by his name, or by a word about everybody. */
export function staysWithTheNamed(
  world: World,
  step: Step,
  before: Standing,
  after: Standing,
  asked: string,
): void {
  if (step.kind === 'undo') return;
  const said = `${step.said}\n${asked}`;
  const stateIn = (s: Standing, activityId: number, personId: string) =>
    s.attendance.find((r) => r.activity_id === activityId && r.person_id === personId)?.state;
  for (const { activity_id: id, person_id: personId } of [...before.attendance, ...after.attendance]) {
    const [was, is] = [stateIn(before, id, personId), stateIn(after, id, personId)];
    if (was === is || personId === step.userId) continue;
    const person = world.org.person(personId)!;
    const record = after.records.find((r) => r.activity_id === id);
    const due = meetingsIn(world, after).find((m) => m.id === id)!;
    // With every absentee known, all others of 应到 were there.
    const isPlain =
      record !== undefined &&
      is === 'present' &&
      due.expected === due.due.length &&
      due.attended + due.leave.length + due.absent.length + due.guestsAway === due.expected;
    const isNamed = said.includes(person.name) || said.includes(personId);
    // Who has asked for leave, or was there, is none of 其余 and of 全员.
    const isOpen =
      was === undefined || was === 'absent' || was === 'leave_pending' || was === 'leave_refused';
    const isCovered = isOpen && (ABOUT_ALL.test(said) || isPlain);
    expect(isNamed || isCovered, `${person.name} ${was} → ${is}`).toBe(true);
  }
}

/** A meeting is made by planning or by a report, and a report makes no second one of its unit, kind and day. */
export function invents(step: Step, before: Standing, after: Standing): void {
  const isNew = after.activities.filter((a) => !before.activities.some((b) => b.id === a.id));
  if (isNew.length > 0 && step.kind !== 'undo') expect(['plan', 'report']).toContain(step.kind);
  if (step.kind !== 'report') return;
  for (const made of isNew) {
    const twin = before.activities.find(
      (b) =>
        b.unit_id === made.unit_id && b.types === made.types && dateOf(b.start_at) === dateOf(made.start_at),
    );
    expect(twin, 'a second meeting of the same unit, kind and day').toBeUndefined();
  }
}
