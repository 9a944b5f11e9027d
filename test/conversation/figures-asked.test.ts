import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到4'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

const talk = (who: string, ...lines: [string, string][]) => expectTalk(chat, who, ...lines);

describe('a question that goes on from the last', () => {
  it('keeps what was said before', () =>
    talk(
      'admin',
      ['本月到会率', '城郊党委11月到会率 80%'],
      ['那第二支部呢', '第二党支部11月到会率 50%'],
      ['上个月的呢', '第二党支部10月到会率：还没有'],
      ['各支部的呢', '城郊党委10月到会率 66.7%'],
      ['那第一支部呢', '第一党支部10月到会率 66.7%'],
      ['那次数呢', '第一党支部10月开了 1 次'],
      ['11月的呢', '第一党支部11月开了 2 次'],
      ['主题党日呢', '第一党支部11月主题党日开了 1 次'],
      ['那人次呢', '第一党支部11月主题党日参加 5 人次'],
      ['换成党小组会', '第一党支部11月党小组会参加 2 人次'],
      ['去年呢', '第一党支部2025年党小组会参加 0 人次'],
      ['分支部看', '城郊党委2025年党小组会参加 0 人次'],
    ));

  it('may ask for another form, for the figure before, and for what it means', () =>
    talk(
      'admin',
      ['第一支部本月到会率', '87.5%'],
      ['画个图', '图马上发来'],
      ['环比呢', '11月比10月高 20.8 个百分点'],
      ['那第二支部呢', '第二党支部到会率：\n10月：还没有可以算的\n11月：50%（1/2）'],
      ['怎么算的', '到会率＝实到合计÷应到合计'],
      ['说明', '到会率＝'],
      ['同比呢', '2025年11月：还没有可以算的'],
    ));

  it('stays a picture when one was asked for, and is a file only once', () =>
    talk(
      'admin',
      ['第一支部本月到会率 画个图', '图马上发来'],
      ['上个月的呢', '图马上发来'],
      ['导出来', '.xlsx 正在生成'],
      ['本月的呢', '第一党支部11月到会率 87.5%'],
    ));

  it('asks what is meant where nothing was asked, each with its content, and answers the number', async () => {
    for (const [text, first, rate] of [
      ['那第二支部呢', '1. 第二支部本月到会率', '第二党支部11月到会率'],
      ['上个月的呢', '1. 10月到会率', '10月到会率'],
      ['画个图', '1. 城郊党委本月到会率 画个图', '图马上发来'],
      ['三个支部对比', '1. 各支部本月到会率', '城郊党委11月到会率'],
      ['第一、第二支部上个月放一起看', '', '第二党支部'],
    ] as const) {
      const fresh = await openDialogue();
      const answer = await fresh.says('admin', text);
      if (first !== '') {
        expectSays(answer, '十分钟内没有问过', first);
        expectSays(await fresh.says('admin', '1'), rate);
      } else expectSays(answer, rate);
      await fresh.close();
    }
    const fresh = await openDialogue();
    expectSays(await fresh.says('admin', '怎么算的'), '十分钟内没有问过', '例如：到会率怎么算');
    await fresh.close();
  });

  it('is over after ten minutes', async () => {
    await chat.says('admin', '本月到会率');
    chat.at('2026-11-21 10:10');
    await talk('admin', ['上个月的呢', '10月到会率 66.7%']);
    chat.at('2026-11-21 10:21');
    await talk('admin', ['那第二支部呢', '十分钟内没有问过']);
  });

  it('stays in its chat and with its person', async () => {
    await chat.says('zhangsan', '本月到会率');
    expectSays(await chat.saysIn('g1', 'zhangsan', '上个月的呢'), '没有问过');
    expectSays(await chat.says('lisi', '上个月的呢'), '没有问过');
    expectSays(await chat.says('zhangsan', '上个月的呢'), '66.7%');
  });

  it('goes on in another instance', async () => {
    await chat.says('admin', '第一支部本月到会率');
    const other = createIntake(
      chat.tools,
      chat.store,
      { now: () => instantOf('2026-11-21', 10) },
      { answered: () => undefined, pushesAdded: () => undefined, failed: (e) => expect(e).toBeUndefined() },
    );
    const reply = await other.submit({
      key: 'other:1',
      channel: 'app',
      at: instantOf('2026-11-21', 10),
      userId: 'admin',
      content: { kind: 'text', text: '上个月的呢' },
    });
    expect(reply?.text).toContain('第一党支部10月到会率 66.7%');
  });

  it('asks for permission again', () =>
    talk('zhangsan', ['本月到会率', '第一党支部11月'], ['那第二支部呢', '这个要问书记孙八、管理员郑管理']));

  it('takes nothing from a question that is open, and leaves it open', async () => {
    await chat.says('zhangsan', '本月到会率');
    expectSays(await chat.says('zhangsan', '安排 党课'), '什么时候开始');
    expectSays(await chat.says('zhangsan', '画个图'), '到会率');
    expectSays(
      await chat.says('zhangsan', '11月30日下午3点'),
      '已安排：第一党支部党课，11月30日(周一) 15:00',
    );
  });

  it.each(['那我呢', '那天请假', '签到呢', '最好下周三'])('is not seen in %s', async (text) => {
    await chat.says('zhangsan', '本月到会率');
    expect(await chat.says('zhangsan', text)).not.toContain('支部11月到会率 ');
  });
});

