import { describe, expect, it } from 'vitest';
import { endAfter, lengthOf } from '../../../src/parsing/spans/time/resolve.ts';
import { found, han, only, scan, WAYS } from './time-support.ts';

const today = '2026-11-21';
const HOURS = Array.from({ length: 12 }, (_, i) => i + 1);
const at = (hour: number, minute = 0, day = today) =>
  `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00+08:00`;

describe('a duration', () => {
  const AMOUNTS: [string, number][] = [
    ['半小时', 30],
    ['半个小时', 30],
    ['两个半小时', 150],
    ['一个半小时', 90],
    ['俩钟头', 120],
    ['1.5小时', 90],
    ['2h', 120],
    ['一小时二十分', 80],
    ['三刻钟', 45],
    ['一百分钟', 100],
    ['一百二十分钟', 120],
  ];
  it('in minutes', () => {
    for (const h of HOURS)
      for (const n of WAYS) {
        expect(lengthOf(only(`${n(h)}小时`, today))).toEqual({ minutes: 60 * h });
        expect(lengthOf(only(`${n(h)}个小时`, today))).toEqual({ minutes: 60 * h });
        expect(lengthOf(only(`${n(h)}个半钟头`, today))).toEqual({ minutes: 60 * h + 30 });
        expect(lengthOf(only(`${n(h * 5)}分钟`, today))).toEqual({ minutes: 5 * h });
      }
    for (const [phrase, minutes] of AMOUNTS)
      expect(lengthOf(only(phrase, today)), phrase).toEqual({ minutes });
  });

  it('in days and months', () => {
    for (let n = 1; n <= 20; n++)
      for (const way of WAYS) {
        const word = way === han && n === 2 ? '两' : way(n);
        expect(lengthOf(only(`${word}天`, today))).toEqual({ days: n });
        expect(lengthOf(only(`${word}个工作日`, today))).toBeUndefined();
        expect(lengthOf(only(`${word}个月`, today))).toEqual({ months: n });
        for (const week of ['周', '个星期', '个礼拜'])
          expect(lengthOf(only(`${word}${week}`, today))).toEqual({ days: 7 * n });
      }
    expect(lengthOf(only('半个月', today))).toEqual({ days: 15 });
    expect(lengthOf(only('半天', today))).toEqual({ days: 1 });
    expect(found('从14号请3天')).toEqual(['14号', '3天']);
    expect(found('讲了一个半小时')).toEqual(['一个半小时']);
  });

  it.each(['提前半小时', '迟到10分钟', '晚了两分钟', '每两小时', '第三天', '一周五次', '三周年'])(
    '%s is no length',
    (phrase) => {
      expect(scan(phrase, today).filter((t) => t.kind === 'duration')).toEqual([]);
    },
  );

  it('gives the end of what begins', () => {
    expect(endAfter(at(15), 90)).toBe(at(16, 30));
    expect(endAfter(at(23), 120)).toBe(at(1, 0, '2026-11-22'));
    expect(endAfter(today, 90)).toBe(today);
  });
});
