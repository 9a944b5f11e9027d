import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCardWorker } from '../../src/delivery/cards.ts';
import type { CardUpdate, PushOutcome } from '../../src/ports/channels.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { queueOf } from '../support/queue.ts';
import { HOUR, MINUTE } from '../support/sending.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const SPENT: PushOutcome = { kind: 'refused', code: 60140, reason: 'response_code_spent', scope: 'message' };
const LOST: PushOutcome = { kind: 'unknown', reason: 'timeout' };
const AWAY: PushOutcome = { kind: 'retry', code: 0, reason: 'unreachable', afterMs: MINUTE, isWide: true };

let store: OpenStore;
let now: number;
let asked: CardUpdate[];
let answers: PushOutcome[];

beforeEach(async () => {
  now = START;
  [asked, answers] = [[], []];
  store = openStore({ kind: 'sqlite', file: ':memory:' }, { now: () => now });
  await store.migrate();
  await store.write((tx) =>
    tx.addCardUpdates([{ responseCode: 'RC', users: ['lisi'], cardState: '已销号', at: START }]),
  );
});
afterEach(() => store.close());

const run = () => {
  const card = createCardWorker(async (update) => {
    asked.push(update);
    return answers.shift() ?? { kind: 'accepted' };
  });
  return queueOf(store, { card }, { now: () => now }).run();
};
const row = () =>
  store.db.selectFrom('outbox').selectAll().where('kind', '=', 'card').executeTakeFirstOrThrow();
const others = () => store.db.selectFrom('outbox').select('key').where('kind', '!=', 'card').execute();

it('a spent code is the end of it: the reason is recorded, and nobody gets anything', async () => {
  answers = [SPENT];
  for (let i = 0; i < 5; i++, now += HOUR) await run();
  expect(asked).toHaveLength(1);
  expect(await row()).toMatchObject({ state: 'refused', outcome: 'response_code_spent' });
  expect(await others()).toEqual([]);
});

it('a code that a send nobody heard of has spent did its work', async () => {
  answers = [LOST, SPENT];
  for (let i = 0; i < 3; i++, now += 5 * MINUTE) await run();
  expect(asked).toHaveLength(2);
  expect(await row()).toMatchObject({ state: 'accepted' });
});

it('is tried for as long as the code works, 72 hours, and no longer', async () => {
  answers = Array.from({ length: 200 }, () => AWAY);
  for (let i = 0; i < 80; i++, now += HOUR) await run();
  expect(await row()).toMatchObject({ state: 'dropped' });
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.length).toBeLessThan(74);
});
