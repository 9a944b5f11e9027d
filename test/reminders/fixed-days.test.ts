import { expect, it } from 'vitest';
import { isoShanghai } from '../../src/domain/calendar/time.ts';
import { fixedDayActivities } from '../../src/reminders/fixed-days.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { activity, at, calm, fixedOn } from './world.ts';

const on25 = fixedOn(2, { kind: 'day', day: 25 });
const now = (text: string) => ({ from: at(text), to: at(text) });
const made = (input: PlanInput, when: string) =>
  fixedDayActivities(input, now(when)).map((a) => `${a.fixedFor} ${isoShanghai(a.startAt).slice(0, 16)}`);

it.each<[string, string, string[]]>([
  ['a month ahead', '2026-11-21 10:00', ['2026-11 2026-11-25T15:00']],
  [
    'the next one as soon as its month is near',
    '2026-11-25 10:00',
    ['2026-11 2026-11-25T15:00', '2026-12 2026-12-25T15:00'],
  ],
  ['none that is past', '2026-11-25 15:00', ['2026-12 2026-12-25T15:00']],
  ['moved off a day off', '2026-10-01 10:00', ['2026-10 2026-10-26T15:00']],
])('makes the activity %s', (_title, when, expected) => {
  expect(made(calm({ units: on25 }), when)).toEqual(expected);
});

it.each([
  ['stored', { fixedFor: '2026-11' }],
  ['moved into another month by hand', { fixedFor: '2026-11', startAt: at('2026-12-02 15:00') }],
  ['cancelled', { fixedFor: '2026-11', stage: 'cancelled' as const }],
])('does not make again one that is %s', (_title, more) => {
  const known = activity(1, '2026-11-25 15:00', { source: 'fixed_day', ...more });
  expect(made(calm({ units: on25, activities: [known] }), '2026-11-21 10:00')).toEqual([]);
});

it('makes none beside one a person arranged, and does so again when that one is cancelled', () => {
  const own = activity(1, '2026-11-20 15:00');
  expect(made(calm({ units: on25, activities: [own] }), '2026-11-10 10:00')).toEqual([]);
  const cancelled = { ...own, stage: 'cancelled' as const };
  expect(made(calm({ units: on25, activities: [cancelled] }), '2026-11-10 10:00')).toHaveLength(1);
});

it('makes in one go what an outage left undone', () => {
  const input = calm({ units: on25 });
  const span = { from: at('2026-09-01'), to: at('2026-11-25 10:00') };
  expect(fixedDayActivities(input, span).map((a) => a.fixedFor)).toEqual([
    '2026-09',
    '2026-10',
    '2026-11',
    '2026-12',
  ]);
});
