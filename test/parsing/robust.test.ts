import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORPUS_INTENTS } from '../../src/domain/intent.ts';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { understand } from '../../src/parsing/understand.ts';
import { hostileInputs } from '../bench/parsing.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
const WORDS = [
  '签到',
  '请假',
  '补签',
  '整改',
  '12',
  '号',
  '问题',
  '张三',
  '李四',
  '、',
  '，',
  '(',
  '（',
  '）',
  '\n',
  ' ',
  '应到',
  '实到',
  '23',
  '人',
  '主题党日',
  '11月',
  '25日',
  '下午',
  '3点',
  '到',
  '因',
  '谁',
  '没',
  '率',
  '第一支部',
  '延期',
  '完成',
  '%',
  '60',
  '「',
  '」',
  '- - -',
  '@',
  '#接龙',
  '1.',
  '2.',
  '：',
  '时间',
  '地点',
  '主持',
  '每月',
  '固定',
  '改到',
  '取消',
  '\u2005',
  '①',
  '農曆',
  '初一',
  '·',
];

const printable = (text: string) => {
  const got = understand(text, now);
  const flat = toCorpus(got.intent);
  expect(CORPUS_INTENTS).toContain(flat.intent);
  for (const [key, value] of Object.entries(flat)) expect(value, key).not.toBeUndefined();
  for (const key of ['startAt', 'endAt', 'dueAt'] as const) {
    const at = flat[key];
    if (at !== undefined) expect(at).toMatch(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:00\+08:00)?$/);
  }
};

describe('understand', () => {
  it('never throws on any Unicode text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), printable), { numRuns: 300 });
  });

  it('never throws on any pile of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((w) => w.join('')),
        printable,
      ),
      { numRuns: 1500 },
    );
  });

  it('never throws on half characters', () => {
    for (const text of ['\ud83d', '签到\udc00', '\ud83d'.repeat(50)]) printable(text);
  });

  // How long they take is a row of the bench: understand the worst 8 KB input.
  it('answers long hostile inputs', () => {
    for (const text of hostileInputs()) printable(text);
  }, 60_000);

  it('reads the same text the same way twice', () => {
    const text = '主题党日上报 应到23 实到21 请假张三(出差)、李四(生病)';
    expect(understand(text, now)).toEqual(understand(text, now));
  });
});
