import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from '../../src/documents/table.ts';
import { figuresFile } from '../../src/reports/figures-file.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { putScheme } from '../support/scheme.ts';

// A plan of two branches: what is told and asked of it. Now is 21 November 2026.

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await putScheme(chat.store);
});
afterEach(() => chat.close());

const cells = () =>
  chat.store.read(async (tx) => {
    const units = [...(await tx.organisation()).units.keys()];
    const all = await tx.schemeCells({ unitIds: units, from: '2025-01', to: '2027-12' });
    return all.map(({ month, amount, nodes }) => [month, amount, ...nodes]);
  });

it('adds up a year whatever month is told first, and keeps the nodes that were done', async () => {
  await chat.says('zhangsan', '第1项 完成3户');
  expectSays(await chat.says('zhangsan', '第1项 10月完成6户'), '10月 6户', '今年累计 9/60户');
  await chat.says('zhangsan', '完成摸底');
  await chat.says('zhangsan', '第3项 验收完成了');
  expect((await cells()).at(-1)).toEqual(['2026-11', null, '摸底', '验收']);
});

it('tells the index to its branch in private alone, and holds no running month against it', async () => {
  expectSays(await chat.says('zhangsan', '活力指数'), '行动计划按月填报（占 10）：0/20');
  expect(await chat.saysIn('group-1', 'zhangsan', '活力指数')).not.toContain('0/20');
});

describe('in the words of every day', () => {
  it.each([
    ['zhangsan', '我们计划还差多少', '11月进度（第一党支部）'],
    ['zhangsan', '计划里还有啥没报', '没有填报'],
    ['zhangsan', '联户今年还差几户', '第1项 党员联户：', '完成时限：12月31日'],
    ['zhangsan', '党员联户10月目标是多少', '0/5户', '10月'],
    ['zhangsan', '阵地改造下一步是啥什么时候到期', '摸底（11月30日）、验收（12月31日）'],
    ['zhangsan', '谁负责红色书屋', '牵头：组织办'],
    ['admin', '第二支部党员联户11月报了多少', '0/5户', '第二党支部'],
    ['admin', '今年计划完成了百分之多少', '4 项工作'],
    ['admin', '三年行动计划有几项任务', '4 项工作'],
    ['admin', '计划落后的有哪些', '4 项工作'],
    ['admin', '行动计划11月的报表导一份', '三年行动计划11月进度（城郊党委）.xlsx'],
    ['admin', '替第二支部报党员联户11月5户', '已记第二党支部第1项 党员联户，11月 5户'],
  ])('%s: %s', async (who, text, ...parts) => {
    expectSays(await chat.says(who, text), ...parts);
  });
});

