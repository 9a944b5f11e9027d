import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statsLines } from '../../src/cli/stats.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { METRICS } from '../../src/domain/figures/metrics.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { openStore } from '../../src/store/store.ts';
import { recordOf } from '../support/activity.ts';
import { newItem } from '../support/item.ts';
import { runCli } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

const FROM = '2025-10-01';
const TO = '2025-12-31';
let env: Record<string, string>;
let dir: string;

/** What two branches did in the last quarter of 2025: long over, whatever today is. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-stats-'));
  env = { DATA_DIR: dir, CONFIG_DIR: TEST_CONFIG };
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, 0);
    const org = await tx.organisation();
    const idOf = (name: string) => [...org.units.values()].find((u) => u.name === name)!.id;
    const first = idOf('第一党支部');
    const second = idOf('第二党支部');
    const base = {
      topic: null,
      place: null,
      endAt: null,
      host: null,
      recorder: null,
      lecturer: null,
      hasClock: true,
      createdBy: null,
      createdAt: 0,
      source: 'person',
    } as const;
    const theme = await tx.addActivity({
      ...base,
      unitId: first,
      types: ['theme_day'],
      startAt: instantOf('2025-11-05', 15),
      stage: 'planned',
    });
    for (const [personId, state] of [
      ['zhangsan', 'present'],
      ['lisi', 'late'],
      ['wangwu', 'present'],
      ['zhaoliu', 'leave'],
      ['liudong', 'present'],
    ] as const)
      await tx.putAttendance({ activityId: theme.id, personId, state, reason: '家事', at: 0, by: personId });
    const congress = await tx.addActivity({
      ...base,
      unitId: second,
      types: ['party_congress'],
      startAt: instantOf('2025-12-01', 15),
      stage: 'recorded',
    });
    await tx.putRecord(recordOf({ activityId: congress.id, expected: 4, present: 4 }));
    for (const item of [
      { dueAt: instantOf('2025-11-01'), ownerId: 'qianqi', otherOwnerIds: ['lisi'], ownerName: '钱七、李四' },
      { state: '已销号' as const, closedAt: instantOf('2025-12-01') },
    ])
      await tx.addItem(newItem({ unitId: first, openedAt: instantOf('2025-10-10'), ...item }));
  });
  await store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (...args: string[]) => statsLines({ args, config: toConfig(env) });
async function json(...args: string[]) {
  const [line, ...rest] = await lines(...args, '--json');
  expect(rest).toEqual([]);
  return JSON.parse(line!) as StatsAnswer;
}
interface StatsAnswer {
  metric: string;
  unit: string;
  period: { from: string; to: string };
  value: number;
  items: Record<string, unknown>[];
}
const span = ['--from', FROM, '--to', TO];

describe('stats', () => {
  it('answers every metric as one JSON object and in words', async () => {
    for (const metric of METRICS) {
      const answer = await json(metric, ...span);
      expect(Object.keys(answer)).toEqual(['metric', 'unit', 'period', 'value', 'items']);
      expect(answer).toMatchObject({ metric, unit: '城郊党委' });
      for (const item of answer.items) expect(item.name).toBeTypeOf('string');
      const words = await lines(metric, ...span);
      expect(words).toHaveLength(answer.items.length + 1);
      expect(words[0]).toContain('城郊党委');
      expect(words.join('\n')).not.toMatch(/undefined|null|\[object/);
    }
  }, 60_000);

  it('names everybody responsible for an item', async () => {
    expect((await json('rectify_open')).items).toMatchObject([
      { userid: 'qianqi', userids: ['qianqi', 'lisi'], owner: '钱七、李四' },
    ]);
    expect((await lines('rectify_open'))[1]).toContain('整改1（qianqi、lisi）');
  });

  it('counts as the contract says', async () => {
    expect(await json('attendance_rate', ...span)).toEqual({
      metric: 'attendance_rate',
      unit: '城郊党委',
      period: { from: FROM, to: TO },
      value: 7 / 10,
      items: [
        {
          name: '第一党支部',
          unit: '城郊党委/第一党支部',
          activities: 1,
          expected: 6,
          present: 3,
          rate: 0.5,
        },
        { name: '第二党支部', unit: '城郊党委/第二党支部', activities: 1, expected: 4, present: 4, rate: 1 },
      ],
    });
    expect(
      await json('attendance_rate', '--unit', '第一党支部', '--from', '2025-11-05', '--to', '2025-11-05'),
    ).toMatchObject({
      unit: '城郊党委/第一党支部',
      value: 0.5,
      items: [
        { name: '主题党日', startAt: '2025-11-05T15:00:00+08:00', expected: 6, present: 3, state: 'held' },
      ],
    });
    expect(await json('attendance_rate', '--from', '2024-01-01', '--to', '2024-01-31')).toMatchObject({
      value: null,
    });
    expect(await json('activity_count', ...span, '--type', '主题党日')).toMatchObject({ value: 1 });
    expect(await json('headcount_total', ...span)).toMatchObject({ value: 7 });
    expect(await json('activity_gap', ...span, '--type', 'party_congress')).toMatchObject({
      value: 1,
      items: [{ name: '第一党支部', type: 'party_congress', from: FROM, to: TO, state: 'open' }],
    });
    expect((await json('absentees', ...span, '--unit', '第一党支部')).items.map((i) => i.userid)).toEqual([
      'lixiaohong',
      'qianqi',
    ]);
    expect(await json('leave_list', ...span, '--unit', '第一党支部')).toMatchObject({
      value: 1,
      items: [{ userid: 'zhaoliu', name: '赵六' }],
    });
    const mine = await json('my_attendance', ...span);
    expect(mine.items.find((i) => i.userid === 'zhaoliu')).toMatchObject({
      activities: 1,
      present: 0,
      leave: 1,
      absent: 0,
    });
    expect(mine.items.find((i) => i.userid === 'zhoujiu')).toMatchObject({ activities: 1, unnamed: 1 });
    expect(mine.value).toBe(4 / 7);
    expect(await json('rectify_rate', '--unit', '城郊党委/第一党支部')).toMatchObject({
      period: { from: null },
      value: 0.5,
      items: [{ total: 2, closed: 1 }],
    });
    expect(await json('rectify_overdue')).toMatchObject({
      value: 1,
      items: [{ name: '整改1', userid: 'qianqi' }],
    });
    expect(await json('rectify_item', '2')).toMatchObject({ value: 1, items: [{ no: 2, state: '已销号' }] });
    // an item lies in a branch and belongs to the 党小组 of whoever is responsible for it
    expect(await json('rectify_open', '--unit', '第一党小组')).toMatchObject({ value: 0 });
    expect(await json('rectify_open', '--unit', '第二党小组')).toMatchObject({
      value: 1,
      items: [{ unit: '城郊党委/第一党支部', userid: 'qianqi' }],
    });
    expect(await json('到会率', ...span)).toEqual(await json('attendance_rate', ...span));
  });

  it.each([
    [['attendance'], 'which_metric'],
    [[], 'metric_needed'],
    [['attendance_rate', '--from', '2025-13-01'], 'bad_option'],
    [['attendance_rate', '--from', '2025-12-02', '--to', '2025-12-01'], 'bad_option'],
    [['activity_count', '--type', '民主生活会'], 'bad_option'],
    [['activity_count', '--unit', '第九党支部'], 'no_such_unit'],
    [['rectify_item', '99'], 'no_such_item'],
    [['rectify_rate', '12'], 'bad_argument'],
    [['rectify_item', '1', '2'], 'bad_argument'],
  ])('%j is refused as %s', async (args, code) => {
    await expect(lines(...args)).rejects.toMatchObject({ code });
  });

  it('is a command of its own that refuses a unit several fit, with their paths', async () => {
    const rows = '姓名,账号,党组织,职务\n吴一,wuyi,西郊党委/第一党支部,书记\n';
    writeFileSync(join(dir, 'more.csv'), rows);
    expect((await runCli(['org', 'import', join(dir, 'more.csv')], env)).code).toBe(0);
    const refused = await runCli(['stats', 'attendance_rate', '--unit', '第一党支部'], env);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('城郊党委/第一党支部、西郊党委/第一党支部');
    const { out, code } = await runCli(
      ['stats', 'attendance_rate', ...span, '--unit', '城郊党委/第一党支部'],
      env,
    );
    expect([code, out]).toEqual([
      0,
      '城郊党委/第一党支部 到会率（2025-10-01 至 2025-12-31）：50%\n11月5日(周三) 15:00 主题党日 城郊党委/第一党支部 实到 3/应到 6 没上报\n',
    ]);
  }, 60_000);
});
