// A question with a word in it that nobody knows is answered as far as it is read; where the word may change what is asked, it is asked about.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const text of [
    '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六',
    '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六',
  ])
    expectSays(await chat.says('zhangsan', text), '已记录');
});
afterEach(() => chat.close());

const BESIDE = '没看懂，先按看懂的答';

describe('a question with an unknown word', () => {
  it.each([
    ['党课那档子几个请假', '档子'],
    ['9月党课那档子几个请假', '档子'],
  ])('%s is answered, and the word is named', async (text, word) => {
    const reply = await chat.says('zhangsan', text);
    expectSays(reply, BESIDE, word);
    expect(reply).not.toContain('回复 1');
  });

  it('is answered alone where the words are of no weight', async () => {
    const reply = await chat.says('zhangsan', '麻烦你最好给个数 党课那天几个缺席');
    expectSays(reply, '赵六');
    expect(reply).not.toContain('没看懂');
  });

  it.each(['第九支部党课几个请假', '除了钱七党课几个请假'])(
    '%s is not answered as if the word were not there',
    async (text) => {
      expect(await chat.says('zhangsan', text)).not.toContain(BESIDE);
    },
  );

  // Names, days and 会 make them look like a leave, a check-in or a report.
  it.each([
    '三支部主题党日是不是一个月比一个月来的人少?打9月看起',
    '李四两回都说身体不好是不是,哪两回',
    '先锋队里我们支部占几个 队长还是王五不',
    '主题党日九月以来一回来几个,莫跟我讲百分之几',
    '我跟李四谁出勤高，在支部能排第几',
    '党员大会那次高点还是党日高点 谁晓得',
  ])('%s is offered nothing that would be stored', async (text) => {
    expect(await chat.says('zhangsan', text)).not.toMatch(/^\d\. (?:您自己|给|上报|安排)/m);
  });

  it('stores nothing', async () => {
    const before = await chat.says('zhangsan', '赵六今年来了几次');
    await chat.says('zhangsan', '党课那档子几个请假');
    expect(await chat.says('zhangsan', '赵六今年来了几次')).toBe(before);
  });
});
