// What is kept from tick to tick must change nothing of what is said: one runner that lives on, against planning
// everything from the stored state at each tick.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import type { ReadTx, Tx } from '../../src/ports/store.ts';
import type { PlanRules } from '../../src/reminders/plan-input.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { putWatermark, serve, watermark } from '../../src/reminders/serve.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { plannedActivity } from '../support/activity.ts';
import { newItem } from '../support/item.ts';
import { runs } from '../support/long.ts';
import { SMALL_ROSTER, withBranch, withOfficeMoved, without } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

const rules: PlanRules = {
  settings: loadSettings(TEST_CONFIG),
  permissions: createPermissions(new Set()),
  privateChannel: 'app',
  groupsBy: 'webhook',
  botName: '支部通',
  render: loadTemplates('templates').render,
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-24T07:50:00+08:00');
/** 第一党支部, its first group, 第二党支部 */
const UNITS = [2, 3, 5];
/** 第三党支部, once somebody founds it */
const FOUNDED = 6;

type Step = (tx: Tx, now: number) => Promise<unknown>;

const unit = fc.constantFrom(...UNITS);
const known = async (tx: ReadTx, now: number) =>
  (await tx.activities([...UNITS, FOUNDED], 0, now + 9e9)).sort(
    (a, b) => a.startAt - b.startAt || a.unitId - b.unitId,
  );
/** Some change to one of the activities there are. */
const change = (patch: fc.Arbitrary<(startAt: number) => object>) =>
  fc.record({ nth: fc.nat(20), patch }).map(
    ({ nth, patch }): Step =>
      async (tx, now) => {
        const list = await known(tx, now);
        const activity = list[nth % Math.max(1, list.length)];
        if (activity) await tx.changeActivity({ ...activity, ...patch(activity.startAt) });
      },
  );

/** What the runner looks at one by one. */
const activitySteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ nth: fc.nat(3), hours: fc.integer({ min: -3, max: 60 }), has: fc.boolean() }).map(
    ({ nth, hours, has }): Step =>
      async (tx, now) => {
        const unitId = [...UNITS, FOUNDED][nth]!;
        if (!(await tx.organisation()).units.has(unitId)) return;
        const startAt = Math.floor(now / HOUR) * HOUR + hours * HOUR;
        const types = has ? (['theme_day'] as const) : (['party_lecture'] as const);
        await tx.addActivity(plannedActivity({ unitId, startAt, types: [...types], createdAt: now }));
      },
  ),
  change(fc.integer({ min: -30, max: 30 }).map((n) => (startAt) => ({ startAt: startAt + n * HOUR }))),
  change(fc.constantFrom('cancelled', 'recorded').map((stage) => () => ({ stage }))),
  fc
    .record({
      nth: fc.nat(20),
      personId: fc.constantFrom('lisi', 'zhaoliu', 'sunba'),
      state: fc.constantFrom('present' as const, 'leave' as const),
    })
    .map(
      ({ nth, personId, state }): Step =>
        async (tx, now) => {
          const list = await known(tx, now);
          const activity = list[nth % Math.max(1, list.length)];
          const row = { personId, state, reason: null, at: now, by: personId };
          if (activity) await tx.putAttendance({ activityId: activity.id, ...row });
        },
    ),
  fc.integer({ min: -2, max: 5 }).map(
    (days): Step =>
      (tx, now) =>
        tx.addItem(newItem({ unitId: 2, ownerId: 'zhaoliu', dueAt: now + days * 24 * HOUR })),
  ),
);

/** What has it look at everything anew. */
const rootSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ unitId: unit, webhookKey: fc.constantFrom('one', 'shared', null) }).map(
    ({ unitId, webhookKey }): Step =>
      async (tx, now) => {
        await tx.putBinding({ unitId, chatId: `${unitId}`, webhookKey, boundBy: 'zhangsan', boundAt: now });
      },
  ),
  fc.record({ unitId: fc.constantFrom(2, 5), day: fc.integer({ min: 20, max: 28 }) }).map(
    ({ unitId, day }): Step =>
      async (tx) => {
        const fixed = { rule: { kind: 'day', day }, clock: '15:00', place: null };
        await tx.putSetting(unitId, 'fixed_day', JSON.stringify(fixed));
      },
  ),
  fc.record({ unitId: unit, key: fc.constantFrom('opening', 'nudge'), on: fc.boolean() }).map(
    ({ unitId, key, on }): Step =>
      (tx) =>
        tx.putSetting(unitId, `switch.${key}`, `${on}`),
  ),
  fc.constant<Step>(async (tx, now) =>
    tx.applyRoster(without('zhaoliu', await tx.organisation()).changes, now),
  ),
  fc.record({ from: fc.constantFrom('张三', '孙八'), to: fc.constantFrom('李四', '周九') }).map(
    ({ from, to }): Step =>
      async (tx, now) =>
        tx.applyRoster(withOfficeMoved(from, to, await tx.organisation()).changes, now),
  ),
  fc.constant<Step>(async (tx, now) =>
    tx.applyRoster(withBranch('城郊党委/第三党支部', await tx.organisation()).changes, now),
  ),
);

const steps = fc.oneof({ weight: 6, arbitrary: activitySteps }, { weight: 1, arbitrary: rootSteps });

async function openWorld(): Promise<OpenStore> {
  const store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, START);
    await tx.putMark('planned_until', String(START));
  });
  return store;
}

