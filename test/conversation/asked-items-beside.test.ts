// What stands around a question of items, and what is asked beside them: why it is asked, hours, processes nobody keeps.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

let chat: Dialogue;
useShippedReports();
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
  for (const [problem, owner, due] of [
    ['公开栏没更新', '李四', '11月24日'],
    ['换届选举材料未归档', '赵六', '12月20日'],
  ])
    await chat.says(
      'zhangsan',
      `【整改】\n问题：${problem}\n来源：自查\n措施：改\n责任领导：张三\n责任人：${owner}\n时限：${due}`,
    );
  chat.at('2026-11-28 10:00');
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

describe('why it is asked', () => {
  it('is no part of the question', async () => {
    for (const line of ['郑书记刚问我哪些整改逾期了，帮我查一下，急', '县里催我们报逾期整改有几个'])
      expectSays(await chat.says('admin', line), '整改逾期 1 项', '公开栏没更新');
  });

  it('is of another day than the figure', async () => {
    for (const line of [
      '明天开会要汇报整改，总共几条，销了几条，逾期几条',
      '郑书记明天要开会讲整改 给个汇总 总数 销了几个 没销几个 超期几个 来源也分一下',
    ]) {
      const said = await chat.says('admin', line);
      expectSays(said, '整改共 2 项', '逾期 1');
      expect(said).not.toContain('11月29日');
    }
  });
});

describe('owners and deadlines', () => {
  it('are told of all of them', async () => {
    for (const line of ['把整改的责任人和期限列一下', '整改里头谁负责的都列给我,连期限一块'])
      expectSays(await chat.says('admin', line), '未销号 2 项', '李四', '赵六', '12月20日');
  });
});

describe('beside items', () => {
  it('hours and meetings are each told', async () => {
    for (const line of [
      '上个月开了几次会，整改几条，服务了几小时',
      '上个月的工作小结 帮忙出个数 会议几次 整改几个 服务几小时',
    ])
      expectSays(await chat.says('zhangsan', line), '10月', '整改', '小时');
  });

  it('hours that are asked about are no report of them', async () => {
    const said = await chat.says('zhangsan', '志愿服务时长今年攒了多少小时咱支部');
    expectSays(said, '2026年第一党支部志愿时长 0 条');
    expect(said).not.toContain('还缺');
  });
});

describe('two questions in one line', () => {
  it('are each answered, and what is not kept is said', async () => {
    const said = await chat.says('admin', '今年慰问过几次困难党员 走访报了几回');
    expectSays(said, '慰问不在这里记', '2026年', '民情日记 0 条');
    const both = await chat.says('admin', '有没有等着我们审核销号的，还有刚登记的那条是什么');
    expectSays(both, '现在没有等着审核的', '换届选举材料未归档');
  });
});

describe('a process', () => {
  it('that nobody has told of is said not to be there, and no number is', async () => {
    for (const line of [
      '哪几个快到转正的时候了',
      '发展党员走到哪步了我们那两个积极分子',
      '预备党员什么时候到期',
      '谁的预备期快满了',
    ]) {
      const said = await chat.says('zhangsan', line);
      expectSays(said, '第一党支部没有发展党员的记录');
      expect(said).not.toContain('0 人');
    }
    expectSays(
      await chat.says('zhangsan', '换届的事第一支部办到哪了,下届啥时候到期'),
      '没有第一党支部的换届记录',
    );
  });

  it('of which an item speaks leaves the item its own', async () => {
    expectSays(await chat.says('admin', '换届材料那条怎么还没弄完'), '换届选举材料未归档', '责任人赵六');
  });
});
