// Dialogues of several lines about figures, as they are spoken.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到5 请假李四（看病）'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

const talk = (who: string, ...lines: [string, string | RegExp][]) => expectTalk(chat, who, ...lines);

describe('a question and what follows it', () => {
  it('says the day of the last meeting, and who was away from that one', () =>
    talk(
      'zhangsan',
      ['上次党员大会是哪天开的', '10月15日'],
      ['谁没来', '10月15日'],
      ['上次主题党日什么时候开的', '11月5日'],
      ['谁请假了', '赵六'],
    ));

  it('says the newest meeting where nothing but its kind is said, and goes on from that', () =>
    talk('zhangsan', ['最近一次党员大会', '10月15日'], ['谁没来', '10月15日']));

  it('tells a member the day, and no figure', async () => {
    expect(await chat.says('zhaoliu', '上次党员大会是哪天开的')).toBe(
      '第一党支部最近一次支部党员大会：10月15日。',
    );
    expect(await chat.says('zhaoliu', '上次活动是哪天')).toMatch(/^第一党支部最近一次活动：11月\d+日/);
    expectSays(await chat.says('zhaoliu', '上次党员大会到会率'), '您本人的');
  });

  it('means the group of whoever says 我们小组, and of nobody else’s branch', async () => {
    expectSays(await chat.says('wangwu', '我们小组本月到会率'), '第一党支部第一党小组11月到会率');
    // Of whoever is in no group nothing is said of the whole branch instead.
    for (const who of ['lisi', 'admin'])
      expectSays(await chat.says(who, '我们小组本月到会率'), '没有找到“本小组”');
  });

  it('says which meetings are not due within what was asked for', async () => {
    expectSays(await chat.says('admin', '11月没开的会'), '按季度、按年开的会不在11月到期');
    const quarter = await chat.says('admin', '第三季度没开的会');
    expect(quarter).toContain('\n按年开的会不在第三季度到期');
  });

  it('keeps the course when another figure is asked for', () =>
    talk(
      'zhangsan',
      ['10月到11月每月开会次数', '10月：1 次'],
      ['换成人次', '10月：5 人次'],
      ['来张折线图', '10月：5 人次'],
    ));

  it('shows every month where the lowest is asked for, and ranks nobody', () =>
    talk('zhangsan', ['今年到会率', '第一党支部2026年到会率'], ['哪个月最低', '11月：']));

  it('goes from a group to the whole branch', () =>
    talk(
      'zhangsan',
      ['第一党小组本月出勤', '第一党支部第一党小组11月到会率'],
      ['全支部呢', '第一党支部11月到会率'],
    ));

  it('says the reasons, and how it was counted', () =>
    talk(
      'zhangsan',
      ['11月谁请假', '赵六'],
      ['原因是什么', '出差'],
      ['本月签到率', '第一党支部11月到会率'],
      ['算错了吧,怎么算的', '到会率＝'],
      ['上个月的也来一个', '第一党支部10月到会率'],
    ));

  it('sends a file where 导出 is said', () =>
    talk('zhangsan', ['本月到会率', '第一党支部11月到会率'], ['导出表格', '.xlsx 正在生成']));

  it('ranks no people', () =>
    talk('admin', ['把全体党员按出勤率从高到低排名', '不排'], ['谁最不积极，缺席最多的前三名是谁', '不排']));

  it('means the meeting that is going on, where one is', async () => {
    await talk('zhangsan', ['上次党员大会是哪天开的', '10月15日']);
    expectSays(await chat.says('zhangsan', '安排 党课 今天上午10点10分 会议室'), '已安排');
    await talk('zhangsan', ['谁没来', '党课（11月21日']);
  });

  it('counts nobody away from a meeting that is not over', async () => {
    const before = await chat.says('zhangsan', '本月谁没来');
    expect(before).toContain('缺席 0 人次');
    expectSays(await chat.says('zhangsan', '安排 党课 今天上午10点10分 会议室'), '已安排');
    expectSays(await chat.says('zhaoliu', '签到'), '已签到');
    expect(await chat.says('zhangsan', '本月谁没来')).toBe(before);
  });

  it('finds a last meeting that was most of a year ago', async () => {
    expectSays(await chat.says('zhangsan', '上报 党课 2026年2月10日上午9点 应到6 实到6'), '已记录');
    await talk('zhangsan', ['上次党课是哪天开的', '2月10日']);
  });

  it('tells reasons over a span to the secretary and recorder of that branch alone', async () => {
    for (const line of ['本月谁请假', '11月请假名单', '第一党支部11月谁请假 什么原因']) {
      expectSays(await chat.says('zhangsan', line), '赵六', '出差');
      const above = await chat.says('admin', line);
      expectSays(above, '赵六');
      expect(above).not.toContain('出差');
    }
  });

  it('asks of a month from its first day on, and of the one that comes not yet', async () => {
    chat.at('2026-12-01 10:00');
    const first = await chat.says('zhangsan', '本月到会率');
    expectSays(first, '12月到会率');
    expect(first).not.toContain('还没到');
    expectSays(await chat.says('zhangsan', '下个月到会率'), '还没到');
  });
});