/** Everything, from what is stored: as if nothing were kept. */
async function planAnew(store: OpenStore, now: number): Promise<void> {
  const from = await store.read((tx) => watermark(tx, now));
  await serve(store, { rules, now, span: { from, to: now + 1 }, units: undefined, heavy: false });
  await store.write((tx) => putWatermark(tx, now));
}

async function said(store: OpenStore): Promise<string[]> {
  const rows = await store.read((tx) => tx.outboxOfUnits(undefined, 0));
  return rows
    .map((r) => `${r.at} ${r.key.replace(/activity:\d+/, 'activity')} ${r.to} ${r.state} ${r.text}`)
    .sort();
}

/** 主题党日 make themselves: each at the same tick. */
async function standing(store: OpenStore, now: number): Promise<string[]> {
  const activities = await store.read((tx) => known(tx, now));
  return activities.map((a) => `${a.unitId} ${a.startAt} ${a.types} ${a.stage} ${a.fixedFor}`).sort();
}

describe('a runner that lives on', () => {
  it('misses nothing of later days while nothing changes', { timeout: 60_000 }, async () => {
    const [kept, anew] = [await openWorld(), await openWorld()];
    const times = { startAt: START + 6 * 24 * HOUR + 7 * HOUR, createdAt: START, createdBy: 'zhangsan' };
    for (const store of [kept, anew]) {
      await store.write(async (tx) => {
        await tx.putBinding({
          unitId: 2,
          chatId: 'c',
          webhookKey: 'one',
          boundBy: 'zhangsan',
          boundAt: START,
        });
        await tx.addActivity(plannedActivity({ unitId: 2, types: ['theme_day'], ...times }));
      });
    }
    let now = START;
    const runner = createRunner(kept, rules, { now: () => now });
    for (; now < START + 7 * 24 * HOUR; now += 55 * MINUTE) {
      await runner.tick();
      await planAnew(anew, now);
      // A digest that waits would have all of them planned.
      for (const store of [kept, anew]) await store.dropOutbox();
    }
    const expected = await said(anew);
    expect(expected.filter((line) => line.includes('activity')).length).toBeGreaterThan(1);
    expect(await said(kept)).toEqual(expected);
    await kept.close();
    await anew.close();
  });

  const theme = { unitId: 5, types: ['theme_day' as const], createdAt: START, createdBy: 'sunba' };
  it.each<[string, Step[]]>([
    [
      'tells a branch that was founded while it lives',
      [
        async (tx, now) =>
          tx.applyRoster(withBranch('城郊党委/第三党支部', await tx.organisation()).changes, now),
        (tx, now) =>
          tx.addActivity(
            plannedActivity({ ...theme, unitId: FOUNDED, startAt: now + 3 * HOUR, createdAt: now }),
          ),
      ],
    ],
    [
      'makes at once the 主题党日 of a month that has become free',
      [
        (tx) => tx.addActivity(plannedActivity({ ...theme, startAt: START + 3 * 24 * HOUR })),
        (tx) =>
          tx.putSetting(
            5,
            'fixed_day',
            JSON.stringify({ rule: { kind: 'day', day: 28 }, clock: '15:00', place: null }),
          ),
        async (tx, now) => {
          const held = (await known(tx, now)).find((a) => a.unitId === 5 && a.source === 'person')!;
          await tx.changeActivity({ ...held, stage: 'cancelled' });
        },
      ],
    ],
  ])('%s', async (_, changes) => {
    const [kept, anew] = [await openWorld(), await openWorld()];
    let now = START;
    const runner = createRunner(kept, rules, { now: () => now });
    for (let i = 0; i < 45; i++) {
      const change = changes[i - 1];
      if (change) for (const store of [kept, anew]) await store.write((tx) => change(tx, now));
      now += (i < 6 ? 1 : 5) * MINUTE;
      await runner.tick();
      await planAnew(anew, now);
      expect(await standing(kept, now)).toEqual(await standing(anew, now));
      for (const store of [kept, anew]) await store.dropOutbox();
    }
    expect((await standing(anew, now)).length).toBeGreaterThan(0);
    expect(await said(kept)).toEqual(await said(anew));
    await kept.close();
    await anew.close();
  });

  it('says what planning everything anew at each tick would say', { timeout: 120_000 }, async () => {
    const turn = fc.record({
      minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 50, max: 900 })),
      changes: fc.array(steps, { minLength: 1, maxLength: 3 }),
    });
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 30, maxLength: 60 }), async (turns) => {
        const [kept, anew] = [await openWorld(), await openWorld()];
        let now = START;
        const runner = createRunner(kept, rules, { now: () => now });
        try {
          for (const { minutes, changes } of turns) {
            for (const step of changes)
              for (const store of [kept, anew]) await store.write((tx) => step(tx, now));
            now += minutes * MINUTE;
            await runner.tick();
            await planAnew(anew, now);
            // A digest that waits would have all of them planned from then on.
            for (const store of [kept, anew]) await store.dropOutbox();
            expect(await standing(kept, now)).toEqual(await standing(anew, now));
          }
          const expected = await said(anew);
          most = Math.max(most, expected.length);
          expect(await said(kept)).toEqual(expected);
        } finally {
          await kept.close();
          await anew.close();
        }
      }),
      { numRuns: runs(10, 30) },
    );
    // Steps are drawn: how much there is to say differs, and it is never next to nothing.
    expect(most).toBeGreaterThan(6);
  });
});
