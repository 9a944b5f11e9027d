// Figures in ordinary words: month by month, beside each other, over a whole time, of the last meeting.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileContent } from '../../src/ports/outbox.ts';
import type { Picture } from '../../src/ports/pictures.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 8月12日下午3点 应到6 实到4'],
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到5 请假赵六（看病）'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

const talk = (who: string, ...lines: [string, string][]) => expectTalk(chat, who, ...lines);

async function sent(): Promise<{ name: string; content: FileContent }[]> {
  const rows = await chat.store.db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload!));
}
const drawn = async () =>
  ((await sent()).at(-1)!.content as { picture: Picture }).picture as Extract<Picture, { kind: 'lines' }>;

const stored = () =>
  chat.store.read(
    async (tx) => (await tx.changesBy('zhangsan', 0)).length + (await tx.changesBy('zhaoliu', 0)).length,
  );

describe('month by month', () => {
  it('says what it counts, and the months without anything in one line', async () => {
    expect(await chat.says('zhangsan', '每月的到会率')).toBe(
      '第一党支部到会率（按月）：\n1月至7月：还没有记录\n8月：66.7%（4/6）\n9月：还没有可以算的\n10月：83.3%（5/6）\n11月：87.5%（7/8）\n' +
        (await chat.says('zhangsan', '到会率怎么算')),
    );
  });

  it('tells months somebody came to nothing in as that, and not as unknown', async () => {
    for (const month of [7, 8, 9])
      await chat.says('zhangsan', `上报 党课 ${month}月28日下午3点 应到6 实到5 缺席赵六`);
    const told = await chat.says('zhaoliu', '我今年各月到会率');
    expectSays(told, '7月：到会 0/1 次');
    expectSays(told, '9月：到会 0/');
  });

  it('goes on from a question, and back to a single month', () =>
    talk(
      'zhangsan',
      ['本月到会率', '第一党支部11月到会率 87.5%'],
      ['按月看看', '10月：83.3%（5/6）\n11月：87.5%（7/8）'],
      ['应到呢', '10月：83.3%（5/6）\n11月：87.5%（7/8）'],
      ['按季度的呢', '第三季度：66.7%（4/6）\n第四季度：85.7%（12/14）'],
      ['今年各季度开会次数', '第一季度至第二季度：还没有记录\n第三季度：'],
      ['到会率呢', '第三季度：66.7%（4/6）'],
      ['请假的呢', '第一党支部请假（按季度）：'],
      ['10月的呢', '第一党支部10月请假 1 人次（1 人）'],
    ));

  it('is a line picture, a table and a file', async () => {
    await talk('zhangsan', ['各月到会率', '（按月）'], ['画成折线', '图马上发来']);
    const { kind, measure, periods, lines, note } = await drawn();
    expect({ kind, measure, periods }).toEqual({
      kind: 'lines',
      measure: 'rate',
      periods: ['8月', '9月', '10月', '11月'],
    });
    expect(lines).toEqual([
      {
        name: '第一党支部',
        points: [
          { value: 4 / 6, detail: '4/6' },
          { value: null, detail: '0/0' },
          { value: 5 / 6, detail: '5/6' },
          { value: 7 / 8, detail: '7/8' },
        ],
      },
    ]);
    expect(note).toContain('到会率＝');
    const { table } = (await chat.send({
      userId: 'zhangsan',
      content: { kind: 'text', text: '各月到会率 列个表' },
    }))!;
    expect(table).toMatchObject({
      before: '第一党支部到会率（按月）：\n1月至7月：还没有记录',
      columns: ['对比项', '应到', '实到', '比例'],
    });
    expect(table!.rows[0]).toEqual(['2026年8月', '6', '4', '66.7%']);
    expectSays(
      await chat.says('zhangsan', '导出来'),
      '第一党支部到会率（2026年8月至11月，按月）.xlsx 正在生成，共 4 行',
    );
  });

  it('takes a year back while the year is young, and the latest dozen of a long time', async () => {
    chat.at('2027-02-10 10:00');
    expectSays(await chat.says('zhangsan', '各月到会率'), '2026年8月：66.7%', '1月：', '2月：');
    expectSays(await chat.says('zhangsan', '2025年1月到2027年2月按月看到会率'), '2026年8月：66.7%');
  });

  it('is told of each branch, and of more than four of none', () =>
    talk(
      'admin',
      ['第一支部各月到会率', '11月：87.5%（7/8）'],
      ['跟二支部比', '第二党支部11月：50%（1/2）'],
      ['各支部各月到会率', '第二党支部11月：50%（1/2）'],
      ['画个图', '第二党支部11月：50%（1/2）'],
    ));

  it('of counts, of who was away and of the ledger', () =>
    talk(
      'zhangsan',
      ['今年每个月开几次会', '10月：1 次\n11月：2 次'],
      ['各月请假人次', '10月：1 人次\n11月：1 人次'],
      ['各月整改销号率', '整改销号率（按月）'],
      ['各月没开的会', '不能两边对比'],
    ));

  it('is one’s own of whoever is in charge of nothing', () =>
    talk('zhaoliu', ['各月到会率', '11月：到会 1/2 次'], ['各月请假人次', '不能两边对比']));

  it('needs the same right as the figure', () =>
    talk('zhangsan', ['第二支部各月到会率', '这个要问书记孙八']));
});

