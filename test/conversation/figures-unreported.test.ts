// Meetings that are over without a record are named: whose, of which day and kind.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster, type RosterChanges } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

const BRANCHES = 15;
const MANY = ((): RosterChanges => {
  const rows = Array.from(
    { length: BRANCHES },
    (_, i) => `书${i + 1} shu${i + 1} 城郊党委/马${i + 1}村党支部 书记`,
  );
  const group = '王五 wangwu 城郊党委/马1村党支部/第一党小组 党小组长';
  const text = ['郑管理 admin 城郊党委 管理员', ...rows, group].join('\n');
  const plan = planRoster(rosterRows(text), new Organisation([], [], []), [], { prune: false });
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return plan.changes;
})();

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(MANY);
});
afterEach(() => chat.close());

/** Arranged, and not reported when its day is over. */
async function leave(who: string, ...lines: string[]): Promise<void> {
  for (const line of lines) expectSays(await chat.says(who, line), '已安排');
}

describe('what was not reported', () => {
  it('is named in a line of its branch, by day and kind', async () => {
    await leave('shu1', '安排 主题党日 11月23日下午3点 会议室', '安排 党课 11月24日下午3点 会议室');
    await leave('wangwu', '安排 党小组会 11月25日晚上7点 会议室');
    await leave('shu3', '安排 支委会 11月26日下午3点 会议室');
    chat.at('2026-11-28 10:00');
    const told = await chat.says('admin', '没上报的会有哪些');
    expect(told.split('\n')).toEqual([
      '城郊党委8月28日至11月28日过了时间还没上报的有 4 次，2 个支部：',
      '马1村党支部 11月23日主题党日、11月24日党课、11月25日第一党小组党小组会',
      '马3村党支部 11月26日支部委员会会议',
    ]);
    // The same again, and not what was held.
    expect(await chat.says('admin', '是哪些会')).toBe(told);
    expect((await chat.says('shu1', '哪些会没上报')).split('\n')).toEqual([
      '马1村党支部8月28日至11月28日过了时间还没上报的有 3 次：',
      '11月23日 主题党日',
      '11月24日 党课',
      '11月25日 第一党小组党小组会',
      '开过的请发，例如：上报 主题党日 11月23日 全员到齐',
    ]);
    expectSays(await chat.says('shu1', '上报 主题党日 11月23日 全员到齐'), '已记录');
    expectSays(await chat.says('shu1', '哪些会没上报'), '有 2 次', '11月24日 党课');
  });

  it('is named though people checked in, and is not once it is called off', async () => {
    await leave('shu1', '安排 党课 11月23日下午3点 会议室', '安排 主题党日 11月24日下午3点 会议室');
    chat.at('2026-11-23 14:50');
    expectSays(await chat.says('wangwu', '签到'), '已签到');
    expectSays(await chat.says('shu1', '取消 主题党日 11月24日'), '取消');
    chat.at('2026-11-28 10:00');
    const told = '过了时间还没上报的有 1 次，1 个支部：\n马1村党支部 11月23日党课';
    expect(await chat.says('admin', '没上报的会')).toBe(`城郊党委8月28日至11月28日${told}`);
  });

  it('goes on with 继续 where many branches have some, each once', async () => {
    for (let i = 1; i <= BRANCHES; i++)
      await leave(`shu${i}`, `安排 党课 11月${22 + (i % 4)}日下午3点 会议室`);
    chat.at('2026-11-28 10:00');
    const first = await chat.says('admin', '哪些支部没上报');
    const rest = await chat.says('admin', '继续');
    const told = [...`${first}\n${rest}`.matchAll(/^马(\d+)村党支部 (11月\d+日)党课$/gmu)];
    expect(told.map(([, no, day]) => [Number(no), day])).toEqual(
      Array.from({ length: BRANCHES }, (_, i) => [i + 1, `11月${22 + ((i + 1) % 4)}日`]),
    );
    expectSays(first, '还有 3 个党组织，回复“继续”');
  });

  it('names so many of one branch, and all where that branch is asked about', async () => {
    for (let day = 22; day < 30; day++) await leave('shu2', `安排 党课 11月${day}日下午3点 会议室`);
    for (let day = 22; day < 30; day++) await leave('shu2', `安排 支委会 11月${day}日晚上7点 会议室`);
    chat.at('2026-12-01 10:00');
    expectSays(await chat.says('admin', '没上报的会'), '11月24日党课、11月24日支部委员会会议等 16 次');
    const first = await chat.says('shu2', '没上报的会');
    const days = [
      ...`${first}\n${await chat.says('shu2', '继续')}`.matchAll(/^11月(\d+)日 (?:党课|支部)/gmu),
    ];
    expect(days).toHaveLength(16);
    expectSays(first, '还有 4 次，回复“继续”');
  });
});
