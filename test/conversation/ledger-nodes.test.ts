import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster, type RosterChanges } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

// Tasks with nodes, handed to several units: opened, reported node by node, looked at, taken back.

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no = 1) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);
const all = () => chat.store.write((tx) => tx.items({}));
const doneBy = async (no = 1) => (await item(no)).nodes.map((node) => node.doneBy);
const THREE = '任务：三化建设，12月5日前完成摸底，12月20日前完成整治，12月31日前验收';

describe('nodes', () => {
  it('come with the item, which falls due with the last of them', async () => {
    expectSays(await chat.says('admin', THREE), '已发给 2 个支部', '12月5日摸底', '12月31日验收');
    for (const no of [1, 2]) {
      const { nodes, dueAt, problem } = await item(no);
      expect(problem).toBe('三化建设');
      expect(nodes.map(({ name }) => name)).toEqual(['摸底', '整治', '验收']);
      expect(nodes.at(-1)!.dueAt).toBe(dueAt);
    }
    const [told] = await chat.waiting('item_told:1:test:1');
    expectSays(told!.text, '12月20日整治', '任务1 摸底完成');
  });

  it.each([
    ['任务：三化建设\n1. 12月5日前完成摸底\n2. 12月20日前完成整治', '三化建设'],
    ['【任务】\n内容：三化建设\n节点：12月5日前完成摸底，12月20日前完成整治', '三化建设'],
    ['任务 三化建设 摸底12月5日前完成、整治12月20日前完成', '三化建设'],
    ['任务：12月5日前完成摸底，12月20日前完成整治', '摸底、整治'],
    ['布置任务：三化建设，各支部12月5日前完成摸底；12月20日前完成整治', '三化建设'],
  ])('are read from %s', async (said, problem) => {
    await chat.says('admin', said);
    const found = await all();
    expect(found).toHaveLength(2);
    expect(found[0]!.problem).toBe(problem);
    expect(found[0]!.nodes.map(({ name }) => name)).toEqual(['摸底', '整治']);
  });

  it('are none where only a deadline is said', async () => {
    await chat.says('admin', '任务：三化建设，12月5日前完成');
    expect((await item()).nodes).toEqual([]);
  });

  it('are reported by name and by place, and the last one ends the whole', async () => {
    await chat.says('admin', THREE);
    expectSays(await chat.says('zhangsan', '任务1 摸底完成了'), '任务1 摸底完成', '整治完成');
    expect(await item()).toMatchObject({ state: '整改中', nodeDueAt: (await item()).nodes[1]!.dueAt });
    expectSays(await chat.says('zhangsan', '任务1 第二个节点完成'), '整治完成');
    expect(await doneBy()).toEqual(['zhangsan', 'zhangsan', null]);
    expectSays(await chat.says('zhangsan', '任务1 验收完成'), '已上报');
    expect(await item()).toMatchObject({ state: '已销号', nodeDueAt: null, progress: 100 });
    // Nobody reports for another branch.
    expect(await doneBy(2)).toEqual([null, null, null]);
  });

  it('are asked about where the message does not say which, and nothing is stored before', async () => {
    await chat.says('admin', THREE);
    expectSays(await chat.says('zhangsan', '任务1 完成'), '1. 摸底', '3. 验收', '4. 全部完成');
    expect(await doneBy()).toEqual([null, null, null]);
    await chat.says('zhangsan', '2');
    expect(await doneBy()).toEqual([null, 'zhangsan', null]);
    await chat.says('zhangsan', '任务1 已报');
    expectSays(await chat.says('zhangsan', '3'), '已记：任务1 已报');
    expect((await item()).state).toBe('已销号');
    expect(await doneBy()).toEqual(['zhangsan', 'zhangsan', 'zhangsan']);
  });

  it('that are said not to be done stay open', async () => {
    await chat.says('admin', THREE);
    await chat.says('zhangsan', '任务1 摸底还没完成');
    await chat.says('zhangsan', '1');
    expect(await doneBy()).toEqual([null, null, null]);
    expect((await item()).state).not.toBe('已销号');
  });

  it('stand in the story, with who reported them; one past its day is yellow', async () => {
    await chat.says('admin', THREE);
    await chat.says('zhangsan', '任务1 整治完成');
    chat.at('2026-12-07 10:00');
    expectSays(
      await chat.says('zhangsan', '任务1'),
      '🟡',
      '! 摸底 12月5日',
      '✓ 整治（11月21日 张三）',
      '○ 验收',
    );
    expectSays(await chat.says('zhangsan', '任务1 进展60% 走访30户'), '下一个节点', '任务1 摸底完成');
  });

  it('are taken back with the message that reported them', async () => {
    await chat.says('admin', THREE);
    await chat.says('zhangsan', '任务1 摸底完成');
    await chat.says('zhangsan', '撤销');
    expect(await doneBy()).toEqual([null, null, null]);
    expect((await item()).state).toBe('待整改');
    await chat.says('zhangsan', '任务1 全部完成');
    expect((await item()).state).toBe('已销号');
    await chat.says('zhangsan', '撤销');
    expect(await doneBy()).toEqual([null, null, null]);
    expect((await item()).nodeDueAt).toBe((await item()).nodes[0]!.dueAt);
  });

  it('are open again when the report is sent back', async () => {
    await chat.says('admin', THREE);
    await chat.says('zhangsan', '任务1 摸底完成');
    chat.at('2026-11-23 10:00');
    await chat.says('zhangsan', '任务1 全部完成');
    expectSays(await chat.says('admin', '任务1 退回 没有照片'), '已退回');
    expect(await doneBy()).toEqual(['zhangsan', null, null]);
  });

  it('are reported once: who comes second hears who was first', async () => {
    await chat.says('admin', '登记整改 活动室漏水，责任人李四、赵六，12月5日前修好屋顶，12月20日前粉刷墙面');
    const said = await Promise.all([
      chat.says('lisi', '整改1 修好屋顶完成了'),
      chat.says('zhaoliu', '整改1 修好屋顶完成了'),
    ]);
    expect(said.filter((text) => text.includes('没有重复记录'))).toHaveLength(1);
    expect((await doneBy()).filter((by) => by !== null)).toHaveLength(1);
    // Closing is asked for, and somebody else decides.
    await chat.says('lisi', '整改1 粉刷墙面完成');
    expect((await item()).state).toBe('整改中');
    await chat.says('lisi', '整改1 完成');
    expect((await item()).state).toBe('提交销号');
  });

  it('two secretaries report at once, each of their own branch', async () => {
    await chat.says('admin', THREE);
    await Promise.all([chat.says('zhangsan', '任务1 摸底完成'), chat.says('sunba', '任务2 摸底完成')]);
    expect([await doneBy(1), await doneBy(2)]).toEqual([
      ['zhangsan', null, null],
      ['sunba', null, null],
    ]);
  });

  it('put off with the deadline where they fall on it', async () => {
    await chat.says('admin', '登记整改 活动室漏水，责任人李四，12月5日前修好屋顶，12月20日前粉刷墙面');
    await chat.says('lisi', '整改1 延期到12月30日 下雨');
    await chat.says('admin', '整改1 同意延期');
    const { nodes, dueAt } = await item();
    expect(nodes[1]!.dueAt).toBe(dueAt);
    expect(nodes[0]!.dueAt).toBeLessThan(dueAt!);
  });
});

