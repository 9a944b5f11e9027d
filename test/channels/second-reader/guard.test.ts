import { describe, expect, it } from 'vitest';
import { guarded } from '../../../src/channels/second-reader/guard.ts';
import type { SecondFailure, SecondOutcome } from '../../../src/ports/second-reader.ts';
import { gate } from '../../support/gate.ts';

const QUESTION = { text: '周三来不了', today: '2026-11-21' };
const READ: SecondOutcome = { kind: 'read', readings: [] };
const failed = (reason: SecondFailure, afterMs?: number): SecondOutcome => ({
  kind: 'failed',
  reason,
  ...(afterMs !== undefined && { afterMs }),
});
const MINUTE = 60_000;

function world() {
  let now = 1_000_000;
  let calls = 0;
  let outcome: SecondOutcome | Promise<SecondOutcome> = READ;
  const read = guarded(
    async () => {
      calls++;
      return outcome;
    },
    { now: () => now },
  );
  return {
    ask: () => read(QUESTION),
    answers(next: typeof outcome) {
      outcome = next;
    },
    pass(ms: number) {
      now += ms;
    },
    /** how many of these questions went out */
    async asked(times: number): Promise<number> {
      const before = calls;
      for (let i = 0; i < times; i++) await read(QUESTION);
      return calls - before;
    },
  };
}

describe('limits of the second reader', () => {
  it('let four be in flight, and the next one go once one is back', async () => {
    const w = world();
    const held = gate();
    w.answers(held.passed.then(() => READ));
    const four = Array.from({ length: 4 }, w.ask);
    expect(await w.ask()).toEqual(failed('held'));
    held.pass();
    expect(await Promise.all(four)).toEqual([READ, READ, READ, READ]);
    expect(await w.ask()).toEqual(READ);
  });

  it('let thirty go in any minute', async () => {
    const w = world();
    expect(await w.asked(10)).toBe(10);
    w.pass(MINUTE / 2);
    expect(await w.asked(25)).toBe(20);
    expect(await w.ask()).toEqual(failed('held'));
    w.pass(MINUTE / 2 + 1);
    expect(await w.asked(25)).toBe(10);
  });
});

describe('the breaker', () => {
  it.each<SecondFailure>(['timeout', 'unreachable', 'refused', 'unreadable', 'too_large'])(
    'opens after three failures in a row (%s), for a minute',
    async (reason) => {
      const w = world();
      w.answers(failed(reason));
      expect(await w.asked(2)).toBe(2);
      w.answers(READ);
      expect(await w.asked(1)).toBe(1);
      w.answers(failed(reason));
      expect(await w.asked(9)).toBe(3);
      expect(await w.ask()).toEqual(failed('broken'));
      w.pass(MINUTE - 1);
      expect(await w.asked(1)).toBe(0);
      w.pass(1);
      expect(await w.asked(1)).toBe(1);
    },
  );

  it.each<SecondFailure>(['unauthorised', 'not_found', 'busy'])('opens at once for %s', async (reason) => {
    const w = world();
    w.answers(failed(reason));
    expect(await w.asked(5)).toBe(1);
  });

  it('waits as long as the server says, and never beyond a quarter of an hour', async () => {
    const w = world();
    w.answers(failed('busy', 5 * MINUTE));
    expect(await w.asked(1)).toBe(1);
    w.pass(5 * MINUTE - 1);
    expect(await w.asked(1)).toBe(0);
    w.pass(1);
    w.answers(failed('busy', 999 * MINUTE));
    expect(await w.asked(1)).toBe(1);
    w.pass(15 * MINUTE);
    expect(await w.asked(1)).toBe(1);
  });

  it('doubles its pause while the server stays down, up to a quarter of an hour, and mends on one answer', async () => {
    const w = world();
    w.answers(failed('unreachable'));
    await w.asked(3);
    for (const minutes of [1, 2, 4, 8, 15]) {
      w.pass(minutes * MINUTE - 1);
      expect(await w.asked(1)).toBe(0);
      w.pass(1);
      expect(await w.asked(3)).toBe(1);
    }
    w.answers(READ);
    w.pass(15 * MINUTE);
    expect(await w.asked(1)).toBe(1);
    w.answers(failed('unreachable'));
    expect(await w.asked(5)).toBe(3);
  });

  it('lets one alone go to see after a pause', async () => {
    const w = world();
    w.answers(failed('unauthorised'));
    await w.ask();
    w.pass(MINUTE);
    const held = gate();
    w.answers(held.passed.then(() => READ));
    const probe = w.ask();
    expect(await w.ask()).toEqual(failed('held'));
    held.pass();
    expect(await probe).toEqual(READ);
  });

  it('counts those that were under way together as one break', async () => {
    const w = world();
    const held = gate();
    w.answers(held.passed.then(() => failed('unauthorised')));
    const four = Array.from({ length: 4 }, w.ask);
    held.pass();
    await Promise.all(four);
    w.pass(MINUTE);
    w.answers(READ);
    expect(await w.asked(1)).toBe(1);
  });

  it('does not count a stop of our own', async () => {
    const w = world();
    w.answers(failed('stopped'));
    expect(await w.asked(9)).toBe(9);
  });
});
