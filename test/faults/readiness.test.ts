// /readyz writes to know whether messages can be stored, and names what is wrong; what only slows is no reason.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, startApp } from '../../src/app/server.ts';
import { backup } from '../../src/cli/backup.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { gate } from '../support/gate.ts';
import { createDatabase, fillBranch, noServer } from '../support/own-database.ts';
import { openLink } from '../support/proxy.ts';
import { TEST_CONFIG } from '../support/settings.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
let app: App | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-ready-'));
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  rmSync(dir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<App> {
  app = await startApp(
    toConfig({
      ...PRODUCTION_ENV,
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: dir,
      CONFIG_DIR: TEST_CONFIG,
      WECOM_API_BASE: 'http://127.0.0.1:9',
      ...env,
    }),
  );
  await fillBranch(app.store, 3, Date.now());
  return app;
}

async function ready({ url }: App): Promise<unknown[]> {
  const response = await fetch(`${url}/readyz`);
  const { missing, degraded } = (await response.json()) as { missing: string[]; degraded: string[] };
  return [response.status, missing, degraded];
}
const READY = [200, [], []];
/** Takes what is in hand, if any, away from being the proof. */
const speak = async ({ url }: App) => (await postApp(url, appXml('m1', '签到'))).status;

it('is ready without Redis, and says what is slower', async () => {
  const { url } = await start({ REDIS_URL: 'redis://127.0.0.1:9/0' });
  expect(await ready({ url } as App)).toEqual([200, [], ['redis']]);
});

it('is not ready while another keeps the embedded store from being written, and is again', async () => {
  const server = await start();
  const db = new Sqlite(join(dir, 'zhibutong.db'), { timeout: 5000 });
  db.exec('begin immediate');
  expect(await speak(server)).toBe(503);
  expect(await ready(server)).toEqual([503, ['store_busy'], []]);
  db.exec('rollback');
  db.close();
  await vi.waitFor(async () => expect(await ready(server)).toEqual(READY), 10_000);
  expect(await speak(server)).toBe(200);
});

it('tells of a full store what it is, though nothing can be rolled back, and writes when there is room', async () => {
  const store = openStore({ kind: 'sqlite', file: join(dir, 'full.db') });
  await fillBranch(store, 3, 0);
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
  const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(store.db);
  await limit(rows[0]!.page_count);
  const fill = () =>
    store.write(async (tx) => {
      for (let i = 0; i < 100; i++) await tx.putMark(`much ${i}`, 'x'.repeat(4000));
    });
  await expect(fill()).rejects.toMatchObject({
    name: 'StoreUnavailable',
    trouble: 'full',
    cause: { code: 'SQLITE_FULL' },
  });
  await limit(1_000_000);
  await fill();
  expect(await store.read((tx) => tx.mark('much 99'))).toHaveLength(4000);
  await store.close();
});

/** A disk of its own needs the right to mount one. */
const noDisk = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'zhibutong-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return null;
  } catch {
    return 'no right to mount a disk';
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
})();

describe.skipIf(noDisk)(`a full disk${noDisk ? ` (${noDisk})` : ''}`, () => {
  beforeEach(() => void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir]));
  afterEach(async () => {
    await app?.stop();
    app = undefined;
    execFileSync('umount', [dir]);
  });

  it('makes the server unready by its name, and ready again once there is room', async () => {
    const server = await start();
    const filler = join(dir, 'filler');
    const { bavail, bsize } = statfsSync(dir);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    const big = '请假 '.padEnd(3000, '出差学习');
    await vi.waitFor(
      async () => {
        await postApp(server.url, appXml('m1', big));
        expect(await ready(server)).toEqual([503, ['store_full'], []]);
      },
      { timeout: 30_000, interval: 10 },
    );
    rmSync(filler);
    expect(await speak(server)).toBe(200);
    expect(await ready(server)).toEqual(READY);
  });
});

it.skipIf(noDisk)('a backup onto a full disk says which disk is full', async () => {
  const small = join(dir, 'small');
  mkdirSync(small);
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.close();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
  try {
    const file = join(small, 'b.db');
    await expect(runCommand(backup, [file], { DATA_DIR: dir })).rejects.toMatchObject({
      code: 'out_full',
      details: { file },
    });
    expect(readdirSync(small)).toEqual([]);
  } finally {
    execFileSync('umount', [small]);
  }
});

describe.skipIf(noServer)(`on PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  it('is not ready while the database is away, stands still, is held or only reads, each by its name', async () => {
    const database = await createDatabase();
    const link = await openLink(database.url);
    const other = openStore({ kind: 'postgres', url: database.url });
    const end = gate();
    try {
      const server = await start({ DATABASE_URL: link.url });
      expect(await ready(server)).toEqual(READY);
      await link.down();
      expect(await speak(server)).toBe(503);
      expect(await ready(server)).toEqual([503, ['store'], []]);
      await link.up();
      expect(await ready(server)).toEqual(READY);
      expect(await speak(server)).toBe(200);

      const inside = gate();
      const held = other.write(
        async () => {
          inside.pass();
          await end.passed;
        },
        { patient: true },
      );
      await inside.passed;
      expect(await speak(server)).toBe(503);
      expect(await ready(server)).toEqual([503, ['store_busy'], []]);
      end.pass();
      await held;
      expect(await speak(server)).toBe(200);

      await sql`alter database ${sql.id(new URL(database.url).pathname.slice(1))} set default_transaction_read_only = on`.execute(
        other.db,
      );
      await database.terminate();
      await vi.waitFor(
        async () => expect(await ready(server)).toEqual([503, ['store_readonly'], []]),
        10_000,
      );
    } finally {
      end.pass();
      await app?.stop();
      app = undefined;
      await other.close();
      await link.close();
      await database.remove();
    }
  });
});
