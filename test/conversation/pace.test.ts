import { beforeEach, describe, expect, it } from 'vitest';
import { createFairQueue } from '../../src/conversation/fair-queue.ts';
import { createGates } from '../../src/conversation/gates.ts';
import { createPace } from '../../src/conversation/pace.ts';
import { Overloaded } from '../../src/domain/errors.ts';

let now = 0;
beforeEach(() => {
  now = 0;
});

/** So many a second for so long, with `inHand` always in hand; returns those still to be done. */
function work(pace: ReturnType<typeof createPace>, perSecond: number, seconds: number, inHand: number) {
  const hands = Array.from({ length: inHand }, () => pace.enter());
  for (let i = 0; i < perSecond * seconds; i++) {
    now += 1000 / perSecond;
    hands.shift()!();
    hands.push(pace.enter());
  }
  return hands;
}

it('says how long one waits behind those in hand, whatever was believed before', () => {
  for (const believed of [10, 100_000]) {
    const pace = createPace(believed, () => now);
    expect(pace.waitMs()).toBe(0);
    work(pace, 200, 30, 400);
    expect(pace.waitMs()).toBeGreaterThan(1800);
    expect(pace.waitMs()).toBeLessThan(2200);
  }
});

it('learns within seconds that all has become slower, or stands still', () => {
  const pace = createPace(1000, () => now);
  const hands = work(pace, 1000, 10, 500);
  expect(pace.waitMs()).toBeLessThan(600);
  now += 4000;
  expect(pace.waitMs()).toBeGreaterThan(3500);
  for (const done of hands) done();
  expect(pace.waitMs()).toBe(0);
});

it('forgets nothing while there is nothing to do', () => {
  const pace = createPace(1, () => now);
  for (const done of work(pace, 1000, 10, 10)) done();
  now += 3_600_000;
  const hands = Array.from({ length: 1000 }, () => pace.enter());
  expect(pace.waitMs()).toBeLessThan(1100);
  expect(pace.inHand()).toBe(hands.length);
});

it('takes one of each sender in turn, those of one sender in their order', () => {
  const queue = createFairQueue<string>();
  for (const one of ['a1', 'a2', 'a3', 'b1', 'a4', 'c1', 'b2']) queue.add(one[0]!, one);
  expect(queue.size).toBe(7);
  expect(queue.take(4)).toEqual(['a1', 'b1', 'c1', 'a2']);
  queue.add('d', 'd1');
  expect(queue.take(10)).toEqual(['b2', 'a3', 'd1', 'a4']);
  expect([queue.size, queue.take(1)]).toEqual([0, []]);
});

describe('a gate', () => {
  it('lets so many of one sender in, and one more for each that has its answer', () => {
    const { write } = createGates();
    const leaves = Array.from({ length: 20 }, () => write.enter('lisi'));
    expect(() => write.enter('lisi')).toThrow(Overloaded);
    write.enter('zhaoliu');
    leaves[0]!();
    leaves[1]!();
    write.enter('lisi');
    write.enter('lisi');
    expect(() => write.enter('lisi')).toThrow(Overloaded);
  });
});
