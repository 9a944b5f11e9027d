// The whole server as a process of its own, when something goes wrong: what is answered, counted, logged and kept.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { openStore } from '../../src/store/store.ts';
import { endProcess, type ServerProcess, spawnServer } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

// Each test starts a process or two; the limit is for a hung one, not for speed.
vi.setConfig({ testTimeout: 60_000 });

const DUE_LONG_SINCE: OutboxEntry = {
  key: 'invitation:1:1',
  at: 0,
  expiresAt: 9e12,
  rule: 'invitation',
  unitId: 2,
  subject: 'activity:1',
  channel: 'app',
  to: ['zhangsan'],
  audience: ['zhangsan'],
  text: '明天下午的活动改在村口广场',
  card: null,
};

let dir: string;
let env: Record<string, string>;
const running: ServerProcess[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-trouble-'));
  env = { ...PRODUCTION_ENV, DATA_DIR: dir, WECOM_API_BASE: 'http://127.0.0.1:9', LOG_LEVEL: 'info' };
  await withStore(async (store) => {
    await store.migrate();
    await store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
  });
});
afterEach(async () => {
  for (const server of running.splice(0)) await endProcess(server, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

async function withStore<T>(work: (store: ReturnType<typeof openStore>) => Promise<T>): Promise<T> {
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function start(): Promise<ServerProcess> {
  const server = await spawnServer(env);
  running.push(server);
  return server;
}

/** Another hand on the store, as a full disk or a stuck backup would be. */
function meddle(): Sqlite.Database {
  return new Sqlite(join(dir, 'zhibutong.db'), { timeout: 5000 });
}

function failWrites(table: string, moment: 'insert' | 'update'): void {
  const db = meddle();
  db.exec(
    `create trigger broken before ${moment} on ${table} begin select raise(abort, 'the disk is broken'); end`,
  );
  db.close();
}

const metric = async (url: string, series: string): Promise<number> => {
  const line = (await (await fetch(`${url}/metrics`)).text()).split('\n').find((l) => l.startsWith(series));
  return Number(line?.split(' ').at(-1) ?? 0);
};
/** Counters and log lines come a moment after what they tell of. */
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 50 });

describe('an error in our own code', () => {
  it('while a message is answered is told to the sender, counted and logged with its stack, never with the text', async () => {
    const server = await start();
    failWrites('message', 'insert');
    const answer = await postApp(server.url, appXml('zhaoliu', '请假 家里老人住院'));
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('没能记下来') });
    expect(await metric(server.url, 'zhibutong_failures_total{where="conversation"}')).toBe(1);
    await soon(() => {
      const line = server
        .output()
        .split('\n')
        .find((l) => l.includes('"subsystem":"conversation"'));
      expect(line).toContain('the disk is broken');
      expect(line).toMatch(/"stack":"[^"]+\\n +at /);
    });
    expect(server.output()).not.toMatch(/住院|赵六/);
  });

  it('while something is sent is counted and logged, and messages are answered on', async () => {
    await withStore((store) => store.write((tx) => tx.addOutbox([DUE_LONG_SINCE])));
    failWrites('outbox', 'update');
    const server = await start();
    await soon(async () => expect(await metric(server.url, 'zhibutong_failures_total{')).toBeGreaterThan(0));
    await soon(() => expect(server.output()).toMatch(/"level":50,.*the disk is broken/));
    expect(server.output()).not.toContain(DUE_LONG_SINCE.text);
    expect((await postApp(server.url, appXml('zhaoliu', '我的'))).text).toContain('赵六');
  });
});

describe('SIGTERM', () => {
  const ended = async (server: ServerProcess, withinMs: number) => {
    const startedAt = Date.now();
    const code = await Promise.race([
      endProcess(server),
      new Promise((resolve) => setTimeout(resolve, withinMs, 'still there')),
    ]);
    return { code, ms: Date.now() - startedAt };
  };

  it('lets a message in hand be answered and stored before anything is closed, and takes no new one', async () => {
    const server = await start();
    const db = meddle();
    db.exec('begin immediate');
    const inHand = postApp(server.url, appXml('zhaoliu', '安排 主题党日'));
    // Answered over a connection that came later, so the message has been read by then.
    for (let i = 0; i < 5; i++) await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } });
    const end = ended(server, 20_000);
    await soon(async () => {
      await expect(fetch(`${server.url}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow();
    });
    db.exec('commit');
    db.close();
    expect(await inHand).toMatchObject({ status: 200, text: expect.stringContaining('张三') });
    expect((await end).code).toBe(0);
    const kept = await withStore((store) => store.db.selectFrom('message').selectAll().execute());
    expect(kept).toMatchObject([{ user_id: 'zhaoliu' }]);
  });

  it('waits for no caller who stopped in the middle of a request', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    const caller = connect(Number(port), '127.0.0.1');
    caller.on('error', () => undefined);
    caller.write('POST /wecom/app HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<xml>');
    await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } });
    expect(await ended(server, 14_000)).toMatchObject({ code: 0 });
    caller.destroy();
  });

  it('ends the process within ten seconds although something hangs', async () => {
    const server = await start();
    const db = meddle();
    db.exec('begin immediate');
    // Three in a row, each of which waits for the store.
    const inHand = Array.from({ length: 3 }, () =>
      postApp(server.url, appXml('zhaoliu', '我的')).catch(() => null),
    );
    for (let i = 0; i < 5; i++) await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } });
    expect(await ended(server, 14_000)).toMatchObject({ code: 1 });
    db.exec('rollback');
    db.close();
    await Promise.all(inHand);
  });

  it('ends the process although nobody reads its log any more', async () => {
    const pipe = join(dir, 'log');
    execFileSync('mkfifo', [pipe]);
    const log = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    onTestFinished(() => closeSync(log));
    // Full: whatever is written to it now waits for ever.
    expect(() => {
      for (;;) writeSync(log, 'x'.repeat(4096));
    }).toThrow('EAGAIN');
    const waiting = openSync(pipe, constants.O_RDWR);
    onTestFinished(() => closeSync(waiting));
    const server = await spawnServer({ ...env, LOG_LEVEL: 'info' }, waiting);
    running.push(server);
    await fetch(`${server.url}/healthz`);
    expect(await ended(server, 14_000)).not.toMatchObject({ code: 'still there' });
  });
});
