import { describe, expect, it } from 'vitest';
import { type Direction, daysOf, deadlineOf, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import {
  calendar,
  chosen,
  han,
  last,
  lastDay,
  MONTHS,
  named,
  number,
  only,
  start,
  TODAYS,
  text,
  utc,
  WAYS,
  WEEKDAYS,
  weekday,
  years,
} from './time-support.ts';

describe('a day chosen inside a period', () => {
  it('is the first, the last, the n-th or the last working one of a month', () => {
    for (const today of TODAYS)
      for (const m of MONTHS)
        for (const n of WAYS) {
          const of = (day: (y: number) => number) => (direction: Direction) =>
            chosen(years(today).map(day), today, direction);
          const workdays = (y: number) =>
            Array.from({ length: lastDay(y, m) }, (_, i) => utc(y, m, i + 1)).filter((d) =>
              calendar.isWorkingDay(text(d)),
            );
          const cases: [string[], (d: Direction) => string | undefined][] = [
            [
              [`${n(m)}月最后一天`, `${n(m)}月的最后一天`, `${n(m)}月月底`, `${n(m)}月底`, `${n(m)}月末`],
              of((y) => last(y, m)),
            ],
            [[`${n(m)}月第一天`, `${n(m)}月份的第一天`], of((y) => utc(y, m, 1))],
            [[`${n(m)}月第三天`, `${n(m)}月第3天`], of((y) => utc(y, m, 3))],
            [[`${n(m)}月最后一个工作日`, `${n(m)}月的最后一个工作日`], of((y) => workdays(y).at(-1)!)],
            [[`${n(m)}月第一个工作日`, `${n(m)}月首个工作日`], of((y) => workdays(y)[0]!)],
            [[`${n(m)}月倒数第二个工作日`], of((y) => workdays(y).at(-2)!)],
          ];
          for (const [phrases, wanted] of cases)
            for (const phrase of phrases)
              for (const direction of ['forward', 'back'] as const)
                expect(start(phrase, today, direction), `${phrase} ${today} ${direction}`).toBe(
                  wanted(direction),
                );
        }
  });

  it('is the n-th or last weekday, and none where a month has only four', () => {
    for (const m of MONTHS)
      for (const w of WEEKDAYS) {
        const all = (y: number) =>
          Array.from({ length: lastDay(y, m) }, (_, i) => utc(y, m, i + 1)).filter((d) => weekday(d) === w);
        for (const n of [1, 2, 3, 4, 5]) {
          const wanted = all(2027)[n - 1];
          for (const phrase of [
            `明年${m}月第${han(n)}个周${named(w)}`,
            `2027年${han(m)}月的第${n}个星期${named(w)}`,
          ])
            expect(momentOf(only(phrase, '2026-11-21'), '2026-11-21', 'forward').startAt, phrase).toBe(
              wanted === undefined ? undefined : text(wanted),
            );
          if (wanted === undefined)
            expect(only(`2027年${m}月第${n}个周${named(w)}`, '2026-11-21').trouble).toBe('impossible_date');
        }
        expect(start(`明年${m}月最后一个周${named(w)}`, '2026-11-21')).toBe(text(all(2027).at(-1)!));
      }
  });

  it('is of the n-th week that begins in the month', () => {
    for (const m of MONTHS) {
      const mondays = Array.from({ length: lastDay(2027, m) }, (_, i) => utc(2027, m, i + 1)).filter(
        (d) => weekday(d) === 1,
      );
      for (const [i, monday] of mondays.entries()) {
        for (const w of WEEKDAYS)
          expect(start(`2027年${m}月第${han(i + 1)}周的周${named(w)}`, '2026-11-21')).toBe(
            text(monday + w - 1),
          );
        const t = only(`2027年${m}月份第${han(i + 1)}周`, '2026-11-21');
        expect(t.kind).toBe('period');
        expect(momentOf(t, '2026-11-21', 'forward')).toEqual({
          startAt: text(monday),
          endAt: text(monday + 6),
        });
      }
    }
  });

  it.each([
    ['本月最后一天', '2026-11-30'],
    ['最后一个工作日', '2026-11-30'],
    ['本周最后一天', '2026-11-22'],
    ['下周第一个工作日', '2026-11-23'],
    ['本季度最后一个工作日', '2026-12-31'],
    ['今年最后一天', '2026-12-31'],
    ['明年3月的第一天', '2027-03-01'],
    ['节后第一个工作日', '2027-01-04'],
    ['元旦节后第一个工作日', '2027-01-04'],
    ['节后上班第一天', '2027-01-04'],
  ])('%s is %s', (phrase, date) => {
    expect(start(phrase, '2026-11-21')).toBe(date);
  });

  it('after each holiday is the first day worked', () => {
    for (const y of [2026, 2027, 2028])
      for (const name of ['元旦', '春节', '清明', '五一', '端午', '中秋', '国庆'] as const) {
        let n = number(calendar.daysOff(y, name)!.to) + 1;
        while (!calendar.isWorkingDay(text(n))) n++;
        const today = text(number(calendar.daysOff(y, name)!.from) - 3);
        for (const phrase of [`${name}后第一个工作日`, `${name}节后首个工作日`, `节后第一个工作日`])
          if (name !== '春节' || !phrase.includes('节节'))
            expect(start(phrase, today), `${y} ${phrase}`).toBe(text(n));
      }
  });

  it.each([
    '12月最后一个周末',
    '12月第三周周末',
    '下周的第几天',
    '11月某天',
    '25号那周',
    '25号前三天',
    '下周下午三点',
    '第二天上午9点',
    '次日下午',
    '国庆节后一周',
  ])('%s is recognised and not read as a shorter date', (phrase) => {
    const t = only(phrase, '2026-11-21');
    expect(t.unread).toBe(true);
    expect(momentOf(t, '2026-11-21', 'forward')).toEqual({});
    expect(daysOf(t, '2026-11-21', 'forward')).toEqual([]);
    expect(deadlineOf(t, '2026-11-21')).toBeUndefined();
  });
});
