import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// 限期上报 as it is said: asked of every branch in a sentence, answered in one, added up for who asked.

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const all = () => chat.store.read((tx) => tx.items({}));
const NUMBER = '请各支部12月5日前上报困难党员人数';

describe('asking', () => {
  it.each([
    [NUMBER, '困难党员人数'],
    ['各支部12月5日前把困难党员人数报上来', '困难党员人数'],
    ['请各支部统计困难党员人数，12月5日前上报', '统计困难党员人数'],
    ['12月5日前各支部报困难党员人数', '困难党员人数'],
    ['通知各支部报送年度总结，12月5日前', '年度总结'],
  ])('%s', async (said, problem) => {
    expectSays(await chat.says('admin', said), problem, '已发给 2 个支部', '12月5日(周六)前上报');
    expect((await all()).map((item) => [item.problem, item.kind])).toEqual([
      [problem, 'task'],
      [problem, 'task'],
    ]);
  });

  it('asks for the day, and by it stores nothing', async () => {
    expectSays(await chat.says('admin', '请各支部上报困难党员人数'), '时限');
    expect(await all()).toEqual([]);
    await chat.says('admin', '12月5日');
    expect(await all()).toHaveLength(2);
  });

  it.each(['各支部12月5日前上报了吗', '请各支部尽快上报', '各支部上报情况怎么样', '哪些支部没上报党课'])(
    '%s asks for nothing new',
    async (said) => {
      await chat.says('admin', said);
      expect(await all()).toEqual([]);
    },
  );

  it('is not for a member, and tells its own branch alone to a secretary', async () => {
    expectSays(await chat.says('zhaoliu', NUMBER), '这件事要由');
    await chat.says('zhangsan', NUMBER);
    expect((await all()).map(({ ownerId }) => ownerId)).toEqual(['zhangsan']);
  });
});

describe('answering', () => {
  beforeEach(() => chat.says('admin', NUMBER));
  const told = async () => (await all()).map(({ progressText, closedAt }) => closedAt && progressText);

  it.each([
    ['困难党员5人', '合计 5人'],
    ['困难党员人数：5', '合计 5。'],
    ['我们支部困难党员一共十二名', '合计 12名'],
    ['5名困难党员', '合计 5名'],
    ['没有困难党员', '合计 0'],
    ['任务1 5人', '合计 5人'],
    ['困难党员3人，都已走访', '合计 3人'],
  ])('%s', async (said, sum) => {
    expectSays(await chat.says('zhangsan', said), '任务1 已报');
    expectSays(await chat.says('admin', '任务1'), '已报 1/2', sum, '没报的：第二党支部');
  });

  it('is shown how, and set right and taken back by its own words', async () => {
    const [notice] = await chat.waiting('item_told:1:test:1');
    expectSays(notice!.text, '直接报数，例如：困难党员人数 5');
    await chat.says('zhangsan', '困难党员5人');
    expectSays(await chat.says('zhangsan', '困难党员6人'), '已改：任务1 困难党员6人');
    expect(await told()).toEqual(['困难党员6人', null]);
    await chat.says('zhangsan', '撤销');
    expect(await told()).toEqual(['困难党员5人', null]);
  });

  it('asked twice under one name is told once', async () => {
    await chat.says('admin', '请各支部12月8日前上报困难党员人数');
    expectSays(await chat.says('zhangsan', '困难党员5人'), '任务1、任务3 已报');
  });

  it.each(['党员大会应到23人', '今天来了5人', '困难党员多少人'])('%s answers nothing', async (said) => {
    await chat.says('zhangsan', said);
    expect(await told()).toEqual([null, null]);
  });
});

describe('adding up', () => {
  beforeEach(async () => {
    await chat.says('admin', NUMBER);
    await chat.says('zhangsan', '困难党员5人');
    await chat.says('sunba', '困难党员十二人');
  });

  it.each(['困难党员一共多少人', '哪些支部没报困难党员人数', '困难党员人数汇总'])('%s', async (said) => {
    expectSays(await chat.says('admin', said), '已报 2/2', '合计 17人', '第一党支部 5人、第二党支部 12人');
  });

  it('is for who asked and for who is in charge, each of their own', async () => {
    for (const text of ['困难党员一共多少人', '任务1']) {
      expect(await chat.says('zhaoliu', text)).not.toContain('17');
      expect(await chat.says('zhangsan', text)).not.toMatch(/17|十二|12人/);
    }
  });
});

it('nodes are asked about by their name too', async () => {
  await chat.says('admin', '任务：三化建设，12月5日前完成摸底，12月20日前完成整治');
  expectSays(await chat.says('zhangsan', '任务1完成摸底'), '摸底完成');
  expectSays(await chat.says('admin', '三化建设还有谁没完成'), '三化建设节点进度', '第一党支部 ✓摸底');
  expectSays(await chat.says('admin', '任务'), '上报任务没办完 2 项');
});

it.each([
  ['交办李四修水渠，12月10日前', '修水渠'],
  ['交办给李四去修水渠 12月10日前', '修水渠'],
])('%s names who is to do it', async (said, problem) => {
  await chat.says('admin', said);
  expect(await all()).toMatchObject([{ problem, ownerId: 'lisi', kind: 'errand' }]);
});
