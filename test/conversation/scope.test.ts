// Whose figures a question is about, asked in every way: the same answer for all of them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { rosterRows, SMALL_ROSTER_ROWS } from '../support/roster.ts';

let chat: Dialogue;
afterEach(() => chat.close());

/** 李四 holds offices in two places; 王五 leads a 党小组; 郑管理 belongs to a branch besides. */
const { changes, problems } = planRoster(
  [
    ...SMALL_ROSTER_ROWS.filter((row) => row.userId !== 'admin'),
    ...rosterRows(`
      郑管理 admin 城郊党委 管理员
      郑管理 admin 城郊党委/第二党支部
      李四 lisi 西郊党委 管理员
      吴十 wushi 西郊党委/第三党支部 书记
      郭总 guozong 西郊党委 管理员
    `),
  ],
  new Organisation([], [], []),
  [],
  { prune: false },
);

beforeEach(async () => {
  expect(problems).toEqual([]);
  chat = await openDialogue(changes);
  const unit = chat.unitId;
  await chat.store.write(async (tx) => {
    const people = [
      ['第一党支部', 'wangwu', '王五'],
      ['第一党支部', 'lisi', '李四'],
      ['第二党支部', 'zhoujiu', '周九'],
      ['第三党支部', 'wushi', '吴十'],
    ] as const;
    for (const [branch, ownerId, ownerName] of people)
      await tx.addItem(
        newItem({ unitId: unit(branch), ownerId, ownerName, leaderId: null, leaderName: null }),
      );
  });
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  await chat.says('sunba', '安排 党课 11月26日下午3点');
});

const OFFICES: [string, string][] = [
  ['整改清单', '未销号 3 项'],
  ['整改销号率', '共 3 项'],
  ['整改月报', '第一党支部、西郊党委'],
  ['本月到会率', '第一党支部、西郊党委11月'],
  ['还差哪些会没开', '第一党支部、西郊党委'],
  ['近期安排', '第一党支部、西郊党委近期安排'],
  ['送达情况', '第一党支部、西郊党委'],
  ['诊断', '第一党支部、西郊党委'],
  ['导出台账', '第一党支部、西郊党委'],
];

const OF_THIRD = '这个要问书记吴十、管理员郭总、管理员李四。';

describe('a question without a unit', () => {
  it.each(OFFICES)('is about every unit of the sender’s offices: %s', async (text, says) => {
    expectSays(await chat.says('lisi', text), says);
  });

  it('is about all below for an admin, the branch they belong to being one of many', async () => {
    expectSays(
      await chat.says('admin', '近期安排'),
      '城郊党委近期安排',
      '第一党支部主题党日',
      '第二党支部党课',
    );
    expectSays(await chat.says('admin', '送达情况'), '城郊党委');
    expectSays(await chat.says('admin', '谁没签到'), '第一党支部主题党日');
    expectSays(await chat.says('guozong', '谁没签到'), '近期没有活动');
  });

  it.each(['整改清单', '整改销号率'])('is about the 党小组 for its leader: %s', async (text) => {
    expectSays(await chat.says('wangwu', text), '第一党支部第一党小组', '1 项');
  });

  it('is about the group chat’s unit, and for its leader there about the 党小组', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    for (const [text, says] of [
      ['整改清单', '第一党支部 未销号 2 项'],
      ['本月到会率', '第一党支部11月'],
      ['近期安排', '第一党支部近期安排'],
      ['送达情况', '第一党支部'],
      ['诊断', '第一党支部检查结果'],
    ] as const) {
      const answer = await chat.saysIn('g1', 'lisi', text);
      expectSays(answer, says);
      expect(answer).not.toContain('西郊');
    }
    expectSays(await chat.saysIn('g1', 'wangwu', '整改清单'), '第一党支部第一党小组 未销号 1 项');
    expectSays(await chat.saysIn('g1', 'zhaoliu', '整改清单'), '您未销号 0 项');
  });

  it('is the sender’s own in a chat of others, or refused where nobody has an own record of it', async () => {
    await chat.saysIn('g3', 'wushi', '绑定 第三党支部');
    expectSays(await chat.saysIn('g3', 'sunba', '整改清单'), '您未销号 0 项');
    for (const text of ['近期安排', '谁没签到', '送达情况', '整改销号率', '整改月报'])
      expect(await chat.saysIn('g3', 'sunba', text)).toBe(OF_THIRD);
    expectSays(
      await chat.saysIn('g3', 'sunba', '导出台账'),
      '这件事要由书记吴十、管理员郭总、管理员李四来办',
    );
  });

  it('is about the activities of the branch in the chat of a 党小组', async () => {
    await chat.saysIn('g4', 'wangwu', '绑定 第一党小组');
    expectSays(await chat.saysIn('g4', 'zhaoliu', '近期安排'), '11月25日', '主题党日');
    expectSays(await chat.saysIn('g4', 'zhaoliu', '谁没签到'), '主题党日', '没签到 6 人');
    await chat.says('qianqi', '安排 党小组会 11月22日下午3点');
    const answer = await chat.saysIn('g4', 'zhangsan', '近期安排');
    expect(answer).not.toContain('党小组会');
  });

  it('names the 党小组 of a meeting to all but its own people', async () => {
    await chat.says('wangwu', '安排 党小组会 11月22日下午3点');
    expect(await chat.says('zhaoliu', '党小组会谁没签到')).toMatch(/^党小组会/);
    expectSays(await chat.says('zhangsan', '党小组会谁没签到'), '第一党支部第一党小组党小组会');
    await chat.saysIn('g4', 'wangwu', '绑定 第一党小组');
    expect(await chat.saysIn('g4', 'zhangsan', '党小组会谁没签到')).toMatch(/^党小组会/);
  });

  it('about oneself is one’s own wherever a record of one’s own exists', async () => {
    expectSays(await chat.says('lisi', '我的整改'), '您未销号 1 项');
    expectSays(await chat.says('lisi', '我还有哪些会没开'), '第一党支部、西郊党委');
  });
});

describe('a unit named', () => {
  it.each(['整改清单', '到会率', '近期安排', '谁没签到', '送达情况', '整改销号率', '整改月报'])(
    'is answered to those in charge and refused to all others: 第二支部%s',
    async (text) => {
      expectSays(await chat.says('sunba', `第二支部${text}`), text === '谁没签到' ? '党课' : '第二党支部');
      expect(await chat.says('zhangsan', `第二支部${text}`)).toBe('这个要问书记孙八、管理员郑管理。');
      expect(await chat.says('sunba', `第三支部${text}`)).toBe(OF_THIRD);
    },
  );
});
