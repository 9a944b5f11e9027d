import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到4'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

/** What is stored of meetings, rolls and items. */
const stored = () =>
  chat.store.read(async (tx) => {
    const changes = await tx.changesBy('zhangsan', 0);
    return changes.length;
  });

describe('an act that was offered', () => {
  const OFFERS = ['赵六', '代签 赵六'];
  const LINES = [
    '11月呢',
    '第一党小组呢',
    '上个月的呢',
    '今年的',
    '11月的',
    '第一支部的',
    '主题党日的',
    '怎么算的',
    '画个图',
    '赵六吗',
    '主题党日呢',
    '全到',
    '三季度',
  ];
  it.each(OFFERS.flatMap((offer) => LINES.map((line) => [offer, line] as const)))(
    '%s is not carried out by %s',
    async (offer, line) => {
      const before = await stored();
      expectSays(await chat.says('zhangsan', offer), '您是想', '签到');
      const answer = await chat.says('zhangsan', line);
      expect(answer).not.toContain('代签');
      expect(await stored()).toBe(before);
    },
  );
});
