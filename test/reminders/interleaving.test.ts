// Planning and delivering in any order, by two instances, with crashes between any two writes or sends:
// nothing is lost, nothing is doubled beyond what the channel's written decision allows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import type { Push, Sender } from '../../src/ports/channels.ts';
import type { Store } from '../../src/ports/store.ts';
import type { PlanRules } from '../../src/reminders/plan-input.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { plannedActivity } from '../support/activity.ts';
import { runs } from '../support/long.ts';
import { queueOf } from '../support/queue.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

const templates = loadTemplates('templates');
const rules: PlanRules = {
  settings: loadSettings(TEST_CONFIG),
  permissions: createPermissions(new Set()),
  privateChannel: 'app',
  groupsBy: 'webhook',
  botName: '支部通',
  render: templates.render,
};
const MINUTE = 60_000;
const START = Date.parse('2026-11-25T08:00:00+08:00');
const END = START + 14 * 60 * MINUTE;

type Step =
  | { do: 'pass'; minutes: number }
  | { do: 'tick' | 'deliver'; who: 0 | 1 }
  /** the process dies just before the n-th commit of this tick */
  | { do: 'crash_tick'; who: 0 | 1; at: number }
  /** the process dies at its n-th send of this run: before the request leaves, or before the answer is recorded */
  | { do: 'crash_deliver'; who: 0 | 1; at: number; sent: boolean }
  | { do: 'outage'; minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('tick' as const, 'deliver' as const),
      who: fc.constantFrom(0 as const, 1 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('crash_tick' as const),
      who: fc.constantFrom(0 as const, 1 as const),
      at: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash_deliver' as const),
      who: fc.constantFrom(0 as const, 1 as const),
      at: fc.integer({ min: 1, max: 3 }),
      sent: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('outage' as const), minutes: fc.integer({ min: 10, max: 200 }) }),
  },
);

/** The opening of a group goes out at 14:31 and the process dies each time before it can record that. */
const DYING_AT_EVERY_SEND: Step[] = [
  { do: 'pass', minutes: 400 },
  { do: 'tick', who: 0 },
  { do: 'deliver', who: 0 },
  { do: 'pass', minutes: 30 },
  { do: 'tick', who: 0 },
  ...Array.from({ length: 6 }, (): Step[] => [
    { do: 'crash_deliver', who: 0, at: 1, sent: true },
    { do: 'pass', minutes: 2 },
  ]).flat(),
];

/** What leaves on the wire. */
const bytesOf = ({ isRepeat: _, ...push }: Push) => JSON.stringify(push);

class Crash extends Error {}

/** What WeCom has shown to people: a byte-identical application message within four hours is shown once (doc 90236). */
class World {
  now = START;
  outageUntil = 0;
  readonly shown: { push: Push; at: number }[] = [];

  send(push: Push): 'accepted' | 'down' {
    if (this.now < this.outageUntil) return 'down';
    const body = bytesOf(push);
    const repeated = this.shown.some((s) => this.now - s.at < 4 * 60 * MINUTE && bytesOf(s.push) === body);
    if (push.channel !== 'app' || !repeated) this.shown.push({ push, at: this.now });
    return 'accepted';
  }
}

async function openWorld(): Promise<{
  world: World;
  stores: [OpenStore, OpenStore];
  close(): Promise<void>;
}> {
  const world = new World();
  const store = openStore({ kind: 'sqlite', file: ':memory:' }, { now: () => world.now });
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, START);
    await tx.putBinding({
      unitId: 2,
      chatId: 'wr1',
      webhookKey: 'key-12345678',
      boundBy: 'zhangsan',
      boundAt: START,
    });
    for (const [unitId, hour] of [
      [2, 15],
      [5, 10],
    ] as const) {
      await tx.addActivity(
        plannedActivity({
          unitId,
          place: '会议室',
          startAt: Date.parse(`2026-11-25T${hour}:00:00+08:00`),
          createdBy: 'zhangsan',
          createdAt: START - 7 * 24 * 60 * MINUTE,
        }),
      );
    }
    await tx.putMark('planned_until', String(START));
  });
  // One database, two instances: what differs between them is memory, and the store's memory is tested on its own.
  return { world, stores: [store, store], close: () => store.close() };
}

