// `doctor` on what the store knows: groups, people, schema; and on the disk.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groupFindings } from '../../src/cli/doctor-groups.ts';
import { databaseFindings, diskFindings, redisFinding } from '../../src/cli/doctor-machine.ts';
import type { Finding } from '../../src/cli/finding.ts';
import type { StoreTrouble } from '../../src/domain/errors.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { message } from '../support/sending.ts';

const { render } = loadTemplates('templates', { onFault: () => undefined });
const told = (all: Finding[]) => all.map(({ mark, said }) => `${mark} ${said(render)}`);

let store: OpenStore;
const now = Date.now();
beforeEach(async () => {
  store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, now));
});
afterEach(() => store.close());

describe('groups and people', () => {
  const findings = async () => told(await store.read((tx) => groupFindings(tx, now, 'webhook')));
  const unitOf = async (name: string) =>
    (await store.read(async (tx) => [...(await tx.organisation()).units.values()])).find(
      (u) => u.name === name,
    )!.id;
  async function bind(name: string, webhookKey: string | null): Promise<void> {
    const unitId = await unitOf(name);
    await store.write((tx) =>
      tx.putBinding({ unitId, chatId: `wr${unitId}`, webhookKey, boundBy: 'zhangsan', boundAt: now }),
    );
  }
  it('without a group, without an address, and all bound', async () => {
    expect(await findings()).toEqual([
      expect.stringMatching(/^△ 2 个党支部没有绑定群：第一党支部、第二党支部。/),
    ]);
    await bind('第一党支部', null);
    await bind('第二党支部', 'k2');
    expect(await findings()).toEqual([
      '✓ 2 个党支部都绑定了群',
      expect.stringMatching(/^△ 1 个党支部的群没有推送地址.*第一党支部.*绑定 支部名称 地址/),
    ]);
  });

  it('a dead address, until it is bound anew', async () => {
    await bind('第一党支部', 'k1');
    await bind('第二党支部', 'k2');
    await store.write((tx) =>
      tx.loseAddress({ channel: 'webhook', chat: 'k1' }, { at: now, why: 'webhook_gone' }),
    );
    expect(await findings()).toContainEqual(
      expect.stringMatching(/^✗ 城郊党委\/第一党支部群的推送地址.*失效.*绑定 第一党支部 地址$/),
    );
    expect((await findings()).join()).not.toContain('k1');
    await bind('第一党支部', 'k1');
    expect((await findings()).filter((line) => line.startsWith('✗'))).toEqual([]);
  });

  it('people whom nothing reached', async () => {
    const put = async (key: string, change: Record<string, string>) => {
      await store.write((tx) =>
        tx.addOutbox([{ ...message(key, now), channel: 'app', to: ['lisi', 'zhaoliu'] }]),
      );
      await store.db.updateTable('outbox').set(change).where('key', '=', key).execute();
    };
    await put('x', { state: 'accepted', refused: '["LiSi"]' });
    expect(await findings()).toContainEqual(
      expect.stringMatching(/^△ 1 人近 14 天一条也没收到：李四。.*可见范围/),
    );
    await put('y', { state: 'accepted', refused: '[]' });
    expect((await findings()).filter((line) => line.includes('没收到'))).toEqual([]);
  });
});

describe('the database', () => {
  const config = (kind: 'sqlite' | 'postgres') =>
    ({
      database: kind === 'sqlite' ? { kind, file: ':memory:' } : { kind, url: 'postgres://x' },
    }) as const;

  it('is told with its version, and a newer one is refused', async () => {
    expect(told(await databaseFindings(store, config('sqlite'), Date.now))).toEqual([
      expect.stringMatching(/^✓ 数据库可以读写（sqlite，结构 \d{4}-\S+）$/),
    ]);
    await store.db
      .insertInto('migration' as 'mark')
      .values({ name: '9999-later' } as never)
      .execute();
    expect(told(await databaseFindings(store, config('sqlite'), Date.now))).toEqual([
      expect.stringMatching(/^✗ 数据库是更新版本的支部通升级过的（9999-later）/),
    ]);
  });

  it('that goes by another time, or cannot be written', async () => {
    const ahead = { ...store, time: async () => now - 120_000 };
    expect(told(await databaseFindings(ahead, config('postgres'), () => now))[1]).toMatch(
      /^✗ 本机时钟.*快 120 秒/,
    );
    expect(
      told(await databaseFindings({ ...store, time: async () => now }, config('postgres'), () => now)),
    ).toHaveLength(1);
    for (const [trouble, word] of [
      ['full', '磁盘满了'],
      ['readonly', '只能读'],
      ['corrupt', 'restore'],
      ['busy', '占着'],
      ['unreachable', 'DATABASE_URL'],
    ] as [StoreTrouble, string][]) {
      const bad = { ...store, trouble: async () => trouble };
      expect(told(await databaseFindings(bad, config('sqlite'), Date.now))).toEqual([
        expect.stringContaining(word),
      ]);
    }
  });

  it('has a clock of its own', async () => {
    expect(Math.abs((await store.time()) - Date.now())).toBeLessThan(60_000);
  });
});

it.each([
  [5000, '✓ 磁盘还剩 5000 MB'],
  [1023, '△ 磁盘只剩 1023 MB'],
  [99, '✗ 磁盘只剩 99 MB'],
])('a disk with %i MB', (mb, words) => {
  expect(told(diskFindings('/data', mb * 1024 * 1024))[0]).toContain(words);
});

it.each([
  ['sqlite', '✓'],
  ['postgres', '△'],
] as const)('without Redis, on %s', async (kind, mark) => {
  const config = { redisUrl: undefined, database: { kind } } as unknown as Parameters<typeof redisFinding>[0];
  expect((await redisFinding(config)).mark).toBe(mark);
});
