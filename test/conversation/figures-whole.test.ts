// Figures in ordinary words: who held a meeting, thresholds, shares, forms, and one person by name.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 党课 10月15日下午3点 应到6 实到5 请假赵六（看病） 主讲人李四'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到4 缺席赵六、钱七'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（出差） 主持人张三 记录人李四'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病） 主讲人孙八'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

/** Each line said by the one, and what stands in its answer. */
async function talk(who: string, lines: readonly (readonly [string, ...string[]])[]) {
  for (const [text, ...parts] of lines) expectSays(await chat.says(who, text), ...parts);
}

describe('what a record names', () => {
  it('is told of the last meeting, and of the one that was told', async () => {
    await talk('zhangsan', [
      ['上次党课谁讲的', '10月15日', '党课：主讲人 李四'],
      ['谁记录的', '10月15日', '记录里没有写记录人', '补记请发：10月15日党课记录人是张三'],
      ['来了几个人', '党课（10月15日(周四) 15:00）到会 5/6'],
      ['最近一次主题党日谁主持的，谁记录的', '11月19日', '主持人 张三，记录人 李四'],
      ['谁没来', '主题党日（11月19日(周四) 15:00）'],
      ['谁记录的', '11月19日', '记录人 李四'],
    ]);
  });

  it('is told of each of a span, and counted again when it is asked how many', async () => {
    await talk('zhangsan', [
      ['今年主题党日开了几次', '开了 2 次'],
      [
        '谁主持的',
        '2026年主题党日，2 次：',
        '11月5日 第一党支部主题党日：记录里没有写主持人',
        '11月19日',
        '主持人 张三',
      ],
      ['说明', '活动记录列出'],
      ['按月看', '主题党日次数（按月）', '11月：2 次'],
    ]);
  });

  it('of several branches is told of each, and to a member of their own alone', async () => {
    expect(await chat.says('admin', '上次党课谁讲的')).toBe(
      '城郊党委党课，2 次：\n10月15日 第一党支部党课：主讲人 李四\n11月10日 第二党支部党课：主讲人 孙八',
    );
    expectSays(await chat.says('zhaoliu', '谁讲的'), '党课：主讲人 李四');
    expectSays(await chat.says('zhaoliu', '第二支部上次党课谁讲的'), '这个要问');
    expectSays(await chat.says('zhangsan', '下次党课谁讲'), '近期没有安排党课');
  });
});

