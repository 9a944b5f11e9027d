import { describe, expect, it } from 'vitest';
import { deadlineOf, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import {
  chosen,
  DIRECTIONS,
  han,
  lastDay,
  MONTHS,
  NUMERALS,
  named,
  number,
  only,
  scan,
  start,
  TODAYS,
  text,
  utc,
  WAYS,
  WEEK_WORDS,
  WEEKDAYS,
  weekday,
  years,
} from './time-support.ts';

describe('a day of a month', () => {
  it('is read in every way of writing it, whichever way it looks', () => {
    for (const today of TODAYS)
      for (const m of MONTHS)
        for (const d of [1, 2, 9, 10, 11, 19, 20, 21, 25, 28, lastDay(2027, m)]) {
          const dates = years(today).map((y) => utc(y, m, d));
          const phrases = WAYS.flatMap((n) => [
            `${n(m)}月${n(d)}日`,
            `${n(m)}月${n(d)}号`,
            `${n(m)}月份${n(d)}号`,
            `${n(m)}月${n(d)}`,
          ]).concat([`${m}.${d}`, `${m}/${d}`, `${m}-${d}`, `${m} 月 ${d} 日`]);
          for (const phrase of phrases)
            for (const direction of DIRECTIONS)
              expect(start(phrase, today, direction), `${phrase} ${today} ${direction}`).toBe(
                chosen(dates, today, direction),
              );
        }
  });

  it('with its year looks nowhere else', () => {
    for (const y of [2025, 2026, 2027])
      for (const m of MONTHS)
        for (const d of [1, 15, lastDay(y, m)]) {
          const year = [...String(y)].map((c) => NUMERALS[Number(c)]).join('');
          const short = String(y).slice(2);
          for (const phrase of [
            `${y}年${m}月${d}日`,
            `${y}-${m}-${d}`,
            `${y}/${m}/${d}`,
            `${y}.${m}.${d}`,
            `${year}年${han(m)}月${han(d)}号`,
            `${short}/${m}/${d}`,
            `${short}年${m}月${d}日`,
            `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
          ])
            for (const direction of DIRECTIONS)
              expect(start(phrase, '2026-11-21', direction), phrase).toBe(text(utc(y, m, d)));
        }
    for (const [word, n] of [
      ['去年', -1],
      ['今年', 0],
      ['明年', 1],
      ['后年', 2],
    ] as const)
      expect(start(`${word}3月5日`, '2026-11-21', 'back')).toBe(text(utc(2026 + n, 3, 5)));
  });

  it('of a month named from this one', () => {
    for (const today of TODAYS)
      for (const [word, n] of [
        ['上上个', -2],
        ['上个', -1],
        ['上', -1],
        ['本', 0],
        ['这个', 0],
        ['下', 1],
        ['下个', 1],
        ['下下个', 2],
      ] as const)
        for (const d of [1, 8, 10, 25, 28])
          for (const way of WAYS) {
            const [y, m] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
            expect(start(`${word}月${way(d)}号`, today)).toBe(text(utc(y, m + n, d)));
          }
  });

  it('alone is the next or last that the calendar has', () => {
    for (const today of TODAYS)
      for (let d = 1; d <= 31; d++)
        for (const phrase of [`${d}号`, `${d}日`, `${han(d)}号`, `${han(d).replace('二十', '廿')}号`])
          for (const direction of DIRECTIONS) {
            const [y, m] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
            const dates = [-3, -2, -1, 0, 1, 2, 3]
              .filter((n) => Number(text(utc(y, m + n, d)).slice(8)) === d)
              .map((n) => utc(y, m + n, d));
            expect(start(phrase, today, direction), `${phrase} ${today} ${direction}`).toBe(
              chosen(dates, today, direction),
            );
          }
  });

  it.each([
    '2月30日',
    '4月31号',
    '13月5日',
    '2026-02-29',
    '2026年11月31日',
    '本月31号',
    '11月30、31日',
    '2月29日',
  ])('%s is impossible, and no other day', (phrase) => {
    const t = only(phrase, '2026-11-21');
    expect(t.trouble).toBe('impossible_date');
    for (const direction of DIRECTIONS) expect(momentOf(t, '2026-11-21', direction)).toEqual({});
    expect(deadlineOf(t, '2026-11-21')).toBeUndefined();
  });
});

describe('a weekday', () => {
  it('of a week named is in that week, Monday to Sunday', () => {
    for (const today of TODAYS)
      for (const w of WEEKDAYS)
        for (const week of WEEK_WORDS)
          for (const [prefix, n] of [
            ['上上', -2],
            ['上', -1],
            ['上个', -1],
            ['本', 0],
            ['这', 0],
            ['这个', 0],
            ['下', 1],
            ['下个', 1],
            ['下下', 2],
          ] as const) {
            const monday = number(today) - weekday(number(today)) + 1;
            const wanted = text(monday + 7 * n + w - 1);
            for (const day of w === 7 ? ['日', '天', '7'] : [named(w), String(w)])
              for (const phrase of [
                `${prefix}${week}${day}`,
                `${prefix}周${week}${day}`,
                `${prefix}周的${week}${day}`,
              ])
                expect(start(phrase, today, 'back'), phrase).toBe(wanted);
          }
  });

  it('alone is the next, the last or the nearest', () => {
    for (const today of TODAYS)
      for (const w of WEEKDAYS)
        for (const week of WEEK_WORDS) {
          const dates = Array.from({ length: 30 }, (_, i) => number(today) - 15 + i).filter(
            (n) => weekday(n) === w,
          );
          for (const direction of DIRECTIONS)
            for (const day of [named(w), String(w)])
              expect(start(`${week}${day}`, today, direction)).toBe(chosen(dates, today, direction));
        }
  });

  it('counted from now is in the week that many weeks on', () => {
    for (const today of TODAYS)
      for (const w of WEEKDAYS)
        for (const [n, words] of [
          [1, '一'],
          [2, '两'],
          [3, '三'],
          [4, '4'],
        ] as const)
          for (const phrase of [`${words}周后的周${named(w)}`, `${words}个星期后的星期${named(w)}`]) {
            const monday = number(today) - weekday(number(today)) + 1;
            expect(start(phrase, today), phrase).toBe(text(monday + 7 * n + w - 1));
          }
  });

  it('is the same with a blank behind 下, and another behind 一下', () => {
    for (const w of WEEKDAYS) {
      expect(start(`下 周${named(w)}`, '2026-11-21')).toBe(start(`下周${named(w)}`, '2026-11-21'));
      const [t] = scan(`补一下周${named(w)}的签到`, '2026-11-21');
      expect(momentOf(t!, '2026-11-21', 'back').startAt).toBe(start(`周${named(w)}`, '2026-11-21', 'back'));
    }
  });
});
