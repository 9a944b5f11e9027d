// What is told of one meeting and of people beside the plain figures: whether it counts, who is not due, and who is nobody here.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

describe('one meeting', () => {
  it('counts by how many must be there, and stores nothing', async () => {
    const said = await chat.says('zhangsan', '11月18日党员大会就来了俩，算不算数');
    expect(said).not.toContain('已记录');
    expectSays(await chat.says('zhangsan', '上报 党员大会 11月18日下午3点 应到6 实到5 缺席赵六'), '已记录');
    expectSays(await chat.says('zhangsan', '11月18日党员大会算不算数'), '算数：有表决权的', '到会 5/6');
  });
});

describe('people', () => {
  it('is said to be nobody where no roster has the name', async () =>
    expectSays(await chat.says('admin', '郭晓亮是哪个支部的呀'), '没有叫郭晓亮的人'));

  it('is known by the sound, and said so', async () =>
    expectSays(await chat.says('zhangsan', '赵琉来过没'), '按赵六答'));

  it('names who is on the roster and not due', async () =>
    expectSays(await chat.says('zhangsan', '名册上我们7个党员，应到咋老是6个'), '应到 6 人', '刘动'));

  it('has members hear what is open for them', async () =>
    expectSays(await chat.says('zhaoliu', '这个月我要办哪些事'), '赵六'));
});
