import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const branchActivities = () => chat.store.write((tx) => tx.activities([chat.unitId('第一党支部')], 0, 9e12));

describe('planning', () => {
  it('tells every member in private where the group has no push address', async () => {
    expectSays(
      await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室'),
      '已安排',
      '已逐人通知',
    );
    const [row] = await chat.waiting('activity:1');
    expect(row).toMatchObject({ channel: 'app', rule: 'invitation', key: 'invitation:1:1' });
    expect(row!.to.sort()).toEqual(
      ['jiji', 'liudong', 'lisi', 'lixiaohong', 'qianqi', 'wangwu', 'zhangsan', 'zhaoliu'].sort(),
    );
    expectSays(row!.text, '主题党日通知', '11月25日(周三) 15:00', '三楼会议室', '请假');
  });

  it('tells the group by its webhook where there is one', async () => {
    await chat.says(
      'zhangsan',
      '绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678-aaaa',
    );
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    expect(await chat.waiting('activity:1')).toMatchObject([{ channel: 'webhook', to: ['12345678-aaaa'] }]);
  });

  it('holds a notice back over quiet hours', async () => {
    chat.at('2026-11-21 22:10');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    const [row] = await chat.waiting('activity:1');
    expect(new Date(row!.at).toISOString()).toBe('2026-11-22T00:01:00.000Z');
  });

  it('asks for a missing time, and the answer completes it', async () => {
    expectSays(await chat.says('zhangsan', '安排 主题党日 三楼会议室'), '什么时候开始');
    expect(await branchActivities()).toEqual([]);
    expectSays(
      await chat.says('zhangsan', '11月25日下午3点'),
      '已安排',
      '11月25日(周三) 15:00',
      '三楼会议室',
    );
  });

  it('never takes an unrelated message for the answer', async () => {
    await chat.says('zhangsan', '安排 主题党日 三楼会议室');
    await chat.says('zhangsan', '中午食堂吃啥');
    expectSays(await chat.says('zhangsan', '谁没签到'), '近期没有活动');
    expect(await branchActivities()).toEqual([]);
  });

  it('lets the question expire', async () => {
    await chat.says('zhangsan', '安排 主题党日 三楼会议室');
    chat.at('2026-11-21 10:11');
    await chat.says('zhangsan', '11月25日下午3点');
    expect(await branchActivities()).toEqual([]);
  });

  it('refuses a member and names the secretary', async () => {
    expectSays(await chat.says('zhaoliu', '安排 主题党日 11月25日下午3点'), '张三', '没有记录');
  });

  it('lets a group leader plan the own 党小组会 only', async () => {
    expectSays(
      await chat.says('wangwu', '安排 党小组会 明天晚上7点半 活动室'),
      '已安排',
      '第一党小组',
      '应到 2 人',
    );
    expectSays(await chat.says('wangwu', '安排 党课 明天晚上7点半'), '没有记录');
  });

  it('asks the secretary which group a 党小组会 is for', async () => {
    expectSays(
      await chat.says('zhangsan', '安排 党小组会 明天晚上7点半'),
      '哪个党小组',
      '1. 第一党小组',
      '2. 第二党小组',
    );
    expectSays(await chat.says('zhangsan', '第二党小组'), '已安排', '第二党小组', '应到 2 人');
  });

  it.each([
    ['安排 主题党日 2月30日下午3点', '日期不存在'],
    ['安排 主题党日 11月25日25点', '时间不存在'],
    ['安排 主题党日 11月25日（周四）下午3点', '星期对不上'],
  ])('never guesses at a time that cannot be: %s', async (text, line) => {
    expectSays(await chat.says('zhangsan', text), line, '没有记录');
    expect(await branchActivities()).toEqual([]);
  });

  it('refuses a moment that is over', async () => {
    expectSays(await chat.says('zhangsan', '安排 主题党日 2026年11月20日下午3点'), '已经是过去的时间');
    expect(await branchActivities()).toEqual([]);
  });
});

