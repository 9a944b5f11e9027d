import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const DUES = 'cadence:dues:2:2026-11';

/** A digest that arrived this morning, naming these matters. */
async function digest(matters: string[], person = 'zhangsan'): Promise<void> {
  const at = Date.parse('2026-11-20T08:45:00+08:00');
  await chat.store.write((tx) =>
    tx.addOutbox([
      {
        key: `digest:${person}:2026-11-20`,
        at,
        expiresAt: at + 10 * 3600_000,
        rule: 'digest',
        unitId: 2,
        subject: `digest:${person}:2026-11-20`,
        channel: 'app',
        to: [person],
        audience: [person],
        text: '11月20日 有2件事',
        card: null,
        matters,
      },
    ]),
  );
  for (const row of await chat.store.claimDue(at, { kind: 'push', limit: 9, leaseMs: 1000 }))
    await chat.store.settle(row, { state: 'accepted' }, at);
}
const settled = () => chat.store.write(async (tx) => [...(await tx.planState(0, Date.now())).settled]);
const snoozes = () => chat.store.write(async (tx) => (await tx.planState(0, Date.now())).snoozes);

describe('answers to a digest', () => {
  it('settles the one line that is met by saying so, and undo brings it back', async () => {
    await digest([DUES, 'item:1']);
    expectSays(await chat.says('zhangsan', '已处理'), '第一党支部', '已处理', '不再提醒');
    expect(await settled()).toEqual([DUES]);
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect(await settled()).toEqual([]);
  });

  it('asks which one when several are, and settles the chosen one only', async () => {
    const talks = 'cadence:heart_talk:2:2026';
    await digest([DUES, talks]);
    expectSays(await chat.says('zhangsan', '已处理'), '1. ', '2. ');
    expect(await settled()).toEqual([]);
    await chat.says('zhangsan', '2');
    expect(await settled()).toEqual([talks]);
  });

  it('settles the one that is named, though it may be a type of activity as well', async () => {
    const talks = 'cadence:heart_talk:2:2026';
    const shipped = readActivityTypes(readFileSync('config/activity-types.yaml', 'utf8'));
    defineActivityTypes(shipped.value!);
    await digest([DUES, talks]);
    expectSays(await chat.says('zhangsan', '谈心谈话已处理'), '谈心谈话', '不再提醒');
    expect(await settled()).toEqual([talks]);
    defineActivityTypes(REGULATION);
  });

  it('takes 收到 as a note and settles nothing', async () => {
    await digest([DUES]);
    expectSays(await chat.says('zhangsan', '收到'), '已处理');
    expect(await settled()).toEqual([]);
  });

  it('settles nothing that the sender was not reminded of', async () => {
    await digest([DUES]);
    expectSays(await chat.says('lisi', '已处理'), '没有等您');
    expect(await chat.presses('lisi', `done:${DUES}`)).not.toHaveProperty('cardState');
    expect(await chat.presses('zhangsan', `done:${DUES}`)).toMatchObject({ cardState: '已处理' });
  });

  it('puts every line off to the next working day', async () => {
    await digest([DUES, 'item:1']);
    expectSays(await chat.says('zhangsan', '明天再提醒'), '11月23日(周一)', '2 件事');
    expect(await snoozes()).toEqual([
      { personId: 'zhangsan', matter: DUES, on: '2026-11-23' },
      { personId: 'zhangsan', matter: 'item:1', on: '2026-11-23' },
    ]);
  });
});

describe('a fixed day', () => {
  it('is set, shown and cleared by the secretary', async () => {
    expectSays(await chat.says('zhaoliu', '主题党日固定为每月25日下午3点 党员活动室'), '没有记录');
    expectSays(
      await chat.says('zhangsan', '主题党日固定为每月25日下午3点 党员活动室'),
      '第一党支部',
      '每月25日 15:00 党员活动室',
      '11月25日(周三) 15:00',
    );
    expectSays(await chat.says('zhaoliu', '主题党日固定日'), '每月25日');
    expectSays(await chat.says('zhangsan', '取消固定日'), '已取消');
    expectSays(await chat.says('zhaoliu', '主题党日固定日'), '还没有固定日');
  });

  it('takes weekdays of the month and lunar days', async () => {
    expectSays(
      await chat.says('zhangsan', '主题党日固定为每月第二个周五晚上7点'),
      '每月第2个周五 19:00',
      '12月11日(周五) 19:00',
    );
    expectSays(await chat.says('zhangsan', '主题党日固定为农历每月十五上午9点'), '农历每月15日 09:00');
  });
});

describe('what was delivered', () => {
  it('is told to the secretary, accepted never called read', async () => {
    await digest([DUES]);
    const answer = await chat.says('zhangsan', '送达情况');
    expectSays(answer, '已接收 1 条', '不代表本人看过');
    expectSays(await chat.says('zhaoliu', '送达情况'), '这个要问');
  });

  it('is diagnosed for who can mend it', async () => {
    expectSays(await chat.says('admin', '诊断'), '没有绑定群：第一党支部、第二党支部', '2027 年的放假安排');
    // What only the installer can load is no matter for a branch.
    expect(await chat.says('zhangsan', '诊断')).not.toContain('放假安排');
  });
});

describe('what a report meets', () => {
  useShippedReports();

  it('is registered, not said to be done, and is missing only where it is required', async () => {
    const settings = loadSettings('config');
    await chat.close();
    chat = await openDialogue(undefined, ['admin'], undefined, settings);
    await digest([DUES]);
    expectSays(await chat.says('zhangsan', '已处理'), '党费登记一句就算办好', '登记党费 11月已收齐 23人');
    expect(await settled()).toEqual([]);
    // Only where there are 流动党员 is anybody to be in touch with.
    expectSays(await chat.says('admin', '哪些支部没登记流动党员联系'), '1 个支部里 1 个还没登记：第一党支部');
    expectSays(await chat.says('admin', '哪些支部没登记党费'), '第一党支部、第二党支部');
  });
});
