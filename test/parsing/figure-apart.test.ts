// Of which part of the members a figure is asked that is only kept of all of them.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const now = Date.parse('2026-11-30T06:30:00+08:00');
const knowledge = knowledgeOf({
  people: ['刘洋', '张三', '女新桥'],
  units: ['城郊党委', '第一党支部', '机关退休党支部', '女企业家协会党支部'],
});
const read = (text: string) => understand(text, now, { knowledge }).intent;

const PARTS: readonly [said: string, who: string][] = [
  ['女党员', '女党员'],
  ['男同志', '男同志'],
  ['退休党员', '退休党员'],
  ['离退休的党员', '离退休党员'],
  ['老党员', '老党员'],
  ['年轻党员', '年轻党员'],
  ['预备党员', '预备党员'],
  ['流动党员', '流动党员'],
  ['外出务工党员', '外出务工党员'],
  ['少数民族党员', '少数民族党员'],
  ['70岁以上的', '70岁以上'],
  ['70岁以上的党员', '70岁以上党员'],
  ['六十岁以上党员', '六十岁以上党员'],
  ['90后', '90后'],
  ['大专以上学历的', '大专以上学历'],
  ['积极分子', '积极分子'],
];
const FIGURES: readonly [asked: (who: string) => string, metric: string][] = [
  [(who) => `${who}到会率`, 'attendance_rate'],
  [(who) => `11月${who}的到会率`, 'attendance_rate'],
  [(who) => `第一党支部${who}本月到会率多少`, 'attendance_rate'],
  [(who) => `${who}请假人次`, 'leave_list'],
];

describe.each(FIGURES.map(([asked, metric]) => ({ asked, metric, name: asked('…') })))(
  'a part of the members in $name',
  ({ asked, metric }) => {
    it.each(PARTS)('%s', (said, who) =>
      expect(read(asked(said))).toMatchObject({ intent: 'query', metric, apart: who.replace('的', '') }),
    );
  },
);

describe('words of a part that are none', () => {
  it.each([
    '机关退休党支部到会率',
    '女企业家协会党支部本月到会率',
    '本月到会率',
    '女新桥今年到会率',
    '各支部老到会不齐的有谁',
  ])('%s', (text) => expect(read(text)).not.toHaveProperty('apart'));

  // The roster tells these apart.
  it.each([
    ['流动党员有哪些', 'mobile'],
    ['预备党员有哪些', 'probationary'],
  ])('%s', (text, what) => {
    expect(read(text)).toMatchObject({ metric: 'member_count', what });
    expect(read(text)).not.toHaveProperty('apart');
  });

  it.each(['女党员都来了', '老党员王大爷请假', '退休党员活动定在明天下午3点'])('%s', (text) =>
    expect(read(text)).not.toHaveProperty('apart'),
  );
});
