import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const activities = () => chat.store.write((tx) => tx.activities([chat.unitId('第一党支部')], 0, 9e12));
const record = (id: number) => chat.store.write((tx) => tx.record(id));

describe('reporting a meeting', () => {
  it('records an unplanned meeting by one message', async () => {
    const answer = await chat.says(
      'zhangsan',
      '【会议上报】\n类型：主题党日\n时间：11月20日15:00\n地点：党员活动室\n主持人：张三\n记录人：李四\n应到：6人\n实到：5人\n请假：赵六（出差）',
    );
    expectSays(answer, '已记录', '主题党日', '应到 6 人，实到 5 人', '赵六');
    const [activity] = await activities();
    expect(activity).toMatchObject({
      stage: 'recorded',
      host: '张三',
      recorder: '李四',
      place: '党员活动室',
    });
    expect(await record(activity!.id)).toMatchObject({ expected: 6, present: 5 });
    const roll = await chat.store.write((tx) => tx.attendance(activity!.id));
    expect([...roll].filter((a) => a.state === 'present')).toHaveLength(5);
    expect(roll.of('zhaoliu')).toMatchObject({ state: 'leave', reason: '出差' });
  });

  it('completes the activity planned here and points out other figures', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    chat.at('2026-11-25 14:50');
    await chat.says('zhaoliu', '签到');
    chat.at('2026-11-25 18:00');
    expectSays(await chat.says('zhangsan', '上报 主题党日 应到6 实到4'), '已记录', '群里签到的是 1 人');
    const list = await activities();
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ stage: 'recorded' });
  });

  it('asks once about figures that contradict, stores nothing before, and stores on 对', async () => {
    const answer = await chat.says(
      'zhangsan',
      '主题党日上报：11月20日下午3点，应到6人，实到4人，请假1人（赵六出差）',
    );
    expectSays(answer, '先没有记录', '差 2 人', '没到的写了 1 人', '1. 没有错，照写的记');
    expect(await activities()).toEqual([]);
    expectSays(await chat.says('zhangsan', '对'), '已记录');
    const [activity] = await activities();
    expect(await record(activity!.id)).toMatchObject({ expected: 6, present: 4 });
    expect(activity).toMatchObject({ stage: 'recorded' });
  });

  it('counts a draft nowhere that was answered with 不对, and completes it with the next report', async () => {
    await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到8人');
    expectSays(await chat.says('zhangsan', '不对'), '没有记录');
    expectSays(await chat.says('zhangsan', '我的'), '近一个月活动 0 次');
    expectSays(await chat.says('zhangsan', '谁请假'), '近期没有活动');
    expectSays(await chat.says('zhangsan', '本月签到率'), '还没有可以算的活动');
    expectSays(await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到6人'), '已记录');
    expect(await activities()).toMatchObject([{ stage: 'recorded' }]);
  });

  it('takes a corrected line instead of 对', async () => {
    await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到4人，请假1人（赵六出差）');
    expectSays(await chat.says('zhangsan', '上报 应到6 实到5'), '已记录', '实到 5 人');
    expect(await activities()).toHaveLength(1);
  });

  it('offers the likely one for a name nobody has, and stores nothing before', async () => {
    expectSays(
      await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到5人，请假1人（李小红生病）'),
      '名册里没有“李小红”',
      '没到 李晓红（生病）',
    );
    expect(await activities()).toEqual([]);
    expectSays(await chat.says('zhangsan', '对'), '已记录', '实到 5 人');
  });

  it('points out unknown names and a missing quorum', async () => {
    expectSays(
      await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到5人，请假1人（马化腾）'),
      '名册里没有：马化腾',
    );
    expectSays(await chat.says('zhangsan', '支委会上报 11月19日上午9点 应到2 实到0'), '不到 2 人的一半');
  });

  it('is of no meeting a year ago where a day ahead is said without its year', async () => {
    expectSays(await chat.says('zhangsan', '主题党日上报：11月26日下午3点，应到6人，实到6人'), '还没到');
    expect(await activities()).toEqual([]);
    expectSays(
      await chat.says('zhangsan', '主题党日上报：2025年11月26日下午3点，应到6人，实到6人'),
      '已记录',
    );
    expect(await activities()).toHaveLength(1);
  });

  it('makes no second meeting of a day for which one is planned later', async () => {
    await chat.says('zhangsan', '安排 党课 11月21日下午4点 三楼会议室');
    expectSays(await chat.says('zhangsan', '上报 党课 应到6 实到6'), '还没到');
    chat.at('2026-11-21 15:30');
    expectSays(await chat.says('zhangsan', '上报 党课 今天下午3点 应到6 实到6'), '原定', '16:00');
    expect(await activities()).toHaveLength(1);
  });

  it('offers only what can be, and asks once', async () => {
    const answer = await chat.says(
      'zhangsan',
      '主题党日上报：11月20日下午3点，应到6人，实到8人，请假赵六（出差）',
    );
    expectSays(answer, '实到 8 人比应到 6 人还多', '例如：应到6 实到5');
    for (const choice of answer.matchAll(/^(\d)\. /gm)) {
      expectSays(await chat.says('zhangsan', choice[1]!), '已记录');
      await chat.says('zhangsan', '撤销');
      await chat.says('zhangsan', '主题党日上报：11月20日下午3点，应到6人，实到8人，请假赵六（出差）');
    }
    expectSays(await chat.says('zhangsan', '应到6 实到5'), '已记录', '请假 1 人：赵六（出差）');
  });

  it('gives no example that has just failed', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月21日下午3点');
    await chat.says('zhaoliu', '请假 出差');
    chat.at('2026-11-21 18:00');
    const answer = await chat.says('zhangsan', '上报 主题党日 应到6 实到6');
    expectSays(answer, '赵六原来记的是没到', '例如：应到6 实到5');
    expectSays(await chat.says('zhangsan', '应到6 实到5'), '已记录');
  });

  it('asks about a missing quorum once, and not again for a host', async () => {
    expectSays(await chat.says('zhangsan', '上报 党员大会 11月20日 应到6 实到2'), '不够法定人数');
    expectSays(await chat.says('zhangsan', '对'), '已记录');
    expectSays(await chat.says('zhangsan', '主持人张三 记录人李四'), '已补上', '主持：张三');
    expect(await activities()).toMatchObject([{ host: '张三', recorder: '李四' }]);
  });

  it('is for the secretary', async () => {
    expectSays(await chat.says('zhaoliu', '上报 主题党日 应到6 实到6'), '没有记录');
  });

  it('can be undone', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到6');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect((await activities()).filter((a) => a.stage === 'recorded')).toEqual([]);
  });
});

