import { expect, it } from 'vitest';
import { isLinear, repeated } from './cost.ts';

/** Steps that the compiler cannot leave out. */
function steps(count: number): number {
  let sum = 1;
  for (let i = 0; i < count; i++) sum = Math.imul(sum, 31) + i;
  return sum;
}

it('a line is told from a square', () => {
  expect(isLinear((text) => void steps(text.length * 400), repeated('a'))).toBe(true);
  expect(isLinear((text) => void steps(text.length ** 2), repeated('a'), 512)).toBe(false);
});
