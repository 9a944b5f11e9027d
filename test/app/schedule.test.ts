import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everyMinute } from '../../src/app/schedule.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-25T09:59:30+08:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('ticks once a minute, five seconds past, until it is stopped', async () => {
  const at: string[] = [];
  const stop = everyMinute(async () => void at.push(new Date().toISOString().slice(11, 19)));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(at).toEqual([]);
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(at).toEqual(['02:00:05', '02:01:05']);
  await stop();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(at).toHaveLength(2);
});

it('never ticks twice at once', async () => {
  let running = 0;
  let finish = () => {};
  const stop = everyMinute(() => {
    running += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(running).toBe(1);
  finish();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(running).toBe(2);
  finish();
  await stop();
});
