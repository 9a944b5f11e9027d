import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';
import { settleTimes } from '../../../src/parsing/spans/superseded.ts';
import { type Direction, momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { DIRECTIONS, scan } from './time-support.ts';

const today = '2026-11-21';
const settled = (text: string) => {
  const { s } = normalise(text);
  return settleTimes(s, scan(s, today)).times;
};
const moments = (text: string, direction: Direction) =>
  settled(text).map((t) => momentOf(t, today, direction));
const spansOf = (text: string) =>
  readSpans(normalise(text), Date.parse(`${today}T10:00:00+08:00`), createCalendar(), NOTHING_KNOWN);

/** Pairs of a wrong and a right time of one kind. */
const PAIRS: readonly (readonly [wrong: string, right: string])[] = [
  ['11号', '12号'],
  ['11月8号', '11月9号'],
  ['11.8', '11.9'],
  ['周三', '周四'],
  ['礼拜三', '礼拜五'],
  ['上周三', '上周五'],
  ['昨天', '前天'],
  ['下午3点', '下午4点'],
  ['15:00', '15:30'],
  ['晚上七点半', '晚上八点'],
  ['11月8号下午三点', '11月9号下午四点'],
  ['周三晚上七点', '周四晚上八点'],
  ['下午2点到4点', '下午3点到5点'],
];

/** ~A~ is the wrong one, ~B~ the right one. */
const CORRECTIONS = [
  'A不对是B',
  'A,不对,是B',
  'A。不对,应该是B',
  'A不对我看看日历是B',
  '不是A是B',
  '不是A,是B',
  '并非A而是B',
  'A打错了是B',
  'A,写错了,应为B',
  '刚才说的A应为B',
  '刚才报的是A有误,更正为B',
  'A记错了 B',
  'A更正:B',
  '“A”应为“B”',
  '“A”系“B”之误',
  'B开的不是A',
  '是B,不是A',
  'B的啊不是A',
  '不是A,B',
  '不是A。B',
  'A开的哦不是B',
  'A哦不是B',
];
const put = (frame: string, [a, b]: readonly [string, string]) => frame.replace('A', a).replace('B', b);

describe('a time that is taken back', () => {
  it('gives way to the right one, of every kind and in every direction', () => {
    for (const pair of PAIRS)
      for (const frame of CORRECTIONS)
        for (const direction of DIRECTIONS) {
          const text = put(frame, pair);
          expect(moments(text, direction), text).toEqual(moments(pair[1], direction));
        }
  });

  it('leaves no date, item or figure behind that nobody reads', () => {
    for (const pair of PAIRS)
      for (const frame of CORRECTIONS) {
        const text = `党员大会${put(frame, pair)}`;
        const { times, items, figures, people } = spansOf(text);
        expect([times.length, items.length, figures.length, people.length], text).toEqual([1, 0, 0, 0]);
      }
  });

  it('keeps the half of the day for both ends of a range', () => {
    for (const talk of [',不对,是', '打错了,应该是', '写错了。是'])
      for (const day of ['', '昨天'])
        expect(moments(`${day}晚上7点到8点${talk}8点到9点半`, 'back'), talk).toEqual(
          moments(`${day}晚上8点到9点半`, 'back'),
        );
  });

  it('keeps the clock where only the day was wrong, and the day where only the clock was', () => {
    for (const [day, other] of [
      ['11月10日', '11月11日'],
      ['周三', '周四'],
      ['昨天', '前天'],
    ] as const)
      for (const talk of ['开的,更正:', '打错了,应该是', ',不对,是']) {
        expect(moments(`${day}晚上七点${talk}${other}`, 'back')).toEqual(moments(`${other}晚上七点`, 'back'));
        expect(moments(`${day}晚上七点${talk}八点`, 'back')).toEqual(moments(`${day}晚上八点`, 'back'));
      }
  });

  it('gives way to a second clock behind a sound of surprise', () => {
    for (const oh of ['哎', '哦', '噢', '诶', '呃', ' 哎', '…哦'])
      for (const [a, b] of [
        ['晚上九点', '九点一刻'],
        ['下午三点', '四点'],
        ['8点', '9点'],
      ] as const) {
        const text = `今天${a}${oh}${b}吧支委会`;
        const of = a.startsWith('8') ? '今天9点' : `今天${a.slice(0, 2)}${b}`;
        expect(moments(text, 'forward'), text).toEqual(moments(of, 'forward'));
      }
    expect(moments('组织生活会是前天不是昨天,人数没错,应到16', 'back')).toEqual(moments('前天', 'back'));
    expect(moments('上次请的是15号,现在改16号', 'forward')).toEqual(moments('16号', 'forward'));
    for (const text of ['今晚本来说七点人不齐七点十分才开的会', '14:00,因暴雨原计划延到15:00开始,16:30结束'])
      expect(
        moments(text, 'back').filter((m) => m.startAt?.includes('T')),
        text,
      ).toHaveLength(1);
  });

  it('is a pair by itself beside another time, and its clock is not denied with the day', () => {
    for (const [a, b] of [
      ['11月1号', '11月2号'],
      ['1号', '2号'],
      ['周三', '周四'],
    ] as const) {
      for (const pair of [`不是${a}是${b}`, `不是${a},${b}`, `不是${a},是${b}`])
        expect(moments(`昨天说的改一下,${pair},支委会那天我有事`, 'back'), pair).toEqual([
          ...moments('昨天', 'back'),
          ...moments(b, 'back'),
        ]);
      const text = `莫记错日期,是${b}不是${a},下午三点一刻`;
      expect(moments(text, 'back'), text).toEqual(moments(`${b}下午三点一刻`, 'back'));
    }
  });

  it.each([
    '明天不是周日',
    '是不是11号,12号',
    '11号,12号',
    '是不是11号',
    '11号不行12号行吗',
    '周三和周四',
    '11月8号、9号',
    '7点签到,8点开会',
  ])('is not seen in %s', (text) => {
    const before = scan(text, today);
    expect(settleTimes(text, before).times).toEqual(before);
  });
});

describe('what was to be and came otherwise', () => {
  const HELD = ['才开', '才开始', '开的', '才开成', '开始的'];
  const CLOCKS = [
    ['7点', '7点20', '19:20'],
    ['七点', '七点半', '19:30'],
    ['六点半', '七点', '19:00'],
    ['8点', '8点10分', '20:10'],
  ] as const;

  it('has the real beginning', () => {
    for (const [plan, real, clock] of CLOCKS)
      for (const held of HELD)
        for (const text of [
          `昨晚${plan}拖到${real}${held}`,
          `昨晚支委会先说${plan}后来${real}${held}`,
          `昨晚原定${plan},实际${real}${held}`,
          `昨晚通知${plan},结果${real}${held}`,
          `昨晚本来${plan},推迟到${real}${held}`,
        ]) {
          const found = settled(text);
          const last = momentOf(found.at(-1)!, today, 'back').startAt;
          expect(
            found.filter((t) => t.hasClock),
            text,
          ).toHaveLength(1);
          expect(last?.slice(11, 16), text).toBe(clock);
        }
    for (const text of ['原定周三后来周四才开的', '周三没开成,改到周四开的', '本来周三,推到周四开的'])
      expect(moments(text, 'back'), text).toEqual(moments('周四', 'back'));
  });

  it('keeps both times of a plan that is moved', () => {
    for (const move of ['改到', '推迟到', '挪到', '提前到'])
      expect(settled(`周三下午3点的支委会${move}周五上午9点`)).toHaveLength(2);
  });
});

describe('a time that is taken back far behind', () => {
  it('is replaced where what takes it back stands right before the other', () => {
    for (const [wrong, right] of [
      ['11号', '12号'],
      ['11月8号', '11月9号'],
    ])
      for (const word of ['更正为', '说错了', '应为'])
        expect(settled(`${wrong}在村部三楼大会议室开的支部党员大会讨论转正,${word}${right}`)).toHaveLength(1);
  });
});
