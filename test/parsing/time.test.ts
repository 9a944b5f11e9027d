import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, createCalendar } from '../../src/domain/calendar/calendar.ts';
import { FESTIVALS, festivalDay } from '../../src/domain/calendar/festivals.ts';
import { addDays, dateOfDayNumber, dayNumber, weekdayOf } from '../../src/domain/calendar/time.ts';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { readNumber } from '../../src/parsing/numerals.ts';
import type { Direction } from '../../src/parsing/time/date-words.ts';
import { readDuration } from '../../src/parsing/time/duration.ts';
import { resolveMention, scanTimes } from '../../src/parsing/time/mention.ts';
import { readPeriod } from '../../src/parsing/time/period.ts';
import { understand } from '../../src/parsing/understand.ts';

const calendar = createCalendar();
const today = '2026-11-21';
const seen = (day: string, own: Calendar = calendar) => ({ today: day, calendar: own });
const at = (text: string, direction: Direction = 'forward', day = today) => {
  const mentions = scanTimes(text, seen(day));
  expect(mentions, text).toHaveLength(1);
  return resolveMention(mentions[0]!, day, direction);
};

const numerals = '零一二三四五六七八九';
/** 1–99 in Chinese numerals. */
const chinese = (n: number) => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${numerals[tens]}十`}${ones === 0 ? '' : numerals[ones]}`;
};
const days = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2039-12-31') }).map(dateOfDayNumber);
const parts = (date: string) => date.split('-').map(Number) as [number, number, number];
const STYLES: [string, (y: number, m: number, d: number) => string][] = [
  ['年月日', (y, m, d) => `${y}年${m}月${d}日`],
  ['年月号', (y, m, d) => `${y}年${m}月${d}号`],
  ['dashes', (y, m, d) => `${y}-${m}-${d}`],
  ['slashes', (y, m, d) => `${y}/${m}/${d}`],
  ['dots', (y, m, d) => `${y}.${m}.${d}`],
  [
    'numerals',
    (y, m, d) =>
      `${[...String(y)].map((c) => '〇一二三四五六七八九'[Number(c)]).join('')}年${chinese(m)}月${chinese(d)}日`,
  ],
];

describe('a date that is printed is read back', () => {
  it.each(STYLES)('with its year, written with %s', (_, print) => {
    fc.assert(
      fc.property(days, (date) => {
        expect(at(print(...parts(date))).startAt).toBe(date);
      }),
    );
  });

  it('without its year, in the direction it looks', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 180 }), fc.boolean(), (day, distance, forward) => {
        const date = addDays(day, forward ? distance : -distance);
        const [, m, d] = parts(date);
        for (const text of [`${m}月${d}日`, `${m}.${d}`, `${m}-${d}`, `${chinese(m)}月${chinese(d)}号`])
          expect(at(text, forward ? 'forward' : 'back', day).startAt).toBe(date);
      }),
    );
  });

  it('as a weekday of a week named', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(['上上', -2], ['上', -1], ['本', 0], ['这', 0], ['下', 1], ['下下', 2]),
        (day, w, [word, weeks]) => {
          const monday = addDays(day, 1 - weekdayOf(day));
          for (const week of ['周', '星期', '礼拜'])
            expect(at(`${word}${week}${'一二三四五六日'[w - 1]}`, 'forward', day).startAt).toBe(
              addDays(monday, 7 * Number(weeks) + w - 1),
            );
        },
      ),
    );
  });

  it('as a bare weekday, within seven days of the right side', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (day, w) => {
        const text = `周${'一二三四五六日'[w - 1]}`;
        const ahead = dayNumber(at(text, 'forward', day).startAt!) - dayNumber(day);
        const behind = dayNumber(day) - dayNumber(at(text, 'back', day).startAt!);
        expect(ahead >= 0 && ahead < 7 && behind >= 0 && behind < 7).toBe(true);
        expect((ahead + behind) % 7).toBe(0);
      }),
    );
  });
});

describe('a clock time that is printed is read back', () => {
  const pad = (n: number) => String(n).padStart(2, '0');
  it('in 24 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 23 }), fc.integer({ min: 0, max: 59 }), (h, m) => {
        const wanted = `${today}T${pad(h)}:${pad(m)}:00+08:00`;
        expect(at(`今天${h}:${pad(m)}`).startAt).toBe(wanted);
        expect(at(`今天${h}点${m}分`).startAt).toBe(wanted);
        expect(at(`今天${h}时${pad(m)}分`).startAt).toBe(wanted);
      }),
    );
  });

  it('as a range whose first marker holds for both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 4 }), (h, length) => {
        fc.pre(h + length < 12);
        const { startAt, endAt } = at(`明天下午${h}点到${h + length}点半`);
        expect(startAt).toBe(`2026-11-22T${pad(h + 12)}:00:00+08:00`);
        expect(endAt).toBe(`2026-11-22T${pad(h + length + 12)}:30:00+08:00`);
      }),
    );
  });

  it.each([
    ['晚七点三刻', '19:45'],
    ['下午三点一刻', '15:15'],
    ['3点半', '15:30'],
    ['7点半', '07:30'],
    ['早8点', '08:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['3:00pm', '15:00'],
    ['差一刻八点', '07:45'],
    ['上午九点整', '09:00'],
    ['下午2时', '14:00'],
    ['03:00', '03:00'],
    ['傍晚6点', '18:00'],
  ])('%s is %s', (text, clock) => {
    expect(at(text).startAt).toBe(`${today}T${clock}:00+08:00`);
  });
});