describe('two sides', () => {
  it.each<[string, string]>([
    [
      '10月和11月签到率对比',
      '城郊党委到会率：\n10月：66.7%（4/6）\n11月：80%（8/10）\n11月比10月高 13.3 个百分点',
    ],
    ['10月11月到会率', '10月：66.7%（4/6）\n11月：80%（8/10）'],
    [
      '第一支部和第二支部谁的到会率高',
      '11月到会率：\n第一党支部：87.5%（7/8）\n第二党支部：50%（1/2）\n第一党支部比第二党支部高 37.5 个百分点',
    ],
    ['上半年和下半年党课次数', '城郊党委党课次数：\n上半年：0 次\n下半年：1 次\n下半年比上半年多 1 次'],
    ['今年和去年同期到会率', '2025年1月1日至11月21日：还没有可以算的\n1月1日至11月21日：75%（12/16）'],
    ['本月到会率环比', '11月比10月高 13.3 个百分点'],
    ['本月到会率同比', '2025年11月：还没有可以算的\n11月：80%'],
    ['到会率跟上个月比', '10月：66.7%（4/6）\n11月：80%（8/10）'],
    [
      '党课和主题党日哪个到会率高',
      '党课：50%（1/2）\n主题党日：83.3%（5/6）\n党课比主题党日低 33.3 个百分点',
    ],
    [
      '第一支部和第二支部10月和11月人次',
      '第一党支部10月：4 人次\n第一党支部11月：7 人次\n第二党支部10月：0 人次\n第二党支部11月：1 人次',
    ],
    ['1月、2月、3月、4月、5月到会率对比', '一次最多对比 4 项，这句有 5 项'],
    ['10月和11月没开的会对比', '“没开的会”不能两边对比'],
  ])('%s', async (asked, expected) => expect(await chat.says('admin', asked)).toContain(expected));

  it('are the own ones of who is in charge of nothing', async () =>
    expect(await chat.says('zhaoliu', '10月和11月到会率对比')).toBe(
      '赵六到会率：\n10月：还没有可以算的\n11月：到会 1/2 次',
    ));

  it('must both be allowed', async () =>
    expectSays(await chat.says('zhangsan', '第一支部和第二支部到会率对比'), '这个要问书记孙八'));
});

describe('what is answered with what there is', () => {
  it.each<[string, string, string]>([
    [
      'admin',
      '谁签到最多',
      '不做个人排名，也不排先后；有的是各党组织的数字，按名册顺序列出。\n城郊党委11月到会率 80%',
    ],
    ['admin', '到会率排名', '不做个人排名'],
    ['admin', '给党员排个名', '不做个人排名'],
    ['zhangsan', '给大家排个名次', '不做个人排名'],
    [
      'zhangsan',
      '谁请假最多',
      '个人不排先后。\n第一党支部11月请假 1 人次（1 人），占应到 8 人次的 12.5%。\n赵六 1 次：11月5日(出差)',
    ],
    ['zhangsan', '党费怎么交', '不收钱，也不记交了多少'],
    ['admin', '民情日记', '民情日记不在这里记'],
    ['admin', '今年发展了几个党员', '发展党员不在这里记'],
    ['admin', '本月整改报告', '【11月整改情况】城郊党委'],
    ['admin', '哪些整改一个月没动', '一个月没有进展 0 项'],
    ['admin', '上半年党课', '城郊党委上半年党课还没有开过的记录'],
    [
      'admin',
      '一共有多少党员',
      '城郊党委党员 9 人，其中正式党员 8 人、预备党员 1 人；流动党员 1 人（已在内），入党积极分子 1 人；2 个支部；2 个党小组。',
    ],
    ['admin', '第二支部几个党员', '第二党支部党员 2 人'],
    ['admin', '谁没回复收到', '没有谁没回复可以数'],
    ['admin', '逾期整改怎么算的', '逾期＝过了现在的时限'],
    ['admin', '没开的会怎么算', '没开的会＝按规定'],
    ['zhangsan', '流动党员算应到吗', '流动党员和列席的不在应到里'],
    ['zhangsan', '迟到算到会吗', '迟到算到会'],
  ])('%s: %s', async (who, asked, expected) => expect(await chat.says(who, asked)).toContain(expected));

  it('says of a day that is over what was held, and nothing of plans', async () => {
    expectSays(await chat.says('zhangsan', '上报 党课 11月20日下午3点 应到6 实到6'), '已记录');
    expectSays(await chat.says('admin', '昨天有没有开会的'), '城郊党委11月20日开了 1 次');
    expectSays(await chat.says('admin', '昨天有几个支部开了会'), '第一党支部 党课1');
  });

  it('counts what was not reported by branch', async () => {
    for (const day of ['11月12日', '11月13日'])
      await chat.says('sunba', `安排 主题党日 ${day}下午3点 会议室`);
    await chat.says('sunba', '安排 支部党员大会 11月23日下午3点 会议室');
    await chat.says('sunba', '安排 党课 11月24日下午3点 会议室');
    await chat.says('zhangsan', '安排 党课 11月25日下午3点 会议室');
    chat.at('2026-11-26 10:00');
    expect(await chat.says('admin', '哪些支部没上报')).toBe(
      '城郊党委8月26日至11月26日过了时间还没上报的有 3 次，2 个支部：\n第一党支部 11月25日党课\n第二党支部 11月23日支部党员大会、11月24日党课',
    );
    expectSays(
      await chat.says('admin', '那第一支部呢'),
      '第一党支部8月26日至11月26日过了时间还没上报的有 1 次',
    );
    expectSays(await chat.says('admin', '10月没上报的有哪些'), '10月没有过了时间还没上报的活动');
  });
});
