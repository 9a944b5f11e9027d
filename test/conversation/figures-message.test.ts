// Figures by message: the first of a month, one's own share and reasons, who was never away, and what goes on from a list.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { plannedActivity } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六'],
    ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 请假赵六（孩子发烧）'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到6'],
    ['sunba', '上报 党课 11月12日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

describe('on the first of a month', () => {
  beforeEach(() => chat.at('2026-12-01 08:30'));

  it('the month before is told, and said so, in every form', async () => {
    expect(await chat.says('zhangsan', '到会率')).toBe(
      '第一党支部12月还没有可以算的活动，先看11月：\n' +
        '第一党支部11月到会率 91.7%（实到 11/应到 12，2 次活动）。\n逐次看请回复：第一党支部11月活动记录',
    );
    expectSays(await chat.says('admin', '各支部到会率'), '先看11月：', '第二党支部 50%（1/2）');
    expectSays(await chat.says('admin', '到会率列个表'), '先看11月：', '85.7%');
    expectSays(await chat.says('admin', '导出到会率'), '先看11月：', '2026年11月到会率.xlsx');
    expectSays(await chat.says('zhangsan', '开了几次会'), '先看11月：', '11月开了 2 次');
    expectSays(await chat.says('zhaoliu', '到会率'), '12月还没有', '先看11月：\n赵六', '到会 1/应参加 2');
  });

  it('which was asked for by its name is told nothing else, and where there is something', async () => {
    const said = await chat.says('zhangsan', '本月到会率');
    expectSays(said, '12月到会率：还没有可以算的活动', '上个月的请回复：第一党支部11月到会率');
    expect(said).not.toContain('91.7%');
    expect(await chat.says('zhangsan', '12月党员大会到会率')).not.toContain('上个月的');
  });

  it('something of the month itself is enough', async () => {
    chat.at('2026-12-03 08:30');
    await chat.says('zhangsan', '上报 支委会 12月2日下午3点 应到2 实到2');
    expectSays(await chat.says('zhangsan', '到会率'), '第一党支部12月到会率 100%（实到 2/应到 2');
  });
});

describe('of oneself', () => {
  it('the share is told with what it is of, over the year', async () => {
    expectSays(await chat.says('zhaoliu', '我的到会率'), '2026年', '到会率 33.3%（到会 1/应参加 3）');
    expectSays(await chat.says('zhaoliu', '我11月的到会率'), '11月', '到会率 50%（到会 1/应参加 2）');
  });

  it('reasons are one’s own to read, and of others the secretary’s alone', async () => {
    for (const who of ['zhaoliu', 'zhangsan']) {
      const text = who === 'zhaoliu' ? '我请过几次假，什么原因' : '赵六请过几次假，什么原因';
      expectSays(await chat.says(who, text), '请假 1 次', '\n11月10日 党课 请假（孩子发烧）\n');
    }
    const told = await chat.says('admin', '赵六请过几次假，什么原因');
    expectSays(told, '11月10日 党课 请假\n请假事由只有本支部书记和记录人能看');
    expect(told).not.toContain('发烧');
    expect(await chat.says('zhaoliu', '钱七请过几次假，什么原因')).not.toContain('出差');
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const openly = await chat.saysIn('g1', 'zhaoliu', '我请过几次假，什么原因');
    expectSays(openly, '请在私聊里再问');
    expect(openly).not.toContain('发烧');
  });

  it('a leave without a reason says so', async () => {
    expectSays(await chat.says('zhangsan', '上报 支委会 11月20日下午3点 应到2 实到1 请假李四'), '已记录');
    expectSays(await chat.says('lisi', '我请过几次假，都是什么原因'), '请假（没写事由）');
  });
});

describe('of oneself at one meeting', () => {
  it.each([
    ['我签到了吗', '赵六：11月19日主题党日，到会了。'],
    ['上次会我签到了没', '赵六：11月19日主题党日，到会了。'],
    ['我有没有被记缺席', '10月29日 主题党日 缺席'],
    ['我下周要开几次会', '11月23日至11月29日没有安排'],
    ['我几号请的假', '请假 1 次', '11月10日 党课 请假'],
    ['我上次来了没', '赵六：11月19日主题党日，到会了。'],
    ['我11月10日签到了吗', '赵六：11月10日党课，请假。'],
    ['我为什么是缺席', '10月29日 主题党日 缺席\n11月10日 党课 请假（孩子发烧）\n记错了请书记发'],
    ['上个月开了哪些会我没去', '\n10月29日 主题党日 缺席\n记错了'],
    ['我10月和11月比来得多还是少', '赵六到会率：\n10月：到会 0/1 次\n11月：到会 1/2 次'],
  ])('%s', async (text, ...told) => {
    const said = await chat.says('zhaoliu', text);
    expectSays(said, ...told);
    expect(said).not.toContain('钱七');
  });

  it('what goes on can still be checked in to', async () => {
    chat.at('2026-11-23 09:00');
    expectSays(await chat.says('zhangsan', '安排 党课 11月23日下午3点 会议室'), '已安排');
    chat.at('2026-11-23 14:50');
    expectSays(await chat.says('zhaoliu', '我签到了吗'), '没签到，也没请假', '请回复：签到 党课');
    expectSays(await chat.says('zhaoliu', '签到'), '已签到');
    expect(await chat.says('zhaoliu', '我签上了没')).toContain('到会了');
  });

  it('a meeting that was not theirs is none', async () =>
    expectSays(await chat.says('zhoujiu', '我签到了吗'), '周九：11月12日党课，请假。'));
});

describe('who was never away', () => {
  it.each([
    ['从来没缺过席的有哪些人', '没缺席过的有 5/6 人', '赵六'],
    ['没缺席过的有谁', '没缺席过的有 5/6 人', '赵六'],
    ['谁没请过假', '没请过假的有 4/6 人', '钱七'],
    ['从来没请过假的人', '没请过假的有 4/6 人', '赵六'],
    ['一次都没迟到过的有谁', '没迟到过的有 6/6 人', '吴十'],
    ['谁每次都来', '达到 100%的有 4/6 人', '钱七'],
    ['一次没落下的有哪些人', '达到 100%的有 4/6 人', '赵六'],
  ])('%s', async (text, told, other) => {
    const said = await chat.says('zhangsan', text);
    expectSays(said, told, '按名册顺序');
    expect(said).not.toContain(`\n${other}`);
    expect(await chat.says('zhaoliu', text)).toMatch(/这个要问|只说您本人/u);
  });
});

describe('what goes on from an answer', () => {
  it('a part that nobody tells apart is named, behind whatever figure', async () => {
    await chat.says('zhangsan', '本月到会率');
    expectSays(await chat.says('zhangsan', '只看女的'), '性别不在这里记');
    await chat.says('zhangsan', '谁没来');
    expectSays(await chat.says('zhangsan', '老同志呢'), '“老同志”没有单独统计', '主题党日（11月19日');
  });

  it('a past month that was told is the month of the names asked for next', async () => {
    await chat.says('zhangsan', '本月到会率');
    await chat.says('zhangsan', '十月呢');
    expectSays(await chat.says('zhangsan', '谁请假了'), '10月请假 1 人次', '钱七 1 次：10月29日(出差)');
    await chat.says('zhangsan', '本月到会率');
    expectSays(await chat.says('zhangsan', '谁没来'), '主题党日（11月19日');
  });

  it('a meeting that is to come is counted by who has asked for leave', async () => {
    expectSays(await chat.says('zhangsan', '下周三下午3点开党课'), '已安排');
    expectSays(await chat.says('zhaoliu', '请假 党课 出差'), '请假');
    for (const text of ['几个人要去', '谁来不了', '有几个人去不了', '多少人会来', '下周三党课谁来不了'])
      expectSays(
        await chat.says('zhangsan', text),
        '党课（11月25日(周三) 15:00）还没开始，应到 6 人，请假 1 人：赵六(出差)',
      );
    expect(await chat.says('wangwu', '谁来不了')).not.toContain('出差');
  });

  it('of two persons neither is put before the other, and one has a share', async () => {
    expectSays(await chat.says('zhangsan', '赵六和钱七谁来得少'), '不做个人排名');
    expectSays(await chat.says('zhangsan', '赵六的到会率'), '到会率 33.3%（到会 1/应参加 3）');
    expectSays(await chat.says('wangwu', '李四的到会率'), '这个要问');
  });

  it('the next one is not the last one', async () => {
    expectSays(await chat.says('zhangsan', '安排 党课 11月27日下午3点 会议室'), '已安排');
    expectSays(await chat.says('zhangsan', '下次党课请假的有几个'), '党课（11月27日(周五) 15:00）还没开始');
    expectSays(await chat.says('zhangsan', '上次党课谁请假'), '党课（11月10日', '赵六(孩子发烧)');
  });

  it('nothing that is to come is no meeting that was', async () => {
    const said = await chat.says('zhangsan', '谁来不了');
    expectSays(said, '近期没有活动');
    expect(said).not.toContain('11月19日');
  });
});

describe('items', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '登记整改 两具灭火器过期 责任人赵六 12月20日前');
    await chat.says('zhangsan', '登记整改 会议记录缺签名 责任人李四 12月20日前');
    await chat.says('sunba', '登记整改 党费没公示 责任人孙八 11月25日前');
  });

  it('of one person go on from the list, and are nobody else’s to count', async () => {
    await chat.says('zhangsan', '整改清单');
    expectSays(await chat.says('zhangsan', '李四的呢'), '李四 未销号 1 项', '会议记录缺签名');
    for (const text of ['李四的整改', '李四的呢']) {
      await chat.says('zhaoliu', '我的整改');
      const said = await chat.says('zhaoliu', text);
      expectSays(said, '这个要问');
      expect(said).not.toContain('0 项');
    }
  });

  it('are counted of each branch', async () => {
    chat.at('2026-12-01 10:00');
    const each = '城郊党委未销号 3 项，2/2 个党组织有：\n第一党支部 2 项\n第二党支部 1 项（逾期 1）\n';
    for (const text of ['各支部几条没销号', '各支部没销号的有几条', '每个支部还剩几条没整改完'])
      expectSays(await chat.says('admin', text), each);
    expectSays(await chat.says('admin', '没销号的整改按支部列一下'), each);
    expectSays(await chat.says('zhangsan', '赵六那条整改逾期几天了'), '赵六 未销号 1 项');
    expectSays(await chat.says('sunba', '哪条整改逾期了，逾期几天'), '逾期 1 项', '党费没公示');
    expectSays(await chat.says('admin', '快到期的整改按支部统计'), '城郊党委快到期 0 项');
    expectSays(
      await chat.says('admin', '各支部逾期几条'),
      '城郊党委逾期 1 项，1/2 个党组织有：\n第二党支部 1 项',
    );
  });

  it('are asked about by what they are of', async () => {
    for (const who of ['zhaoliu', 'zhangsan', 'admin'])
      expectSays(await chat.says(who, '灭火器那条整改到哪一步了'), '整改1', '两具灭火器过期');
    expectSays(await chat.says('admin', '第一支部灭火器那条整改到哪一步了'), '整改1', '两具灭火器过期');
    expect(await chat.says('admin', '第二支部灭火器那条整改到哪一步了')).not.toContain('两具灭火器');
    expect(await chat.says('zhoujiu', '灭火器那条整改到哪一步了')).not.toContain('两具灭火器');
  });
});