describe('beside each other', () => {
  it('units and months follow the last answer', () =>
    talk(
      'admin',
      ['第一支部本月到会率', '87.5%'],
      ['跟二支部比', '第一党支部：87.5%（7/8）\n第二党支部：50%（1/2）\n第一党支部比第二党支部高'],
      ['一二支部人次对比', '第一党支部：7 人次\n第二党支部：1 人次'],
      ['第一支部到会率', '第一党支部11月'],
      ['和10月比', '10月：83.3%（5/6）'],
      ['和上个月比', '10月：83.3%（5/6）\n11月：87.5%（7/8）'],
    ));

  it('say which two quarters are meant, and what is compared where nothing was asked', () =>
    talk(
      'admin',
      ['两个季度比比', '到会率：\n第三季度：66.7%（4/6）\n第四季度：'],
      ['最近六个月对比', '一次最多对比 4 项，这句有 6 项'],
    ));

  it('tell nothing of a side that is not the asker’s', () =>
    talk('zhangsan', ['本月到会率', '87.5%'], ['跟二支部比', '这个要问书记孙八']));
});

describe('on another axis', () => {
  it('goes from a branch to all of them, and to the whole', () =>
    talk(
      'admin',
      ['第二支部本月到会率', '第二党支部11月到会率 50%'],
      ['支部的呢', '第一党支部 87.5%（7/8）\n第二党支部 50%（1/2）'],
      ['第二支部的呢', '第二党支部11月到会率 50%'],
      ['全部支部', '第一党支部 87.5%（7/8）'],
      ['全党委到会率', '城郊党委11月到会率 80%'],
      ['大会呢', '11月支部党员大会还没有可以算的活动，先看10月：\n城郊党委10月支部党员大会到会率'],
      ['10月的呢', '城郊党委10月支部党员大会到会率 83.3%'],
      ['请假的呢', '城郊党委10月支部党员大会请假 1 人次（1 人）'],
      ['缺席的呢', '支部党员大会（10月15日(周四) 15:00）到会 5/6'],
    ));

  it('keeps unit and month for who was away', () =>
    talk('admin', ['第二支部到会率', '50%'], ['请假的呢', '第二党支部11月请假 1 人次（1 人）']));

  it('does not go above what the asker may see', () => talk('zhangsan', ['全党委到会率', '这个要问']));
});

describe('the last meeting', () => {
  it('is named with its date', () =>
    talk(
      'zhangsan',
      ['最近一次主题党日到会率', '第一党支部11月5日主题党日到会率 83.3%'],
      ['上次党员大会谁没来', '支部党员大会（10月15日(周四) 15:00）到会 5/6'],
      ['上次组织生活会到会率', '第一党支部还没有开过、有人可以算的组织生活会'],
    ));

  it('of several branches is that of each', () =>
    talk('admin', [
      '上次到会率',
      '各支部最近一次活动的到会率：\n第一党支部 11月6日党小组会 100%（2/2）\n第二党支部 11月10日党课 50%（1/2）',
    ]));

  it('is nobody’s who may not ask', async () => {
    const said = await chat.says('zhangsan', '第二支部上次党课到会率');
    expectSays(said, '这个要问书记孙八');
    expect(said).not.toContain('11月10日');
  });
});

describe('a time that has not come', () => {
  it('is said, and last year’s is offered', async () => {
    expect(await chat.says('zhangsan', '12月主题党日到会率')).toBe(
      '12月还没到，主题党日到会率还没有可以算的。\n看安排请回复：12月有哪些会\n要看去年的请回复：2025年12月主题党日到会率',
    );
    await talk(
      'zhangsan',
      ['2025年12月主题党日到会率', '第一党支部2025年12月主题党日到会率'],
      ['那人次呢', '第一党支部2025年12月主题党日参加 0 人次'],
      ['去年12月到会率', '第一党支部2025年12月到会率'],
      ['明年到会率', '2027年还没到'],
      ['12月谁没来', '12月还没到'],
      ['12月谁请假', '第一党支部12月请假 0 人次'],
      ['第一支部下个月到会率', '第一党支部12月还没到'],
      ['1月到会率', '第一党支部1月到会率'],
    );
  });

  it('is still planned in', async () => {
    await chat.says('zhangsan', '安排 党课 12月4日下午3点 会议室');
    expectSays(await chat.says('zhangsan', '12月有哪些会'), '12月4日');
  });
});