describe('reporting', () => {
  it.each([
    ['任务1 本月完成12户', ['2026-11', 1200]],
    ['第1项 完成 5户', ['2026-11', 500]],
    ['第一项本月完成了十二户', ['2026-11', 1200]],
    ['本月完成12户', ['2026-11', 1200]],
    ['党员联户 10月完成3.5户', ['2026-10', 350]],
    ['上个月第1项9家', ['2026-10', 900]],
    ['累计完成45户', ['2026-11', 4500]],
    ['第1项 没有进展', ['2026-11', 0]],
    ['第1项 一户也没做', ['2026-11', 0]],
    ['第1项 去年11月完成3户', ['2025-11', 300]],
    ['党员联户 2025年12月完成3户', ['2025-12', 300]],
    ['第1项 今年3月完成3户', ['2026-03', 300]],
    ['初心讲坛开展了3场，来了200多人', ['2026-11', 300]],
    ['完成摸底', ['2026-11', null, '摸底']],
    ['第3项 摸底已经完成了', ['2026-11', null, '摸底']],
    ['第4项 书屋已经建成', ['2026-11', null]],
    ['党员联户这个月跑了六户', ['2026-11', 600]],
    ['党员联户 本月 五户', ['2026-11', 500]],
    ['联户9月报错了应该是3户', ['2026-09', 300]],
    ['阵地改造摸底搞完了，验收还没', ['2026-11', null, '摸底']],
    ['红色书屋这个月没动静', ['2026-11', 0]],
    ['计划4 书架到位', ['2026-11', null]],
  ])('reads %s', async (text, cell) => {
    expectSays(await chat.says('zhangsan', text), '已记第一党支部');
    expect(await cells()).toEqual([cell]);
  });

  it('tells the month, the year and what stood there; sets right, adds and takes back', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['第1项 10月完成6户', '10月 6户（目标 5户）；今年累计 6/60户，10%'],
      ['第1项 完成3户', '11月 3户（目标 5户）；今年累计 9/60户，15%。'],
      ['第1项 又完成2户', '11月 5户（目标 5户）；今年累计 11/60户，18%。原来 3户，加了 2户'],
      ['改成4户', '11月 4户（目标 5户）；今年累计 10/60户，16%。原来记的是 5户'],
      ['错了，是3户', '11月 3户'],
      ['写错了，应该是4户', '11月 4户'],
      ['第1项 改成4户', '已经是这样记的，没有重复记'],
      ['累计完成20户', '11月 14户'],
      ['累计完成2户', '到上个月已经累计 6户，比您说的 2户多，没有记录'],
      ['撤销', '已撤销刚才报的计划进度'],
    );
    expect(await cells()).toEqual([
      ['2026-10', 600],
      ['2026-11', 400],
    ]);
  });

  it.each([
    ['党员联户完成了百分之八十', '按“户”算'],
    ['初心讲坛讲了一场，党课两场', '不止一个数'],
    ['第1项 大概完成3户', '这个数说得不准'],
    ['第1项 还差3户', '看不出是完成了多少'],
    ['第1项 完成3户，其中脱贫2户', '不止一个数'],
    ['第1项 完成5场', '按“户”算'],
    ['第1项 完成', '完成了多少户'],
    ['第1项 12月完成5户', '12月还没到'],
    ['第1项 明年3月完成5户', '3月还没到'],
    ['第1项 去年完成5户', '不知道是哪年哪月的，没有记录。请写准年月'],
    ['计划第9项 完成5户', ''],
  ])('stores nothing of %s', async (text, answer) => {
    expectSays(await chat.says('zhangsan', text), answer);
    expect(await cells()).toEqual([]);
  });

  it('hears of a plan only what is of one, and of an item what is of that', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：张三\n时限：12月20日');
    await expectTalk(
      chat,
      'zhangsan',
      ['整改1 进展60%', '整改1'],
      ['整改1 完成', '整改1'],
      ['第1项 完成60%', '整改1'],
      ['上报 主题党日 11月20日 应到7 实到6 请假王五', '主题党日'],
      ['安排 主题党日 11月25日下午3点 会议室 主题：完成摸底', '已安排'],
    );
    expect(await cells()).toEqual([]);
  });

  it('is for the own unit, or the one that is named by whoever may', async () => {
    expectSays(await chat.says('zhaoliu', '第1项 完成3户'), '张三');
    expectSays(await chat.says('sunba', '第3项 完成摸底'), '第3项不是您这里要做的', '第 1、4 项');
    expectSays(await chat.says('sunba', '第一支部 第1项 完成3户'), '张三');
    expectSays(await chat.says('admin', '第1项 完成3户'), '第一党支部 第1项', '第二党支部 第1项');
    expectSays(await chat.says('admin', '第二支部 第1项 完成3户'), '已记第二党支部');
    expect(await cells()).toEqual([['2026-11', 300]]);
  });
});

