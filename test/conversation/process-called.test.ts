import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses, newProcess, stepsOn } from '../support/processes.ts';

// Somebody who goes through a process, by what the branch calls them. Now is Saturday 2026-11-21, 10:00.

let chat: Dialogue;
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

const begun = (...subjects: string[]) =>
  chat.store.write(async (tx) => {
    for (const subject of subjects)
      await tx.addProcess(
        newProcess({
          ...{ unitId: chat.unitId('第一党支部'), subject, since: 'applied' },
          steps: stepsOn({ applied: '2026-11-03' }),
        }),
      );
  });
const told = async () =>
  (await chat.store.read((tx) => tx.processes({}))).map(({ subject, steps }) => [
    subject,
    Object.keys(steps),
  ]);

describe('by a given name', () => {
  it('is told of, asked about and taken back', async () => {
    await begun('王小鹏');
    await expectTalk(
      chat,
      'zhangsan',
      ['小鹏那个谈话谈完了', '已记王小鹏派人谈话（11月21日）'],
      ['小鹏到哪一步了', '✓ 派人谈话 11月21日'],
      ['撤销', '王小鹏派人谈话'],
    );
    expect(await told()).toEqual([['王小鹏', ['applied']]]);
  });

  it('is asked back where it may be one of two, or a guess', async () => {
    await begun('王小鹏', '李小鹏');
    expectSays(await chat.says('zhangsan', '小鹏那个谈话谈完了'), '1. 记王小鹏', '2. 记李小鹏');
    expectSays(await chat.says('zhangsan', '2'), '已记李小鹏派人谈话');
    expectSays(await chat.says('zhangsan', '小王那个谈话昨天谈完了'), '1. 记王小鹏', '11月20日');
    expect(await told()).toEqual([
      ['王小鹏', ['applied']],
      ['李小鹏', ['applied', 'talked']],
    ]);
  });

  it('means nobody of another branch, and tells no member', async () => {
    await begun('王小鹏');
    expect(await chat.says('sunba', '小鹏那个谈话谈完了')).not.toContain('王小鹏');
    expect(await chat.says('zhaoliu', '小鹏到哪一步了')).not.toContain('王小鹏');
    expect(await told()).toEqual([['王小鹏', ['applied']]]);
  });
});

describe('what is kept of somebody', () => {
  it('goes by no line of the chat: who does it is said, and an admin hears how', async () => {
    await begun('王小鹏');
    expectSays(await chat.says('zhangsan', '把王小鹏的个人信息删掉'), '没有改动', '请管理员');
    expectSays(await chat.says('admin', '把王小鹏的个人信息删掉'), 'erase 王小鹏', '--yes');
    expectSays(await chat.says('zhaoliu', '我的个人信息能删掉吗'), '赵六还在花名册里');
    await chat.store.write((tx) =>
      tx.addProcess(newProcess({ unitId: chat.unitId('第二党支部'), subject: '王小鹏' })),
    );
    expectSays(await chat.says('admin', '王小鹏的资料要清除'), '--unit 城郊党委/第一党支部', '同名的在');
    // Nobody learns of whom another branch tells.
    expect(await chat.says('zhangsan', '把王小鹏的个人信息删掉')).not.toContain('第二党支部');
    expect((await told()).map(([subject]) => subject)).toEqual(['王小鹏', '王小鹏']);
  });
});

it('goes on where it was stopped, with the step that comes next', async () => {
  await begun('刘小红');
  await chat.says('zhangsan', '刘小红派人谈话 11月10日');
  expectSays(
    await chat.says('zhangsan', '刘小红退出了不发展了，因为去外地打工'),
    '停止发展党员（去外地打工）',
  );
  expectSays(await chat.says('zhangsan', '刘小红又回来了，接着发展'), '1. 确定为入党积极分子');
  expectSays(await chat.says('zhangsan', '1'), '原来停办，现在接着办');
});

it('counts nobody who was stopped, and tells nobody of it in 我的', async () => {
  await begun('刘小红');
  await chat.store.write((tx) =>
    tx.addProcess(
      newProcess({
        ...{ unitId: chat.unitId('第一党支部'), subject: '李晓红', personId: 'lixiaohong', since: 'applied' },
        steps: stepsOn({ applied: '2026-11-03' }),
      }),
    ),
  );
  expectSays(await chat.says('zhangsan', '现在有几个入党申请人'), '2 人');
  expectSays(await chat.says('lixiaohong', '我的'), '发展党员');
  await chat.says('zhangsan', '李晓红停止发展党员，因为调走了');
  expectSays(await chat.says('zhangsan', '现在有几个入党申请人'), '1 人');
  expect(await chat.says('lixiaohong', '我的')).not.toContain('发展党员');
});