describe('what is said in a few words', () => {
  it('answers two figures asked in one breath, and keeps both', () =>
    talk(
      'zhangsan',
      ['今年开了多少场会、多少人次', /开了 3 次[\s\S]*参加 12 人次/],
      ['10月的呢', /10月开了 1 次[\s\S]*10月参加 5 人次/],
      ['换成到会率', /^第一党支部10月到会率[\s\S]*$/],
    ));

  it('says what is lacking of the same, and of a roll who', () =>
    talk(
      'zhangsan',
      ['11月没开的会', '还没开'],
      ['缺哪个', '第一党支部11月还没开'],
      ['上次主题党日谁没来', '主题党日（11月5日'],
      ['还差哪个', '主题党日（11月5日'],
    ));

  it('says to whoever is in charge of nothing what they missed themselves', () =>
    talk('zhaoliu', ['缺了几次', '赵六（第一党支部）'], ['我今年请假几次', /请假 1 次/]));

  it('goes back month by month, and meeting by meeting', () =>
    talk(
      'zhangsan',
      ['本月到会率', '第一党支部11月到会率'],
      ['再上个月', '第一党支部10月到会率'],
      ['再上个月', '第一党支部9月到会率'],
      ['最近一次主题党日到会率', '11月5日'],
      ['再上一次呢', '再往前没有'],
    ));

  it('exports the one meeting that was asked about', async () => {
    expectSays(await chat.says('zhangsan', '上次主题党日谁没来'), '11月5日');
    expectSays(await chat.says('zhangsan', '导出会议记录'), '2026-11-05', '共 1 次会');
    expectSays(await chat.says('zhangsan', '本月到会率'), '11月');
    expectSays(await chat.says('zhangsan', '导出会议记录'), '共 2 次会');
  });

  it('tells the days of each branch in lines of their own', () =>
    talk('admin', ['今年党员大会都是哪天开的', /10月15日　支部党员大会/]));

  it('shows of one kind that column alone, with what the signs mean', () =>
    talk(
      'admin',
      ['哪些支部没开党员大会', '还没开支部党员大会'],
      ['出个表', /第四季度支部党员大会[\s\S]*第一党支部　支部党员大会 ✓\n[\s\S]*✓ 已开/],
    ));

  it('ranks no branch by what persons did, and says what each has', () =>
    talk(
      'admin',
      ['哪个支部请假最多', /不排先后[\s\S]*第一党支部 1 人次/],
      ['哪个支部逾期最多', /不排先后/],
    ));

  it('counts of no meeting nobody away', () =>
    talk('admin', ['11月请假人次同比', /2025年11月：还没有可以算的\n11月：1 人次/]));

  it('goes from one person to the next without asking', () =>
    talk('zhangsan', ['赵六今年请了几次假', '请假 1 次'], ['王五呢', '王五（第一党支部）2026年']));

  it('answers an officer above the branches with their figures', async () => {
    const answer = await chat.says('admin', '本季度应到多少实到多少');
    expectSays(answer, '第四季度到会率');
  });

  it('says that there is no figure for a head', () => talk('zhangsan', ['人均开会几次', '没有算']));

  it('names nobody over a span in a group, though who asks may know', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const openly = await chat.saysIn('g1', 'zhangsan', '本月谁请假');
    expectSays(openly, '11月请假 1 人次（1 人）', '姓名请在私聊里再问一次');
    expect(openly).not.toContain('赵六');
    expect(openly).not.toContain('出差');
    expectSays(await chat.says('zhangsan', '本月谁请假'), '赵六 1 次：11月5日(出差)');
  });

  it('calls nobody away from a meeting of which numbers alone were reported', async () => {
    expectSays(await chat.says('zhangsan', '上报 党课 11月12日下午3点 应到6 实到5'), '5 人没有记姓名');
    await talk('zhangsan', ['赵六今年来了几次', '另有 1 次只上报了人数']);
    const away = await chat.says('zhangsan', '没来的是哪几次');
    expectSays(away, '11月5日 主题党日 请假');
    expect(away).not.toContain('11月12日');
  });

  it('tells how often somebody came late', async () => {
    expectSays(await chat.says('zhangsan', '11月5日主题党日王五没签到算他迟到'), '迟到');
    expectSays(await chat.says('wangwu', '我今年迟到几次'), '（迟到 1 次）', '到会（迟到）');
    const late = await chat.says('wangwu', '迟到是哪几次');
    expectSays(late, '11月5日 主题党日 到会（迟到）');
    expect(late).not.toContain('11月6日');
  });
});