describe('changing and cancelling', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  });

  const deliver = async () => {
    for (const row of await chat.store.claimDue(Date.parse('2026-11-21T10:00:00+08:00'), {
      kind: 'push',
      limit: 50,
      leaseMs: 1000,
    })) {
      await chat.store.settle(row, { state: 'accepted' }, row.at);
    }
  };

  it('tells those who were told again, once', async () => {
    await deliver();
    expectSays(
      await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午4点'),
      '已改到 11月26日(周四) 16:00',
      '已逐人通知',
    );
    const rows = await chat.waiting('activity:1');
    expect(rows.map((r) => [r.rule, r.state])).toEqual([
      ['invitation', 'accepted'],
      ['changed', 'waiting'],
    ]);
  });

  it('replaces an invitation that never left', async () => {
    await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午4点');
    const rows = await chat.waiting('activity:1');
    expect(rows.map((r) => [r.rule, r.state])).toEqual([
      ['invitation', 'cancelled'],
      ['invitation', 'waiting'],
    ]);
    expectSays(rows[1]!.text, '11月26日(周四) 16:00');
  });

  it('cancels, and undo brings it back and says so', async () => {
    await deliver();
    expectSays(await chat.says('zhangsan', '取消 主题党日'), '已取消', '已逐人通知');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect(await branchActivities()).toMatchObject([{ stage: 'planned' }]);
    expect((await chat.waiting('activity:1')).map((r) => [r.rule, r.state])).toEqual([
      ['invitation', 'accepted'],
      ['cancelled', 'cancelled'],
      ['restored', 'waiting'],
    ]);
  });

  it('takes a bare 取消 for the only one there is, and for a no where something was asked', async () => {
    await chat.says('zhangsan', '安排 党课');
    expectSays(await chat.says('zhangsan', '取消'), '好的，没有记录');
    expectSays(await chat.says('zhangsan', '取消'), '主题党日', '已取消');
  });

  it('asks after a bare 改期 when to, and moves the only one there is', async () => {
    expectSays(await chat.says('zhangsan', '改期'), '什么时候');
    expectSays(await chat.says('zhangsan', '11月26日下午4点'), '已改到 11月26日(周四) 16:00');
  });

  it('says what there is when nothing fits', async () => {
    expectSays(await chat.says('zhangsan', '取消 党课'), '没有找到这个活动', '主题党日 11月25日(周三) 15:00');
  });
});

it('a day of last week is not planned for next year, unless that is said', async () => {
  expectSays(
    await chat.says('zhangsan', '安排 党课 11月18日下午3点'),
    '11月18日(周三) 已经过去了',
    '上报 党课 11月18日 应到6 实到6',
  );
  await chat.says('zhangsan', '安排 党课 11月25日下午3点');
  expectSays(await chat.says('zhangsan', '改期 党课 改到 11月19日下午3点'), '11月19日(周四) 已经过去了');
  expectSays(await chat.says('zhangsan', '安排 党课 2027年11月18日下午3点'), '已安排');
});

it('a group that read of it in the answer is told of it when it is called off elsewhere', async () => {
  await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
  await chat.saysIn('wr1', 'zhangsan', '安排 主题党日 11月25日下午3点');
  expect(await chat.waiting('activity:1')).toEqual([]);
  expectSays(await chat.says('zhangsan', '取消 主题党日'), '已取消', '已逐人通知');
  expect(await chat.waiting('activity:1')).toMatchObject([{ rule: 'cancelled', state: 'waiting' }]);
});

describe('undo', () => {
  it('takes back the own last entry within ten minutes and no other', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    chat.at('2026-11-25 14:40');
    await chat.says('zhaoliu', '签到');
    expectSays(await chat.says('wangwu', '撤销'), '没有可以撤销的记录');
    expectSays(await chat.says('zhaoliu', '撤销'), '已撤销', '主题党日');
    expectSays(await chat.says('wangwu', '签到'), '1/6');
    chat.at('2026-11-25 14:51');
    expectSays(await chat.says('wangwu', '撤销'), '没有可以撤销的记录');
  });

  it('leaves alone what the secretary changed since', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    chat.at('2026-11-25 14:40');
    await chat.says('zhaoliu', '请假 出差');
    chat.at('2026-11-25 14:42');
    await chat.says('zhangsan', '代签 赵六');
    expectSays(await chat.says('zhaoliu', '撤销'), '又有别人改动');
  });
});

describe('several changes at once', () => {
  const notice = async (id = 1) => (await chat.waiting(`activity:${id}`)).at(-1)!.text;
  const delivered = async () => {
    for (const row of await chat.store.claimDue(Date.parse('2026-11-21T10:00:00+08:00'), {
      kind: 'push',
      limit: 50,
      leaseMs: 1000,
    }))
      await chat.store.settle(row, { state: 'accepted' }, row.at);
  };

  it.each([
    ['推迟半个小时，地点改到村委会', ['改到：11月25日(周三) 15:30', '地点改为：村委会']],
    ['主持人李四，时间改到下午四点', ['改到：11月25日(周三) 16:00', '主持：李四']],
    [
      '党员大会改到下午四点，地点五楼，主持人王五',
      ['改到：11月25日(周三) 16:00', '地点改为：五楼', '主持：王五'],
    ],
    ['主持人王五，记录人李四，地点改在二楼吧', ['时间不变', '地点改为：二楼', '主持：王五', '记录：李四']],
  ])('%s: one notice names them all', async (text, parts) => {
    await chat.says('zhangsan', '安排 党员大会 11月25日下午3点 三楼会议室');
    await delivered();
    await chat.says('zhangsan', text);
    expectSays(await notice(), ...parts);
    expect((await chat.waiting('activity:1')).filter((r) => r.state === 'waiting')).toHaveLength(1);
  });

  it('are all offered where a part of the message is not read', async () => {
    await chat.says('zhangsan', '安排 党课 11月25日下午3点');
    expectSays(
      await chat.says('zhangsan', '党课推迟半小时，主持人李四，地点待定'),
      '“地点待定”没看明白',
      '推迟 半小时',
      '主持：李四',
    );
  });

  it('whoever stood as host because of the lecture gives that up with it', async () => {
    await chat.says('zhangsan', '安排党课 12月22日上午9点 老年活动室 主讲李四');
    await delivered();
    expectSays(await chat.says('zhangsan', '主讲改成王五'), '主讲：王五');
    expect(await notice()).not.toContain('主持');
    await chat.says('zhangsan', '主持人换成张三');
    await chat.says('zhangsan', '主讲换成赵六');
    expect(await branchActivities()).toMatchObject([{ host: '张三', lecturer: '赵六' }]);
  });

  it('a new day that is no working day is said to be one', async () => {
    await chat.says('zhangsan', '安排 党员大会 11月25日下午3点');
    expectSays(await chat.says('zhangsan', '改期 党员大会 改到 11月28日下午3点'), '这天不是工作日');
    expect(await chat.says('zhangsan', '改期 党员大会 改到 11月28日下午4点')).not.toContain('工作日');
    expect(await chat.says('zhangsan', '改期 党员大会 改到 11月30日下午4点')).not.toContain('工作日');
  });
});