describe('who was away over a time', () => {
  it('is told by the roster, with days, and why only to the secretary', async () => {
    expect(await chat.says('zhangsan', '今年谁请假了')).toBe(
      '第一党支部2026年请假 2 人次（1 人），占应到 20 人次的 10%。\n赵六 2 次：10月15日(看病)、11月5日(出差)\n另有 2 人次没到，只上报了人数，不知道是谁、是不是请假\n按名册顺序列，不排先后；要表请回复：列个表',
    );
    const above = await chat.says('admin', '今年谁请假了');
    expectSays(above, '第一党支部赵六 2 次：10月15日、11月5日', '第二党支部周九 1 次：11月10日');
    expect(above).not.toMatch(/看病|出差/);
  });

  it('names nobody in a group, and is of the last meeting for a member', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const group = await chat.saysIn('g1', 'zhangsan', '今年谁请假了');
    expectSays(group, '请假 2 人次（1 人）', '姓名请在私聊里再问一次');
    expect(group).not.toContain('赵六');
    expect(await chat.saysIn('g1', 'zhangsan', '列个表')).not.toContain('赵六');
    const member = await chat.says('lixiaohong', '今年谁请假了');
    expect(member).not.toContain('2 次');
    expectSays(member, '主题党日（11月5日(周四) 15:00）请假 1 人：赵六');
  });

  it('says 人次 and 人, and what of it nobody knows', () =>
    talk(
      'zhangsan',
      ['请假人次', '第一党支部11月请假 1 人次（1 人），占应到 8 人次的 12.5%'],
      ['缺席人次', '第一党支部11月缺席 0 人次'],
      ['迟到人次', '第一党支部11月迟到 0 人次'],
      ['应到多少人', '第一党支部应到 6 人（名册上党员'],
      ['本月应到人次', '第一党支部11月应到 8 人次（2 次活动），实到 7 人次'],
    ));
});

describe('a table of one branch', () => {
  it('has no column of its own name and counts no lines', async () => {
    const reply = await chat.send({
      userId: 'zhangsan',
      content: { kind: 'text', text: '10月到会率列个表' },
    });
    expect(reply!.table!.columns).not.toContain('党组织');
    expect(reply!.text).not.toContain('共 1 行');
    const mixed = await chat.send({
      userId: 'zhangsan',
      content: { kind: 'text', text: '11月到会率列个表' },
    });
    const at = mixed!.table!.columns.indexOf('党组织');
    expect(mixed!.table!.rows.map((row) => row[at])).toEqual(['', '第一党小组']);
  });
});

describe('reasons of others', () => {
  it.each(['别的支部请假原因', '其他支部谁请假什么原因', '周九请假为什么'])(
    'are not told: %s',
    async (text) => {
      const said = await chat.says('zhangsan', text);
      expect(said).not.toContain('看病');
      expect(said.split('\n')).toHaveLength(1);
    },
  );

  it('change nothing', async () => {
    const before = await stored();
    expectSays(await chat.says('zhangsan', '主题党日赵六请假为什么'), '请假（出差）');
    expect(await stored()).toBe(before);
  });
});

describe('an act that was offered', () => {
  const LINES = [
    '请假的呢',
    '缺席的呢',
    '大会呢',
    '支部的呢',
    '按月看看',
    '画成折线',
    '跟二支部比',
    '上次到会率',
    '全部支部',
    '两个季度比比',
    '请假人次',
    '本月谁请假',
    '算不算应到',
    '应到怎么算',
    '热力图',
  ];
  it.each(LINES)('is not carried out by %s', async (line) => {
    const before = await stored();
    expectSays(await chat.says('zhangsan', '赵六'), '您是想');
    expect(await chat.says('zhangsan', line)).not.toMatch(/已?代签|已签到|已请假/);
    expect(await stored()).toBe(before);
  });

  it.each(['请假', '我请假看文件', '我也没来', '我迟到了'])(
    '%s is nobody’s figure after one',
    async (line) => {
      await chat.says('zhaoliu', '本月到会率');
      expect(await chat.says('zhaoliu', line)).not.toMatch(/人次|到会率 /);
    },
  );
});