describe('what is asked of several branches', () => {
  it.each([
    ['哪些支部11月一次主题党日都没开', '11月主题党日次数不到 1 次的有 1/2 个：\n第二党支部 0 次'],
    ['有哪些支部到会率100%', '到会率达到 100% 的有 0/2 个'],
    ['第一支部11月几个人请假，分别是谁', '第一党支部11月请假 1 人次（1 人）', '赵六 1 次'],
    ['各支部应到多少人', '城郊党委应到 8 人', '\n第一党支部 6 人\n第二党支部 2 人\n'],
    ['没上报的会有哪些，是哪个支部的', '没有过了时间还没上报的活动'],
    ['哪个支部预备党员最多', '预备党员 1 人：\n第一党支部 李晓红'],
    ['本周四开会的支部', '11月19日开了 1 次', '第一党支部 主题党日1'],
    ['没有书记的支部有哪些', '名册上没有登记书记的支部有 0/2 个。'],
    ['全镇有多少个支部', '2 个支部'],
    ['到会率最差的五个支部', '不做个人排名，也不排先后', '第一党支部 91.7%'],
    ['今年一次主题党日都没开的支部', '2026年主题党日次数不到 1 次的有 1/2 个：\n第二党支部 0 次'],
    ['下周开会吗', '11月23日至11月29日没有安排'],
    ['预备党员有几个，都是谁', '预备党员 1 人：\n第一党支部 李晓红'],
  ])('%s', async (text, ...told) => expectSays(await chat.says('admin', text), ...told));

  it('what was not reported is that in every form', async () => {
    await chat.store.write(async (tx) => {
      const startAt = Date.parse('2026-11-10T15:00:00+08:00');
      await tx.addActivity(plannedActivity({ unitId: chat.unitId('第二党支部'), startAt, stage: 'planned' }));
    });
    for (const text of [
      '导出没上报的会',
      '把没上报的会导出来',
      '导出未上报的会议清单',
      '没上报的会议清单发我',
    ])
      expectSays(await chat.says('admin', text), '没上报.xlsx 正在生成，共 1 行');
    expectSays(await chat.says('admin', '没上报的会列个表'), '11月10日　主题党日　第二党支部　没上报');
  });

  it('and of which week they meet is no question of what is owed', async () => {
    expectSays(await chat.says('sunba', '安排 支委会 11月25日下午3点 会议室'), '已安排');
    expectSays(await chat.says('admin', '下周哪些支部有活动'), '第二党支部支部委员会会议');
    expectSays(
      await chat.says('admin', '这周有几个支部开会'),
      '11月16日至11月22日开了 1 次',
      '第一党支部 主题党日1',
    );
  });

  it('side by side they have what each of them alone has', async () => {
    await chat.store.write(async (tx) => {
      const startAt = Date.parse('2026-10-20T15:00:00+08:00');
      await tx.addActivity(plannedActivity({ unitId: chat.unitId('第二党支部'), startAt, stage: 'planned' }));
    });
    expectSays(await chat.says('admin', '没上报的会'), '没上报的有 1 次', '第二党支部 10月20日');
    expectSays(await chat.says('admin', '第一支部和第二支部对比'), '第一党支部：0 次\n第二党支部：1 次');
    chat.at('2026-12-01 08:30');
    expectSays(
      await chat.says('admin', '第一支部和第二支部到会率对比'),
      '先看11月：',
      '第一党支部：91.7%（11/12）',
    );
  });

  it('over two months each of them is told, and those alone that fell', async () => {
    expectSays(await chat.says('sunba', '上报 主题党日 10月22日下午3点 应到2 实到2'), '已记录');
    expectSays(
      await chat.says('admin', '各支部11月到会率和10月比'),
      '11月比10月高 10.7 个百分点\n两边都有数的 2 个支部：\n' +
        '第一党支部 10月 66.7%（4/6），11月 91.7%（11/12），高 25 个百分点\n' +
        '第二党支部 10月 100%（2/2），11月 50%（1/2），低 50 个百分点',
    );
    expectSays(await chat.says('admin', '11月哪些支部到会率下降了'), '下降的 1/2 个支部：\n第二党支部');
    expect(await chat.says('admin', '10月和11月到会率对比')).not.toContain('第一党支部');
    expect(await chat.says('zhangsan', '11月哪些支部到会率下降了')).not.toContain('第二党支部');
  });

  it('a kind that is held seldom is found further back', async () => {
    expectSays(await chat.says('zhangsan', '上报 党员大会 9月3日下午3点 应到6 实到5 缺席钱七'), '已记录');
    for (const text of ['上次党员大会缺席的是谁', '上次党员大会几点开的'])
      expectSays(await chat.says('zhangsan', text), '支部党员大会（9月3日(周四) 15:00）', '缺席 1 人：钱七');
  });
});

