// The joints between planning, answering and delivery, with a WeCom that answers, hangs or is cut off.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { openStore } from '../../src/store/store.ts';
import { newItem } from '../support/item.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

// No minute passes by itself here: the test ticks.
let minute: () => Promise<void>;
vi.mock('../../src/app/schedule.ts', () => ({
  everyMinute: (tick: () => Promise<void>) => {
    minute = tick;
    return async () => undefined;
  },
}));

const START = Date.parse('2026-11-25T10:00:00+08:00');
let wecom: Server;
let server: TestServer;
let asked: string[];
let hanging: ServerResponse[];
let isHanging: boolean;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  asked = [];
  hanging = [];
  isHanging = false;
  wecom = createServer((request, response) => {
    const path = new URL(request.url!, 'http://x').pathname;
    request.resume();
    response.setHeader('date', new Date().toUTCString());
    if (path === '/cgi-bin/gettoken')
      return void response.end('{"errcode":0,"access_token":"t","expires_in":7200}');
    asked.push(path);
    if (isHanging) hanging.push(response);
    else response.end('{"errcode":0,"msgid":"m"}');
  });
  await new Promise<void>((resolve) => wecom.listen(0, '127.0.0.1', resolve));
  const { port } = wecom.address() as AddressInfo;
  server = await startServer({ ...PRODUCTION_ENV, WECOM_API_BASE: `http://127.0.0.1:${port}` });
  await server.app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, START));
  // The tick of the start is over.
  await until(async () => (await plannedUntil()) >= START);
  await minute();
});
afterEach(async () => {
  isHanging = false;
  for (const response of hanging) response.destroy();
  await server.stop();
  wecom.closeAllConnections();
  await new Promise((resolve) => wecom.close(resolve));
  vi.useRealTimers();
});

const plannedUntil = () => server.app.store.write(async (tx) => Number(await tx.mark('planned_until')));
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
const push = (key: string, over: Partial<OutboxEntry> = {}) =>
  server.app.store.write((tx) =>
    tx.addOutbox([
      {
        key,
        at: START,
        expiresAt: START + 3_600_000,
        rule: 'opening',
        unitId: null,
        subject: key,
        channel: 'app',
        to: ['LiSi'],
        audience: ['lisi'],
        text: '通知',
        card: null,
        ...over,
      },
    ]),
  );
const stateOf = async (key: string) => (await server.app.store.write((tx) => tx.outboxOf(key)))[0]!.state;

it('what an answer leaves to be sent goes out at once, not with the next minute', async () => {
  await server.app.store.write((tx) => tx.addItem(newItem()));
  expect((await postApp(server.url, appXml('lisi', '整改1 完成'))).text).toContain('已申请销号');
  await until(() => asked.includes('/cgi-bin/message/send'));
  await until(async () => (await stateOf('approval:1')) === 'accepted');
});

it('planning does not wait for a WeCom that hangs, nor does the minute after it', async () => {
  isHanging = true;
  await push('slow');
  await minute();
  await until(() => hanging.length === 1);
  vi.setSystemTime(START + 60_000);
  await minute();
  expect(await plannedUntil()).toBeGreaterThanOrEqual(START + 60_000);
  expect(await stateOf('slow')).toBe('sending');
});

it('what waits leaves although planning fails, and the failure is counted', async () => {
  await push('waits');
  vi.setSystemTime(START + 60_000);
  vi.spyOn(server.app.store, 'write').mockRejectedValueOnce(new Error('planning'));
  await minute();
  await until(async () => (await stateOf('waits')) === 'accepted');
  expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/failures_total\{where="tick"\} 1/);
});

it('a failure of the tick at the start is counted too', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-broken-'));
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await sql`create trigger broken before insert on mark when new.key = 'planned_until' begin select raise(abort, 'broken'); end`.execute(
    store.db,
  );
  await store.close();
  const other = await startServer({ ...PRODUCTION_ENV, DATA_DIR: dir });
  onTestFinished(async () => {
    await other.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  await until(async () =>
    /failures_total\{where="tick"\} 1/.test(await (await fetch(`${other.url}/metrics`)).text()),
  );
});

it('old evidence that cannot be looked for is counted, beside a tick that failed', async () => {
  const write = vi.spyOn(server.app.store, 'write').mockRejectedValue(new Error('away'));
  vi.setSystemTime(START + 2 * 3_600_000);
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  // The clock jumped; WeCom's says the same, so the machine was only asleep.
  await minute();
  await until(async () => (await metrics()).includes('\nzhibutong_clock_trusted 1'));
  await minute();
  await until(async () => /failures_total\{where="delivery"\} [1-9]/.test(await metrics()));
  expect(await metrics()).toMatch(/failures_total\{where="tick"\} 1/);
  write.mockRestore();
});

it('an error in delivery is counted and ends nothing', async () => {
  await push('waits');
  const claim = vi.spyOn(server.app.store, 'claimDue').mockRejectedValue(new Error('away'));
  await minute();
  await until(async () =>
    /failures_total\{where="delivery"\} [1-9]/.test(await (await fetch(`${server.url}/metrics`)).text()),
  );
  claim.mockRestore();
  await minute();
  await until(async () => (await stateOf('waits')) === 'accepted');
});

it('what is in hand when the server stops is recorded before the store is closed', async () => {
  isHanging = true;
  await push('slow');
  await minute();
  await until(() => hanging.length === 1);
  const stopping = server.app.stop();
  await until(() =>
    fetch(`${server.url}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  // Time enough to close the store, for who would not wait.
  await new Promise((resolve) => setTimeout(resolve, 300));
  hanging[0]!.end('{"errcode":0,"msgid":"m"}');
  await stopping;
  const store = openStore({ kind: 'sqlite', file: join(server.dataDir, 'zhibutong.db') });
  onTestFinished(() => store.close());
  expect((await store.read((tx) => tx.outboxOf('slow')))[0]!.state).toBe('accepted');
});

it('every channel of the application has its sender', async () => {
  await push('group', { channel: 'appchat', to: ['chat1'] });
  await push('person');
  await minute();
  await until(
    async () => (await stateOf('group')) === 'accepted' && (await stateOf('person')) === 'accepted',
  );
  expect(asked.sort()).toEqual(['/cgi-bin/appchat/send', '/cgi-bin/message/send']);
});
