import { describe, expect, it } from 'vitest';
import type { PlannedMessage } from '../../src/reminders/plan-types.ts';
import { byMonth, liveThrough, type Temper, temperOf } from './year-lived.ts';
import { unitOf } from './year-works.ts';

const messages = liveThrough();
const countBy = (list: readonly PlannedMessage[], key: (m: PlannedMessage) => string) =>
  Object.fromEntries([...Map.groupBy(list, key)].map(([k, of]) => [k, of.length]).sort());
const branchOf = (m: PlannedMessage) => m.unitId - unitOf(0);
const of = (temper: Temper) =>
  messages.filter((m) => m.unitId !== 1 && m.audience[0] !== 'admin' && temperOf(branchOf(m)) === temper);

describe('2026 for fifteen branches of twenty members', () => {
  it.each<[Temper, Record<string, number>]>([
    ['prompt', { invitation: 60, day_before: 170, opening: 170, record_prompt: 170, digest: 190 }],
    ['late', { invitation: 60, day_before: 145, opening: 150, nudge: 95, record_prompt: 170, digest: 410 }],
    ['idle', { invitation: 60, day_before: 60, opening: 60, nudge: 60, record_prompt: 60, digest: 395 }],
  ])('messages by kind to five %s branches', (temper, expected) => {
    expect(countBy(of(temper), (m) => m.rule)).toEqual(expected);
  });

  it.each<[string, number[]]>([
    ['m0_0', [4, 4, 7, 5, 3, 7, 4, 3, 7, 3, 5, 7]],
    ['m1_0', [6, 7, 11, 9, 6, 9, 7, 7, 10, 6, 8, 10]],
    ['m2_0', [5, 5, 7, 7, 4, 6, 7, 6, 6, 5, 5, 8]],
    ['admin', [2, 2, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2]],
  ])('private messages to %s by month', (who, expected) => {
    expect(byMonth(messages, who)).toEqual(expected);
  });

  it('no key comes twice in the year', () => {
    expect(new Set(messages.map((m) => m.key)).size).toBe(messages.length);
  });
});
