import { describe, expect, it } from 'vitest';
import { type Direction, daysOf, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { named, only, start, text, utc, WAYS, WEEKDAYS, weekday } from './time-support.ts';

describe('several days', () => {
  const today = '2026-11-21';
  const days = (phrase: string, direction: Direction = 'forward') =>
    daysOf(only(phrase, today), today, direction);
  const december = (...list: number[]) => list.map((d) => text(utc(2026, 12, d)));

  it('are listed with every separator', () => {
    for (const sep of ['、', ',', '和', '及', '与', '跟'])
      for (const n of WAYS) {
        expect(days(`12月${n(11)}${sep}${n(12)}${sep}${n(13)}日`)).toEqual(december(11, 12, 13));
        expect(days(`12月${n(11)}日${sep}${n(13)}日`)).toEqual(december(11, 13));
        expect(days(`${n(10)}号${sep}${n(12)}号`)).toEqual(december(10, 12));
        expect(days(`12月${n(11)}日${sep}12月${n(13)}日`)).toEqual(december(11, 13));
      }
    for (const sep of ['、', ',', '和', ''])
      expect(days(`周四${sep}周五`)).toEqual(['2026-11-26', '2026-11-27']);
  });

  it('run from the first to the last with every word for it', () => {
    const wanted = december(15, 16, 17, 18, 19);
    for (const to of ['-', '~', '—', '——', '至', '到', '→'])
      for (const phrase of [
        `12月15日${to}19日`,
        `12月15日${to}12月19日`,
        `12月15${to}19日`,
        `12.15${to}12.19`,
        `2026-12-15${to}2026-12-19`,
        `15号${to}19号`,
      ])
        if (to !== '→' || !phrase.includes('15→')) {
          expect(days(phrase), phrase).toEqual(wanted);
          expect(momentOf(only(phrase, today), today, 'forward')).toEqual({
            startAt: wanted[0],
            endAt: wanted[4],
          });
        }
    expect(days('周一到周五')).toEqual([23, 24, 25, 26, 27].map((d) => `2026-11-${d}`));
    expect(days('周一至五', 'back')).toEqual([16, 17, 18, 19, 20].map((d) => `2026-11-${d}`));
    expect(days('28日至2日')).toHaveLength(5);
  });

  it.each([
    ['今明两天', ['2026-11-21', '2026-11-22']],
    ['明后天', ['2026-11-22', '2026-11-23']],
    ['明后两天', ['2026-11-22', '2026-11-23']],
    ['明天、后天', ['2026-11-22', '2026-11-23']],
    ['周一三五', ['2026-11-23', '2026-11-25', '2026-11-27']],
    ['周六日', ['2026-11-21', '2026-11-22']],
    ['下周二和下周四', ['2026-11-24', '2026-11-26']],
    ['5号、8-10号', ['2026-12-05', '2026-12-08', '2026-12-09', '2026-12-10']],
    ['11月18日至25日', [18, 19, 20, 21, 22, 23, 24, 25].map((d) => `2026-11-${d}`)],
  ])('%s', (phrase, wanted) => {
    expect(days(phrase)).toEqual(wanted);
  });

  it('with a gap have a start and no end', () => {
    expect(momentOf(only('10号和12号', today), today, 'forward')).toEqual({ startAt: '2026-12-10' });
    expect(momentOf(only('10号和11号', today), today, 'forward')).toEqual({
      startAt: '2026-12-10',
      endAt: '2026-12-11',
    });
    expect(only('周三或周四', today)).toMatchObject({ vague: true });
  });
});

describe('one day with two names', () => {
  const today = '2026-11-21';
  it('is that day when both agree, in every wording, and trouble when they do not', () => {
    for (let n = 0; n <= 2; n++)
      for (const join of ['', '也就是', '即', '(']) {
        const rel = ['今天', '明天', '后天'][n]!;
        const close = join === '(' ? ')' : '';
        for (let d = 20; d <= 25; d++) {
          const t = only(`${rel}${join}${d}号${close}`, today);
          expect(t.trouble, `${rel}${join}${d}号`).toBe(d === 21 + n ? undefined : 'weekday_mismatch');
          expect(momentOf(t, today, 'back').startAt).toBe(d === 21 + n ? `2026-11-${d}` : undefined);
        }
      }
    for (let d = 22; d <= 30; d++)
      for (const w of WEEKDAYS)
        for (const phrase of [
          `11月${d}日周${named(w)}`,
          `11月${d}日(星期${named(w)})`,
          `2026年11月${d}日 星期${named(w)}`,
          `11.${d},周${named(w)}`,
        ]) {
          const fits = weekday(utc(2026, 11, d)) === w;
          const t = only(phrase, today);
          expect(momentOf(t, today, 'forward').startAt, phrase).toBe(fits ? `2026-11-${d}` : undefined);
          if (phrase.startsWith('2026')) expect(t.trouble).toBe(fits ? undefined : 'weekday_mismatch');
        }
  });

  it('takes the side of today that the weekday bears out', () => {
    expect(start('11月18日(周三)', today, 'forward')).toBe('2026-11-18');
    expect(start('本周日(22日)', today, 'back')).toBe('2026-11-22');
    expect(start('下周三25号', today, 'back')).toBe('2026-11-25');
  });
});

describe('a correction', () => {
  it('leaves the later day in one span', () => {
    for (const join of ['不对', ',不对,', ',哦不对,是', '错了,', ',说错了,应该是', ',口误,'])
      for (const w of WEEKDAYS)
        expect(start(`周二${join}周${named(w)}`, '2026-11-21')).toBe(start(`周${named(w)}`, '2026-11-21'));
  });
  it('keeps what was not corrected', () => {
    expect(start('明天下午3点,不对,4点', '2026-11-21')).toBe('2026-11-22T16:00:00+08:00');
    expect(start('明天下午3点,不对,后天', '2026-11-21')).toBe('2026-11-23T15:00:00+08:00');
  });
});
