import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeadline, TooSlow } from '../../src/http/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('gives the result of work that is done in time, and its error', async () => {
  const { within } = createDeadline(1000);
  const results = Promise.allSettled([within(Promise.resolve(7)), within(Promise.reject(new Error('no')))]);
  await vi.advanceTimersByTimeAsync(300);
  expect((await results).map((r) => r.status)).toEqual(['fulfilled', 'rejected']);
});

it('gives up on work that is late, and on nothing younger', async () => {
  const { within } = createDeadline(1000);
  const outcomes: string[] = [];
  const never = new Promise<void>(() => undefined);
  within(never).catch((e) => outcomes.push(e instanceof TooSlow ? 'first late' : 'other'));
  await vi.advanceTimersByTimeAsync(600);
  within(never).catch(() => outcomes.push('second late'));
  await vi.advanceTimersByTimeAsync(400);
  expect(outcomes).toEqual(['first late']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(outcomes).toEqual(['first late', 'second late']);
});
