import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysOf, deadlineOf, momentOf, periodOf } from '../../../src/parsing/spans/time/resolve.ts';
import { scanTimes } from '../../../src/parsing/spans/time/scan.ts';
import { isLinear, repeated } from '../../support/cost.ts';
import { calendar } from './time-support.ts';

const standpoint = { today: '2026-11-21', calendar };
const UNITS = [
  '1',
  '0',
  '一',
  '十',
  '号',
  '周',
  '月',
  '年',
  '日',
  ' ',
  '点',
  '1月',
  '1号',
  '1:',
  '1.',
  '1/',
  '1-',
  '1、',
  '1号、',
  '一点',
  '周一',
  '周一、',
  '上',
  '下',
  '这',
  '前',
  '后',
  '今年',
  '2026年',
  '2026',
  '20260101',
  '三天',
  '两个',
  '每',
  '每月1日、',
  '第一',
  '最后',
  '下午',
  '9点到',
  '农历',
  '正月',
  '国庆',
  '节',
  '十一',
  '张',
  '张三',
  '到',
  '差',
  '最近',
  '1月1',
  '1月1、',
  '不对',
  '半',
  '个',
  '大',
  '晚',
  '年初',
  '同期',
  '11月25日周三(25号',
];

it.each(UNITS)('%j over and over takes time linear in its length', (unit) => {
  expect(isLinear((s) => void scanTimes(s, standpoint), repeated(unit))).toBe(true);
});

it('gives spans in order, apart and inside the text, and dates or nothing, whatever the text', () => {
  const piece = fc.constantFrom(
    ...UNITS,
    '前',
    '内',
    '以来',
    '左右',
    '和',
    '至',
    '(',
    ')',
    ',',
    '2',
    '廿',
    '晚上七点半',
    '闰',
    '人',
    '问题',
    '党课',
  );
  const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));
  const stamp = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:00\+08:00)?$/;
  fc.assert(
    fc.property(text, (s) => {
      let end = 0;
      for (const t of scanTimes(s, standpoint)) {
        expect(t.at).toBeGreaterThanOrEqual(end);
        expect(t.end).toBeGreaterThan(t.at);
        end = t.end;
        for (const direction of ['forward', 'back', 'near'] as const) {
          const { startAt, endAt } = momentOf(t, standpoint.today, direction);
          for (const value of [startAt, endAt, deadlineOf(t, standpoint.today)])
            if (value !== undefined) expect(value).toMatch(stamp);
          if (startAt !== undefined && endAt !== undefined)
            expect(endAt >= startAt.slice(0, endAt.length)).toBe(true);
          const days = daysOf(t, standpoint.today, direction);
          expect(days).toEqual([...days].sort());
          if (t.unread || t.trouble) expect([startAt, endAt, days]).toEqual([undefined, undefined, []]);
        }
        for (const ahead of [true, false]) {
          const p = periodOf(t, standpoint, ahead);
          if (p !== undefined) expect(p.from <= p.to).toBe(true);
        }
      }
      expect(end).toBeLessThanOrEqual(s.length);
    }),
    { numRuns: 3000 },
  );
});