describe('binding a group', () => {
  it('is for the secretary, and needs a known unit', async () => {
    expectSays(await chat.saysIn('wr1', 'zhaoliu', '绑定 第一党支部'), '没有记录');
    expectSays(await chat.saysIn('wr1', 'zhangsan', '绑定 第九党支部'), '没有找到');
    expectSays(await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部'), '本群已绑定第一党支部');
    expectSays(await chat.saysIn('wr1', 'zhangsan', '解绑'), '已解绑');
  });

  it('takes a webhook in private only as WeCom shows it, and never shows it again', async () => {
    expectSays(
      await chat.says('zhangsan', '绑定 第一党支部 https://evil.example/send?key=12345678'),
      '地址不对',
    );
    const answer = await chat.says(
      'zhangsan',
      '绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678-aaaa',
    );
    expectSays(answer, '推送地址');
    expect(answer).not.toContain('12345678');
  });
});

describe('help and small talk', () => {
  it('gives help for the role', async () => {
    expectSays(await chat.says('zhaoliu', '帮助'), '签到', '请假', '撤销');
    expectSays(await chat.says('zhangsan', '帮助'), '安排 主题党日', '上报');
    expectSays(await chat.says('wangwu', '帮助'), '党小组会');
  });

  it('says every time that it has not understood, and that nothing is recorded', async () => {
    for (const text of ['中午食堂的菜不错', '算了先不开了吧'])
      expectSays(await chat.says('zhaoliu', text), '没有记录', '帮助');
    // Nobody who asks wanted anything recorded.
    for (const text of ['中午食堂吃啥', '晚上呢'])
      expectSays(await chat.says('zhaoliu', text), '没看懂', '帮助');
  });

  it('answers thanks with a pointer to 帮助 at most once an hour per person', async () => {
    expectSays(await chat.says('zhaoliu', '谢谢您'), '帮助');
    expect(await chat.says('zhaoliu', '辛苦了')).toBe('');
    chat.at('2026-11-21 11:01');
    expectSays(await chat.says('zhaoliu', '谢谢'), '帮助');
  });

  it('shows my own record', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    await chat.says('zhaoliu', '请假 出差');
    expectSays(await chat.says('zhaoliu', '我的'), '赵六', '主题党日 11月25日(周三) 15:00', '已请假');
  });
});

describe('a meeting that is recorded', () => {
  const waits = async () =>
    (await chat.waiting('activity:1')).filter((row) => row.state === 'waiting').map((row) => row.rule);

  beforeEach(async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    const at = Date.parse('2026-11-25T17:01:00+08:00');
    await chat.store.write((tx) =>
      tx.addOutbox([
        {
          key: 'record:activity:1',
          at,
          expiresAt: at + 86_400_000,
          rule: 'record',
          unitId: chat.unitId('第一党支部'),
          subject: 'activity:1',
          channel: 'app',
          to: ['zhangsan'],
          audience: ['zhangsan'],
          text: '请上报记录',
          card: null,
        },
      ]),
    );
    chat.at('2026-11-25 14:50');
    await chat.says('zhaoliu', '签到');
    chat.at('2026-11-25 18:00');
    expect(await waits()).toEqual(['invitation', 'record']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['by one message', () => chat.says('zhangsan', '上报 主题党日 应到6 实到4')],
    ['by the button', () => chat.presses('zhangsan', 'record:1')],
    [
      'by a number to a question',
      async () => {
        await chat.says('zhangsan', '上报 主题党日 应到6 实到8');
        expect(await waits()).toEqual(['invitation', 'record']);
        await chat.says('zhangsan', '对');
        expect(await waits()).toEqual(['invitation', 'record']);
        await chat.says('zhangsan', '1');
      },
    ],
  ])('%s reminds nobody any more', async (_, report) => {
    await report();
    expect((await activities())[0]).toMatchObject({ stage: 'recorded' });
    expect(await waits()).toEqual([]);
  });

  it('and one that is called off invites nobody', async () => {
    chat.at('2026-11-24 10:00');
    await chat.says('zhangsan', '取消 主题党日');
    expect(await waits()).toEqual([]);
  });
});
