// Figures of people by message: names with offices, the roster as a file, teams by branch, and what goes on from them.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

useShippedReports();
beforeAll(defineShippedProcesses);
afterAll(() => defineProcesses([]));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

describe('the roster', () => {
  it('is told with offices, and as a file that is on record', async () => {
    const said = await chat.says('zhangsan', '支部党员名单给我念一下');
    expectSays(said, '第一党支部党员 7 人，另有入党积极分子 1 人');
    expectSays(said, '张三（书记）', '李晓红（预备党员）', '刘动（流动）');
    expectSays(await chat.says('zhangsan', '花名册发我'), '第一党支部', '党员名册.xlsx', '共 8 行');
  });

  it('is no member’s and no other branch’s to have', async () => {
    expectSays(await chat.says('zhaoliu', '花名册发我'), '书记张三');
    expectSays(await chat.says('zhangsan', '把二支部花名册导出来'), '书记孙八');
  });

  it('says in a group how many, and no name', async () => {
    await chat.says('zhangsan', '在吗');
    const said = await chat.saysIn('group-1', 'zhangsan', '第一党支部党员名单');
    expect(said).not.toContain('赵六');
  });

  it('goes on from how many', async () => {
    expectSays(await chat.says('zhangsan', '支部多少党员'), '党员 7 人');
    expectSays(await chat.says('zhangsan', '去掉流动的呢'), '不含流动的党员 6 人');
    expectSays(await chat.says('zhangsan', '都叫啥'), '张三');
  });

  it('says of a time that is over that none is kept', async () => {
    expectSays(await chat.says('zhangsan', '支部多少党员'), '党员 7 人');
    expectSays(await chat.says('zhangsan', '去年的呢'), '名册只有现在的');
  });

  it('tells the groups of a branch apart', async () => {
    expectSays(await chat.says('zhangsan', '两个小组各多少人'), '第一党小组党员 2 人', '第二党小组党员 2 人');
    expectSays(await chat.says('zhangsan', '一组都有谁'), '王五（党小组长）', '赵六');
  });

  it('counts a majority of those who vote', async () => {
    expectSays(await chat.says('zhangsan', '正式党员几个 过半数是多少'), '正式党员 6 人', '过半是 4 人');
  });
});

describe('offices', () => {
  it('are told of each branch, and where one is lacking', async () => {
    expectSays(
      await chat.says('admin', '各支部班子名单'),
      '第一党支部 2 人：书记张三，组织委员李四',
      '第二党支部 1 人：书记孙八',
    );
    expectSays(
      await chat.says('admin', '哪个支部没配组织委员'),
      '没有组织委员的支部 1 个',
      '第二党支部 没有登记',
    );
  });
});

describe('one person', () => {
  it('is told by office, and by kind to whoever may see it', async () => {
    expectSays(await chat.says('zhangsan', '刘动是不是流动党员'), '刘动（第一党支部）：正式党员，流动党员');
    expect(await chat.says('zhaoliu', '李晓红是什么职务')).not.toContain('预备');
  });
});

describe('a team', () => {
  it('is told by branch', async () => {
    await chat.says('admin', '党群先锋队加上赵六、周九');
    expectSays(
      await chat.says('admin', '先锋队有几个人'),
      '党群先锋队 2 人',
      '第一党支部 1 人：赵六',
      '第二党支部 1 人：周九',
    );
    expectSays(await chat.says('admin', '每个支部各几个'), '党群先锋队 2 人');
    expectSays(await chat.says('sunba', '先锋队都有谁'), '周九', '只是您能看的人');
  });
});

describe('what is registered', () => {
  it('goes on from a branch to one of its people', async () => {
    await chat.says('zhaoliu', '志愿服务3小时，打扫河道');
    expectSays(await chat.says('zhangsan', '本月志愿服务多少小时'), '合计 3 小时');
    expectSays(await chat.says('zhangsan', '赵六一个人的呢'), '赵六志愿时长 1 条');
  });
  it('tells of two people one behind the other', async () => {
    expectSays(await chat.says('zhangsan', '李晓红、赵六转正到哪一步了'), '没有李晓红的', '没有赵六的');
    expectSays(await chat.says('zhangsan', '李晓红和赵六入党走到哪步了'), '没有李晓红的', '没有赵六的');
  });
});

describe('how many there are, as a picture', () => {
  it('has a bar for each branch', async () => {
    expectSays(await chat.says('admin', '各支部人数柱状图'), '党员数：', '图');
    expect(await chat.says('admin', '各支部人数柱状图')).not.toContain('没有图可画');
  });
  it('is told in words of one branch alone', async () => {
    expectSays(await chat.says('zhangsan', '我们支部党员人数画个图'), '第一党支部党员', '没有图可画');
  });
});

describe('what is not kept', () => {
  it.each([
    ['咱支部女同志年龄结构', '不在这里记'],
    ['活动花了多少经费', '金额不在这里记'],
    ['给我打了几分', '不给人打分'],
  ])('%s', async (text, says) => expectSays(await chat.says('zhangsan', text), says));

  it('asks back what is not clear, with figures to choose from', async () => {
    expectSays(await chat.says('zhangsan', '那个数给我'), '要哪个数字', '第一党支部本月到会率');
    expectSays(await chat.says('zhangsan', '2'), '第一党支部11月还没有开过的记录');
  });
});
