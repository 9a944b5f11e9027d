import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { earlierPeriod } from '../../../src/domain/calendar/earlier.ts';
import { type Festival, festivalDay, statutoryDays } from '../../../src/domain/calendar/festivals.ts';
import type { YearCalendar } from '../../../src/domain/calendar/holidays.ts';
import { lunarDayWithin, lunarNewYearsEve, lunarToSolar } from '../../../src/domain/calendar/lunar.ts';
import { addDays, dateOfDayNumber, dayNumber, weekdayOf } from '../../../src/domain/calendar/time.ts';

const calendar = createCalendar();

const datesOf = (year: number) => {
  const days = [];
  for (let d = `${year}-01-01`; d <= `${year}-12-31`; d = addDays(d, 1)) days.push(d);
  return days;
};

describe('2026 as the State Council notice has it', () => {
  it.each([
    ['元旦', '2026-01-01', '2026-01-03', ['2026-01-04']],
    ['春节', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
    ['清明', '2026-04-04', '2026-04-06', []],
    ['劳动节', '2026-05-01', '2026-05-05', ['2026-05-09']],
    ['端午', '2026-06-19', '2026-06-21', []],
    ['中秋', '2026-09-25', '2026-09-27', []],
    ['国庆', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
  ])('%s is off and its 调休 days are worked', (_name, from, to, worked) => {
    for (let d = from; d <= to; d = addDays(d, 1)) expect(calendar.isWorkingDay(d), d).toBe(false);
    for (const d of worked) expect(calendar.isWorkingDay(d), d).toBe(true);
    expect(calendar.isWorkingDay(addDays(from, -1))).toBe(
      worked.includes(addDays(from, -1)) || weekdayOf(addDays(from, -1)) < 6,
    );
  });

  it('has 248 working days', () => {
    expect(datesOf(2026).filter(calendar.isWorkingDay)).toHaveLength(248);
    expect(calendar.coverage(2026)).toBe('official');
  });
});

/** The data of a package that follows the notices by its own way. */
const packaged = (year: number): { holidays: Record<string, string>; workdays: Record<string, string> } => {
  const main = createRequire(import.meta.url).resolve('chinese-days');
  return JSON.parse(readFileSync(join(dirname(main), 'years', `${year}.json`), 'utf8'));
};

it.each([2025, 2026])('agrees with chinese-days on every day of %i', (year) => {
  const { holidays, workdays } = packaged(year);
  for (const d of datesOf(year))
    expect(calendar.isWorkingDay(d), d).toBe(d in workdays || (weekdayOf(d) < 6 && !(d in holidays)));
});

describe('a year without a notice', () => {
  it('is known by weekends and the thirteen statutory days', () => {
    expect(calendar.coverage(2027)).toBe('statutory');
    expect(statutoryDays(2027)).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
    const off = datesOf(2027).filter((d) => weekdayOf(d) < 6 && !calendar.isWorkingDay(d));
    expect(off).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-04-05',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
    ]);
  });

  it('becomes official with a file, which replaces the year whole', () => {
    const own = createCalendar([{ year: 2027, off: ['2027-02-09'], work: ['2027-02-13'] }]);
    expect(own.coverage(2027)).toBe('official');
    expect(own.isWorkingDay('2027-02-09')).toBe(false);
    expect(own.isWorkingDay('2027-02-13')).toBe(true);
    expect(own.isWorkingDay('2027-02-08')).toBe(true);
    expect(own.isWorkingDay('2026-10-10')).toBe(true);
  });
});

describe('working days', () => {
  it.each([
    // 10 Oct 2026 is a working Saturday
    ['2026-10-12', -1, '2026-10-10'],
    ['2026-10-12', -3, '2026-10-08'],
    ['2026-10-12', -4, '2026-09-30'],
    // 15–23 Feb is one long gap
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-11-29', -1, '2026-11-27'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-25', 0, '2026-11-25'],
    ['2026-11-29', 0, '2026-11-29'],
  ])('%s and %i working days is %s', (from, n, expected) => {
    expect(calendar.addWorkingDays(from, n)).toBe(expected);
  });

  it.each([
    ['2026-02-20', '2026-02-14', '2026-02-24'],
    ['2026-11-25', '2026-11-25', '2026-11-25'],
    ['2026-11-28', '2026-11-27', '2026-11-30'],
    ['2027-01-01', '2026-12-31', '2027-01-04'],
  ])('around %s lie %s and %s', (date, before, after) => {
    expect(calendar.workingDayOnOrBefore(date)).toBe(before);
    expect(calendar.workingDayOnOrAfter(date)).toBe(after);
  });

  it.each([
    ['2026-11-25', '2026-11-30', 3],
    ['2026-11-30', '2026-11-25', -3],
    ['2026-11-27', '2026-11-29', 0],
    ['2026-02-13', '2026-02-24', 2],
    ['2026-12-30', '2027-01-04', 2],
  ])('from %s to %s there are %i', (from, to, count) => {
    expect(calendar.workingDaysBetween(from, to)).toBe(count);
  });
});

