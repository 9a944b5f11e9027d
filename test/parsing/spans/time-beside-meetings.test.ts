import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { found, han, scan, WAYS } from './time-support.ts';

const today = '2026-11-21';
/** Names of meetings; several begin with what counts: 组, 小组, 支, 党. */
const MEETINGS = [
  '小组会',
  '党小组会',
  '组织生活会',
  '党课',
  '党员大会',
  '支部大会',
  '支部党员大会',
  '支委会',
  '支部委员会',
  '主题党日',
  '民主评议',
];
const moments = (text: string) => scan(text, today).map((t) => momentOf(t, today, 'back'));

describe('a time right before the name of a meeting', () => {
  it('keeps its minutes', () => {
    for (const meeting of MEETINGS)
      for (const n of WAYS)
        for (const minute of [15, 20, 30, 45]) {
          const text = `昨天上午${n(9)}点${n(minute)}${meeting}`;
          expect(moments(text), text).toEqual([{ startAt: `2026-11-20T09:${minute}:00+08:00` }]);
          const range = `昨天上午${n(9)}点到${n(10)}点${n(minute)}${meeting}`;
          expect(moments(range), range).toEqual([
            { startAt: '2026-11-20T09:00:00+08:00', endAt: `2026-11-20T10:${minute}:00+08:00` },
          ]);
        }
  });

  it('keeps its hour, of which a little is something else', () => {
    for (const meeting of MEETINGS)
      for (const [hour, at] of [
        ['一点', '13:00'],
        ['两点', '14:00'],
        ['十二点', '12:00'],
        ['十二点半', '12:30'],
      ] as const) {
        const text = `昨天上午十点到${hour}${meeting}`;
        expect(moments(text)[0]?.endAt, text).toBe(`2026-11-20T${at}:00+08:00`);
      }
    expect(found('音量开一点小声')).toEqual([]);
  });

  it('counts what is no meeting', () => {
    for (const what of ['个支部', '支部都报了', '个小组', '名党员', '人到会', '位同志'])
      expect(found(`九点三十${what}`), what).toEqual(['九点']);
  });

  it('keeps a day without 日, and what is moved to keeps it before any word', () => {
    for (const meeting of MEETINGS)
      for (const n of WAYS)
        for (const text of [`${n(10)}月${n(24)}${meeting}`, `${n(10)}月${n(24)} ${meeting}`])
          expect(moments(text), text).toEqual([{ startAt: '2026-10-24' }]);
    for (const why of ['天寒地冻打不了桩', '小麦还没收', '个人原因', '大雪封路', '次品要退', '项目没批'])
      for (const n of WAYS) {
        const text = `延到明年${n(1)}月${n(20)} ${why}`;
        expect(moments(text), text).toEqual([{ startAt: '2027-01-20' }]);
      }
    for (const what of ['个党员', '人到会', ' 人', '次会', '支部队', '项问题', ' 项'])
      expect(found(`11月20${what}`), what).toEqual(['11月']);
  });

  it('is in the night with 夜', () => {
    for (let h = 7; h <= 11; h++)
      for (const text of [`昨夜${han(h)}点党课`, `11月20日夜${h}时支委会`])
        expect(moments(text), text).toEqual([{ startAt: `2026-11-20T${h + 12}:00:00+08:00` }]);
  });
});