describe('a number to be reached', () => {
  it('by persons is told within the own branch, in the order of the roster', async () => {
    expect(await chat.says('zhangsan', '到会率70%以下的党员')).toBe(
      '第一党支部2026年到会率不到 70%的有 2/6 人：\n钱七 到会 2/3 次\n赵六 到会 0/3 次\n按名册顺序列，不排先后',
    );
    await talk('zhangsan', [
      ['那50%以下呢', '不到 50%的有 1/6 人：\n赵六'],
      ['11月的呢', '第一党支部11月到会率不到 50%', '赵六 到会 0/2 次'],
      ['请假两次以上的人', '请假 2 次以上的有 1/6 人：\n赵六 2 次'],
      ['一次都没来的人', '一次都没到会的有 1/6 人：\n赵六 应参加 3 次'],
    ]);
  });

  it('by persons is told to nobody else', async () => {
    for (const text of ['到会率80%以下的党员', '第一支部没来过一次以上的党员'])
      expect(await chat.says('admin', text)).toMatch(/^个人的数字只在本支部里由书记看/);
    expectSays(await chat.says('zhaoliu', '没来过三次以上的人'), '这个要问');
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const openly = await chat.saysIn('g1', 'zhangsan', '到会率80%以下的党员');
    expectSays(openly, '2/6 人', '请在私聊里再问');
    expect(openly).not.toContain('赵六');
  });

  it.each([
    ['今年到会率低于80%的支部', '到会率不到 80% 的有 2/2 个：\n第一党支部 77.8%（14/18）'],
    ['今年党课开了不到1次的支部', '党课次数不到 1 次的有 0/2 个。'],
    ['今年请假2人次以上的支部', '请假达到 2 人次的有 1/2 个：\n第一党支部 2 人次'],
  ])('by units: %s', async (text, expected) => {
    expectSays(await chat.says('admin', text), expected);
  });

  it('goes on, and says in which form there is something', async () => {
    await talk('admin', [
      ['今年到会率低于60%的支部', '有 1/2 个：\n第二党支部'],
      ['80%以下的呢', '2026年到会率不到 80% 的有 2/2 个'],
      ['一共几个', '2026年到会率不到 80% 的有 2/2 个'],
      ['是哪几个', '2026年到会率不到 80% 的有 2/2 个'],
      ['导出来', '先给文字；全部支部的有，请回复：2026年各支部到会率 导出'],
      ['2026年各支部到会率 导出', '到会率.xlsx 正在生成'],
    ]);
  });

  it('has two ends, both of which belong to it', async () => {
    await talk('admin', [
      ['今年到会率50%到77%的支部', '2026年到会率在 50% 到 77% 的有 1/2 个：\n第二党支部 50%（1/2）'],
      ['70%到80%的呢', '在 70% 到 80% 的有 1/2 个：\n第一党支部 77.8%（14/18）'],
      ['50%以上78%以下的呢', '达到 50%、不到 78% 的有 2/2 个'],
      ['10%以上50%以下的呢', '达到 10%、不到 50% 的有 0/2 个'],
      ['换成10%以上的', '达到 10% 的有 2/2 个'],
      ['换成60%', '达到 60% 的有 1/2 个'],
      ['今年开了2到3次的支部', '次数在 2 次 到 3 次的有 1/2 个：\n第一党支部 3 次'],
    ]);
    await talk('zhangsan', [
      ['今年请假1到2次的党员', '请假在 1 次 到 2 次的有 1/6 人：\n赵六 2 次'],
      ['到会率60%到80%的党员', '在 60% 到 80% 的有 1/6 人：\n钱七 到会 2/3 次'],
    ]);
  });

  it('by groups is of what each has held itself', async () => {
    expectSays(
      await chat.says('wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到1 请假赵六（值班）'),
      '已记录',
    );
    expectSays(await chat.says('qianqi', '上报 党小组会 11月7日晚上7点 应到2 实到2'), '已记录');
    const told = '本月到会率不到 80% 的有 1/2 个：\n第一党支部第一党小组 50%（1/2）'.replace('本月', '11月');
    expectSays(await chat.says('zhangsan', '哪些小组到会率低于80%'), `第一党支部${told}`);
    expectSays(await chat.says('admin', '本月到会率80%以下的小组'), `城郊党委${told}`);
    await talk('admin', [
      ['90%以上的呢', '达到 90% 的有 1/2 个：\n第一党支部第二党小组 100%（2/2）'],
      ['哪些支部到会率低于80%', '城郊党委11月到会率不到 80% 的有 2/2 个：\n第一党支部 75%（12/16）'],
      ['开会超过1次的小组', '次数达到 2 次的有 0/2 个'],
    ]);
    expectSays(await chat.says('zhaoliu', '哪些小组到会率低于80%'), '您本人的');
    // Side by side the groups stand alone, without the branch that they are in.
    const beside = (await chat.says('zhangsan', '各小组到会率'))
      .split('\n')
      .filter((line) => line.includes('：'));
    expect(beside.slice(1)).toEqual([
      '第一党支部第一党小组：50%（1/2）',
      '第一党支部第二党小组：100%（2/2）',
    ]);
  });

  it('of the ledger is told of the units too', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：11月25日');
    expectSays(
      await chat.says('admin', '销号率不到六成的支部'),
      '整改销号率不到 60% 的有 1/1 个',
      '第一党支部 0%（0/1）',
    );
    chat.at('2026-11-28 10:00');
    expectSays(
      await chat.says('admin', '逾期1条以上的支部'),
      '逾期整改达到 1 条的有 1/2 个',
      '第一党支部 1 条',
    );
  });
});

describe('a share', () => {
  it('is told where it is asked for', async () => {
    await talk('admin', [
      ['几个支部没开党员大会，占多少', '还没开支部党员大会的有 2/2 个，占 100%'],
      ['今年到会率低于60%的支部', '有 1/2 个：'],
      ['占多少', '2026年到会率不到 60% 的有 1/2 个，占 50%'],
      ['请假的占多少', '请假 2 人次', '占应到'],
    ]);
  });

  it('of what no picture shows says which form there is', async () => {
    expectSays(await chat.says('zhangsan', '11月19日主题党日谁请假 图'), '没有图可画，先给文字；有表和文件');
  });
});

