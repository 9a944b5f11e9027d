import { describe, expect, it } from 'vitest';
import { deadlineOf, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import {
  calendar,
  due,
  han,
  last,
  MONTHS,
  number,
  only,
  period,
  scan,
  TODAYS,
  text,
  utc,
  WAYS,
  WEEK_WORDS,
  weekday,
} from './time-support.ts';

const today = '2026-11-21';
const year = (day: string) => Number(day.slice(0, 4));
const span = (from: number, to: number) => ({ from: text(from), to: text(to) });

describe('a period', () => {
  it('of a month is the one that has begun, or looking ahead the one that is not over', () => {
    for (const day of TODAYS)
      for (const m of MONTHS)
        for (const n of WAYS)
          for (const phrase of [`${n(m)}月`, `${n(m)}月份`]) {
            const [y, now] = [year(day), Number(day.slice(5, 7))];
            const back = m > now ? y - 1 : y;
            const ahead = m < now ? y + 1 : y;
            expect(period(phrase, day), `${phrase} ${day}`).toEqual(span(utc(back, m, 1), last(back, m)));
            expect(period(phrase, day, true)).toEqual(span(utc(ahead, m, 1), last(ahead, m)));
          }
  });

  it('with its year is that of no other', () => {
    for (const m of MONTHS)
      for (const n of WAYS)
        for (const [word, y] of [
          ['去年', 2025],
          ['今年', 2026],
          ['明年', 2027],
          ['2025年', 2025],
          ['25年', 2025],
          ['二〇二七年', 2027],
        ] as const)
          expect(period(`${word}${n(m)}月`, today), `${word}${n(m)}月`).toEqual(
            span(utc(y, m, 1), last(y, m)),
          );
    for (const q of [1, 2, 3, 4])
      for (const n of WAYS)
        for (const [word, y] of [
          ['去年', 2025],
          ['今年', 2026],
          ['2025年', 2025],
        ] as const)
          for (const phrase of [`${word}${n(q)}季度`, `${word}第${n(q)}季度`, `${word}Q${q}`])
            expect(period(phrase, today), phrase).toEqual(span(utc(y, 3 * q - 2, 1), last(y, 3 * q)));
  });

  it('of months in a row', () => {
    for (const a of MONTHS)
      for (const b of MONTHS)
        for (const to of ['-', '至', '到', '~', '—'])
          for (const n of WAYS)
            if (a !== b) {
              // the latest that has begun by 21 November 2026
              const y = a > 11 ? 2025 : 2026;
              const wanted = span(utc(y, a, 1), last(b < a ? y + 1 : y, b));
              for (const phrase of [
                `${n(a)}${to}${n(b)}月`,
                `${n(a)}${to}${n(b)}月份`,
                `${n(a)}月${to}${n(b)}月`,
              ])
                expect(period(phrase, today), phrase).toEqual(wanted);
              expect(period(`2024年${n(a)}月${to}2025年${n(b)}月`, today)).toEqual(
                span(utc(2024, a, 1), last(2025, b)),
              );
            }
  });

  it('named from now', () => {
    for (const day of TODAYS) {
      const [y, m] = [year(day), Number(day.slice(5, 7))];
      const monday = number(day) - weekday(number(day)) + 1;
      for (const [word, n] of [
        ['上上', -2],
        ['上', -1],
        ['上个', -1],
        ['本', 0],
        ['这个', 0],
        ['下', 1],
        ['下个', 1],
        ['下下', 2],
      ] as const) {
        const first = utc(y, m + n, 1);
        expect(period(`${word}月`, day)).toEqual(span(first, utc(y, m + n + 1, 1) - 1));
        for (const week of WEEK_WORDS)
          expect(period(`${word}${week}`, day)).toEqual(span(monday + 7 * n, monday + 7 * n + 6));
      }
      expect(period('本季度', day)).toEqual(
        span(utc(y, 3 * Math.ceil(m / 3) - 2, 1), last(y, 3 * Math.ceil(m / 3))),
      );
    }
  });

  it('of thirds of a month', () => {
    for (const m of MONTHS)
      for (const n of WAYS)
        for (const [part, from, to] of [
          ['上旬', 1, 10],
          ['初', 1, 10],
          ['中旬', 11, 20],
          ['下旬', 21, 0],
        ] as const) {
          const phrase = `明年${n(m)}月${part}`;
          const end = to === 0 ? last(2027, m) : utc(2027, m, to);
          expect(period(phrase, today), phrase).toEqual(span(utc(2027, m, from), end));
          expect(due(phrase, today)).toBe(text(end));
          expect(due(`${phrase}前`, today)).toBe(text(end));
        }
    expect(due('下月中旬', today)).toBe('2026-12-20');
  });

  it('of the last days, weeks and months', () => {
    for (let n = 2; n <= 12; n++)
      for (const way of WAYS)
        for (const word of ['近', '最近', '过去']) {
          const count = way === han && n === 2 ? '两' : way(n);
          expect(period(`${word}${count}天`, today)).toEqual(span(number(today) - n + 1, number(today)));
          expect(period(`${word}${count}周`, today)).toEqual(span(number(today) - 7 * n + 1, number(today)));
          expect(period(`${word}${count}个月`, today)).toEqual(span(utc(2026, 11 - n, 21), number(today)));
        }
  });

  it.each([
    ['上半年', '2026-01-01', '2026-06-30'],
    ['去年下半年', '2025-07-01', '2025-12-31'],
    ['前三季度', '2026-01-01', '2026-09-30'],
    ['近半年', '2026-05-21', '2026-11-21'],
    ['最近一个月', '2026-10-21', '2026-11-21'],
    ['年初到现在', '2026-01-01', '2026-11-21'],
    ['年初以来', '2026-01-01', '2026-11-21'],
    ['开年以来', '2026-01-01', '2026-11-21'],
    ['今年以来', '2026-01-01', '2026-11-21'],
    ['9月以来', '2026-09-01', '2026-11-21'],
    ['9月1日以来', '2026-09-01', '2026-11-21'],
    ['上周五到现在', '2026-11-13', '2026-11-21'],
    ['国庆后', '2026-10-08', '2026-11-21'],
    ['去年同期', '2025-01-01', '2025-11-21'],
    ['国庆期间', '2026-10-01', '2026-10-07'],
    ['2025年四季度到2026年一季度', '2025-10-01', '2026-03-31'],
    ['去年10月到2月', '2025-10-01', '2026-02-28'],
    ['11月1日到月底', '2026-11-01', '2026-11-30'],
    ['1、2月份', '2026-01-01', '2026-02-28'],
    ['2026年', '2026-01-01', '2026-12-31'],
    ['去年', '2025-01-01', '2025-12-31'],
    ['2026-11', '2026-11-01', '2026-11-30'],
    ['上周末', '2026-11-14', '2026-11-15'],
    ['下周的周末', '2026-11-28', '2026-11-29'],
    ['昨天', '2026-11-20', '2026-11-20'],
    ['11月1日至11月15日', '2026-11-01', '2026-11-15'],
    ['三天内', '2026-11-21', '2026-11-24'],
    ['本周内', '2026-11-16', '2026-11-22'],
  ])('%s is %s to %s', (phrase, from, to) => {
    expect(period(phrase, today)).toEqual({ from, to });
  });

  it('off around a festival is as the calendar has it', () => {
    for (const y of [2025, 2026, 2027])
      for (const name of ['元旦', '春节', '清明', '五一', '端午', '中秋', '国庆'] as const)
        for (const word of ['期间', '假期', '长假', '放假期间'])
          expect(period(`${y}年${name}${word}`, today)).toEqual(calendar.daysOff(y, name));
  });

  it('the year before is of the period said before', () => {
    const spans = scan('10月和去年同期', today);
    expect(momentOf(spans[1]!, today, 'back')).toEqual({ startAt: '2025-10-01', endAt: '2025-10-31' });
  });

  it.each([
    '寒假',
    '暑假',
    '明年初',
    '这两天',
    '过几天',
    '改天',
    '最近几天',
    '农历八月',
    '1、3月份',
    '9月以后',
    '年前',
  ])('%s is recognised and has no dates', (phrase) => {
    const t = only(phrase, today);
    expect(t.unread).toBe(true);
    expect(momentOf(t, today, 'forward')).toEqual({});
    expect(deadlineOf(t, today)).toBeUndefined();
    expect(period(phrase, today)).toBeUndefined();
  });
});
