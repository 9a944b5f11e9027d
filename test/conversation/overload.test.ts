import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { StoreUnavailable } from '../../src/domain/errors.ts';
import type { Reply } from '../../src/ports/channels.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

/** More than can be answered in time at any pace that is believed at first. */
const FLOOD = 20_500;

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

type Outcome = PromiseSettledResult<Reply | null>;
const refused = (outcomes: Outcome[]) => outcomes.filter((o) => o.status === 'rejected');

it('turns away what is too much at once while the store is held, keeps the rest, and takes messages again', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = chat.store.write(() => held);
  // All at once, so that nothing is answered in between.
  const flood = Array.from({ length: FLOOD }, (_, i) => chat.send({ userId: `u${i}` }));
  const settled = Promise.allSettled(flood);
  release();
  await holding;
  const outcomes = await settled;

  expect(refused(outcomes).length).toBeGreaterThan(0);
  for (const { reason } of refused(outcomes) as PromiseRejectedResult[])
    expect(reason).toMatchObject({ code: 'overloaded' });
  const { kept } = await chat.store.db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow();
  // What was refused is not stored, and what was not is.
  expect(kept).toBe(FLOOD - refused(outcomes).length);
  expect(kept).toBeGreaterThan(1000);
  expect(await chat.says('zhaoliu', '我的')).toContain('赵六');
}, 30_000);

it('an outage turns nobody away for longer than it lasts', async () => {
  const away = new StoreUnavailable('unreachable', { cause: new Error('cut') });
  let isAway = true;
  const write: Store['write'] = (...args) => (isAway ? Promise.reject(away) : chat.store.write(...args));
  const events = { answered: () => undefined, pushesAdded: () => undefined, failed: () => undefined };
  const intake = createIntake(chat.tools, { ...chat.store, write }, { now: () => 0 }, events);
  const say = (n: number) => {
    const content = { kind: 'text' as const, text: '签到' };
    return intake.submit({ key: `o${n}`, channel: 'app', userId: 'zhaoliu', at: 0, content });
  };
  for (let n = 0; n < 25; n++) await expect(say(n)).rejects.toBe(away);
  isAway = false;
  expect(await say(25)).toMatchObject({ text: expect.anything() });
});

describe('beside one who floods', () => {
  it('everybody else is answered, and so is all of the flood that was taken; the rest comes again', async () => {
    const text = (t: string) => ({ content: { kind: 'text' as const, text: t } });
    let rest = Array.from({ length: 300 }, (_, i) => `f${i}`);
    /** Says what was not taken so far. */
    const flood = async () => {
      const said = rest.map((key) => chat.send({ userId: 'zhaoliu', key, ...text('签到') }));
      const outcomes = await Promise.allSettled(said);
      rest = rest.filter((_, i) => outcomes[i]!.status === 'rejected');
    };
    const first = flood();
    const others = await Promise.all(['lisi', 'wangwu', 'qianqi'].map((id) => chat.says(id, '帮助')));
    for (const said of others) expect(said).toContain('签到');
    await first;
    expect(rest.length).toBeGreaterThan(200);
    while (rest.length > 0) await flood();
    const keys = await chat.store.db
      .selectFrom('message')
      .select('key')
      .where('user_id', '=', 'zhaoliu')
      .execute();
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
    expect(keys).toHaveLength(300);
  });
});

it('lets nobody wait for an answer that cannot come in time, once it knows how slow the store is', async () => {
  // Ten a second, each in a transaction of its own.
  const slow: Store = {
    ...chat.store,
    write: async (work, options) => {
      await sleep(100);
      return chat.store.write(work, options);
    },
  };
  const intake = createIntake(
    chat.tools,
    slow,
    { now: () => 0 },
    {
      answered: () => undefined,
      pushesAdded: () => undefined,
      failed: () => undefined,
    },
  );
  let count = 0;
  const say = () => {
    count += 1;
    const content = { kind: 'text' as const, text: '签到' };
    return intake.submit({ key: `s${count}`, channel: 'app', userId: `u${count}`, at: 0, content });
  };
  // A batch takes all that wait: only the number in hand can be too much for such a store.
  const outcomes = await Promise.allSettled(Array.from({ length: 4000 }, say));
  expect(refused(outcomes).length).toBeGreaterThan(0);
  expect(await say()).toMatchObject({ text: expect.anything() });
}, 30_000);

it('ends a batch that takes long, so that whoever came with it is answered and others may write', async () => {
  const stand = new Int32Array(new SharedArrayBuffer(4));
  const { templates } = chat.tools;
  // Each answer holds the event loop for a while.
  const render = ((...args: Parameters<typeof templates.render>) => {
    Atomics.wait(stand, 0, 0, 40);
    return templates.render(...args);
  }) as typeof templates.render;
  let writes = 0;
  const write: Store['write'] = (work, options) => {
    writes += 1;
    return chat.store.write(work, options);
  };
  const events = { answered: () => undefined, pushesAdded: () => undefined, failed: () => undefined };
  const intake = createIntake(
    { ...chat.tools, templates: { ...templates, render } },
    { ...chat.store, write },
    { now: () => 0 },
    events,
  );
  const content = { kind: 'text' as const, text: '签到' };
  const answers = Array.from({ length: 25 }, (_, i) =>
    intake.submit({ key: `b${i}`, channel: 'app', userId: `nobody${i}`, at: 0, content }),
  );
  for (const reply of await Promise.all(answers)) expect(reply?.text).toContain('名册');
  // A second of work, and no batch of more than half of that.
  expect(writes).toBeGreaterThanOrEqual(2);
}, 30_000);