describe('somebody by name', () => {
  it('is told with the days they were away alone, where those are asked for', async () => {
    await talk('zhangsan', [
      ['赵六这半年来了几次', '赵六（第一党支部）5月21日至11月21日应参加 3 次，到会 0 次，请假 2 次'],
      ['请假是哪几次', '10月15日 党课 请假（看病）\n11月19日 主题党日 请假（出差）\n'],
      ['上半年的呢', '赵六（第一党支部）上半年：还没有'],
      ['钱七半年来几次', '到会 2 次'],
      ['没来的是哪几次', '缺席 1 次。\n11月5日 主题党日 缺席\n记错了'],
    ]);
    // Behind anything else they are of the meetings.
    await talk('zhangsan', [
      ['本月到会率', '第一党支部11月到会率'],
      ['没来的是哪几次', '第一党支部11月'],
    ]);
  });

  it('is not dropped, and reasons are told to whoever may know', async () => {
    expect(await chat.says('zhangsan', '赵六为什么没来')).toBe('赵六：11月19日主题党日，请假（出差）。');
    expect(await chat.says('admin', '那第一支部的赵六为什么没来')).toBe(
      '赵六：11月19日主题党日，请假。事由只有本支部书记和记录人能看，请问书记张三。',
    );
    expect(await chat.says('admin', '第二支部赵六为什么没来')).toBe(
      '赵六在第一党支部，不在第二党支部。请按支部再问，例如：第一党支部赵六为什么没来',
    );
    expectSays(await chat.says('zhangsan', '李四上次为啥没来'), '到会了');
    expectSays(
      await chat.says('admin', '第一支部谁为什么没来'),
      '请假 1 人：赵六',
      '事由只有本支部书记和记录人能看',
    );
  });
});

describe('what goes on', () => {
  it('keeps kind and time of the same figure of each', async () => {
    await talk('admin', [
      ['今年党课开了几场', '2026年党课开了 2 次'],
      ['每个支部几场', '2026年党课开了 2 次', '第一党支部 1 次'],
      ['哪个支部一场都没开', '2026年党课次数不到 1 次的有 0/2 个'],
      ['人次是什么意思', '人次＝'],
      ['本月多少', '11月参加'],
    ]);
  });

  it('has examples of what was asked about', async () => {
    await talk('zhangsan', [
      ['本月党课活动记录', '例如：上报 党课 全员到齐'],
      ['今年组织生活会开了几次', '例如：上报 组织生活会 全员到齐'],
    ]);
  });

  it('counts people, and takes no words of a question for a name', async () => {
    await talk('zhangsan', [
      ['党员有多少', '党员 7 人'],
      ['预备的几个', '预备党员 1 人：\n李晓红'],
    ]);
  });

  it('is of the last so many where these are asked for, and of one branch alone', async () => {
    await talk('zhangsan', [
      [
        '最近两次主题党日到会率',
        '第一党支部最近 2 次主题党日：\n11月5日 主题党日 4/6\n11月19日 主题党日 5/6',
      ],
      ['谁主持的', '2 次：', '11月19日', '主持人 张三'],
    ]);
    expectSays(
      await chat.says('admin', '最近两次主题党日到会率'),
      '请写支部再问，例如：第一党支部最近2次主题党日到会率',
    );
  });

  it('is of the figure that was told, whichever unit would be first', async () => {
    await talk('admin', [
      ['今年请假率', '请假 3 人次'],
      ['哪个支部最高', '不做个人排名', '第一党支部 2 人次', '第二党支部 1 人次'],
      ['今年主题党日开了几次', '开了 2 次'],
      ['不到1次的有哪几个', '主题党日次数不到 1 次的有 1/2 个：\n第二党支部 0 次'],
      ['全县流动党员占党员的比例', '流动党员 1 人（已在内，占'],
      ['按期率是什么意思', '按期率＝'],
    ]);
  });

  it('is of those persons again, and of the time that is said now', async () => {
    await talk('zhangsan', [
      ['请假两次以上的人', '请假 2 次以上的有 1/6 人'],
      ['迟到的呢', '2026年迟到 2 次以上的有 0/6 人'],
      ['今年到会率', '77.8%'],
      ['低于50%的人有谁', '2026年到会率不到 50%的有 1/6 人：\n赵六'],
      ['党课讲了什么', '10月15日'],
      ['今年的', '10月15日'],
      ['我们支部在全镇排第几', '不做个人排名'],
      ['主题党日到会率最低的是哪次', '11月5日 主题党日 4/6'],
    ]);
  });

  it.each(['赵六为什么老不来', '赵六怎么总不来', '赵六为什么又没来'])('changes nothing: %s', async (text) => {
    const before = await stored();
    expectSays(await chat.says('zhangsan', text), '赵六');
    expect(await stored()).toBe(before);
  });

  it('is no figure any more behind a question of another matter', async () => {
    await chat.says('zhangsan', '本月到会率');
    await chat.says('zhangsan', '发展党员名单');
    expectSays(await chat.says('zhangsan', '占多少'), '接着哪个数字说');
  });
});

const stored = () => chat.store.read(async (tx) => (await tx.changesBy('zhangsan', 0)).length);