describe('the lunar calendar', () => {
  it.each([
    [2024, 1, 1, '2024-02-10'],
    [2025, 1, 1, '2025-01-29'],
    [2026, 1, 1, '2026-02-17'],
    // ICU says 7 Feb; the new moon is at 23:56 Beijing time on the 6th
    [2027, 1, 1, '2027-02-06'],
    [2028, 1, 1, '2028-01-26'],
    [2026, 8, 15, '2026-09-25'],
    [2025, 6, 1, '2025-06-25'],
    // behind the leap sixth month of 2025
    [2025, 7, 1, '2025-08-23'],
    [2033, 12, 1, '2034-01-20'],
  ])('%i 年 %i 月 %i 日 is %s', (year, month, day, solar) => {
    expect(lunarToSolar(year, month, day)).toBe(solar);
  });

  it('knows the eve of a short and of a long twelfth month', () => {
    expect(lunarNewYearsEve(2026)).toBe('2026-02-16');
    expect(lunarNewYearsEve(2027)).toBe('2027-02-05');
  });

  it('has no thirtieth day in a short month and nothing outside its table', () => {
    expect(lunarToSolar(2026, 2, 30)).toBeUndefined();
    expect(lunarToSolar(2019, 1, 1)).toBeUndefined();
    expect(lunarToSolar(2061, 1, 1)).toBeUndefined();
  });

  it('joins without gap from year to year', () => {
    for (let year = 2020; year < 2060; year++) {
      const eve = lunarNewYearsEve(year + 1)!;
      expect(lunarDayWithin(eve, eve, 30), `${year}`).toBe(eve);
    }
  });
});

describe('festivals', () => {
  it.each([
    [
      '清明',
      [2025, '04-04'],
      [2026, '04-05'],
      [2027, '04-05'],
      [2028, '04-04'],
      [2029, '04-04'],
      [2030, '04-05'],
    ],
    ['冬至', [2021, '12-21'], [2025, '12-21'], [2026, '12-22'], [2028, '12-21']],
    ['端午', [2025, '05-31'], [2026, '06-19'], [2027, '06-09'], [2028, '05-28']],
    ['中秋', [2025, '10-06'], [2026, '09-25'], [2027, '09-15'], [2028, '10-03']],
    ['重阳', [2026, '10-18'], [2027, '10-08']],
    ['元宵', [2026, '03-03'], [2027, '02-20']],
    ['除夕', [2026, '02-16'], [2027, '02-05'], [2028, '01-25']],
  ] as [Festival, ...[number, string][]][])('%s falls on its day of every year', (name, ...days) => {
    for (const [year, day] of days) expect(festivalDay(year, name)).toBe(`${year}-${day}`);
  });

  it('have the solar terms of the table of another hand', () => {
    const terms = chineseDays.getSolarTerms('2020-01-01', '2060-12-31');
    const of = (year: number, term: string) =>
      terms.find((t) => t.name === term && t.date.startsWith(`${year}`))?.date;
    for (let year = 2020; year <= 2060; year++) {
      expect(festivalDay(year, '清明'), `${year}`).toBe(of(year, '清明'));
      expect(festivalDay(year, '冬至'), `${year}`).toBe(of(year, '冬至'));
    }
  });

  it.each([
    [2026, '春节', '2026-02-15', '2026-02-23'],
    [2025, '中秋', '2025-10-01', '2025-10-08'],
    [2026, '七一', '2026-07-01', '2026-07-01'],
    // a Saturday: the weekend it lies in
    [2026, '八一', '2026-08-01', '2026-08-02'],
  ] as const)('in %i the days off around %s are %s to %s', (year, name, from, to) => {
    expect(calendar.daysOff(year, name)).toEqual({ from, to });
  });

  it('has no days off for a lunar day outside the table', () => {
    expect(calendar.daysOff(2061, '春节')).toBeUndefined();
  });
});