describe('above branches', () => {
  it('a line of each unit right below is told, and no order of them', async () => {
    const text = [
      '郑管理 admin 城郊党委 管理员',
      '一 a 城郊党委/东片党总支/东一党支部 书记',
      '二 b 城郊党委/东片党总支/东一党支部',
      '三 c 城郊党委/东片党总支/东二党支部',
      '四 d 城郊党委/西片党总支/西一党支部 书记',
      '五 e 城郊党委/直属党支部 书记',
    ].join('\n');
    const plan = planRoster(rosterRows(text), new Organisation([], [], []), [], { prune: false });
    const own = await openDialogue(plan.changes);
    expectSays(await own.says('a', '上报 主题党日 11月19日下午3点 应到2 实到1 请假二'), '已记录');
    expectSays(await own.says('e', '上报 主题党日 11月18日下午3点 应到1 实到1'), '已记录');
    expect(await own.says('admin', '各党总支11月到会率')).toBe(
      '城郊党委11月到会率 66.7%（2 次活动）。\n东片党总支 50%（1/2）\n西片党总支 没有\n直属党支部 100%（1/1）',
    );
    expectSays(await own.says('admin', '11月各片区开了几次会'), '东片党总支 1 次', '西片党总支 没有');
    expectSays(await own.says('admin', '没有书记的支部有哪些'), '有 1/4 个：\n东二党支部');
    await own.close();
  });
});

