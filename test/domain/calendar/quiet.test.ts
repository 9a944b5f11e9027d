import { describe, expect, it } from 'vitest';
import { afterQuiet, type QuietHours } from '../../../src/domain/calendar/quiet.ts';
import { at } from '../../reminders/world.ts';

const hours = (from: number, to: number): QuietHours => ({ from: from * 60, to: to * 60 });
const usual = hours(21, 8);

describe('quiet hours', () => {
  it.each([
    [usual, '2026-11-25 10:00', '2026-11-25 10:00'],
    [usual, '2026-11-25 20:59', '2026-11-25 20:59'],
    [usual, '2026-11-25 21:00', '2026-11-26 08:01'],
    [usual, '2026-11-25 23:59', '2026-11-26 08:01'],
    [usual, '2026-11-25 00:00', '2026-11-25 08:01'],
    [usual, '2026-11-25 08:00', '2026-11-25 08:00'],
    [usual, '2026-11-25 08:01', '2026-11-25 08:01'],
    [hours(20, 7), '2026-11-25 20:30', '2026-11-26 07:01'],
    [hours(20, 7), '2026-11-25 07:30', '2026-11-25 07:30'],
    [hours(0, 7), '2026-11-25 23:30', '2026-11-25 23:30'],
    [hours(0, 7), '2026-11-25 00:00', '2026-11-25 07:01'],
  ])('%j: an act at %s is told of at %s', (quiet, act, expected) => {
    expect(afterQuiet(at(act), quiet)).toBe(at(expected));
  });

  it('do not hold back what begins before they end', () => {
    const act = at('2026-11-25 22:00');
    expect(afterQuiet(act, usual, at('2026-11-26 07:00'))).toBe(act);
    expect(afterQuiet(act, usual, at('2026-11-26 08:01'))).toBe(act);
    expect(afterQuiet(act, usual, at('2026-11-26 09:00'))).toBe(at('2026-11-26 08:01'));
  });
});
