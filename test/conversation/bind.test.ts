import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// A chat and a push address speak for one unit. Whoever may not take them from it cannot have them for another.

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const KEY = 'key-of-branch-1';
const address = (unit: string, key = KEY) =>
  `绑定 ${unit} https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`;
/** `unit chat key` of every binding */
const bound = () =>
  chat.store.read(async (tx) => {
    const org = await tx.organisation();
    return (await tx.bindings()).map((b) => `${org.unit(b.unitId).name} ${b.chatId} ${b.webhookKey}`);
  });
const OWNED = [`第一党支部 wr1 ${KEY}`];

describe('what belongs to the first branch', () => {
  beforeEach(async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    await chat.says('zhangsan', address('第一党支部'));
    expect(await bound()).toEqual(OWNED);
  });

  it.each([
    ['its chat', () => chat.saysIn('wr1', 'sunba', '绑定 第二党支部'), '本群现在归第一党支部'],
    [
      'its chat with another address',
      () => chat.saysIn('wr1', 'sunba', address('第二党支部', 'another-key-2')),
      '本群',
    ],
    [
      'its address, in private',
      () => chat.says('sunba', address('第二党支部')),
      '这个推送地址现在归第一党支部',
    ],
    [
      'its address, in a chat of their own',
      () => chat.saysIn('wr2', 'sunba', address('第二党支部')),
      '这个推送地址',
    ],
  ])('the other secretary cannot take: %s', async (_what, take, said) => {
    const answer = await take();
    expectSays(answer, said, '书记张三', '管理员郑管理', '没有记录');
    expect(answer).not.toContain('\n');
    expect(await bound()).toEqual(OWNED);
  });

  it('the leader of a group in it cannot take either', async () => {
    expectSays(await chat.saysIn('wr1', 'wangwu', '绑定 第一党小组'), '书记张三');
    expectSays(await chat.says('wangwu', address('第一党小组')), '书记张三');
    expect(await bound()).toEqual(OWNED);
  });

  it('goes over by who may take it, and comes back when that is taken back', async () => {
    expectSays(await chat.says('admin', address('第二党支部')), '第二党支部', '不再是第一党支部');
    expect(await bound()).toEqual(['第一党支部 wr1 null', `第二党支部 null ${KEY}`]);
    await chat.says('admin', '撤销');
    expect(await bound()).toEqual(OWNED);
  });

  it('is not given back to it once it was given up and another unit has it', async () => {
    await chat.says('zhangsan', '解绑');
    await chat.saysIn('wr1', 'sunba', '绑定 第二党支部');
    await chat.says('sunba', address('第二党支部'));
    expectSays(await chat.says('zhangsan', '撤销'), '没有撤销');
    expect(await bound()).toEqual([`第二党支部 wr1 ${KEY}`]);
  });

  it('nor its address alone', async () => {
    await chat.says('zhangsan', address('第一党支部', 'newer-key-of-1'));
    await chat.says('sunba', address('第二党支部'));
    expectSays(await chat.says('zhangsan', '撤销'), '没有撤销');
    expect(await bound()).toEqual(['第一党支部 wr1 newer-key-of-1', `第二党支部 null ${KEY}`]);
  });

  it('comes back where nobody has it', async () => {
    await chat.says('zhangsan', '解绑');
    await chat.says('zhangsan', '撤销');
    expect(await bound()).toEqual(OWNED);
  });
});

it('an address moves with no chat left behind, and its unit is told of no more', async () => {
  await chat.says('zhangsan', address('第一党支部'));
  await chat.says('admin', address('第二党支部'));
  expect(await bound()).toEqual([`第二党支部 null ${KEY}`]);
});
