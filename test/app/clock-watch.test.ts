import { beforeEach, expect, it } from 'vitest';
import { type ClockWatch, createClockWatch } from '../../src/app/clock-watch.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let wall: number;
let passed: number;
/** what others say; undefined: nobody answers */
let theirs: number | undefined;
let jumps: string[];
let watch: ClockWatch;

beforeEach(() => {
  wall = START;
  passed = 5000;
  theirs = undefined;
  jumps = [];
  watch = createClockWatch({
    clock: { now: () => wall },
    passed: () => passed,
    ask: async () => theirs,
    jumped: (byMs, isTrusted) => jumps.push(`${Math.round(byMs / MINUTE)} ${isTrusted}`),
  });
});
const pass = (ms: number) => {
  wall += ms;
  passed += ms;
  if (theirs !== undefined) theirs += ms;
};
const settled = async () => {
  await watch.compare();
};

it('time that passes is trusted, however seldom one looks', () => {
  for (const ms of [1000, 60_000, 3 * DAY]) {
    pass(ms);
    expect(watch.isTrusted()).toBe(true);
  }
  expect(jumps).toEqual([]);
});

it('a clock put right by seconds is no jump', () => {
  for (const ms of [90_000, -90_000]) {
    wall += ms;
    expect(watch.isTrusted()).toBe(true);
  }
});

it.each([30 * DAY, -30 * DAY, 20 * MINUTE])(
  'a jump by %i ms that others do not know of is not believed',
  async (ms) => {
    theirs = wall;
    wall += ms;
    expect(watch.isTrusted()).toBe(false);
    await settled();
    pass(3 * 60 * MINUTE);
    expect(watch.isTrusted()).toBe(false);
    await settled();
    // Put right again: nothing has happened.
    wall -= ms;
    await settled();
    expect(watch.isTrusted()).toBe(true);
    expect(jumps).toEqual([`${ms / MINUTE} false`, `${ms / MINUTE} true`]);
  },
);

it('a jump that others confirm was the machine asleep', async () => {
  theirs = wall;
  wall += 8 * 60 * MINUTE;
  theirs = wall;
  expect(watch.isTrusted()).toBe(false);
  await settled();
  expect(watch.isTrusted()).toBe(true);
});

it('with nobody to ask, a jump is believed once it has lasted, and at once when it is taken back', async () => {
  wall += DAY;
  expect(watch.isTrusted()).toBe(false);
  pass(9 * MINUTE);
  await settled();
  expect(watch.isTrusted()).toBe(false);
  pass(2 * MINUTE);
  await settled();
  expect(watch.isTrusted()).toBe(true);
  wall += DAY;
  expect(watch.isTrusted()).toBe(false);
  wall -= DAY;
  await settled();
  expect(watch.isTrusted()).toBe(true);
});

it('a clock that was wrong from the start is found out as soon as somebody can be asked', async () => {
  theirs = wall - 30 * DAY;
  expect(watch.isTrusted()).toBe(true);
  await settled();
  expect(watch.isTrusted()).toBe(false);
  // That they cannot be asked any more does not make it right.
  theirs = undefined;
  await settled();
  expect(watch.isTrusted()).toBe(false);
});

it('and is right again once it was put right, though nobody can be asked any more', async () => {
  theirs = wall - 30 * DAY;
  await settled();
  expect(watch.isTrusted()).toBe(false);
  await settled();
  theirs = undefined;
  pass(MINUTE);
  wall -= 30 * DAY;
  await settled();
  expect(watch.isTrusted()).toBe(true);
});

it('is confirmed only by somebody who says the same', async () => {
  expect(await watch.isConfirmed()).toBe(false);
  theirs = wall + 3 * MINUTE;
  expect(await watch.isConfirmed()).toBe(true);
  theirs = wall - DAY;
  expect(await watch.isConfirmed()).toBe(false);
});

it('whoever cannot be asked by an error counts as nobody', async () => {
  watch = createClockWatch({
    clock: { now: () => wall },
    passed: () => passed,
    ask: () => Promise.reject(new Error('away')),
    jumped: () => undefined,
  });
  wall += DAY;
  expect(watch.isTrusted()).toBe(false);
  await settled();
  expect(watch.isTrusted()).toBe(false);
});
