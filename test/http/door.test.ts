import { afterEach, expect, it, vi } from 'vitest';
import { createDoor } from '../../src/http/door.ts';

afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('lets in by the order of asking, a turn of work at a time', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const door = createDoor();
  const done: number[] = [];
  const all = [1, 2, 3, 4, 5].map((n) =>
    door.through(async () => {
      vi.advanceTimersByTime(6);
      done.push(n);
      return n;
    }),
  );
  await turn();
  expect(done).toEqual([1, 2]);
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
});

it('stays shut while others arrive, but no longer than it stood open', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const door = createDoor();
  const done: number[] = [];
  const slow = (n: number) =>
    door.through(async () => {
      vi.advanceTimersByTime(20);
      done.push(n);
    });
  const all = [slow(1), slow(2)];
  await turn();
  expect(done).toEqual([1]);
  for (let i = 0; i < 9; i++) {
    door.arrived();
    await turn();
    vi.advanceTimersByTime(1);
  }
  expect(done).toEqual([1]);
  vi.advanceTimersByTime(1);
  door.arrived();
  await turn();
  expect(done).toEqual([1, 2]);
  await Promise.all(all);
});

it('turns away unheard whoever stood before it too long, and tells what went wrong inside', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const door = createDoor();
  const heard: string[] = [];
  const first = door.through(async () => void vi.advanceTimersByTime(2000));
  const second = door.through(async () => void heard.push('second'));
  await expect(second).rejects.toMatchObject({ code: 'overloaded' });
  await first;
  await expect(door.through(() => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
  expect(heard).toEqual([]);
});
