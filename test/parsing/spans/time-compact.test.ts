import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../src/parsing/spans/time/resolve.ts';
import { found, scan } from './time-support.ts';

const today = '2026-11-21';
const DAYS = ['11月18日', '11月18号', '11.18', '11/18', '11-18', '2026-11-18', '20261118', '周三', '星期三'];
const pad = (n: number) => String(n).padStart(2, '0');
const CLOCKS = [6, 8, 9, 14, 19, 20, 21].flatMap((h) => [0, 15, 30, 45].map((m) => [h, m] as const));
const iso = (h: number, m: number) => `2026-11-18T${pad(h)}:${pad(m)}:00+08:00`;

describe('four figures without a colon', () => {
  it('are a clock behind a day', () => {
    for (const day of DAYS)
      for (const [h, m] of CLOCKS) {
        const text = `${day} ${pad(h)}${pad(m)} 支委会`;
        const [first, ...more] = scan(text, today);
        expect(momentOf(first!, today, 'back'), text).toEqual({ startAt: iso(h, m) });
        expect(more).toEqual([]);
      }
  });

  it('are two with a dash between them, where a line begins as well', () => {
    for (const dash of ['-', '~', '—', '至', ' - '])
      for (const [h, m] of CLOCKS) {
        const range = `${pad(h)}${pad(m)}${dash}${pad(h + 1)}${pad((m + 7) % 60)}`;
        const wanted = { startAt: iso(h, m), endAt: iso(h + 1, (m + 7) % 60) };
        for (const day of DAYS)
          expect(momentOf(scan(`${day} ${range} 党课`, today)[0]!, today, 'back'), range).toEqual(wanted);
        const own = scan(`党课登记\n${range} 会议室`, '2026-11-18');
        expect(
          own.map((t) => momentOf(t, '2026-11-18', 'back')),
          range,
        ).toEqual([wanted]);
      }
  });

  it('are one clock where a line begins with a nought', () => {
    for (const clock of ['0830', '0900', '0745'])
      expect(found(`6.26 主题党日\n${clock} 县戏曲大院`)).toEqual(['6.26', clock]);
    for (const text of ['1200 户', '2026 计划', '1530 张三', '0138 李四'])
      expect(found(`名册\n${text}`), text).toEqual([]);
  });

  it('are a quantity, a year or a telephone number elsewhere', () => {
    for (const text of ['1500元', '2026', '1938', '1200人', '1530-1600元', '0830-1100户'])
      expect(found(`11月18日 ${text}`).slice(1), text).toEqual([]);
    for (const text of ['2025-2030 规划', '2021-2025年规划', '电话0830-1100', '2025-2026学年'])
      expect(
        scan(text, today).filter((t) => t.hasClock),
        text,
      ).toEqual([]);
  });
});
