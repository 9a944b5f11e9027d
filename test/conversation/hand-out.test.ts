import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows, SMALL_ROSTER_ROWS } from '../support/roster.ts';

// A task to some branches goes to those that the message names, and where that is not plain it is asked.

const THREE = planRoster(
  [...SMALL_ROSTER_ROWS, ...rosterRows('孙明 sunming 城郊党委/第三党支部 书记')],
  new Organisation([], [], []),
  [],
  { prune: false },
).changes;

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(THREE);
});
afterEach(() => chat.close());

/** Names of the branches that each got one, and what of. */
const handed = async () => {
  const { items, org } = await chat.store.read(async (tx) => ({
    items: await tx.items({}),
    org: await tx.organisation(),
  }));
  return {
    units: items.map(({ unitId }) => org.unit(unitId).name),
    problems: [...new Set(items.map(({ problem }) => problem))],
  };
};

describe('a task goes to the branches named', () => {
  it.each([
    ['下发任务：三化建设，第一、第三党支部，摸底12月10日，总结12月31日前', '三化建设'],
    ['给第一、第三党支部下发任务：报党员名单，12月8日前', '报党员名单'],
    ['下发给第一党支部和第三党支部一项任务：报党员名单，12月9日前', '报党员名单'],
    ['下发任务 报党员名单 第一党支部、第三党支部 12月8日前', '报党员名单'],
    ['让一支部和三支部12月8日前报防火台账', '防火台账'],
    ['第一支部、第三支部12月20日前报党费台账', '党费台账'],
    ['请第一、三党支部12月8号之前把人数报上来', '人数'],
  ])('%s', async (said, problem) => {
    expectSays(await chat.says('admin', said), '已发给 2 个支部的书记（第一党支部、第三党支部）');
    expect(await handed()).toEqual({ units: ['第一党支部', '第三党支部'], problems: [problem] });
  });

  it.each(['请各支部12月9日前报送年度总结', '下发任务：年度总结，12月9日前'])('to all: %s', async (said) => {
    await chat.says('admin', said);
    expect(await handed()).toEqual({
      units: ['第一党支部', '第二党支部', '第三党支部'],
      problems: ['年度总结'],
    });
  });

  it('and not to whoever has done it', async () => {
    await chat.says('admin', '一支部12月1日前报了防火台账');
    expect((await handed()).units).toEqual([]);
  });
});

describe('a branch within the matter', () => {
  const SAID = '下发任务：报第一党支部党员大会情况，12月9日前';

  it.each([
    ['1', ['第一党支部']],
    ['2', ['第一党支部', '第二党支部', '第三党支部']],
    ['第二个', ['第一党支部', '第二党支部', '第三党支部']],
    ['0', []],
  ])('is asked about, and %s is carried out', async (answer, units) => {
    expectSays(await chat.says('admin', SAID), '还没有下发', '1. 只发给第一党支部', '2. 这 3 个支部都发');
    expect((await handed()).units).toEqual([]);
    await chat.says('admin', answer);
    expect((await handed()).units).toEqual(units);
  });
});

describe('谁没报', () => {
  it('tells of what was handed out beside the meetings, and leads to who has not', async () => {
    await chat.says('admin', '下发任务：报党员名单，第一、第三党支部，12月8日前');
    expectSays(await chat.says('admin', '谁没报'), '任务1 报党员名单（2 个没报）\n看谁没报请回复：任务1');
    expectSays(await chat.says('admin', '任务1'), '没报的：第一党支部、第三党支部');
  });

  it('of one kind of meeting tells of meetings alone, and of nothing where all have reported', async () => {
    await chat.says('admin', '下发任务：报党员名单，第一党支部，12月8日前');
    expect(await chat.says('admin', '哪些党课没上报')).not.toContain('任务1');
    await chat.says('zhangsan', '任务1 已报');
    expect(await chat.says('admin', '谁没报')).not.toContain('任务');
  });
});

describe('what was handed out by a slip', () => {
  const SAID = '下发任务：报党员名单，第一、第三党支部，12月8日前';
  const open = async () =>
    (await chat.store.read((tx) => tx.items({})))
      .filter(({ state }) => state !== '已销号')
      .map(({ no }) => no);

  async function deliver() {
    const due = { kind: 'push', limit: 50, leaseMs: 1000 } as const;
    for (const row of await chat.store.claimDue(Date.parse('2026-11-21T10:00:00+08:00'), due))
      await chat.store.settle(row, { state: 'accepted' }, row.at);
  }

  /** The notice of the task to each, sent or waiting. */
  const notices = () => Promise.all([1, 2].map((id) => chat.waiting(`item_told:${id}:test:1`)));

  it.each([true, false])('is called off where nobody has answered yet; notices sent: %s', async (isSent) => {
    await chat.says('admin', SAID);
    if (isSent) await deliver();
    await chat.says('zhangsan', '任务1 已报');
    expectSays(await chat.says('admin', '撤销'), '没有撤销', '还没报的要收回请回复：撤回任务1');
    expectSays(
      await chat.says('admin', '撤回任务1'),
      '已收回 1 个还没报的（第三党支部）：报党员名单',
      isSent ? '已告诉书记' : '通知没发出去的不发了',
    );
    expect(await open()).toEqual([]);
    expect((await notices())[1]!.map(({ state }) => state)).toEqual([isSent ? 'accepted' : 'cancelled']);
    // Said as the fourth message: only the secretary who has not answered hears of it.
    const told = await Promise.all([1, 2].map((id) => chat.waiting(`item_told:${id}:test:4`)));
    expect(told.map((rows) => rows.map(({ audience, text }) => [audience, text]))).toEqual([
      [],
      isSent ? [[['sunming'], '郑管理收回了任务2 报党员名单，不用报了。']] : [],
    ]);
  });

  it('is answered no more, and 撤销 sets it going again', async () => {
    await chat.says('admin', SAID);
    await chat.says('zhangsan', '任务1 已报');
    await chat.says('admin', '撤回任务1');
    expectSays(await chat.says('sunming', '任务2 已报'), '没有');
    await chat.says('admin', '撤销');
    expect(await open()).toEqual([2]);
  });

  it('is so by any of its numbers and words, and by nobody else', async () => {
    await chat.says('admin', SAID);
    expectSays(await chat.says('zhangsan', '任务1不用报了'), '不能取消');
    expect(await open()).toEqual([1, 2]);
    expectSays(await chat.says('admin', '任务2不用报了'), '已收回 2 个');
    expect(await open()).toEqual([]);
  });

  it('is nothing where all have answered, and 整改 stays in its ledger', async () => {
    await chat.says('admin', '下发任务：报党员名单，第一党支部，12月8日前');
    await chat.says('zhangsan', '任务1 已报');
    expectSays(await chat.says('admin', '撤回任务1'), '都已经报了');
    await chat.says('zhangsan', '登记整改 路灯不亮 责任人王五 12月5日前');
    expectSays(await chat.says('zhangsan', '取消整改2'), '不能取消');
  });
});
