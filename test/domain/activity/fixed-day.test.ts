import { describe, expect, it } from 'vitest';
import { fixedDayIn, type Shift } from '../../../src/domain/activity/fixed-day.ts';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import type { FixedDayRule } from '../../../src/domain/slots.ts';

const calendar = createCalendar();
const day = (n: number): FixedDayRule => ({ kind: 'day', day: n });
const weekday = (nth: number, w: number): FixedDayRule => ({ kind: 'weekday', nth, weekday: w });

describe('the fixed day of a month', () => {
  it.each<[string, string, FixedDayRule, Shift, string | undefined]>([
    ['on a working day', '2026-11', day(25), 'later', '2026-11-25'],
    ['on a Sunday, later', '2026-10', day(25), 'later', '2026-10-26'],
    ['on a Sunday, earlier', '2026-10', day(25), 'earlier', '2026-10-23'],
    ['on a Sunday, kept', '2026-10', day(25), 'keep', '2026-10-25'],
    ['on a worked Saturday', '2026-10', day(10), 'later', '2026-10-10'],
    ['in 国庆, later, within the week', '2026-10', day(1), 'later', '2026-10-08'],
    ['in 国庆, earlier would leave the month, so later', '2026-10', day(3), 'earlier', '2026-10-08'],
    ['at the month end, later would leave the month, so earlier', '2026-01', day(31), 'later', '2026-01-30'],
    ['in 春节, later is more than a week away, so earlier', '2026-02', day(15), 'later', '2026-02-14'],
    ['in 春节, earlier is more than a week away, so later', '2026-02', day(22), 'earlier', '2026-02-24'],
    ['每月31日 in a month of thirty days', '2026-11', day(31), 'later', '2026-11-30'],
    ['每月30日 in February', '2026-02', day(30), 'keep', '2026-02-28'],
    ['每月最后一天', '2026-12', { kind: 'last_day' }, 'later', '2026-12-31'],
    ['每月最后一个工作日', '2026-10', { kind: 'working_day', nth: -1 }, 'later', '2026-10-30'],
    ['每月最后一个工作日', '2026-12', { kind: 'working_day', nth: -1 }, 'keep', '2026-12-31'],
    ['每月第一个工作日', '2026-10', { kind: 'working_day', nth: 1 }, 'later', '2026-10-08'],
    ['每月第三个工作日', '2026-10', { kind: 'working_day', nth: 3 }, 'later', '2026-10-10'],
    ['每月第二个周五', '2026-11', weekday(2, 5), 'later', '2026-11-13'],
    ['每月第一个周日, kept', '2026-11', weekday(1, 7), 'keep', '2026-11-01'],
    ['每月第五个周五 where there are four', '2026-11', weekday(5, 5), 'later', '2026-11-27'],
    ['每月最后一个周一', '2026-11', weekday(-1, 1), 'later', '2026-11-30'],
    ['农历十五', '2026-11', { kind: 'lunar', day: 15 }, 'keep', '2026-11-23'],
    ['农历初一 twice in a month is the first', '2027-03', { kind: 'lunar', day: 1 }, 'keep', '2027-03-08'],
    ['农历三十 in a short lunar month is 廿九', '2026-04', { kind: 'lunar', day: 30 }, 'keep', '2026-04-16'],
    ['a lunar day beyond the table', '2070-01', { kind: 'lunar', day: 15 }, 'keep', undefined],
  ])('%s', (_title, month, rule, shift, expected) => {
    expect(fixedDayIn(month, rule, shift, calendar)).toBe(expected);
  });

  it('never leaves its month and never moves more than a week', () => {
    for (const shift of ['earlier', 'later'] as const)
      for (let n = 1; n <= 31; n++)
        for (let m = 1; m <= 12; m++) {
          const month = `2026-${String(m).padStart(2, '0')}`;
          const kept = fixedDayIn(month, day(n), 'keep', calendar)!;
          const moved = fixedDayIn(month, day(n), shift, calendar)!;
          expect(moved.slice(0, 7)).toBe(month);
          expect(calendar.isWorkingDay(moved), moved).toBe(true);
          expect(Math.abs(Number(moved.slice(8)) - Number(kept.slice(8)))).toBeLessThanOrEqual(7);
        }
  });
});
