// The page of a whole server: from a message over the callback to the page, over restarts and instances, and in no log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { cookieOf, keyIn } from '../support/dashboard.ts';
import { createDatabase, noServer } from '../support/own-database.ts';
import { endProcess, spawnServer } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

const ENV = { ...PRODUCTION_ENV, PUBLIC_URL: 'https://bot.example.com/zbt' };
const releases: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

async function start(env: Record<string, string>): Promise<TestServer> {
  const server = await startServer(env);
  releases.push(() => server.stop());
  await server.app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
  return server;
}
/** With the proxy's path taken off, as it does. */
const enter = (url: string, key: string) =>
  fetch(`${url}/dashboard/enter`, { method: 'POST', body: new URLSearchParams({ key }), redirect: 'manual' });
const look = async (url: string, cookie: string) =>
  (await fetch(`${url}/dashboard`, { headers: { cookie } })).status;

describe('the page of a server', { timeout: 60_000 }, () => {
  it('is reached by the link in the answer; a repeated message is answered with the same one', async () => {
    const { url } = await start(ENV);
    const xml = appXml('zhangsan', '看板');
    const [first, again] = [(await postApp(url, xml)).text, (await postApp(url, xml)).text];
    expect(first).toContain('https://bot.example.com/zbt/dashboard/enter?key=');
    expect(again).toBe(first);
    const entered = await enter(url, keyIn(first));
    expect(entered.headers.get('set-cookie')).toMatch(/Path=\/zbt\/dashboard;.*Secure$/);
    expect(await look(url, cookieOf(entered))).toBe(200);
  });

  it('has no address until somebody gives the server one', async () => {
    const { url } = await start({ ...PRODUCTION_ENV });
    expect((await postApp(url, appXml('zhangsan', '看板'))).text).toContain('PUBLIC_URL');
    expect((await fetch(`${url}/dashboard`)).status).toBe(401);
  });

  it('is reached from a group by a message of its own, with the key in it', async () => {
    const server = await startServer({ SANDBOX_NOW: '2026-11-23T09:10:00+08:00' });
    releases.push(() => server.stop());
    const said = { as: 'zhangsan', chat: 'sandbox-chat-2', text: '看板', mention: true };
    await fetch(`${server.url}/sandbox/api/say`, { method: 'POST', body: JSON.stringify(said) });
    const heard = async () => (await fetch(`${server.url}/sandbox/api/state?as=zhangsan`)).text();
    await expect.poll(heard, { timeout: 10_000 }).toContain('/dashboard/enter?key=');
    const shown = await heard();
    expect(shown).toContain('单独发给您');
    expect((await enter(server.url, keyIn(shown))).status).toBe(303);
  });

  it('lets in by a link from before a restart, and knows its sessions after one', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zhibutong-page-'));
    releases.push(() => rmSync(dir, { recursive: true, force: true }));
    const env = { ...ENV, DATABASE_URL: `sqlite:${join(dir, 'kept.db')}` };
    const before = await startServer(env);
    await before.app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
    const [used, kept] = [
      await postApp(before.url, appXml('zhangsan', '看板')),
      await postApp(before.url, appXml('admin', '看板')),
    ];
    const cookie = cookieOf(await enter(before.url, keyIn(used.text)));
    await before.stop();
    const after = await startServer(env);
    releases.push(() => after.stop());
    expect(await look(after.url, cookie)).toBe(200);
    expect((await enter(after.url, keyIn(used.text))).status).toBe(403);
    expect((await enter(after.url, keyIn(kept.text))).status).toBe(303);
  });

  it.skipIf(noServer)('is one page, whichever instance is asked', async () => {
    const database = await createDatabase();
    releases.push(() => database.remove());
    const env = { ...ENV, DATABASE_URL: database.url };
    const one = await start(env);
    const two = await startServer(env);
    releases.push(() => two.stop());
    const xml = appXml('zhangsan', '看板');
    const key = keyIn((await postApp(one.url, xml)).text);
    expect(keyIn((await postApp(two.url, xml)).text)).toBe(key);
    const entered = await enter(two.url, key);
    expect(entered.status).toBe(303);
    expect((await enter(one.url, key)).status).toBe(403);
    const cookie = cookieOf(entered);
    expect(await look(one.url, cookie)).toBe(200);
    await fetch(`${two.url}/dashboard/leave`, { method: 'POST', headers: { cookie } });
    expect(await look(one.url, cookie)).toBe(401);
  });

  it('leaves neither key nor token in any log, nor on the disk', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zhibutong-page-'));
    releases.push(() => rmSync(dir, { recursive: true, force: true }));
    const file = join(dir, 'zhibutong.db');
    const store = openStore({ kind: 'sqlite', file });
    await store.migrate();
    await store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
    await store.close();
    const server = await spawnServer({
      ...ENV,
      DATA_DIR: dir,
      LOG_LEVEL: 'trace',
      WECOM_API_BASE: 'http://127.0.0.1:9',
    });
    const key = keyIn((await postApp(server.url, appXml('zhangsan', '看板'))).text);
    await fetch(`${server.url}/dashboard/enter?key=${key}`);
    const cookie = cookieOf(await enter(server.url, key));
    expect(await look(server.url, cookie)).toBe(200);
    await fetch(`${server.url}/dashboard/enter?key=${key}`, { method: 'DELETE' });
    await endProcess(server);
    const secrets = [key, cookie.split('=')[1]!];
    for (const secret of secrets) expect(server.output()).not.toContain(secret);
    const kept = openStore({ kind: 'sqlite', file });
    const rows = JSON.stringify([
      await kept.db.selectFrom('message').selectAll().execute(),
      await kept.db.selectFrom('dashboard_session').selectAll().execute(),
      await kept.db.selectFrom('audit').selectAll().execute(),
    ]);
    await kept.close();
    expect(rows).toContain('zhangsan');
    for (const secret of secrets) expect(rows).not.toContain(secret);
  });
});
