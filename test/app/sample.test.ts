// What a new sandbox begins with: three months of a branch's life, so that every question has an answer at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, openCore } from '../../src/app/core.ts';
import { seedSandbox } from '../../src/app/sample/seed.ts';
import { activityTypes } from '../../src/domain/activity/types.ts';
import { DAY_MS, dateOf, instantOf } from '../../src/domain/calendar/time.ts';
import { isOverdue } from '../../src/domain/ledger/item.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { TEST_CONFIG } from '../support/settings.ts';

async function seeded(now: number) {
  const config = toConfig({ DATA_DIR: '/tmp', CONFIG_DIR: TEST_CONFIG, LOG_LEVEL: 'silent' });
  const core: Core = await openCore({ ...config, database: { kind: 'sqlite', file: ':memory:' } });
  await seedSandbox(core, now);
  const found = await core.store.write(async (tx) => {
    const org = await tx.organisation();
    const units = [...org.units.keys()];
    const activities = await tx.activities(units, now - 200 * DAY_MS, now + 200 * DAY_MS);
    const rolls = new Map<number, readonly { state: string; reason: string | null }[]>();
    for (const { id } of activities) rolls.set(id, [...(await tx.attendance(id))]);
    const records = await Promise.all(activities.map(({ id }) => tx.record(id)));
    return { activities, rolls, records, items: await tx.items({}) };
  });
  return { core, ...found };
}

describe('the history of the sample organisation', () => {
  it.each(['2026-11-21', '2026-11-29', '2026-02-20', '2026-05-01', '2026-10-08', '2027-01-01', '2028-02-29'])(
    'is whole on %s, lies in the past and on days on which people meet',
    async (day) => {
      const now = instantOf(day, 9, 10);
      const { core, activities, rolls, records, items } = await seeded(now);
      const { calendar } = core.settings;
      expect(activities.every((a) => a.startAt <= now)).toBe(true);
      expect(activities.filter((a) => !calendar.isWorkingDay(dateOf(a.startAt)))).toEqual([]);
      const earliest = Math.min(...activities.map((a) => a.startAt));
      expect(now - earliest).toBeGreaterThan(85 * DAY_MS);
      const states = new Set([...rolls.values()].flatMap((roll) => roll.map((a) => a.state)));
      expect([...states].sort()).toEqual(['absent', 'late', 'leave', 'present']);
      expect([...rolls.values()].flat().filter((a) => a.state === 'leave' && !a.reason)).toEqual([]);
      const open = activities.filter((_, i) => !records[i]);
      expect(open.filter((a) => a.types.includes('party_lecture')).length).toBe(1);
      for (const [i, record] of records.entries()) {
        const away = rolls.get(activities[i]!.id)?.filter((a) => a.state === 'leave' || a.state === 'absent');
        if (record) expect(record.expected - record.present, dateOf(now)).toBe(away?.length ?? 0);
      }
      const kinds = {
        overdue: items.filter((i) => isOverdue(i, now)).length,
        closed: items.filter((i) => i.state === '已销号').length,
        returned: items.filter((i) => i.returnedAt !== null).length,
        asked: items.filter((i) => i.state === '提交销号').length,
        later: items.filter((i) => i.extensionTo !== null).length,
      };
      expect(kinds).toEqual({ overdue: 2, closed: 3, returned: 1, asked: 1, later: 1 });
      await core.store.close();
    },
  );

  it('holds all seven kinds of meeting in the season of 民主评议', async () => {
    const { core, activities } = await seeded(instantOf('2026-11-21', 18, 50));
    expect([...new Set(activities.flatMap((a) => a.types))].sort()).toEqual([...activityTypes()].sort());
    await core.store.close();
  });

  it('is the same whenever it is made for the same moment, and is made once', async () => {
    const now = instantOf('2026-11-21', 18, 50);
    const [one, two] = [await seeded(now), await seeded(now)];
    expect(two.activities).toEqual(one.activities);
    expect(two.rolls).toEqual(one.rolls);
    expect(two.items).toEqual(one.items);
    await seedSandbox(one.core, now + 30 * DAY_MS);
    const again = await one.core.store.read((tx) => tx.items({}));
    expect(again).toEqual(one.items);
    await one.core.store.close();
    await two.core.store.close();
  });
});

describe('the first minute', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ SANDBOX_NOW: '2026-11-21T18:50:00+08:00' });
  });
  afterAll(() => server?.stop());

  it('offers its lines to try to those who can use them', async () => {
    const linesOf = async (as: string) => {
      const state = await (await fetch(`${server.url}/sandbox/api/state?as=${as}`)).json();
      return JSON.stringify((state as { suggestions: { private: unknown } }).suggestions.private);
    };
    expect(await linesOf('zhaoliu')).toContain('整改1 完成');
    expect(await linesOf('liuyang')).not.toContain('完成');
    expect(await linesOf('gumingyuan')).toContain('整改2 同意销号');
  });

  it.each([
    ['zhangsan', '本月签到率', /到会率 \d+(\.\d)?%（实到 [1-9]/],
    ['zhangsan', '谁没签到', /缺席 1 人：吴国栋/],
    ['zhangsan', '签到情况', /到会 11\/13/],
    ['zhangsan', '谁请假', /赵六\(送孩子上学\)/],
    ['zhangsan', '上月主题党日谁没来', /请假 2 人：刘洋\(出差\)、孙玉兰\(家里老人住院\)\n缺席 1 人：吴国栋/],
    ['zhangsan', '本季度三会一课', /开了 8 次/],
    ['zhangsan', '整改清单', /未销号 3 项，逾期 1 项/],
    ['zhangsan', '整改销号率', /销号率 25%/],
    ['zhangsan', '我的', /活动 3 次，到会 3 次/],
    ['zhaoliu', '我的', /请假 1 次[\s\S]*整改1/],
    ['zhaoliu', '我的整改', /整改1 活动室两具灭火器过期/],
    ['zhaoliu', '整改1 进展60% 材料已交', /整改1 已记进展 60%/],
    ['wangwu', '本月签到率', /第一党小组11月到会率 85.7%/],
    ['huangxiuying', '我的', /近期安排：\n· 主题党日 12月21日/],
    ['hejingyi', '本月签到率', /第一党支部[\s\S]*第二党支部[\s\S]*第三党支部/],
    ['hejingyi', '未开党员大会的支部', /第三党支部/],
    ['hejingyi', '逾期整改', /逾期 2 项/],
    ['hejingyi', '整改销号率', /退回 1，长期 1，零进展 1/],
    ['hejingyi', '整改2 同意销号', /整改2 已销号，已告诉李四/],
    ['hejingyi', '导出11月台账', /\.xlsx 正在生成/],
    ['gumingyuan', '今年主题党日', /开了 10 次/],
  ])('%s asks %s', async (as, text, answer) => {
    const body = JSON.stringify({ as, chat: 'private', text });
    const said = await fetch(`${server.url}/sandbox/api/say`, { method: 'POST', body });
    expect(((await said.json()) as { reply: { text: string } }).reply.text).toMatch(answer);
  });
});