describe('in other words', () => {
  it('a node is told of without its number', async () => {
    await chat.says('admin', THREE);
    expectSays(await chat.says('zhangsan', '摸底完成了'), '已记：任务1 摸底完成');
    // Nobody but those responsible is meant, and nothing that is no node of theirs.
    await chat.says('zhaoliu', '整治完成了');
    await chat.says('zhangsan', '作业完成了');
    expect(await doneBy()).toEqual(['zhangsan', null, null]);
    await chat.says('admin', '任务：厕所改造，一支部，12月6日前完成整治，12月22日前完工');
    expectSays(await chat.says('zhangsan', '整治已经完成'), '1. 任务1', '2. 任务3');
    await chat.says('zhangsan', '2');
    expect([await doneBy(1), await doneBy(3)]).toEqual([
      ['zhangsan', null, null],
      ['zhangsan', null],
    ]);
  });

  it('a node is told of in a report of how it goes, and a part of it is none', async () => {
    await chat.says('admin', THREE);
    await chat.says('zhangsan', '任务1 摸底完成一半，走访15户');
    expect(await doneBy()).toEqual([null, null, null]);
    await chat.says('zhangsan', '任务1 摸底已经完成，走访了32户');
    expect(await doneBy()).toEqual(['zhangsan', null, null]);
    expectSays(await chat.says('zhangsan', '任务1'), '节点完成 摸底已经完成，走访了32户');
  });

  it('a deadline behind the last node keeps the whole open until it is reported', async () => {
    await chat.says('admin', '任务：厕所改造，一支部，12月5日前完成选址，12月20日前');
    expect((await item()).nodes.map(({ name }) => name)).toEqual(['选址']);
    expectSays(await chat.says('zhangsan', '任务1 完成'), '1. 选址', '2. 全部完成');
    await chat.says('zhangsan', '1');
    expect((await item()).state).toBe('整改中');
    await chat.says('zhangsan', '任务1 已报');
    expect((await item()).state).toBe('已销号');
  });

  it('the same sent twice is opened once', async () => {
    await chat.says('admin', THREE);
    expectSays(await chat.says('admin', THREE), '已经登记过了');
    expect(await all()).toHaveLength(2);
    expectSays(await chat.says('admin', THREE.replace('31', '30')), '已发给 2 个支部');
  });
});

