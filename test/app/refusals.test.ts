// Refused callbacks are counted where another process finds them, and seldom written.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRefusals, refusalsOf } from '../../src/app/refusals.ts';
import { refusalFindings } from '../../src/cli/doctor-refusals.ts';
import { DAY_MS } from '../../src/domain/calendar/time.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';

const NOON = Date.parse('2026-11-29T12:00:00+08:00');
let store: OpenStore;
let now = NOON;
const clock = { now: () => now };
beforeEach(async () => {
  now = NOON;
  store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

const stored = () => store.read((tx) => refusalsOf(tx, 'app'));
const findings = async () =>
  (await store.read((tx) => refusalFindings(tx, now))).map(({ mark, name }) => `${mark} ${name}`);
/** Time passes, and what it set off ends. */
async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
  await new Promise((resolve) => setImmediate(resolve));
  await stored();
}

it('writes the first at once and a thousand more with the next minute', async () => {
  const write = vi.spyOn(store, 'write');
  const log = createRefusals(store, clock);
  log.refused('app', 'stale');
  await pass(1);
  expect(await stored()).toEqual({ counts: { stale: 1 }, lastAt: NOON, goodAt: null });
  for (let i = 0; i < 1000; i++) log.refused('app', 'bad_signature');
  await pass(1000);
  expect((await stored()).counts).toEqual({ stale: 1 });
  await pass(60_000);
  expect((await stored()).counts).toEqual({ stale: 1, bad_signature: 1000 });
  expect(write).toHaveBeenCalledTimes(2);
});

it('forgets them when a good one comes, also those of the process before', async () => {
  const before = createRefusals(store, clock);
  before.refused('app', 'bad_padding');
  await pass(1);
  expect(await findings()).toEqual(['✗ refused_aes_key']);
  await before.stop();
  const after = createRefusals(store, clock);
  after.heard('app');
  await pass(60_000);
  expect(await findings()).toEqual([]);
});

it('forgets them within seconds where somebody mended the settings, sends one and asks', async () => {
  const log = createRefusals(store, clock);
  log.refused('app', 'bad_signature');
  await pass(1);
  log.refused('app', 'bad_signature');
  log.heard('app');
  await pass(3000);
  expect(await findings()).toEqual([]);
});

it('keeps what was refused, or ended, shortly before a restart', async () => {
  const before = createRefusals(store, clock);
  before.refused('app', 'bad_signature');
  await pass(1);
  before.refused('bot', 'bad_padding');
  await before.stop();
  expect(await findings()).toEqual(['✗ refused_signature', '✗ refused_aes_key']);
  const after = createRefusals(store, clock);
  after.heard('app');
  after.heard('bot');
  await after.stop();
  expect(await findings()).toEqual([]);
});

it('writes nothing while all goes well', async () => {
  const log = createRefusals(store, clock);
  log.heard('app');
  await pass(60_000);
  const write = vi.spyOn(store, 'write');
  for (let i = 0; i < 10; i++) {
    log.heard('app');
    await pass(60_000);
  }
  expect(write).not.toHaveBeenCalled();
});

it('is a hint only where anybody may have sent it and WeCom is heard', async () => {
  const log = createRefusals(store, clock);
  log.heard('app');
  await pass(60_000);
  log.heard('app');
  log.refused('app', 'bad_signature');
  log.refused('app', 'missing_parameter');
  await pass(60_000);
  expect(await findings()).toEqual(['△ refused_signature']);
  now += DAY_MS;
  expect(await findings()).toEqual(['✗ refused_signature']);
  now += 7 * DAY_MS;
  expect(await findings()).toEqual([]);
});

it('keeps what could not be written for the next time', async () => {
  const log = createRefusals(store, clock);
  const write = vi.spyOn(store, 'write').mockRejectedValueOnce(new Error('away'));
  log.refused('app', 'bad_receiveid');
  await pass(1);
  expect((await stored()).counts).toEqual({});
  write.mockRestore();
  await pass(60_000);
  expect((await stored()).counts).toEqual({ bad_receiveid: 1 });
});

it('counts what came while the write before it failed', async () => {
  const log = createRefusals(store, clock);
  const failing = Promise.withResolvers<never>();
  const write = vi.spyOn(store, 'write').mockReturnValueOnce(failing.promise);
  log.refused('app', 'bad_receiveid');
  await vi.advanceTimersByTimeAsync(1);
  log.refused('app', 'stale');
  failing.reject(new Error('away'));
  await pass(1);
  write.mockRestore();
  await pass(60_000);
  await pass(60_000);
  expect((await stored()).counts).toEqual({ bad_receiveid: 1, stale: 1 });
});

it('a good one ends the run before it once, and not what is refused after', async () => {
  const log = createRefusals(store, clock);
  log.heard('app');
  log.refused('app', 'stale');
  await pass(60_000);
  log.refused('app', 'bad_padding');
  await pass(60_000);
  expect((await stored()).counts).toEqual({ stale: 1, bad_padding: 1 });
});

it('keeps no process from its end', async () => {
  vi.useRealTimers();
  const waiting = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
  const before = waiting();
  const log = createRefusals(store, clock);
  log.heard('app');
  expect(waiting()).toBe(before);
  await log.stop();
});
