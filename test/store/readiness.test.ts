import { expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/domain/errors.ts';
import { createReadiness } from '../../src/store/readiness.ts';

it('what was written of late is believed, until a write finds the store away', async () => {
  let asked = 0;
  const readiness = createReadiness(
    async () => true,
    async () => {
      asked += 1;
      throw new StoreUnavailable('full', { cause: new Error('no room') });
    },
  );
  await readiness.watching(async () => 1);
  expect([await readiness.trouble(), asked]).toEqual([undefined, 0]);
  const away = () => Promise.reject(new StoreUnavailable('full', { cause: new Error('no room') }));
  await expect(readiness.watching(away)).rejects.toThrow();
  expect([await readiness.trouble(), asked]).toEqual(['full', 1]);
});

it('a slip of our own says nothing of the store', async () => {
  const readiness = createReadiness(
    async () => true,
    () => Promise.reject(new Error('not to be asked')),
  );
  await readiness.watching(async () => 1);
  await expect(readiness.watching(() => Promise.reject(new Error('slip')))).rejects.toThrow('slip');
  expect(await readiness.trouble()).toBeUndefined();
});
