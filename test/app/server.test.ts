// The joined server: what it is built from, how it starts, what keeps it from starting, and how it stops.
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, startApp } from '../../src/app/server.ts';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { spawnServer } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';
import { appXml, botText, PRODUCTION_ENV, postApp, postBot } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 60_000 });

const WECOM_OK = '{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200,"msgid":"m"}';
const notice = (at: number): OutboxEntry => ({
  key: 'invitation:1:1',
  at,
  expiresAt: at + 86_400_000,
  rule: 'invitation',
  unitId: 2,
  subject: 'activity:1',
  channel: 'app',
  to: ['zhangsan'],
  audience: ['zhangsan'],
  text: '通知',
  card: null,
});

let dir: string;
const apps: App[] = [];
let other: Server | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-app-'));
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
  other?.closeAllConnections();
  await new Promise((resolve) => (other ? other.close(resolve) : resolve(undefined)));
  other = undefined;
  rmSync(dir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<App> {
  const app = await startApp(
    toConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dir, CONFIG_DIR: TEST_CONFIG, ...env }),
  );
  apps.push(app);
  return app;
}
const production = (env: Record<string, string> = {}) =>
  start({ ...PRODUCTION_ENV, WECOM_API_BASE: 'http://127.0.0.1:9', ...env });

/** Another program on a port, and what was asked of it. */
async function occupy(answer = '{}'): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  other = createServer((request, response) => {
    asked.push(request.url!.split('?')[0]!);
    response.end(answer);
  });
  await new Promise<void>((resolve) => other!.listen(0, '127.0.0.1', resolve));
  return { port: (other!.address() as AddressInfo).port, asked };
}

describe('stopping', () => {
  it('frees port and store at once, and may be asked for twice', async () => {
    const first = await production();
    const { port } = new URL(first.url);
    await first.stop();
    await first.stop();
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();
    const second = await production({ PORT: port });
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  });
});

describe('what cannot start', () => {
  it('on a taken port leaves nothing held behind', async () => {
    const { port } = await occupy();
    await expect(production({ PORT: String(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await fetch(`${(await production()).url}/readyz`)).status).toBe(200);
  });

  it('says so in one line and ends with 1', async () => {
    const { port } = await occupy();
    const failure = await spawnServer({ ...PRODUCTION_ENV, DATA_DIR: dir, PORT: String(port) }).catch(String);
    expect(failure).toMatch(
      new RegExp(`^Error: server ended with 1: PORT：127.0.0.1 的 ${port} 端口已被[^\n]+\n$`),
    );
  });

  it.each([
    ['reminders.yaml', '"21:00"', '九点', 'reminders.yaml 第 6 行：quiet.from'],
    [
      'cadence.yaml',
      'period: 每月',
      'period: 每周',
      'cadence.yaml 第 23 行：requirements.committee_meeting.period',
    ],
    ['activity.yaml', 'minutesBefore: 30', 'minutesBefore: 半小时', 'opening.minutesBefore'],
    ['calendar/2026.yaml', 'off:', 'of:', '2026.yaml'],
  ])('with a broken %s names the place, and starts when it is mended', async (file, right, wrong, named) => {
    const config = join(dir, 'config');
    cpSync(TEST_CONFIG, config, { recursive: true });
    const text = readFileSync(join(config, file), 'utf8');
    expect(text).toContain(right);
    writeFileSync(join(config, file), text.replace(right, wrong));
    const failure = await production({ CONFIG_DIR: config }).then(
      () => 'started',
      (error: { code: string; details: object }) => `${error.code} ${JSON.stringify(error.details)}`,
    );
    expect(failure).toContain(named);
    copyFileSync(join(TEST_CONFIG, file), join(config, file));
    expect((await production({ CONFIG_DIR: config })).url).toContain('127.0.0.1');
  });
});

describe('a running server', () => {
  it.each([
    ['when its schema is not whole', 'delete from migration where rowid = 1'],
    ['when its schema is gone', 'drop table migration'],
  ])('%s is alive, says that it is not ready, and names the store', async (_, harm) => {
    const { url } = await production();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const db = new Sqlite(join(dir, 'zhibutong.db'), { timeout: 5000 });
    db.exec(harm);
    db.close();
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ok: false, missing: ['store'], degraded: [] },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('the parts', () => {
  it('are joined by the settings: without a bot nothing answers at its address', async () => {
    const { WECOM_BOT_TOKEN: _, WECOM_BOT_AES_KEY: __, WECOM_BOT_NAME: ___, ...app } = PRODUCTION_ENV;
    const { url, store } = await start({ ...app, WECOM_API_BASE: 'http://127.0.0.1:9' });
    await store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
    expect((await postApp(url, appXml('zhaoliu', '我的'))).text).toContain('赵六');
    expect((await postBot(url, botText('zhaoliu', 'wr1', '我的'))).status).toBe(404);
  });

  it('let ADMIN_USERIDS set up what nobody in the roster can', async () => {
    const { url } = await production({ ADMIN_USERIDS: 'Root' });
    expect((await postApp(url, appXml('root', '帮助'))).text).not.toContain('不在名册里');
    expect((await postApp(url, appXml('someone', '帮助'))).text).toContain('不在名册里');
  });

  it('hold what an act causes over the night of the sandbox', async () => {
    const app = await start({ SANDBOX_NOW: '2026-11-23T22:00:00+08:00' });
    const say = (text: string) =>
      fetch(`${app.url}/sandbox/api/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as: 'zhangsan', chat: 'private', text }),
      }).then((response) => response.text());
    expect(await say('安排 主题党日 11月27日下午3点 三楼会议室')).toContain('已安排');
    const rows = await app.store.write((tx) => tx.outboxOfUnits(undefined, 0));
    const [row] = rows.filter((r) => r.text.includes('三楼会议室'));
    expect(row).toMatchObject({ state: 'waiting', at: Date.parse('2026-11-24T08:01:00+08:00') });
  });

  it('send what becomes due within the minute, with nobody doing anything', async () => {
    const { port, asked } = await occupy(WECOM_OK);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { store } = await production({ WECOM_API_BASE: `http://127.0.0.1:${port}` });
      await store.write((tx) => tx.addOutbox([notice(Date.now() + 40_000)]));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(asked).toEqual([]);
      await vi.advanceTimersByTimeAsync(70_000);
      await vi.waitFor(() => expect(asked).toContain('/cgi-bin/message/send'), 10_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('send at once what an act asks for', async () => {
    const { port, asked } = await occupy(WECOM_OK);
    const { url, store } = await production({ WECOM_API_BASE: `http://127.0.0.1:${port}` });
    await store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
    // A pressed card cannot carry words, so they follow as a message of their own, at any hour.
    const press = appXml('zhaoliu', '').replace(
      /<MsgType>.*<\/Content>/,
      '<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>gone:1</EventKey><TaskId>t1</TaskId>',
    );
    expect((await postApp(url, press)).status).toBe(200);
    await vi.waitFor(() => expect(asked).toEqual(['/cgi-bin/gettoken', '/cgi-bin/message/send']), 10_000);
  });
});
