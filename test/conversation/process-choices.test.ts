import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses } from '../support/processes.ts';
import { putScheme } from '../support/scheme.ts';

// What is missing and can only be one of a few is a button each, with what it stands for. Now is Saturday 2026-11-21.

let chat: Dialogue;
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

const buttonsOf = async (userId: string, text: string): Promise<string[]> => {
  const reply = await chat.send({ userId, content: { kind: 'text', text } });
  return reply?.choices?.buttons.map((button) => button.text) ?? [];
};
const stored = () => chat.store.read((tx) => tx.processes({}));

it('the step, those that come next, of the day that was said or today', async () => {
  expect(await buttonsOf('zhangsan', '发展党员：王小明')).toEqual(['递交入党申请书（11月21日）', '不记']);
  expectSays(await chat.says('zhangsan', '1'), '已记王小明递交入党申请书（11月21日）');
  expect(await buttonsOf('zhangsan', '发展党员：王小明 11月20日')).toEqual(['派人谈话（11月20日）', '不记']);
  expectSays(await chat.says('zhangsan', '不'), '没有记录');
  await chat.says('zhangsan', '2026年3月5日接收刘小红为预备党员');
  await chat.says('zhangsan', '对');
  // Those whose days run are offered beside the next.
  expect(await buttonsOf('zhangsan', '发展党员：刘小红')).toEqual([
    '批准为预备党员（11月21日）',
    '递交转正申请书（11月21日）',
    '支部大会讨论转正（11月21日）',
    '不记',
  ]);
  expect((await stored()).map(({ steps }) => Object.keys(steps))).toEqual([['applied'], ['admitted']]);
});

it('the person, those for whom the step comes next', async () => {
  await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
  await chat.says('zhangsan', '发展党员：李红梅，11月2日递交申请书');
  await chat.says('zhangsan', '李红梅派人谈话 11月5日');
  expect(await buttonsOf('zhangsan', '发展党员：11月10日派人谈话')).toEqual(['王小明', '不记']);
  expectSays(await chat.says('zhangsan', '1'), '已记王小明派人谈话（11月10日）');
  // Whom it may be is nothing for those who do not keep it.
  expect(await buttonsOf('zhaoliu', '发展党员：11月10日确定为积极分子')).toEqual([]);
});

it('the branch, where there are few below a committee', async () => {
  for (const text of ['换届请示 11月20日', '本届任期到2027年3月', '发展党员：王小明，11月1日递交申请书']) {
    expect(await buttonsOf('admin', text)).toEqual(['第一党支部', '第二党支部', '不记']);
    expectSays(await chat.says('admin', '2'), '已记');
  }
  expect((await stored()).map(({ unitId }) => unitId)).toEqual([
    chat.unitId('第二党支部'),
    chat.unitId('第二党支部'),
  ]);
});

it('the unit that a report of a plan is of', async () => {
  await putScheme(chat.store);
  const asked = await chat.says('admin', '第1项 本月完成12户');
  expectSays(asked, '1. ', '第一党支部', '2. ', '第二党支部', '12');
  await chat.says('admin', '2');
  const cells = await chat.store.read((tx) =>
    tx.schemeCells({ unitIds: [chat.unitId('第二党支部')], from: '2026-11', to: '2026-11' }),
  );
  expect(cells).toMatchObject([{ amount: 1200 }]);
});
