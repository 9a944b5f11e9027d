import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APP_TO_MEMBER, memoryRateGate, PER_CHAT, PER_WEBHOOK } from '../../../src/channels/wecom/limits.ts';
import { movableClock } from './_api.ts';

describe('the rate gate', () => {
  it('lets 17 through a webhook in a minute and says when the next may go', async () => {
    const clock = movableClock();
    const gate = memoryRateGate(clock);
    for (let i = 0; i < 17; i++) {
      expect(await gate.take(['w'], PER_WEBHOOK)).toBe(0);
      clock.forward(1000);
    }
    expect(await gate.take(['w'], PER_WEBHOOK)).toBe(43_000);
    clock.forward(42_999);
    expect(await gate.take(['w'], PER_WEBHOOK)).toBe(1);
    clock.forward(1);
    expect(await gate.take(['w'], PER_WEBHOOK)).toBe(0);
    expect(await gate.take(['w'], PER_WEBHOOK)).toBe(1000);
  });

  it('waits until as many places are free as are wanted', async () => {
    const clock = movableClock();
    const gate = memoryRateGate(clock);
    for (let i = 0; i < 15; i++) {
      await gate.take(['w'], PER_WEBHOOK);
      clock.forward(1000);
    }
    expect(await gate.take(['w'], PER_WEBHOOK, 5)).toBe(47_000);
    clock.forward(47_000);
    expect(await gate.take(['w'], PER_WEBHOOK, 5)).toBe(0);
  });

  it('keeps the hour as well as the minute', async () => {
    const clock = movableClock();
    const gate = memoryRateGate(clock);
    for (let i = 0; i < 900; i++) {
      expect(await gate.take(['u'], APP_TO_MEMBER)).toBe(0);
      clock.forward(3000);
    }
    expect(await gate.take(['u'], APP_TO_MEMBER)).toBe(900_000);
  });

  it('counts every key by itself, and takes all or none', async () => {
    const gate = memoryRateGate(movableClock());
    for (let i = 0; i < 25; i++) await gate.take(['a'], APP_TO_MEMBER);
    expect(await gate.take(['b', 'a'], APP_TO_MEMBER)).toBe(60_000);
    for (let i = 0; i < 25; i++) expect(await gate.take(['b'], APP_TO_MEMBER)).toBe(0);
    expect(await gate.take(['b'], APP_TO_MEMBER)).toBe(60_000);
  });

  it('lets more places than a window has pass when the window is empty', async () => {
    const clock = movableClock();
    const gate = memoryRateGate(clock);
    expect(await gate.take(['w'], PER_WEBHOOK, 20)).toBe(0);
    expect(await gate.take(['w'], PER_WEBHOOK)).toBe(60_000);
  });

  it('never lets more than the limit into any span', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), async (steps) => {
        const clock = movableClock();
        const gate = memoryRateGate(clock);
        const taken: number[] = [];
        for (const step of steps) {
          clock.forward(step);
          if ((await gate.take(['c'], PER_CHAT)) === 0) taken.push(clock.now());
        }
        for (const t of taken)
          expect(taken.filter((x) => x >= t && x < t + 60_000).length).toBeLessThanOrEqual(30);
      }),
      { numRuns: 50 },
    );
  });

  it('forgets keys that are idle for an hour', async () => {
    const clock = movableClock();
    const gate = memoryRateGate(clock);
    for (let i = 0; i < 25; i++) await gate.take(['old'], APP_TO_MEMBER);
    clock.forward(3_600_001);
    for (let i = 0; i < 2000; i++) await gate.take([`k${i}`], APP_TO_MEMBER);
    expect(await gate.take(['old'], APP_TO_MEMBER)).toBe(0);
  });
});
