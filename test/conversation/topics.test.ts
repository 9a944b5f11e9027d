import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { understand } from '../../src/parsing/understand.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { plannedActivity } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

// A matter named and nothing said of it: what whoever types with one finger begins with.

const NOW = instantOf('2026-11-21', 10);
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const held = (type: 'party_lecture' | 'theme_day' = 'party_lecture', day = '2026-11-20') =>
  chat.store.write((tx) =>
    tx.addActivity(plannedActivity({ unitId: 2, types: [type], startAt: instantOf(day, 15) })),
  );
const records = () =>
  chat.store.read(async (tx) => (await tx.activities([2], 0, Number.MAX_SAFE_INTEGER)).map((a) => a.stage));

describe('上报 by itself', () => {
  it.each(['上报', '会议上报', '会议记录', '写会议记录', '报会议', '我要会议纪录'])(
    '%s offers the meetings that are over and not reported, and a number reports one',
    async (word) => {
      await held();
      expectSays(await chat.says('zhangsan', word), '1. 上报开过的党课 11月20日');
      expect(await records()).toEqual(['planned']);
      await chat.says('zhangsan', '1');
      expect(await chat.says('zhangsan', '全员到齐')).not.toContain('没看懂');
      expect(await records()).toEqual(['recorded']);
    },
  );

  it('says how where all are reported, asked for or not', async () => {
    for (const word of ['上报', '怎么上报', '会议记录怎么写', '如何上报会议记录啊'])
      expectSays(await chat.says('zhangsan', word), '照这样发：上报 支委会 应到', '导出会议记录');
  });

  it('tells a member who does it, and an admin where to look', async () => {
    expectSays(await chat.says('zhaoliu', '会议记录'), '由书记或党小组长上报', '我的');
    expectSays(await chat.says('admin', '上报'), '没有上报的支部');
  });

  it('leaves orders what they are', async () => {
    await chat.says('zhangsan', '安排 党课 明天下午3点');
    expectSays(await chat.says('zhangsan', '取消'), '已取消');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
  });

  it('stays the answer to what is open', async () => {
    await chat.says('zhangsan', '安排 党课 明天下午3点');
    await chat.says('zhaoliu', '请假');
    await chat.says('zhaoliu', '开会');
    const [activity] = await chat.store.read((tx) => tx.activities([2], 0, Number.MAX_SAFE_INTEGER));
    const roll = await chat.store.read((tx) => tx.attendance(activity!.id));
    expect([...roll].map(({ reason }) => reason)).toEqual(['开会']);
  });
});

describe('what is named says the line to send', () => {
  it.each([
    ['zhangsan', '安排', '安排 主题党日'],
    ['zhangsan', '怎么安排会议', '安排 主题党日'],
    ['zhangsan', '通知', '安排 主题党日'],
    ['admin', '安排活动', '安排 第一党支部主题党日'],
    ['zhaoliu', '安排', '由书记安排'],
    ['zhangsan', '代签', '例如：代签 '],
    ['zhaoliu', '接龙', '由书记或党小组长'],
    ['admin', '怎么补签', '写上哪场会和谁'],
    ['zhangsan', '登记整改', '登记整改：问题 责任人'],
    ['zhaoliu', '怎么登记整改', '由书记登记'],
    ['zhangsan', '表决', '表决 同意'],
    ['admin', '投票结果', '随会议一起上报'],
    ['zhaoliu', '怎么请假', '请假 出差'],
    ['zhaoliu', '如何签到', '签到'],
    ['zhangsan', '改期怎么弄', '改期 主题党日 改到'],
    ['zhaoliu', '怎么撤销', '10 分钟内'],
    ['zhaoliu', '材料', '由书记导出'],
    ['zhangsan', '会开完了。', '照这样发：上报 支委会'],
    ['zhangsan', '推迟', '改期 主题党日 改到'],
    ['zhaoliu', '名字写错了！', '请告诉书记改'],
    ['zhangsan', '不对', '撤销'],
    ['zhangsan', '催一下', '谁没签到'],
    ['admin', '导入名册', '改花名册'],
    ['admin', '下发任务', '任务：摸底调查，各支部'],
    ['zhangsan', '布置任务', '由管理员下发'],
    ['zhaoliu', '审批', '由管理员审核'],
    ['admin', '待审批', '没有等着审核'],
  ])('%s %s', async (who, word, line) => {
    const said = await chat.says(who, word);
    expectSays(said, line);
    // Short enough to be read, and no wall of everything.
    expect(said!.split('\n').length).toBeLessThan(7);
  });

  it('names the items that wait for the sender, with a line for each thing to do', async () => {
    expectSays(await chat.says('zhaoliu', '进展'), '没有等您办的整改');
    await chat.store.write((tx) => tx.addItem(newItem({ ownerId: 'zhaoliu', ownerName: '赵六' })));
    for (const word of ['进展', '照片', '延期', '销号', '怎么报进展'])
      expectSays(await chat.says('zhaoliu', word), '整改1 进展60%', '整改1 完成', '整改1 延期到');
    // Who keeps those of the branch is shown them.
    expectSays(await chat.says('zhangsan', '销号'), '整改1');
  });
});

