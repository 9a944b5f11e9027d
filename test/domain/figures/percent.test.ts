import { describe, expect, it } from 'vitest';
import { tenthsOf, tenthsOfRate } from '../../../src/domain/figures/percent.ts';

/** Half up, digit by digit: no division that could lose a half. */
function byHand(part: number, whole: number): number {
  const [p, w] = [BigInt(part), BigInt(whole)];
  const tenths = (p * 1000n * 2n + w) / (2n * w);
  if (p < w && tenths === 1000n) return 999;
  return p > 0n && tenths === 0n ? 1 : Number(tenths);
}

describe('percentages', () => {
  it('are rounded half up from part and whole, also where only their quotient is known', () => {
    for (let whole = 1; whole <= 1200; whole++)
      for (let part = 0; part <= whole; part++) {
        const expected = byHand(part, whole);
        if (tenthsOf(part, whole) !== expected || tenthsOfRate(part / whole) !== expected)
          expect([part, whole, tenthsOf(part, whole), tenthsOfRate(part / whole)]).toEqual(expected);
      }
  });

  it('hold for the sums of a city', () => {
    const whole = 4_637_500;
    for (const part of [0, 1, whole - 1, whole, ...Array.from({ length: 2000 }, (_, i) => 2318 * (i + 1))])
      expect([part, tenthsOfRate(part / whole)]).toEqual([part, byHand(part, whole)]);
  });

  // 201/400 is 50.25 % exactly; as a floating number it is a little less.
  it('lose no half to floating point', () => expect(tenthsOfRate(201 / 400)).toBe(503));
});