describe('a part of the members that the roster does not tell apart', () => {
  it('is named first, and stays with what goes on from the question', () =>
    talk(
      'zhangsan',
      ['10月女党员到会率', '“女党员”没有单独统计，下面是所有人的：\n第一党支部10月到会率'],
      ['11月的呢', '“女党员”没有单独统计'],
      ['列个表', '“女党员”没有单独统计'],
      ['10月和11月女党员到会率对比', '“女党员”没有单独统计'],
      ['70岁以上的谁没来', '“70岁以上”没有单独统计'],
      ['大专以上的党员有几个', '“大专以上党员”没有单独统计'],
      ['本月到会率', /^第一党支部11月到会率/],
    ));

  it('is not spoken of to whom nothing is told', async () =>
    expect(await chat.says('zhaoliu', '第二党支部女党员到会率')).not.toContain('没有单独统计'));

  it('looks further back for a habit than this month', () =>
    talk('zhangsan', ['谁老不来开会', '个人不排先后。\n第一党支部8月']));
});

describe('他 and 她', () => {
  it('is the one whose record was told, and nobody where none was', () =>
    talk(
      'zhangsan',
      ['他请过假吗', '说的是谁？'],
      ['赵六今年来过几次', '赵六（第一党支部）2026年'],
      ['他请过假吗', '赵六（第一党支部）2026年'],
      ['李四今年来过几次', '李四（第一党支部）2026年'],
      ['她缺席过几次', '李四（第一党支部）2026年'],
      ['本月到会率', '第一党支部11月到会率'],
      ['他来了几次', '说的是谁？'],
    ));

  it('tells a member nothing of another', async () => {
    await chat.says('zhaoliu', '李四今年来过几次');
    expect(await chat.says('zhaoliu', '他请过假吗')).not.toContain('李四（');
  });
});

it('tells of the last meeting of a kind who should have come and who came', () =>
  talk('zhangsan', ['党员大会应到几人实到几人', '第一党支部10月15日支部党员大会到会率']));
