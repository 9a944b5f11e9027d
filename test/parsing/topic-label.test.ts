// What a meeting is about, behind its label and without a mark, is kept whole.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { understand } from '../../src/parsing/understand.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const read = (text: string): Filled => understand(text, now).intent;

const TOPICS = ['我的入党故事', '我的家乡变化', '我们村的路', '家风家训', '参观红色展馆', '重温入党誓词'];

describe.each(TOPICS)('%s', (topic) => {
  it.each([
    `安排 党课 明天下午3点 村部 题目 ${topic}`,
    `明天下午三点在村部上党课，主讲李四，主题 ${topic}`,
    `安排党课 明天下午3点，主题是${topic}`,
    `党课明天上午9点 题目叫${topic}`,
    `安排党课 主题为${topic}，明天下午3点`,
    `安排党课 明天下午3点 主题：${topic}`,
  ])('in %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'activity_create', topic });
  });
});

it.each(['安排主题党日 12月5日下午3点，主题待定', '安排党课 12月5日下午3点 主题是什么还没定'])(
  'is none in %s',
  (said) => {
    expect(read(said).topic).toBeUndefined();
  },
);

it('is no time, and no question', () => {
  expect(read('安排 党课 主题 明天再定 12月5日下午3点').topic).toBeUndefined();
  expect(read('主题党日的主题是什么').topic).toBeUndefined();
});
