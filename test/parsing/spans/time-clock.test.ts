import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { joinMoments, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { only, scan, start, WAYS } from './time-support.ts';

const today = '2026-11-21';
const pad = (n: number) => String(n).padStart(2, '0');
const at = (hour: number, minute = 0, day = today) => `${day}T${pad(hour)}:${pad(minute)}:00+08:00`;
const HOURS = Array.from({ length: 12 }, (_, i) => i + 1);
const of = (phrase: string) => momentOf(only(phrase, today), today, 'forward');

/** Words for a part of the day, the hours they are said with, and whether these lie after noon. */
const PARTS: [string[], number[], boolean][] = [
  [['早上', '早晨', '清晨', '大清早', '一大早', '一早', '清早'], [5, 6, 7, 8, 9], false],
  [['上午', '头晌', '前晌'], [8, 9, 10, 11], false],
  [['凌晨'], [1, 2, 3, 4, 5], false],
  [['下午', '后晌', '午后', '午饭后'], [1, 2, 3, 4, 5, 6], true],
  [['傍晚', '擦黑', '傍黑', '天擦黑', '黄昏'], [5, 6, 7], true],
  [['晚上', '晚间', '夜里', '晚饭后', '大晚上'], [6, 7, 8, 9, 10, 11], true],
  [['中午', '晌午', '正午'], [1, 2], true],
];

describe('a clock time', () => {
  it('moves by its part of the day, in digits and numerals and with every word for a minute', () => {
    for (const [words, hours, pm] of PARTS)
      for (const word of words)
        for (const h of hours)
          for (const n of WAYS) {
            const hour = pm ? h + 12 : h;
            expect(start(`${word}${n(h)}点`, today), `${word}${n(h)}点`).toBe(at(hour));
            expect(start(`${word}${n(h)}点半`, today)).toBe(at(hour, 30));
            expect(start(`${word}${n(h)}点一刻`, today)).toBe(at(hour, 15));
            expect(start(`${word}${n(h)}点三刻`, today)).toBe(at(hour, 45));
            expect(start(`${word}${n(h)}点${n(40)}`, today)).toBe(at(hour, 40));
            expect(start(`${word}${n(h)}时${n(25)}分`, today)).toBe(at(hour, 25));
            expect(start(`${word}${n(h)}点零${n(5)}分`, today)).toBe(at(hour, 5));
            expect(start(`明天${word}${n(h)}点钟`, today)).toBe(at(hour, 0, '2026-11-22'));
            expect(start(`28号${word}${n(h)}点半`, today)).toBe(at(hour, 30, '2026-11-28'));
          }
  });

  it('written in 24 hours stays as written', () => {
    for (let h = 7; h <= 23; h++)
      for (const m of [0, 5, 15, 30, 59])
        for (const phrase of [
          `${h}:${pad(m)}`,
          `${pad(h)}:${pad(m)}:00`,
          `${h}点${pad(m)}分`,
          `${h}时${pad(m)}分`,
        ])
          expect(start(phrase, today), phrase).toBe(at(h, m));
    for (const [phrase, stamp] of [
      ['2026-08-06 09:00', at(9, 0, '2026-08-06')],
      ['2026/8/6 9:00', at(9, 0, '2026-08-06')],
      ['2026年8月6日9时', at(9, 0, '2026-08-06')],
      ['2026年8月6日 09:30', at(9, 30, '2026-08-06')],
      ['12/3 2pm', at(14, 0, '2026-12-03')],
      ['12/3 2:30 PM', at(14, 30, '2026-12-03')],
      ['20260924 1500', at(15, 0, '2026-09-24')],
      ['03:00', at(3)],
    ] as const)
      expect(start(phrase, today), phrase).toBe(stamp);
  });

  it('alone is after noon from 1 to 6', () => {
    for (const h of HOURS)
      for (const n of WAYS) expect(start(`今天${n(h)}点`, today)).toBe(at(h <= 6 ? h + 12 : h));
  });

  it.each([
    ['晚七点三刻', at(19, 45)],
    ['早8点', at(8)],
    ['中午12点', at(12)],
    ['中午11点半', at(11, 30)],
    ['差一刻八点', at(7, 45)],
    ['8点差5分', at(7, 55)],
    ['上午九点整', at(9)],
    ['晚上12点', at(0, 0, '2026-11-22')],
    ['夜里2点', at(2)],
    ['凌晨12点', at(0)],
    ['今晚七点半', at(19, 30)],
    ['二十八号下午两点半', at(14, 30, '2026-11-28')],
    ['28号两点半', at(14, 30, '2026-11-28')],
    ['11月25日(周三),下午3点', at(15, 0, '2026-11-25')],
    ['三天后的下午3点', at(15, 0, '2026-11-24')],
  ])('%s is %s', (phrase, stamp) => {
    expect(start(phrase, today)).toBe(stamp);
  });

  it('that is nearly so has its value and is vague', () => {
    for (const h of HOURS)
      for (const n of WAYS)
        for (const phrase of [
          `${n(h)}点左右`,
          `${n(h)}点来钟`,
          `${n(h)}时许`,
          `${n(h)}点多`,
          `明天大概${n(h)}点`,
          `${n(h)}点前后`,
        ]) {
          const t = only(phrase, today);
          expect(t.vague, phrase).toBe(true);
          const day = phrase.startsWith('明天') ? '2026-11-22' : today;
          expect(momentOf(t, today, 'forward').startAt).toBe(at(h <= 6 ? h + 12 : h, 0, day));
        }
    for (const phrase of ['七八点', '两三点'])
      expect(only(phrase, today)).toMatchObject({ vague: true, unread: true });
  });

  it.each(['25点', '25:00', '24:30', '10:75', '下午26点', '下午3点到2点', '15:00-14:00'])(
    '%s is impossible',
    (phrase) => {
      const t = only(phrase, today);
      expect(t.trouble).toBe('impossible_time');
      expect(momentOf(t, today, 'forward')).toEqual({});
    },
  );

  it('without hours is a part of a day, and the date stays a date', () => {
    for (const part of ['上午', '下午', '晚上', '一早', '饭后', '擦黑', '全天', '后晌'])
      for (const day of ['明天', '11月22日', '22号', '周日']) {
        const t = only(`${day}${part}`, today);
        expect(t).toMatchObject({ hasDate: true, hasClock: false });
        expect(momentOf(t, today, 'forward')).toEqual({ startAt: '2026-11-22' });
      }
  });
});

describe('a range of clock times', () => {
  it('keeps the part of the day said first, with every word for it', () => {
    for (const [words, hours, pm] of PARTS)
      for (const word of words)
        for (const h of hours)
          for (const to of ['-', '~', '—', '——', '到', '至', '→']) {
            const start = pm ? h + 12 : h;
            const end = h + 1 > 12 ? h - 11 : h + 1;
            const wanted = {
              startAt: at(start),
              endAt: start + 1 === 24 ? at(0, 40, '2026-11-22') : at(start + 1, 40),
            };
            for (const n of WAYS)
              expect(of(`${word}${n(h)}点${to}${n(end)}点${n(40)}`), `${word}${h}${to}`).toEqual(wanted);
            if (start + 1 < 24 && h < 12)
              expect(of(`${word}${h}:00${to}${end}:40`), `${word}${h}:00${to}`).toEqual(wanted);
          }
  });

  it.each([
    ['晚上七点到八点四十', at(19), at(20, 40)],
    ['七点到八点四十', at(7), at(8, 40)],
    ['上午9:00—11:30', at(9), at(11, 30)],
    ['14:30-17:00', at(14, 30), at(17)],
    ['2-4点', at(14), at(16)],
    ['下午2—4点', at(14), at(16)],
    ['9点到3点', at(9), at(15)],
    ['上午10点到下午4点', at(10), at(16)],
    ['晚上11点到1点', at(23), at(1, 0, '2026-11-22')],
    ['下午3点开始,5点', at(15), at(17)],
    ['20260924 1500-1630', at(15, 0, '2026-09-24'), at(16, 30, '2026-09-24')],
    ['11月25日下午3点至11月26日上午10点', at(15, 0, '2026-11-25'), at(10, 0, '2026-11-26')],
    ['2026-08-06 09:00 结束时间:2026-08-06 11:00', at(9, 0, '2026-08-06'), at(11, 0, '2026-08-06')],
    ['2026-08-06 09:00\n结束:11:00', at(9, 0, '2026-08-06'), at(11, 0, '2026-08-06')],
  ])('%s', (phrase, startAt, endAt) => {
    const [t] = scan(`${phrase}结束`, today);
    expect(momentOf(t!, today, 'forward')).toEqual({ startAt, endAt });
  });
});

describe('a clock time that ends something', () => {
  it('has no start', () => {
    for (const h of [8, 9, 10, 11])
      for (const n of WAYS)
        for (const phrase of [
          `${n(h)}点40结束`,
          `评到${n(h)}点40`,
          `开到${n(h)}点40`,
          `→${n(h)}点40`,
          `到${n(h)}点40散会`,
          `弄到${n(h)}点40`,
          `结束时间:${h}:40`,
          `${n(h)}点40前散`,
          `${n(h)}点40前结束`,
        ]) {
          const [t] = scan(phrase, today);
          expect(t, phrase).toMatchObject({ isEnd: true, hasClock: true });
          expect(momentOf(t!, today, 'back')).toEqual({ endAt: at(h, 40) });
        }
    for (const phrase of ['党课→三点', '改到三点', '推迟到三点', '签到9点', '三点到'])
      expect(scan(phrase, today)[0], phrase).toMatchObject({ isEnd: false });
  });

  it('has no single numeral for a minute', () => {
    for (const next of ['一处写两点半', '三处', '五点'])
      expect(scan(`通知里写两点${next}`, today)[0]?.clock, next).toMatchObject({ hour: 14, minute: 0 });
    for (const [phrase, minute] of [
      ['两点零五', 5],
      ['两点五分', 5],
      ['两点十分', 10],
      ['两点二十', 20],
    ] as const)
      expect(scan(phrase, today)[0]?.clock, phrase).toMatchObject({ hour: 14, minute });
  });

  it('stands behind the number of a point', () => {
    for (const n of ['①', '②', '⑩', '❶', '➋', '⒊'])
      for (const clock of ['7:45', '17:45', '8:00'])
        expect(
          scan(normalise(`${n}${clock}集合`).s, today).map((t) => momentOf(t, today, 'back').startAt),
          n + clock,
        ).toEqual([at(Number(clock.split(':')[0]), Number(clock.split(':')[1]))]);
  });

  it('closes a moment that stands apart', () => {
    const [begin, end] = scan('31号晚上七点开始民主评议,弄到九点半', '2027-04-03');
    expect(momentOf(joinMoments(begin!, end!), '2027-04-03', 'back')).toEqual({
      startAt: at(19, 0, '2027-03-31'),
      endAt: at(21, 30, '2027-03-31'),
    });
  });
});

describe('a date and a clock that stand apart', () => {
  it('join to one moment', () => {
    for (const [date, day] of [
      ['周四', '2026-11-26'],
      ['11月25日', '2026-11-25'],
      ['明天', '2026-11-22'],
    ] as const)
      for (const [clock, hour] of [
        ['下午三点', 15],
        ['晚7点', 19],
        ['9:00', 9],
      ] as const) {
        const [d, c] = scan(`${date}的党课,${clock}`, today);
        const t = joinMoments(d!, c!);
        expect(momentOf(t, today, 'forward')).toEqual({ startAt: at(hour, 0, day) });
        expect(t).toMatchObject({
          hasDate: true,
          hasClock: true,
          at: 0,
          end: `${date}的党课,${clock}`.length,
        });
      }
  });
});