describe('dates that are no dates', () => {
  it.each(['2月30日', '4月31号', '13月5日', '2026-02-29', '2026年11月31日', '11月32日'])(
    '%s is impossible and left out',
    (text) => {
      const [mention] = scanTimes(text, seen(today));
      expect(mention?.trouble).toBe('impossible_date');
      expect(resolveMention(mention!, today, 'forward')).toEqual({});
    },
  );

  it.each(['25点', '24:30', '10:75'])('%s is no clock time', (text) => {
    const mentions = scanTimes(text, seen(today));
    expect(mentions.every((m) => resolveMention(m, today, 'forward').startAt === undefined)).toBe(true);
  });

  it.each([
    '12号问题',
    '3号会议室',
    '第3条',
    '三点意见',
    '17/20',
    '一周五次',
    '每周五',
    '电话13800138000',
    '1.5小时',
    '第一支部',
    '两点建议',
  ])('%s holds no date', (text) => {
    expect(scanTimes(text, seen(today))).toEqual([]);
  });
});

describe('words for a deadline', () => {
  it.each([
    ['月底前', '2026-11-30'],
    ['下月底', '2026-12-31'],
    ['年底前', '2026-12-31'],
    ['元旦前', '2026-12-31'],
    ['12月上旬', '2026-12-10'],
    ['12月中旬', '2026-12-20'],
    ['12月下旬', '2026-12-31'],
    ['三天内', '2026-11-24'],
    ['两周后', '2026-12-05'],
    ['半个月内', '2026-12-06'],
    ['一个月内', '2026-12-21'],
    ['国庆前', '2027-09-30'],
    ['本周内', '2026-11-22'],
    ['本季度末', '2026-12-31'],
    ['明年底', '2027-12-31'],
    ['季度末', '2026-12-31'],
    ['3个工作日内', '2026-11-25'],
  ])('%s is %s', (text, date) => {
    expect(at(text).startAt).toBe(date);
  });
});

describe('other days', () => {
  it.each([
    ['大前天', '2026-11-18'],
    ['大后天', '2026-11-24'],
    ['这个月15号', '2026-11-15'],
    ['下个月10号', '2026-12-10'],
    ['明年3月5日', '2027-03-05'],
    ['12月第一个周五', '2026-12-04'],
    ['12月最后一个周五', '2026-12-25'],
    ['农历十月十五', '2026-11-23'],
    ['腊月初八', '2027-01-15'],
    ['廿五号', '2026-11-25'],
    ['20261125', '2026-11-25'],
  ])('%s is %s', (text, date) => {
    expect(at(text).startAt).toBe(date);
  });
});

describe('periods of a question', () => {
  it.each([
    ['本月', '2026-11-01', '2026-11-30'],
    ['上个月', '2026-10-01', '2026-10-31'],
    ['本季度', '2026-10-01', '2026-12-31'],
    ['上季度', '2026-07-01', '2026-09-30'],
    ['上半年', '2026-01-01', '2026-06-30'],
    ['9月以来', '2026-09-01', '2026-11-21'],
    ['近三个月', '2026-08-21', '2026-11-21'],
    ['近7天', '2026-11-15', '2026-11-21'],
    ['去年同期', '2025-01-01', '2025-11-21'],
    ['国庆期间', '2026-10-01', '2026-10-07'],
    ['十一月份', '2026-11-01', '2026-11-30'],
    ['2026年度', '2026-01-01', '2026-12-31'],
    ['十二月', '2025-12-01', '2025-12-31'],
    ['去年12月', '2025-12-01', '2025-12-31'],
    ['9-11月', '2026-09-01', '2026-11-30'],
    ['今年以来', '2026-01-01', '2026-11-21'],
    ['第三季度', '2026-07-01', '2026-09-30'],
    ['前三季度', '2026-01-01', '2026-09-30'],
    ['上周', '2026-11-09', '2026-11-15'],
    ['昨天', '2026-11-20', '2026-11-20'],
    ['11月1日至11月15日', '2026-11-01', '2026-11-15'],
  ])('%s is %s to %s', (text, from, to) => {
    expect(readPeriod(text, seen(today)).period).toEqual({ from, to });
  });

  it('a month looks ahead where plans are asked for', () => {
    expect(readPeriod('1月', seen(today), true).period).toEqual({ from: '2027-01-01', to: '2027-01-31' });
  });
});

