import { describe, expect, it } from 'vitest';
import { FESTIVALS, festivalDay } from '../../../src/domain/calendar/festivals.ts';
import { lunarToSolar } from '../../../src/domain/calendar/lunar.ts';
import { due, han, MONTHS, number, scan, start, TODAYS, text } from './time-support.ts';

describe('days with names of their own', () => {
  it.each([
    ['大前天', -3],
    ['前天', -2],
    ['前儿', -2],
    ['昨天', -1],
    ['昨儿个', -1],
    ['昨日', -1],
    ['今天', 0],
    ['今儿', 0],
    ['今儿个', 0],
    ['明天', 1],
    ['明儿', 1],
    ['明日', 1],
    ['后天', 2],
    ['后儿', 2],
    ['大后天', 3],
  ])('%s', (phrase, n) => {
    for (const today of TODAYS) expect(start(phrase, today, 'back')).toBe(text(number(today) + n));
  });

  it('festivals have one day in every year, by name, with 节, 当天 and a year', () => {
    for (const y of [2025, 2026, 2027, 2028])
      for (const festival of FESTIVALS) {
        if (festival === '劳动' || festival === '过年' || festival === '教师' || festival === '十一')
          continue;
        const day = festivalDay(y, festival)!;
        expect(start(festival, `${y}-01-01`), festival).toBe(day);
        expect(start(`${festival}当天`, `${y}-01-01`)).toBe(day);
        expect(start(`${y}年${festival}`, '2026-06-01')).toBe(day);
        expect(due(`${festival}前`, `${y}-01-01`) ?? '', `${y} ${festival}前`).toBe(
          festival === '元旦' ? `${y}-12-31` : text(number(day) - 1),
        );
      }
    expect(start('七一建党节', '2026-06-01')).toBe('2026-07-01');
    expect(start('国庆三号', '2026-09-26')).toBe('2026-10-03');
  });

  it('lunar days go by the table', () => {
    const months = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];
    for (const m of MONTHS)
      for (const d of [1, 8, 10, 15, 20, 23, 29]) {
        const day = d <= 10 ? `初${han(d)}` : han(d);
        const wanted = lunarToSolar(2027, m, d)!;
        for (const phrase of [`农历${months[m - 1]}月${day}`, `阴历${han(m)}月${day}`])
          expect(start(phrase, wanted), phrase).toBe(wanted);
        if (d <= 10 && m > 1 && m < 11) expect(start(`${months[m - 1]}月${day}`, wanted)).toBe(wanted);
      }
    expect(start('农历十一月初八', '2026-11-21')).toBe('2026-12-16');
    expect(start('正月十五', '2026-11-21')).toBe('2027-02-20');
    expect(start('腊月廿三', '2026-11-21')).toBe('2027-01-30');
    expect(start('大年三十', '2026-11-21')).toBe('2027-02-05');
    expect(start('初八', '2027-02-06')).toBe('2027-02-13');
    // without 日 and beside another name of the day the lunar calendar may be meant
    expect(start('昨天八月十五', '2026-09-26')).toBe('2026-09-25');
  });
});

describe('days named by their custom', () => {
  it.each([
    ['龙抬头', 2, 2],
    ['二月二龙抬头', 2, 2],
    ['七月半', 7, 15],
    ['腊八节', 12, 8],
  ])('%s goes by the moon', (phrase, month, day) => {
    for (const y of [2025, 2026, 2027]) {
      const wanted = lunarToSolar(y, month, day)!;
      for (const tail of ['', '那天', '当天'])
        expect(start(phrase + tail, text(number(wanted) - 20)), `${y}${phrase}`).toBe(wanted);
    }
  });
  it.each([
    ['植树节', '03-12'],
    ['九一八', '09-18'],
    ['双十一', '11-11'],
  ])('%s comes every year', (phrase, day) => {
    for (const y of [2025, 2026, 2027]) {
      expect(start(`${phrase}那天`, `${y}-01-15`)).toBe(`${y}-${day}`);
      expect(scan(`${phrase}主题党日`, `${y}-01-15`)[0]).toMatchObject({ mayBeTopic: true });
      const [t, ...more] = scan(`${phrase}那天(${Number(day.slice(3))}号)党课`, `${y}-01-15`);
      expect([t!.trouble, more]).toEqual([undefined, []]);
    }
  });
  it('a festival stands before the dark of its morning', () => {
    for (const [festival, day] of [
      ['八一', '08-01'],
      ['七一', '07-01'],
      ['五一', '05-01'],
    ])
      for (const dark of ['天不亮', '天没亮', '天还没亮'])
        expect(start(`${festival}${dark}五点半`, '2027-03-03')).toBe(`2027-${day}T05:30:00+08:00`);
    expect(start('星期四,天不亮六点', '2026-11-21')).toBe('2026-11-26T06:00:00+08:00');
    expect(scan('七八天', '2026-11-21')[0]).toMatchObject({ kind: 'duration', vague: true });
  });
});

describe('what is no time', () => {
  it.each([
    '3号楼',
    '三点意见',
    '5号文件',
    '12号问题',
    '3号、8号问题',
    '第3条',
    '一点都不',
    '十二点建议',
    '两点建议',
    '十人',
    '实到21/23',
    '到会5/5',
    '13800138000',
    '010-88886666',
    '110101199003071234',
    '3.5万元',
    '第二支部',
    '周九',
    '吴十一',
    '早一点',
    '有三点',
    '讲三点:',
    '17/20',
    '12号线',
    '3号会议室',
    '第12号',
    'WT-2026-003',
    '一周五次',
    '三年级',
    '八一路',
    '王国庆',
    '迎国庆',
    '前后',
    '周一鸣',
    '周三同志',
    '进度3/5',
    '10.5%',
    '3.5小时前台',
    '3周九',
    '最后一天',
    '第一次',
    '台账7号',
    '11月三中全会的三中',
    '中午好',
    '目前',
    '今后',
    '前来',
  ])('%s', (phrase) => {
    const spans = scan(phrase, '2026-11-21');
    expect(spans.filter((t) => t.kind === 'moment').map((t) => phrase.slice(t.at, t.end))).toEqual([]);
  });

  it('leaves a name its numeral', () => {
    for (const [phrase, wanted] of [
      ['张三27号请假', '27号'],
      ['张三二十八号请假', '二十八号'],
      ['李四周五请假', '周五'],
      ['王五一周没来', '一周'],
      ['吴十一28号', '28号'],
    ] as const)
      expect(scan(phrase, '2026-11-21').map((t) => phrase.slice(t.at, t.end))).toEqual([wanted]);
  });
});
