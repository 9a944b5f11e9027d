// `plan` and `migrate`, and once each as an operator runs them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrate } from '../../src/cli/migrate.ts';
import { plan } from '../../src/cli/plan.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { newItem } from '../support/item.ts';
import { runCli, runCliToClosed } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

// Some tests start a process; the limit is for a hung one, not for speed.
vi.setConfig({ testTimeout: 60_000 });

interface Line {
  key: string;
  at: string;
  rule: string;
  unit: string;
  subject: string;
  audience: string[];
  channel: string;
  text: string;
}

let dir: string;
let env: Record<string, string>;

/** Both branches meet on 25 November 2026, and an item of each is due on the 30th. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-plan-'));
  env = { DATA_DIR: dir };
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, 0);
    const branches = [...(await tx.organisation()).units.values()].filter((u) => u.kind === 'branch');
    expect(branches.map((u) => u.name)).toEqual(['第一党支部', '第二党支部']);
    for (const [i, unit] of branches.entries()) {
      await tx.putBinding({
        unitId: unit.id,
        chatId: `wr${i}`,
        webhookKey: `key${i}`,
        boundBy: 'admin',
        boundAt: 0,
      });
      await tx.addActivity(
        plannedActivity({
          unitId: unit.id,
          place: '会议室',
          startAt: instantOf('2026-11-25', 15),
          createdAt: instantOf('2026-11-01'),
        }),
      );
      const ownerId = ['lisi', 'zhoujiu'][i]!;
      await tx.addItem(
        newItem({ unitId: unit.id, ownerId, ownerName: ownerId, leaderId: null, leaderName: null }),
      );
    }
  });
  await store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const SPAN = ['--from', '2026-11-24', '--to', '2026-11-27'];
async function planned(...args: string[]): Promise<Line[]> {
  const { code, out } = await runCommand(plan, [...args, '--json'], env);
  expect(code).toBe(0);
  return out === ''
    ? []
    : out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line);
}

describe('plan', () => {
  it('shows every message of the span in order, the same each time', async () => {
    const all = await planned(...SPAN);
    expect(all.map((m) => `${m.at} ${m.key}`)).toEqual(all.map((m) => `${m.at} ${m.key}`).sort());
    for (const { at } of all) expect(at >= '2026-11-24' && at < '2026-11-28').toBe(true);
    for (const unit of ['城郊党委/第一党支部', '城郊党委/第二党支部'])
      expect(all.filter((m) => m.unit === unit && m.rule === 'opening')).toHaveLength(1);
    expect(Object.keys(all[0]!)).toEqual([
      'key',
      'at',
      'rule',
      'unit',
      'subject',
      'audience',
      'channel',
      'text',
    ]);
    expect(await planned(...SPAN)).toEqual(all);
  });

  it('keeps to what concerns one unit', async () => {
    const [all, first, second] = [
      await planned(...SPAN),
      await planned(...SPAN, '--unit', '第一党支部'),
      await planned(...SPAN, '--unit', '城郊党委/第二党支部'),
    ];
    const keys = (list: Line[]) => list.map((m) => m.key);
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(Math.max(first.length, second.length));
    for (const part of [first, second]) expect(keys(all)).toEqual(expect.arrayContaining(keys(part)));
    expect(first.filter((m) => m.channel === 'webhook').map((m) => m.unit)).not.toContain(
      '城郊党委/第二党支部',
    );
    expect(second.filter((m) => m.channel === 'webhook').map((m) => m.unit)).not.toContain(
      '城郊党委/第一党支部',
    );
    expect(first.flatMap((m) => m.audience)).not.toContain('zhoujiu');
    expect(second.flatMap((m) => m.audience)).not.toContain('lisi');
    expect(await planned(...SPAN, '--unit', '城郊党委')).toEqual(all);
  });

  it('counts a message to what concerns a unit when one line of it does', async () => {
    const span = ['--from', '2026-11-24', '--to', '2026-12-31'];
    const both = (list: Line[]) =>
      list.filter(
        (m) => m.rule === 'digest' && ['第一党支部', '第二党支部'].every((unit) => m.text.includes(unit)),
      );
    const shared = both(await planned(...span));
    expect(shared.length).toBeGreaterThan(0);
    for (const unit of ['第一党支部', '第二党支部'])
      expect(both(await planned(...span, '--unit', unit))).toEqual(shared);
  });

  it('goes by the bot alone where it has the long connection and there is no application', async () => {
    const bot = { WECOM_BOT_ID: 'aibTest', WECOM_BOT_SECRET: 'a-secret', WECOM_BOT_NAME: '支部通' };
    const { code, out } = await runCommand(plan, [...SPAN, '--json'], { ...env, ...bot });
    expect(code).toBe(0);
    const all = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(all.filter((m) => m.rule === 'opening')).toHaveLength(2);
    expect(all.filter((m) => m.rule === 'digest').length).toBeGreaterThan(0);
    expect([...new Set(all.map((m) => m.channel))]).toEqual(['bot']);
    const { out: words } = await runCommand(plan, SPAN, { ...env, ...bot });
    expect(words).not.toContain('应用');
  });

  it('ends well when its reader has seen enough', async () => {
    expect(await runCliToClosed(['plan', '--from', '2026-11-24', '--to', '2027-03-31', '--json'], env)).toBe(
      0,
    );
  });

  it('says in words when, to whom and why', async () => {
    const { code, out } = await runCli(['plan', ...SPAN, '--unit', '第二党支部'], env);
    expect(code).toBe(0);
    expect(out).toContain('第二党支部');
    expect(out).toContain('周九');
    expect(out).not.toMatch(/undefined|null|\[object|\{\{/);
  });

  it.each([
    [['--from', '2026-02-30'], 'bad_option'],
    [['--from', '2026-11-25', '--to', '2026-11-24'], 'bad_option'],
    [['--unit', '第九党支部'], 'no_such_unit'],
    [['--units', '第一党支部'], 'unknown_option_near'],
  ])('refuses %j as %s', async (args, code) => {
    await expect(runCommand(plan, args, env)).rejects.toMatchObject({ code });
  });
});

describe('migrate', () => {
  it('makes a new store, says what it did, and has nothing to do the second time', async () => {
    const fresh = { DATA_DIR: join(dir, 'fresh') };
    const first = await runCli(['migrate'], fresh);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^已升级：\S*foundation/);
    expect(await runCommand(migrate, [], fresh)).toEqual({ code: 0, out: '数据库已是最新\n' });
  });
});