describe('in words', () => {
  it('a question is answered as one, and what was told as what was not kept', async () => {
    expect(await chat.says('zhaoliu', '第二党支部到会率')).toBe('这个要问书记孙八、管理员郑管理。');
    expectSays(await chat.says('zhaoliu', '导出第二党支部到会率'), '这件事要由', '来办');
    expectSays(await chat.says('zhaoliu', '安排 党课 11月25日下午3点'), '这件事要由', '没有记录');
    const asked = await chat.says('zhaoliu', '谁能批准销号呢');
    expectSays(asked, '由上级管理员同意');
    expect(asked).not.toContain('没有记录');
    expectSays(await chat.says('zhaoliu', '把那个东西搬到那里去'), '没看懂，没有记录');
  });

  it('a ledger of meetings is a workbook, and the minutes say how to get it', async () => {
    expectSays(await chat.says('zhangsan', '导出11月会议台账'), '11月活动记录.xlsx', '共 2 行');
    expectSays(await chat.says('zhangsan', '导出11月主题党日台账'), '主题党日活动记录.xlsx');
    expectSays(await chat.says('zhangsan', '导出11月会议记录'), '.docx', '请发：导出11月会议台账');
    expectSays(await chat.says('zhangsan', '导出11月整改台账'), '整改台账');
  });
});
