import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { daysOf, deadlineOf, momentOf, periodOf } from '../../../src/parsing/spans/time/resolve.ts';
import { scanTimes } from '../../../src/parsing/spans/time/scan.ts';
import {
  calendar,
  due,
  han,
  last,
  MONTHS,
  named,
  number,
  only,
  scan,
  TODAYS,
  text,
  utc,
  WAYS,
  WEEKDAYS,
  weekday,
} from './time-support.ts';

const today = '2026-11-21';
/** A number of months on, or the last day of a shorter month. */
const monthsOn = (day: string, n: number) => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  return text(Math.min(utc(y, m + n, d), utc(y, m + n + 1, 1) - 1));
};
const workingDaysOn = (day: string, n: number) => {
  let at = number(day);
  for (let left = n; left > 0; ) if (calendar.isWorkingDay(text(++at))) left--;
  return text(at);
};

describe('a deadline counted from today', () => {
  it('in days, weeks, months and working days', () => {
    for (const day of TODAYS)
      for (let n = 1; n <= 15; n++)
        for (const way of WAYS) {
          const count = way === han && n === 2 ? '两' : way(n);
          for (const within of ['内', '以内', '之内', '后', '之后', '以后']) {
            expect(due(`${count}天${within}`, day), `${count}天${within}`).toBe(text(number(day) + n));
            expect(due(`${count}周${within}`, day)).toBe(text(number(day) + 7 * n));
            expect(due(`${count}个月${within}`, day)).toBe(monthsOn(day, n));
            expect(due(`${count}个工作日${within}`, day)).toBe(workingDaysOn(day, n));
          }
          expect(due(`${count}天前`, day)).toBe(text(number(day) - n));
          expect(only(`${count}天内`, day).isDeadline).toBe(true);
          expect(only(`${count}天前`, day).isDeadline).toBe(false);
          for (const [unit, wanted] of [
            ['天', text(number(day) + n)],
            ['周', text(number(day) + 7 * n)],
            ['个月', monthsOn(day, n)],
            ['个工作日', workingDaysOn(day, n)],
          ] as const)
            expect(due(`${count}${unit}`, day)).toBe(wanted);
        }
  });

  it('from the old deadline when it is moved, and from none when 延后 has none', () => {
    const length = (phrase: string) => scan(phrase, today).find((t) => t.kind === 'duration')!;
    for (const word of ['顺延', '延后', '往后推', '后延'])
      for (const [amount, wanted] of [
        ['三天', '2026-12-13'],
        ['两周', '2026-12-24'],
        ['半个月', '2026-12-25'],
        ['一个月', '2027-01-10'],
      ] as const) {
        expect(deadlineOf(length(`${word}${amount}`), today, '2026-12-10'), word + amount).toBe(wanted);
        expect(deadlineOf(length(`${word}${amount}`), today)).toBeUndefined();
      }
    for (const word of ['延期', '宽限', '延长', '推迟']) {
      expect(deadlineOf(length(`${word}三天`), today, '2026-12-10')).toBe('2026-12-13');
      expect(deadlineOf(length(`${word}三天`), today)).toBe('2026-11-24');
    }
    expect(deadlineOf(length('三天完成'), today, '2026-12-10')).toBe('2026-11-24');
  });

  it('goes by the calendar it was read with', () => {
    const own = createCalendar([{ year: 2027, off: ['2027-03-02'], work: ['2027-03-06'] }]);
    const [t] = scanTimes('4个工作日', { today: '2027-03-01', calendar: own });
    expect(deadlineOf(t!, '2027-03-01')).toBe('2027-03-06');
    expect(due('4个工作日内', '2026-09-30')).toBe('2026-10-12');
  });
});