it('every line that is shown to be sent is understood', async () => {
  await chat.store.write((tx) => tx.addItem(newItem()));
  const lines: string[] = [];
  for (const word of [
    '上报',
    '安排',
    '代签',
    '登记整改',
    '进展',
    '表决',
    '怎么补签',
    '怎么改期',
    '怎么导出',
    '怎么请假',
  ])
    for (const [, line] of (await chat.says('zhangsan', word)).matchAll(/(?:发|例如|回复)：(.+?)(?=（|$)/gm))
      lines.push(...line!.split('、'));
  expect(lines.length).toBeGreaterThan(12);
  for (const line of lines) expect(understand(line, NOW).intent.intent, line).not.toBe('none');
});

it('shows an admin what waits to be decided, with the lines that decide it', async () => {
  await chat.store.write((tx) => tx.addItem(newItem({ state: '提交销号' })));
  expectSays(await chat.says('admin', '审核'), '整改1 活动室漏水', '整改1 同意销号', '整改1 退回');
});

describe('what is named is asked', () => {
  it.each([
    ['zhangsan', '送达', '没有发过通知'],
    ['zhaoliu', '日程', '近一个月'],
    ['zhangsan', '发了没有', '没有发过通知'],
    ['zhaoliu', '在哪开啊', '近期没有安排'],
    ['zhaoliu', '教教我', '您可以说'],
    ['admin', '逾期', '逾期'],
    ['admin', '催报', '没有'],
    ['zhangsan', '名册', '党员'],
    ['zhangsan', '我们支部有多少党员', '党员'],
  ])('%s %s', async (who, word, told) => {
    expectSays(await chat.says(who, word), told);
  });

  it('offers what it may be, each with its content, and a number takes it', async () => {
    await held();
    await chat.says('zhangsan', '上报 党课 11月20日 全员到齐');
    expectSays(
      await chat.says('zhangsan', '材料'),
      '1. 导出11月会议记录',
      '2. 导出11月签到表',
      '3. 导出11月整改台账',
    );
    expectSays(await chat.says('zhangsan', '1'), '党课.docx');
    expectSays(await chat.says('zhangsan', '统计'), '1. 查11月到会率', '2. 查三会一课活动记录');
  });

  it('a kind of meeting is told when it was and is to be, and goes on from figures of meetings alone', async () => {
    await held('theme_day');
    expectSays(await chat.says('zhangsan', '主题党日'), '上次 11月20日', '还没上报', '要上报请回复：上报');
    await chat.says('zhangsan', '整改清单');
    expectSays(await chat.says('zhangsan', '主题党日'), '主题党日：上次');
    await chat.says('zhangsan', '本月到会率');
    expect(await chat.says('zhangsan', '主题党日')).not.toContain('上次');
  });

  it('a kind of meeting is counted for whoever sits above branches, and no other kind with it', async () => {
    defineActivityTypes(readActivityTypes(readFileSync('config/activity-types.yaml', 'utf8')).value!);
    try {
      await held('theme_day');
      expectSays(await chat.says('admin', '志愿服务'), '城郊党委11月志愿服务还没有开过的记录');
      expectSays(await chat.says('admin', '党课'), '城郊党委11月党课');
    } finally {
      defineActivityTypes(REGULATION);
    }
  });

  it.each([
    ['党员', '城郊党委党员 '],
    ['支部', '城郊党委党员 '],
    ['小组', '城郊党委党员 '],
    ['流动党员', '城郊党委流动党员 1 人：\n第一党支部 刘动'],
    ['预备党员', '城郊党委预备党员 1 人：\n第一党支部 李晓红'],
    ['积极分子', '城郊党委入党积极分子 1 人：\n第一党支部 冯积极'],
    ['快到期', '快到期 0 项'],
    ['指标', '1. 查11月到会率'],
  ])('a bare name is answered with what there is: %s', async (text, part) => {
    expectSays(await chat.says('admin', text), part);
  });

  it('a day to come is asked about, whatever was asked before', async () => {
    await chat.says('zhangsan', '安排 党课 明天下午3点');
    await chat.says('zhangsan', '整改清单');
    expectSays(await chat.says('zhangsan', '明天'), '党课');
  });

  it('an open meeting named is a check-in', async () => {
    await chat.store.write((tx) =>
      tx.addActivity(
        plannedActivity({ unitId: 2, types: ['theme_day'], startAt: instantOf('2026-11-21', 10) }),
      ),
    );
    expect(await chat.says('zhaoliu', '主题党日')).not.toContain('上次');
  });
});

it.each(['月度', '手机端', '人工智能', '档案柜'])('%s is not taken for 收到 or 签到', async (word) => {
  expect(await chat.says('zhaoliu', word)).not.toMatch(/回复收到|给您自己签到|已完成，申请销号/);
});
