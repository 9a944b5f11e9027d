import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

/** More than may wait at once. */
const FLOOD = 20_500;

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

it('turns away what is too much while the store is held, keeps the rest, and takes messages again', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = chat.store.write(() => held);
  // All at once, so that nothing is answered in between.
  const flood = Array.from({ length: FLOOD }, () => chat.send({ userId: 'zhaoliu' }));
  const settled = Promise.allSettled(flood);
  release();
  await holding;
  const outcomes = await settled;

  const refused = outcomes.filter((o) => o.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'overloaded' });
  expect(outcomes.length - refused.length).toBeGreaterThan(FLOOD / 2);
  expect(await chat.says('zhaoliu', '我的')).toContain('赵六');
}, 30_000);
