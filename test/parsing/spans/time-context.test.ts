import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { found, han, named, only, scan, start, WAYS } from './time-support.ts';

const today = '2026-11-21';
const last = (text: string, from = today) => momentOf(scan(text, from).at(-1)!, from, 'back').startAt;
const forward = (text: string) => momentOf(scan(text, today).at(-1)!, today, 'forward');
const pad = (n: number) => String(n).padStart(2, '0');

describe('a clock takes the part of the day said with its day', () => {
  const PARTS = [
    [['昨晚', '昨天晚上', '昨晚黑', '昨夜', '昨天下晚', '昨儿黑里'], [6, 7, 8, 9], 12],
    [['昨天下午', '昨天后晌', '昨儿后半晌', '昨天下晌', '昨天下昼'], [1, 2, 3, 4, 5], 12],
    [['昨天上午', '昨天头晌', '昨天前晌'], [8, 9, 10, 11], 0],
  ] as const;
  it('before it, at any distance within the sentence', () => {
    for (const [words, hours, add] of PARTS)
      for (const word of words)
        for (const h of hours)
          for (const n of WAYS)
            for (const between of ['', '支委会', '的党员大会,在大队部,', '开的会,'])
              expect(last(`${word}${between}${n(h)}点半`), `${word}${between}${n(h)}`).toBe(
                word.includes('夜') && between === '' && h < 6
                  ? undefined
                  : `2026-11-20T${pad(h + add)}:30:00+08:00`.replace(
                      /^.{10}/,
                      between === '' ? '2026-11-20' : today,
                    ),
              );
  });

  it('or behind it', () => {
    for (const h of [6, 7, 8, 9])
      for (const n of WAYS)
        for (const text of [`${n(h)}点半 晚上`, `${n(h)}点半,晚上`, `${n(h)}点半开的 晚上`])
          expect(momentOf(scan(text, today)[0]!, today, 'back').startAt, text).toBe(
            `${today}T${h + 12}:30:00+08:00`,
          );
    expect(forward('七点四十到八点半,晚上')).toEqual({
      startAt: `${today}T19:40:00+08:00`,
      endAt: `${today}T20:30:00+08:00`,
    });
  });

  it.each([
    ['昨天上午签到,三点开会', `${today}T15:00:00+08:00`],
    ['昨晚说的,今天8点开', `${today}T08:00:00+08:00`],
    ['昨晚19:30', '2026-11-20T19:30:00+08:00'],
  ])('but not where it does not fit: %s', (text, stamp) => {
    expect(last(text)).toBe(stamp);
  });
});

describe('a day takes what was said before it', () => {
  it('its month, named or told from today', () => {
    for (const d of [3, 11, 28])
      for (const n of WAYS)
        for (const between of ['那个', '的支委会,', '那次主题党日 ']) {
          expect(last(`上个月${between}${n(d)}号`), `${between}${d}`).toBe(`2026-10-${pad(d)}`);
          expect(last(`9月${between}${n(d)}号`), `${between}${d}`).toBe(`2026-09-${pad(d)}`);
          expect(last(`上个月${between}${n(d)}号下午三点`)).toBe(`2026-10-${pad(d)}T15:00:00+08:00`);
        }
  });

  it('the month of a part of it, and none of what follows a holiday', () => {
    for (const part of ['上旬', '中旬', '下旬', '初'])
      for (const n of WAYS)
        expect(last(`9月${part}我陪考,${n(18)}号${n(19)}号请假`), part).toBe('2026-09-18');
    expect(last('国庆后头一场,9号', '2026-10-20')).toBe('2026-10-09');
  });

  it('the day itself, or the one after it', () => {
    for (const day of ['11月18日', '18号', '本周三'])
      for (const [word, date] of [
        ['当天', '18'],
        ['当日', '18'],
        ['那天', '18'],
        ['同日', '18'],
        ['次日', '19'],
        ['翌日', '19'],
        ['第二天', '19'],
      ] as const)
        expect(last(`${day}发的通知,${word}晚上七点开`), `${day} ${word}`).toBe(
          `2026-11-${date}T19:00:00+08:00`,
        );
    expect(last('18号发的通知,当晚七点半开')).toBe('2026-11-18T19:30:00+08:00');
    for (const word of ['当天晚上', '那日下午', '次日上午'])
      expect(only(`${word}9点`, today).unread).toBe(true);
  });

  it.each([
    ['25号前一天', '2026-11-24'],
    ['周五前一天', '2026-11-26'],
    ['元旦翌日', '2027-01-02'],
    ['元旦头一天', '2026-12-31'],
    ['周五次日', '2026-11-21'],
    ['周四次日', '2026-11-27'],
    ['周五那天下午三点', '2026-11-27T15:00:00+08:00'],
  ])('%s is %s', (text, date) => {
    expect(start(text, today)).toBe(date);
  });
});

