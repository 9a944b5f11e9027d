// People as the branch calls them: a question is answered, what would store something is only offered with the whole name.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  const report = '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六';
  expectSays(await chat.says('zhangsan', report), '已记录');
});
afterEach(() => chat.close());

describe('somebody by another name', () => {
  it.each([
    ['老赵缺席几次', '赵六'],
    ['小钱请了几次假', '钱七'],
    ['晓红今年来了几次', '李晓红'],
    ['赵老师缺席几次', '赵六'],
    ['钱师傅今年请了几次假', '钱七'],
  ])('%s is of %s', async (text, name) => expectSays(await chat.says('zhangsan', text), name, '10月29日'));

  it('is asked about where two are called so', async () => {
    expectSays(await chat.says('zhangsan', '小李今年来了几次'), '李四', '李晓红', '回复数字');
    expectSays(await chat.says('zhangsan', '2'), '李晓红');
  });

  it('is offered with the whole name where it would be stored', async () => {
    const reply = await chat.says('zhangsan', '老赵请假');
    expectSays(reply, '1. ', '赵六');
  });

  it('is himself where he is named besides', async () => {
    const reply = await chat.says('zhangsan', '老赵总见不着人，赵六这几个月来了几回');
    expectSays(reply, '赵六（第一党支部）');
    expect(reply).not.toContain('赵六、赵六');
  });

  it('is nobody in a word', async () => {
    for (const text of ['小组会几点', '老师来了没', '小时候的事'])
      expect(await chat.says('zhangsan', text)).not.toMatch(/赵六|钱七/);
  });
});