describe('a field of a meeting that is over', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '安排 主题党日 11月24日下午3点 三楼会议室');
    chat.at('2026-11-24 16:00');
    await chat.says('zhangsan', '上报 主题党日 应到6 实到6');
    chat.at('2026-12-01 09:00');
  });

  it.each([
    ['11月24日主题党日地点改成六楼会议室', { place: '六楼会议室' }],
    ['11月24日主题党日地点是二楼', { place: '二楼' }],
    ['主题党日地点是一楼会议室，不是村委会', { place: '一楼会议室' }],
    ['11月24日主题党日记录人改成李四', { recorder: '李四' }],
    ['主题党日记录人改成李四', { recorder: '李四' }],
    ['11月24日主题党日主持人写错了，是王五', { host: '王五' }],
  ])('%s', async (text, fields) => {
    expectSays(await chat.says('zhangsan', text), '已补上');
    expect(await branchActivities()).toMatchObject([{ stage: 'recorded', ...fields }]);
  });

  it('is of the plan where one of the kind is to come', async () => {
    await chat.says('zhangsan', '安排 主题党日 12月8日下午3点 三楼会议室');
    expectSays(await chat.says('zhangsan', '主题党日地点是二楼'), '地点已改为二楼');
    expect(await branchActivities()).toMatchObject([{ place: '三楼会议室' }, { place: '二楼' }]);
    expectSays(await chat.says('zhangsan', '11月24日主题党日地点是一楼'), '已补上');
    expect(await branchActivities()).toMatchObject([{ place: '一楼' }, { place: '二楼' }]);
  });

  it('is not set right by a member', async () => {
    expectSays(await chat.says('zhaoliu', '11月24日主题党日地点是二楼'), '没有记录');
    expectSays(await chat.says('zhaoliu', '主题党日地点是二楼'), '没有记录');
  });
});

describe('the meeting of a day', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '安排 党员大会 11月25日下午3点 三楼会议室');
    await chat.says('zhangsan', '安排 党课 11月26日下午3点 三楼会议室');
  });

  it.each(['11月25号那次取消', '25号的会不开了', '取消25号那次'])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '支部党员大会（11月25日(周三) 15:00）已取消');
    expect(await branchActivities()).toMatchObject([{ types: ['party_lecture'] }]);
  });

  it('is moved', async () => {
    expectSays(await chat.says('zhangsan', '25号那次改到27号'), '支部党员大会已改到 11月27日(周五) 15:00');
  });

  it('is asked about where there are several', async () => {
    await chat.says('zhangsan', '安排 支委会 11月25日下午5点');
    expectSays(await chat.says('zhangsan', '25号的会取消'), '是哪一个', '支部党员大会', '支部委员会会议');
    expectSays(await chat.says('zhangsan', '2'), '支部委员会会议（11月25日(周三) 17:00）已取消');
  });

  it('is none where nothing is on that day', async () => {
    expectSays(await chat.says('zhangsan', '28号的会取消'), '没有找到这个活动');
  });

  it('is planned where a place is told of a day that has none, once its hour is known', async () => {
    expectSays(
      await chat.says('zhangsan', '28号主题党日，地点是村委会'),
      '11月28日还没有安排主题党日',
      '几点',
    );
    expectSays(await chat.says('zhangsan', '上午9点半'), '已安排', '11月28日(周六) 09:30，村委会');
  });

  it('is planned by nobody who may not plan', async () => {
    expectSays(await chat.says('zhaoliu', '28号主题党日，地点是村委会'), '没有找到这个活动');
  });
});

it('a series of one month ends with it', async () => {
  expectSays(await chat.says('zhangsan', '12月每周三晚上七点支委会'), '以后 4 次一起排好了');
  const days = (await branchActivities()).map((a) => new Date(a.startAt).toISOString().slice(5, 10));
  expect(days).toEqual(['12-02', '12-09', '12-16', '12-23', '12-30']);
});
