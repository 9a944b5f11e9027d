// The machine's clock is a month ahead for a while, and then right again: nothing is sent from the future, nothing that
// waits is thrown away, nothing is missing afterwards.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { message } from '../support/sending.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';
import { type WecomStandIn, wecomStandIn } from '../support/wecom-stand-in.ts';

let minute: () => Promise<void>;
vi.mock('../../src/app/schedule.ts', () => ({
  everyMinute: (tick: () => Promise<void>) => {
    minute = tick;
    return async () => undefined;
  },
}));

const START = Date.parse('2026-11-25T10:00:00+08:00');
const DAY = 86_400_000;
let right: number;
let wecom: WecomStandIn;
let server: TestServer;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  right = START;
  wecom = await wecomStandIn({ now: () => right });
  server = await startServer({ ...PRODUCTION_ENV, WECOM_API_BASE: wecom.base });
  await minute();
});
afterEach(async () => {
  await server.stop();
  vi.useRealTimers();
});

const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

it('while the clock is wrong nothing is planned, sent or given up; after it all goes on', async () => {
  const { store } = server.app;
  vi.setSystemTime(START + 30 * DAY);
  await store.write((tx) =>
    tx.addOutbox([message('waits', START, { to: ['zhangsan'] }), message('later', START + 60_000)]),
  );
  for (let i = 0; i < 3; i++) await minute();
  await until(async () => (await metrics()).includes('\nzhibutong_clock_trusted 0'));
  for (let i = 0; i < 3; i++) await minute();
  // Between the minutes it looks for what is due by itself.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const rows = await store.read((tx) => tx.outboxOfUnits(undefined, 0));
  expect(rows.map((r) => [r.key, r.state])).toEqual([
    ['later', 'waiting'],
    ['waits', 'waiting'],
  ]);
  expect(wecom.delivered).toEqual([]);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ ok: false, missing: ['clock'] });

  right = START + 120_000;
  vi.setSystemTime(right);
  await minute();
  await until(async () => (await metrics()).includes('\nzhibutong_clock_trusted 1'));
  await minute();
  await until(() => wecom.delivered.length === 2);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ ok: true });
});