describe('numbers and durations', () => {
  it('numerals read back', () => {
    for (let n = 1; n < 100; n++) expect(readNumber(chinese(n))).toBe(n);
  });

  it.each([
    ['廿三', 23],
    ['卅二', 32],
    ['一百零五', 105],
    ['一百二', 120],
    ['一百二十', 120],
    ['两', 2],
    ['俩', 2],
    ['二〇二六', 2026],
    ['二十', 20],
  ])('%s is %i', (text, n) => {
    expect(readNumber(text)).toBe(n);
  });

  it.each([
    ['两个半小时', 150],
    ['1.5小时', 90],
    ['90分钟', 90],
    ['一个半小时', 90],
    ['半小时', 30],
    ['一小时二十分', 80],
    ['三刻钟', 45],
  ])('%s is %i minutes', (text, minutes) => {
    expect(readDuration(text)?.minutes).toBe(minutes);
  });

  it.each(['提前半小时', '迟到10分钟', '半小时内'])('%s is no length of a meeting', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});

describe('the calendar of the country', () => {
  const due = (text: string, now: string, own?: Calendar) =>
    toCorpus(understand(text, Date.parse(`${now}T10:00:00+08:00`), own && { calendar: own }).intent).dueAt;

  it.each([
    // 1–7 October are off, Saturday the 10th is worked
    ['整改3 申请延期5个工作日', '2026-09-30', '2026-10-13'],
    ['整改3 申请延期1个工作日', '2026-09-30', '2026-10-08'],
    // 14 February is a worked Saturday, then nothing until the 24th
    ['整改3 申请延期2个工作日', '2026-02-13', '2026-02-24'],
    ['整改3 申请延期3个工作日', '2026-11-20', '2026-11-25'],
  ])('%s on %s is %s', (text, now, date) => {
    expect(due(text, now)).toBe(date);
  });

  it('is the one given, not the one built in', () => {
    const own = createCalendar([{ year: 2027, off: ['2027-03-02'], work: ['2027-03-06'] }]);
    const text = '整改3 申请延期4个工作日';
    expect(due(text, '2027-03-01')).toBe('2027-03-05');
    expect(due(text, '2027-03-01', own)).toBe('2027-03-06');
    expect(scanTimes('4个工作日内', seen('2027-03-01', own))[0]?.date).toMatchObject({ date: '2027-03-06' });
  });

  it.each([
    ['清明前', '2026-11-21', '2027-04-04'],
    ['清明节之前', '2028-01-10', '2028-04-03'],
    ['明年清明前', '2027-05-01', '2028-04-03'],
    ['除夕前', '2026-11-21', '2027-02-04'],
    ['春节前', '2026-11-21', '2027-02-05'],
    ['重阳节前', '2026-09-01', '2026-10-17'],
    ['冬至前', '2026-11-21', '2026-12-21'],
  ])('%s said on %s is %s', (text, day, date) => {
    expect(at(text, 'forward', day).startAt).toBe(date);
  });

  it.each([
    ['2025年国庆期间', '2025-10-01', '2025-10-08'],
    ['春节期间', '2026-02-15', '2026-02-23'],
    ['2025年春节期间', '2025-01-28', '2025-02-04'],
    ['元旦假期', '2026-01-01', '2026-01-03'],
    ['2025年元旦假期', '2025-01-01', '2025-01-01'],
    ['清明假期', '2026-04-04', '2026-04-06'],
    ['五一期间', '2026-05-01', '2026-05-05'],
    ['劳动节假期', '2026-05-01', '2026-05-05'],
    ['端午假期', '2026-06-19', '2026-06-21'],
    ['中秋假期', '2026-09-25', '2026-09-27'],
    ['十一长假', '2026-10-01', '2026-10-07'],
    // no notice yet: the statutory days and the weekend beside them
    ['明年国庆期间', '2027-10-01', '2027-10-03'],
    ['明年春节期间', '2027-02-05', '2027-02-08'],
  ])('%s is off from %s to %s', (text, from, to) => {
    expect(readPeriod(text, seen(today)).period).toEqual({ from, to });
  });

  it('has one day for every festival of every year, in the reader as in the domain', () => {
    const years = [2025, 2026, 2027, 2028, 2029, 2030];
    for (const year of years)
      for (const festival of FESTIVALS) {
        const day = festivalDay(year, festival)!;
        const name = festival === '劳动' ? '劳动节' : festival;
        expect(at(`${name}前`, 'forward', `${year}-01-01`).startAt, `${year} ${name}`).toBe(addDays(day, -1));
        const off = readPeriod(`${year}年${name}假期`, seen(today)).period;
        if (/元旦|春节|清明|五一|劳动|端午|中秋|国庆|十一/.test(festival))
          expect(off, `${year} ${name}`).toEqual(calendar.daysOff(year, festival));
      }
  });
});