describe('asking', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '第1项 完成3户');
    await chat.says('zhangsan', '第2项 没有进展');
    await chat.says('zhangsan', '完成摸底');
  });

  it('tells how far it is, of a branch and of all, and names who stands still apart by silence and by 0', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['我们的计划', '党员联户：3/5户，今年 3/60户，5%'],
      ['第3项做到哪了', '摸底✓ 验收○'],
      ['这个月哪些零进展', '填报为0：第2项 初心讲坛'],
      ['第二支部的计划完成了多少', '孙八'],
      ['我的', '行动计划 4 项'],
    );
    await expectTalk(
      chat,
      'admin',
      ['计划进度', '党员联户：3/10户，今年 3/120户，2%，1 个没填报'],
      ['三年行动计划进展', '4 项工作，本月有任务的 3 项，有进展 2 项，零进展 1 项'],
      ['第二支部的计划完成了多少', '党员联户：0/5户，今年 0/60户，0%，本月没有填报'],
      ['第1项做到哪了', '没有填报 1 个：第二党支部'],
      ['计划进度 表格', '1 党员联户 10 3 120 3 2% 1'],
      ['计划进度图', '图马上发来'],
    );
    const still = await chat.says('admin', '这个月哪些零进展');
    expectSays(still, '没有填报 1 个：第二党支部', '填报为0 1 个：第一党支部');
  });

  it('gives a file: works by month, units by work, who stands still', async () => {
    expectSays(await chat.says('admin', '导出计划进度'), '三年行动计划11月进度');
    const { db } = chat.store;
    const row = await db
      .selectFrom('outbox')
      .select('payload')
      .where('kind', '=', 'file')
      .executeTakeFirstOrThrow();
    const { content } = JSON.parse(row.payload!) as { content: { figures: never } };
    const file = await chat.store.read(async (tx) =>
      figuresFile(
        { tx, org: await tx.organisation(), now: Date.UTC(2026, 10, 21), settings: chat.tools.settings },
        content.figures,
        chat.tools.templates,
      ),
    );
    const sheets = await readTables(await file!.write(), 'a.xlsx', () => true);
    const text = sheets
      .map(({ name, rows }) => [name, ...rows.map(({ cells: c }) => c.join('|'))].join('\n'))
      .join('\n');
    expectSays(
      text,
      '第一党支部|3/60（5%）|0/24（0%）|1/2',
      '第二党支部|没填报',
      '第一党支部||2',
      '第二党支部|1',
    );
  });
});

describe('where there is no plan', () => {
  it('says so, and leaves every line to what it was', async () => {
    const other = await openDialogue();
    try {
      await expectTalk(
        other,
        'zhangsan',
        ['计划进度', '还没有导入行动计划'],
        ['第7项 完成5场', '没有您要报的第7项'],
        ['积分', '不记个人积分'],
      );
    } finally {
      await other.close();
    }
  });
});

describe('活力指数', () => {
  it('shows a branch its own rules and figures, and nobody else', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 会议室 主持张三 记录李四 全到');
    const said = await chat.says('zhangsan', '我们支部的活力指数');
    expectSays(
      said,
      '第一党支部活力指数',
      '只给您看',
      '到会率（占 20）：100%',
      '会议记录都上报（占 15）：1/1',
    );
    for (const who of ['sunba', 'admin', 'zhaoliu'])
      expectSays(await chat.says(who, '第一支部活力指数'), '不能给别人看');
    expectSays(await chat.says('admin', '活力指数'), '只给支部书记看自己的支部');
  });

  it('is off unless it is turned on', async () => {
    const { settings } = chat.tools;
    const off = { ...settings, vitality: { ...settings.vitality, enabled: false } };
    const other = await openDialogue(undefined, [], undefined, off);
    expectSays(await other.says('zhangsan', '活力指数'), '活力指数没有开', 'config/vitality.yaml');
    expect(await other.says('zhangsan', '帮助')).not.toContain('活力指数');
    expectSays(await chat.says('zhangsan', '帮助'), '活力指数');
    await other.close();
  });
});