describe('how far it is', () => {
  it('is told to who handed it out, unit by unit', async () => {
    await chat.says('admin', THREE);
    await chat.says('sunba', '任务2 摸底完成');
    chat.at('2026-12-07 10:00');
    for (const asked of ['任务进度', '三化建设进度', '各支部按节点进度', '任务1', '任务2进度'])
      expectSays(
        await chat.says('admin', asked),
        '摸底 12月5日：完成 1，过期没完成 1，没到期 0'.replace('，没到期 0', ''),
        '第一党支部 !摸底 ○整治 ○验收',
        '第二党支部 ✓摸底',
      );
    const table = await chat.send({ userId: 'admin', channel: 'bot', content: text('三化建设进度 表格') });
    expect(table?.table?.rows).toEqual([
      ['第一党支部', '!', '○', '○'],
      ['第二党支部', '✓ 11月21日', '○', '○'],
    ]);
    expectSays(await chat.says('admin', '导出三化建设进度'), '三化建设节点进度');
    expectSays(await chat.says('admin', '三化建设进度图'), '图');
  });

  it('is told to a secretary of the own branch alone, and to a member not at all', async () => {
    await chat.says('admin', THREE);
    const own = await chat.says('zhangsan', '三化建设进度');
    expectSays(own, '完成 0');
    expect(own).not.toContain('第二党支部');
    expectSays(await chat.says('zhaoliu', '三化建设进度'), '没有“三化建设”');
    expect(await chat.says('zhaoliu', '任务2进度')).not.toContain('摸底');
  });

  it('names who has not reported where there are no nodes', async () => {
    await chat.says('admin', '限期上报 年度总结 12月5日前');
    await chat.says('sunba', '任务2 已报');
    expectSays(await chat.says('admin', '年度总结进度'), '上报 12月5日：完成 1', '没完成的：第一党支部');
  });

  it('asks which one where several are open', async () => {
    await chat.says('admin', THREE);
    await chat.says('admin', '限期上报 年度总结 12月5日前');
    expectSays(await chat.says('admin', '任务进度'), '1. 任务3 年度总结', '2. 任务1 三化建设');
    expectSays(await chat.says('admin', '2'), '三化建设节点进度');
    expectSays(await chat.says('admin', '厕所改造进度'), '没有“厕所改造”');
  });
});

describe('several units', () => {
  it('are those named, and none beside them', async () => {
    expectSays(await chat.says('admin', '下发任务：报送三化建设进度，二支部，12月5日前'), '已发给 1 个支部');
    expect((await all()).map(({ ownerId, problem }) => [ownerId, problem])).toEqual([
      ['sunba', '报送三化建设进度'],
    ]);
    expectSays(await chat.says('zhangsan', '下发任务：报党费，一支部、二支部，12月5日前'), '郑管理');
    expect(await all()).toHaveLength(1);
  });

  it('are asked about where they are another number than was said', async () => {
    const asked = await chat.says('admin', '下发任务：报送三化建设进度，11个村都要报，12月5日前');
    expectSays(asked, '您写的是 11 个，名册里是 2 个支部');
    expect(await all()).toEqual([]);
    expectSays(await chat.says('admin', '对'), '已发给 2 个支部');
  });

  it('are read back where they are more than ten, and get theirs with one tap', async () => {
    await chat.close();
    chat = await openDialogue(VILLAGES);
    const asked = await chat.says('admin', '下发任务：报送三化建设进度，11个村都要报，12月5日前');
    expectSays(asked, '这 11 个支部', '马1村', '另有 5 个');
    expect(await all()).toEqual([]);
    await chat.says('admin', '1');
    const opened = await all();
    expect(opened).toHaveLength(11);
    expect(new Set(opened.map(({ ownerId }) => ownerId)).size).toBe(11);
    expectSays(await chat.says('admin', '下发任务：报送党费，3个社区，12月5日前'), '已发给 3 个支部');
    chat.at('2026-12-07 10:00');
    const told = await chat.says('admin', '三化建设进度');
    expectSays(told, '完成 0，过期没完成 11', '马1村党支部、马2村党支部');
    expect(told).not.toContain('社区');
  });
});

const text = (said: string) => ({ kind: 'text', text: said }) as const;

/** 城郊: 11 villages and 3 communities. */
const VILLAGES = ((): RosterChanges => {
  const rows = [
    ...Array.from({ length: 11 }, (_, i) => `村${i + 1} cun${i + 1} 城郊党委/马${i + 1}村党支部 书记`),
    ...Array.from({ length: 3 }, (_, i) => `社${i + 1} she${i + 1} 城郊党委/东${i + 1}社区党支部 书记`),
  ];
  const plan = planRoster(
    rosterRows(['郑管理 admin 城郊党委 管理员', ...rows].join('\n')),
    new Organisation([], [], []),
    [],
    { prune: false },
  );
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan.changes;
})();
