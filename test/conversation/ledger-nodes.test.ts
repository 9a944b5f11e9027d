import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// Nodes of an item: opened with it, reported one by one, shown, taken back.

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no = 1) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);
const states = async (no = 1) => (await item(no)).nodes.map(({ name, doneBy }) => [name, doneBy]);
const THREE = '任务：三化建设，12月5日前完成摸底，12月20日前完成整治，12月31日前验收';

describe('a task with nodes', () => {
  it('keeps them with their days, the deadline being that of the last', async () => {
    console.log(await chat.says('admin', THREE));
    console.log(await chat.says('zhangsan', '任务1'));
    console.log(await chat.says('zhangsan', '任务1 摸底完成了'));
    console.log(await chat.says('zhangsan', '任务1 完成'));
    console.log(await chat.says('zhangsan', '1'));
    console.log(await chat.says('zhangsan', '任务1'));
    console.log(await chat.says('zhangsan', '任务1 验收完成'));
    console.log(await chat.says('zhangsan', '撤销'));
    console.log(await chat.says('zhangsan', '任务1'));
    console.log(await chat.says('admin', '任务1'));
    console.log(await states());
    expect(1).toBe(1);
    expectSays('a', 'a');
  });
});