it('has the months of the lunar table of another hand', () => {
  let newYear = dayNumber('2020-01-25');
  for (let year = 2020; year <= 2060; year++) {
    const leap = chineseDays.getYearLeapMonth(year);
    let first = newYear;
    for (let month = 1; month <= 12; month++) {
      const length = chineseDays.monthDays(year, month);
      expect(lunarToSolar(year, month, 1), `${year} ${month}`).toBe(dateOfDayNumber(first));
      expect(lunarToSolar(year, month, length)).toBe(dateOfDayNumber(first + length - 1));
      expect(lunarToSolar(year, month, length + 1)).toBeUndefined();
      first += length + (leap.leapMonth === month ? leap.days : 0);
    }
    newYear = first;
  }
});

describe('working days, whatever the calendar', () => {
  const span = [dayNumber('2025-01-01'), dayNumber('2029-12-31')] as const;
  const someDay = fc.integer({ min: span[0], max: span[1] }).map(dateOfDayNumber);
  /** A year with any days off and any days worked, none of them both. */
  const someYear = (year: number): fc.Arbitrary<YearCalendar> =>
    fc
      .tuple(
        fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 20 }),
      )
      .map(([off, work]) => {
        const date = (n: number) => addDays(`${year}-01-01`, n);
        return { year, off: off.map(date), work: work.filter((n) => !off.includes(n)).map(date) };
      });
  const someCalendar = fc
    .tuple(someYear(2026), someYear(2027), someYear(2028))
    .map((years) => ({ years, calendar: createCalendar(years) }));
  const few = fc.integer({ min: 1, max: 40 });

  it('counted forward and back again from a working day lead to where they began', () => {
    fc.assert(
      fc.property(someCalendar, someDay, few, ({ calendar: own }, day, n) => {
        const start = own.workingDayOnOrAfter(day);
        expect(own.addWorkingDays(own.addWorkingDays(start, n), -n)).toBe(start);
        expect(own.workingDaysBetween(start, own.addWorkingDays(start, n))).toBe(n);
      }),
    );
  });

  it('lead to a working day, later for more of them and for a later day', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.nat({ max: 400 }), few, ({ calendar: own }, day, later, n) => {
        const there = own.addWorkingDays(day, n);
        expect(own.isWorkingDay(there)).toBe(true);
        expect(own.addWorkingDays(day, n + 1) > there).toBe(true);
        expect(own.addWorkingDays(addDays(day, later), n) >= there).toBe(true);
      }),
    );
  });

  it('takes as many days back as forth from the same day, whatever was asked before', () => {
    const used = createCalendar();
    for (const n of [3, -3, 3, -3])
      expect(used.addWorkingDays('2026-11-25', n)).toBe(n > 0 ? '2026-11-30' : '2026-11-20');
  });

  it('do not hang on what was asked before, nor on the order of the years', () => {
    fc.assert(
      fc.property(someCalendar, fc.array(fc.tuple(someDay, few), { maxLength: 20 }), ({ years }, asked) => {
        const used = createCalendar(years.toReversed());
        const answers = asked.map(([day, n]) => used.addWorkingDays(day, n));
        asked.forEach(([day, n], i) => {
          expect(createCalendar(years).addWorkingDays(day, n)).toBe(answers[i]);
          let at = day;
          for (let left = n; left > 0; left--) at = createCalendar(years).addWorkingDays(at, 1);
          expect(at).toBe(answers[i]);
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('the period before', () => {
  const span = (from: string, to: string) => ({ from, to });
  it.each([
    ['a day', span('2026-11-01', '2026-11-01'), span('2026-10-31', '2026-10-31'), '2025-11-01'],
    ['a month', span('2026-03-01', '2026-03-31'), span('2026-02-01', '2026-02-28'), '2025-03-01'],
    ['a quarter', span('2026-01-01', '2026-03-31'), span('2025-10-01', '2025-12-31'), '2025-01-01'],
    ['a half', span('2026-07-01', '2026-12-31'), span('2026-01-01', '2026-06-30'), '2025-07-01'],
    ['a year', span('2026-01-01', '2026-12-31'), span('2025-01-01', '2025-12-31'), '2025-01-01'],
    ['ten days', span('2026-11-05', '2026-11-14'), span('2026-10-26', '2026-11-04'), '2025-11-05'],
  ])(
    '%s is as long, ends the day before, and a year earlier begins on the same day',
    (_, period, before, lastYear) => {
      expect(earlierPeriod(period, 'previous')).toEqual(before);
      expect(earlierPeriod(period, 'last_year').from).toBe(lastYear);
    },
  );
});