describe('days without 号', () => {
  it('are told by how many there are, or by the leave behind them', () => {
    for (const [a, b] of [
      [24, 25],
      [29, 30],
      [14, 15],
      [23, 24],
    ] as const) {
      const month = a < 21 ? '12' : '11';
      for (const [text, end] of [
        [`${han(a)}${han(b)}两天`, b],
        [`${han(a)}、${han(b)}两天`, b],
        [`${a}、${b}两天`, b],
        [`${han(a)}到${han(b)}请假`, b],
      ] as const)
        expect(forward(text), text).toEqual({ startAt: `2026-${month}-${a}`, endAt: `2026-${month}-${end}` });
    }
    for (const text of ['三十五十两天', '二十五十五两天', '二十三到二十五人'])
      expect(found(text).filter((t) => t.includes('到') || /十.*十/.test(t))).toEqual([]);
  });
});

describe('a day in characters without 号', () => {
  it('stands before its meeting or a part of the day', () => {
    for (let d = 12; d <= 30; d++) {
      const words = d === 20 ? ['二十', '廿'] : d > 20 && d < 30 ? [han(d), `廿${han(d - 20)}`] : [han(d)];
      for (const word of words)
        for (const [tail, clock] of [
          ['的组织生活会', ''],
          ['那天的党课', ''],
          ['晚上支委会', ''],
          ['夜里的党小组会', ''],
          ['上午九点半党课', 'T09:30:00+08:00'],
        ] as const) {
          expect(last(`${word}${tail}`, '2026-12-31'), word + tail).toBe(`2026-12-${pad(d)}${clock}`);
          expect(last(`请假,${word}${tail}`, '2026-12-31')).toBe(`2026-12-${pad(d)}${clock}`);
        }
    }
    for (const text of ['应到二十三的', '实到二十三晚上', '总共二十的党员', '十的倍数', '二十三的党员'])
      expect(found(text).join(), text).not.toMatch(/十/);
  });
  it('stands in a list with its count, with a month as well', () => {
    for (const text of ['25-26两天请假', '二十五到二十六两天', '廿五廿六两天', '二十五二十六这两天'])
      expect(momentOf(scan(text, today)[0]!, today, 'forward'), text).toEqual({
        startAt: '2026-11-25',
        endAt: '2026-11-26',
      });
    for (const text of ['12月25-26两天', '12月25、26两天', '十二月二十五到二十六这两天'])
      expect(momentOf(scan(text, today)[0]!, today, 'forward'), text).toEqual({
        startAt: '2026-12-25',
        endAt: '2026-12-26',
      });
  });
  it('has its hour without 点', () => {
    for (const [text, stamp] of [
      ['15号早九,支委会', '2026-12-15T09:00:00+08:00'],
      ['周三晚七 党课', '2026-11-25T19:00:00+08:00'],
      ['明天早8,支委会', '2026-11-22T08:00:00+08:00'],
    ] as const)
      expect(momentOf(scan(text, today)[0]!, today, 'forward').startAt, text).toBe(stamp);
    for (const text of ['明天早十个人到', '周三晚九人到'])
      expect(scan(text, today)[0]!.hasClock, text).toBe(false);
  });
});

describe('weekdays and blanks of speech', () => {
  it('are weekdays in every word for a week', () => {
    for (let w = 1; w <= 6; w++)
      for (const [word, monday] of [
        ['', undefined],
        ['上', 9],
        ['下', 23],
        ['这', 16],
      ] as const)
        for (const week of ['周', '星期', '礼拜', '拜', '个星期', '个礼拜'].filter(
          (x) => word !== '' || !x.startsWith('个'),
        )) {
          const text = `${word}${week}${named(w)}下午两点`;
          const date = monday === undefined ? undefined : monday + w - 1;
          if (date !== undefined)
            expect(start(text, today), text).toBe(`2026-11-${pad(date)}T14:00:00+08:00`);
          else expect(start(text, today), text).toBeDefined();
        }
    for (const text of ['拜一下师傅', '三拜六叩', '拜三次', '崇拜一二', '拜六个码头'])
      expect(found(text), text).toEqual([]);
  });

  it('may be broken by blanks', () => {
    for (const [text, whole] of [
      ['上周 星期三', '上周三'],
      ['上礼拜 三', '上周三'],
      ['11 月 4 日 下午 3 点', '11月4日下午3点'],
      ['2026 年 11 月 4 日 15 : 20', '2026年11月4日15:20'],
      ['11月 4日 下午 3 点 20 分', '11月4日下午3点20分'],
      ['本月 最后 一天', '本月最后一天'],
    ] as const)
      expect(start(text, today, 'back'), text).toBe(start(whole, today, 'back'));
  });
});

describe('lengths and limits', () => {
  it('延期十日 is a length and 延期到十日 a day', () => {
    for (const word of ['延期', '顺延', '延长', '推迟', '宽限'])
      for (const n of [3, 5, 10, 15])
        for (const way of WAYS) {
          expect(only(`${way(n)}日`, today).kind).toBe('moment');
          expect(scan(`${word}${way(n)}日`, today)[0]?.kind, `${word}${way(n)}日`).toBe('duration');
          expect(scan(`${word}到${way(n)}日`, today)[0]?.kind).toBe('moment');
          expect(scan(`${word}至12月${way(n)}日`, today)[0]?.kind).toBe('moment');
        }
  });

  it.each(['月底了', '年底了,', '年底对账'])('%s is how late it is and no day', (text) => {
    expect(found(text)).toEqual([]);
  });
});
