import { expect, it } from 'vitest';
import { createTurns } from '../../src/dashboard/turns.ts';
import { Overloaded } from '../../src/domain/errors.ts';

it('lets two look at once, sixteen wait in order, and turns away who comes then', async () => {
  const inTurn = createTurns();
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const look = (n: number) =>
    inTurn(() => {
      begun.push(n);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const looks = Array.from({ length: 18 }, (_, n) => look(n));
  await expect(look(18)).rejects.toThrow(Overloaded);
  expect(begun).toEqual([0, 1]);
  while (ends.length > 0) {
    ends.shift()!();
    await new Promise(setImmediate);
  }
  await Promise.all(looks);
  expect(begun).toEqual(Array.from({ length: 18 }, (_, n) => n));
  const failing = inTurn(() => Promise.reject(new Error('away')));
  await expect(failing).rejects.toThrow('away');
  await expect(Promise.all([1, 2].map((n) => inTurn(async () => n)))).resolves.toEqual([1, 2]);
});