async function run(steps: Step[]) {
  const { world, stores, close } = await openWorld();
  const clock = { now: () => world.now };
  const senderThat = (crash?: { at: number; sent: boolean }): Sender => {
    let n = 0;
    return async (push) => {
      n += 1;
      if (crash && n >= crash.at) {
        if (crash.sent && n === crash.at) world.send(push);
        throw new Crash();
      }
      return world.send(push) === 'accepted'
        ? { kind: 'accepted' }
        : { kind: 'retry', code: -1, reason: 'busy', afterMs: MINUTE };
    };
  };
  const deliver = (store: OpenStore, crash?: { at: number; sent: boolean }) => {
    const sender = senderThat(crash);
    const push = createPushWorker({ app: sender, webhook: sender });
    return queueOf(store, { push }, clock).run().catch(onlyCrash);
  };
  try {
    for (const s of steps) {
      if (s.do === 'pass') world.now = Math.min(END, world.now + s.minutes * MINUTE);
      else if (s.do === 'outage') world.outageUntil = world.now + s.minutes * MINUTE;
      else if (s.do === 'tick') await createRunner(stores[s.who], rules, clock).tick();
      else if (s.do === 'deliver') await deliver(stores[s.who]);
      else if (s.do === 'crash_deliver') await deliver(stores[s.who], s);
      else if (s.do === 'crash_tick')
        await createRunner(dying(stores[s.who], s.at), rules, clock).tick().catch(onlyCrash);
    }
    // Somebody restarts it: from here on it ticks again and again and nothing fails.
    world.outageUntil = 0;
    while (world.now < END) {
      world.now += 10 * MINUTE;
      await createRunner(stores[0], rules, clock).tick();
      await deliver(stores[0]);
    }
    const rows = await stores[0].write((tx) => tx.outboxOfUnits(undefined, START - 24 * 60 * MINUTE));
    return { rows, shown: world.shown };
  } finally {
    await close();
  }
}

const onlyCrash = (error: unknown) => {
  if (!(error instanceof Crash)) throw error;
};

function dying(store: OpenStore, at: number): Store {
  let n = 0;
  return {
    ...store,
    write: (work) =>
      store.write(async (tx) => {
        const result = await work(tx);
        n += 1;
        if (n >= at) throw new Crash();
        return result;
      }),
  };
}

describe('any interleaving with crashes', () => {
  it('leaves every planned message with one honest ending, and shows none twice beyond the written decision', {
    timeout: 120_000,
  }, async () => {
    const calm = await run([]);
    const planned = calm.rows
      .filter((r) => r.state === 'accepted')
      .map((r) => r.key)
      .sort();
    expect(planned.length).toBeGreaterThan(6);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { rows, shown } = await run(steps);
        const keys = rows.map((r) => r.key);
        expect(new Set(keys).size).toBe(keys.length);
        // Never lost: what a calm day sends is there, sent, in doubt, or dropped because its moment passed.
        for (const key of planned) {
          const row = rows.find((r) => r.key === key);
          if (!row) throw new Error(`lost ${key}`);
          expect(['accepted', 'unknown', 'dropped']).toContain(row.state);
          if (row.state === 'dropped') expect(row.outcome).toBe('stale');
        }
        // Never doubled: application messages once, group webhooks once more only where an answer was lost.
        for (const row of rows) {
          const times = shown.filter(
            (s) => s.push.text === row.text && 'webhook' in s.push.to === (row.channel === 'webhook'),
          ).length;
          expect(times).toBeLessThanOrEqual(row.channel === 'webhook' ? 2 : 1);
          if (row.state === 'accepted') expect(times).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: runs(20, 60), examples: [[DYING_AT_EVERY_SEND]] },
    );
  });
});
