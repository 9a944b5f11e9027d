// A question whose keywords are written by their sound is answered, and says how it was heard; what would store is only offered.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  expectSays(
    await chat.says('zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六'),
    '已记录',
  );
});
afterEach(() => chat.close());

describe('a question by its sound', () => {
  it.each([
    ['钱七情假多不多', '请假', '钱七'],
    ['今年情假的都有谁', '请假', '钱七'],
  ])('%s', async (text, heard, part) => {
    expectSays(await chat.says('zhangsan', text), '按“', heard, '”听的', part);
  });

  it('is of the branch that is named so', async () => {
    const reply = await chat.says('admin', '第一之部10月主题党日谁没来');
    expectSays(reply, '按“支部”听的', '赵六');
  });

  it('is only offered where it would store something', async () => {
    const reply = await chat.says('zhangsan', '李四情假 出差');
    expect(reply).not.toContain('听的');
  });
});
