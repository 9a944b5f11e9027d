import { afterEach, expect, test, vi } from 'vitest';
import { BOT } from '../support/socket-client.ts';
import { startSocketServer } from '../support/socket-server.ts';
import { openSocketStandIn } from '../support/socket-stand-in.ts';

const HOUR = 3_600_000;
const releases: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

test('from when to when nobody was connected stands in the trail of changes', async () => {
  const wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  releases.push(() => wecom.close());
  const first = await startSocketServer(wecom);
  await vi.waitFor(
    async () => {
      expect((await first.app.store.lease('long_connection'))?.note).toContain('"connected"');
    },
    { timeout: 10_000 },
  );
  await first.app.stop();
  // As if it had ended an hour ago.
  const { openStore } = await import('../../src/store/store.ts');
  const file = `${first.dataDir}/zhibutong.db`;
  const store = openStore({ kind: 'sqlite', file });
  await store.db
    .updateTable('lease')
    .set({ until: Date.now() - HOUR })
    .execute();
  await store.close();
  const second = await startSocketServer(wecom, { DATA_DIR: first.dataDir });
  releases.push(() => second.stop());
  const gaps = () =>
    second.app.store.db.selectFrom('audit').selectAll().where('action', '=', 'long connection gap').execute();
  await vi.waitFor(async () => expect((await gaps()).length).toBe(1), { timeout: 10_000 });
  const { from, to } = JSON.parse((await gaps())[0]!.detail) as { from: string; to: string };
  expect(Math.round((Date.parse(to) - Date.parse(from)) / HOUR)).toBe(1);
  // One that follows at once leaves no trace.
  wecom.dropAll();
  await wecom.whenSubscribed(3, 5000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await gaps()).length).toBe(1);
}, 60_000);

test('an instance that stood by reports no gap while another was connected', async () => {
  const wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  releases.push(() => wecom.close());
  const first = await startSocketServer(wecom);
  const { store } = first.app;
  const gaps = () =>
    store.db.selectFrom('audit').selectAll().where('action', '=', 'long connection gap').execute();
  releases.push(() => first.stop());
  await vi.waitFor(
    async () => expect((await store.lease('long_connection'))?.note).toContain('"connected"'),
    { timeout: 10_000 },
  );
  // Another instance has had it for an hour when it ends; this one stood by meanwhile.
  const clock = vi.spyOn(Date, 'now');
  try {
    await store.db.updateTable('lease').set({ holder: 'another' }).execute();
    await vi.waitFor(() => expect(wecom.connections.every((c) => c.closedAt !== undefined)).toBe(true), {
      timeout: 12_000,
    });
    const start = Date.now();
    clock.mockRestore();
    const real = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => real() + HOUR);
    expect(Date.now() - start).toBeGreaterThanOrEqual(HOUR);
    // One look while the other still has it.
    await new Promise((resolve) => setTimeout(resolve, 5500));
    await store.releaseLease('long_connection', 'another', '{"state":"connected"}');
    await wecom.whenSubscribed(2, 12_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await gaps()).toEqual([]);
  } finally {
    vi.restoreAllMocks();
  }
}, 60_000);
