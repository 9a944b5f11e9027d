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
