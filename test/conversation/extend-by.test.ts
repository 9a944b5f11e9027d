// 延期两周: a length without a date counts from the deadline that the ledger holds, never from today.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  chat.at('2026-11-25 10:00');
  await chat.says('zhangsan', '【整改】\n问题：路灯不亮\n责任人：张三\n时限：12月20日');
});
afterEach(() => chat.close());

const asked = async () => (await chat.store.read((tx) => tx.items({})))[0]?.extensionTo ?? null;

describe('an extension by a length', () => {
  it.each([
    ['整改1 延期两周', '1月3日'],
    ['整改1申请延期10天', '12月30日'],
    ['1号问题再给半个月', '1月4日'],
    ['整改1 往后推一个月，等材料', '1月20日'],
  ])('%s', async (text, day) => {
    expectSays(await chat.says('zhangsan', text), day);
  });

  it('counts from the old date where that is said, and from nothing else', async () => {
    expectSays(await chat.says('zhangsan', '整改1 原定12月20日，延期10天'), '12月30日');
  });

  it('is a date where it is said as a limit', async () => {
    const answer = await chat.says('zhangsan', '整改1 申请延期，两个月内完成');
    expect(answer).toContain('1月25日');
  });

  it('asks for the day where none can be counted', async () => {
    await chat.says('zhangsan', '整改1 申请延期');
    expect(await asked()).toBeNull();
  });
});