describe('a deadline named', () => {
  it('by 前 is that day, of a month or week the day before it', () => {
    for (const before of ['前', '之前', '以前']) {
      for (const m of MONTHS)
        for (const n of WAYS) {
          const y = m === 12 ? 2026 : m === 11 ? 2026 : 2027;
          expect(due(`${n(m)}月底${before}`, today)).toBe(text(last(y, m)));
          expect(due(`明年${n(m)}月${n(15)}日${before}`, today)).toBe(text(utc(2027, m, 15)));
          expect(due(`明年${n(m)}月${before}`, today)).toBe(text(utc(2027, m, 1) - 1));
          expect(only(`${n(m)}月底${before}`, today).isDeadline).toBe(true);
        }
      for (const w of WEEKDAYS) {
        const monday = number(today) - weekday(number(today)) + 1;
        expect(due(`下周${named(w)}${before}`, today)).toBe(text(monday + 6 + w));
      }
      expect(due(`十五号${before}`, today)).toBe('2026-12-15');
      expect(due(`下周${before}`, today)).toBe('2026-11-22');
    }
  });

  it.each([
    ['月底前', '2026-11-30'],
    ['下月底', '2026-12-31'],
    ['年底前', '2026-12-31'],
    ['明年底', '2027-12-31'],
    ['年内', '2026-12-31'],
    ['元旦前', '2026-12-31'],
    ['国庆前', '2027-09-30'],
    ['清明前', '2027-04-04'],
    ['明年春节前', '2027-02-05'],
    ['节前', '2026-12-31'],
    ['本周内', '2026-11-22'],
    ['本月内', '2026-11-30'],
    ['12月内', '2026-12-31'],
    ['本季度末', '2026-12-31'],
    ['季度末', '2026-12-31'],
    ['第一季度末', '2027-03-31'],
    ['半个月内', '2026-12-06'],
    ['48小时内', '2026-11-23'],
    ['周五下班前', '2026-11-27'],
    ['下周', '2026-11-29'],
    ['12月', '2026-12-31'],
    ['12月5日下午5点前', '2026-12-05T17:00:00+08:00'],
    ['12月10日17:00前', '2026-12-10T17:00:00+08:00'],
    ['12月3日至12月5日', '2026-12-05'],
    ['11月上旬', '2026-11-10'],
  ])('%s is %s', (phrase, date) => {
    expect(due(phrase, today)).toBe(date);
  });

  it('with 左右 is vague', () => {
    for (const word of ['左右', '前后', '上下'])
      for (const phrase of ['月底', '25号', '12月5日', '下周三'])
        expect(only(`${phrase}${word}`, today)).toMatchObject({
          vague: true,
          hasDate: true,
          isDeadline: false,
        });
  });

  it('ends a leave that has no beginning', () => {
    for (const word of ['请假到', '请假至']) {
      const [t] = scan(`${word}25号`, today);
      expect(momentOf(t!, today, 'forward')).toEqual({ endAt: '2026-11-25' });
    }
  });
});

describe('what comes again', () => {
  it.each([
    '每周五',
    '每周一、三、五',
    '每星期五',
    '逢周五',
    '每月5日',
    '每月5日、20日',
    '每月10号和25号',
    '每个月25号',
    '每个工作日',
    '每天',
    '每季度',
    '每年7月1日',
    '每月最后一个工作日',
    '每月第二个周五',
    '每月底',
    '每两周',
    '每周五下午3点',
    '每天晚上7点',
    '农历每月十五',
  ])('%s is no date', (phrase) => {
    const t = only(phrase, today);
    expect(t).toMatchObject({ kind: 'repeat', hasDate: false, unread: false });
    expect(t.trouble).toBeUndefined();
    expect(momentOf(t, today, 'forward')).toEqual({});
    expect(daysOf(t, today, 'forward')).toEqual([]);
    expect(deadlineOf(t, today)).toBeUndefined();
    expect(periodOf(t, { today, calendar }, true)).toBeUndefined();
  });
  it.each(['每月35日', '每月5日、32日', '每年2月30日'])('%s is impossible', (phrase) => {
    expect(only(phrase, today).trouble).toBe('impossible_date');
  });
});
