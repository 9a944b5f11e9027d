// Kept counts against a recount of the rows, over two instances, failures, and changes of the roster.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttendanceState, rollOf } from '../../src/domain/activity/attendance.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import type { ReadTx, Tx } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER_ROWS } from '../support/roster.ts';

const NOW = Date.parse('2026-11-25T15:00:00+08:00');
const PEOPLE = SMALL_ROSTER_ROWS.map(({ userId }) => userId);

type Change = { personId: string; state: AttendanceState | null };
type Step =
  | { do: 'mark'; who: 0 | 1; changes: Change[]; fails: boolean }
  | { do: 'import'; who: 0 | 1; without: string | null }
  | { do: 'look'; who: 0 | 1 };

const who = fc.constantFrom<(0 | 1)[]>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('mark' as const),
      who,
      changes: fc.array(
        fc.record({
          personId: fc.constantFrom(...PEOPLE, 'guest'),
          state: fc.constantFrom<(AttendanceState | null)[]>('present', 'late', 'leave', 'absent', null),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      fails: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      who,
      without: fc.constantFrom(null, 'zhaoliu', 'zhangsan', 'lisi'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const), who }) },
);

class Failed extends Error {}

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`the roll on ${database.name}`, () => {
    it('is counted as its rows are, by whichever instance, whatever failed', {
      timeout: 60_000,
    }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      try {
        await stores[0].migrate();
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
            const id = await begin(stores[0]);
            for (const s of steps) {
              await carryOut(s, stores[s.who], id);
              for (const store of stores) await store.read((tx) => compare(tx, id));
            }
          }),
          { numRuns: 12 },
        );
      } finally {
        for (const store of stores) await store.close();
        await made.remove();
      }
    });
  });
}

/** A new meeting, everybody on the roster. */
async function begin(store: OpenStore): Promise<number> {
  return store.write(async (tx) => {
    await imported(tx, null);
    const org = await tx.organisation();
    const branch = [...org.units.values()].find((u) => u.name === '第一党支部')!;
    return (await tx.addActivity(plannedActivity({ unitId: branch.id, startAt: NOW, createdAt: NOW }))).id;
  });
}

async function imported(tx: Tx, left: string | null): Promise<void> {
  const rows = SMALL_ROSTER_ROWS.filter((r) => r.userId !== left);
  const plan = planRoster(rows, await tx.organisation(), await tx.departed(), { prune: true });
  await tx.applyRoster(plan.changes, NOW);
}

async function carryOut(s: Step, store: OpenStore, activityId: number): Promise<void> {
  if (s.do === 'import') await store.write((tx) => imported(tx, s.without));
  if (s.do !== 'mark') return;
  const marked = store.write(async (tx) => {
    for (const { personId, state } of s.changes) {
      if (state === null) await tx.removeAttendance(activityId, personId);
      else await tx.putAttendance({ activityId, personId, state, reason: null, at: NOW, by: 'zhangsan' });
    }
    await compare(tx, activityId);
    if (s.fails) throw new Failed();
  });
  await marked.catch((error) => {
    if (!(error instanceof Failed)) throw error;
  });
}

/** What is kept in memory, against a recount of the rows as this transaction sees them. */
async function compare(tx: ReadTx, activityId: number): Promise<void> {
  const org = await tx.organisation();
  const meeting = (await tx.activity(activityId))!;
  const kept = await tx.attendance(activityId);
  const rows = (await tx.rolls([activityId])).get(activityId)!;
  expect(kept.present(meeting, org)).toBe(rollOf(meeting, rows, org).present.length);
  expect(Object.fromEntries([...kept].map((a) => [a.personId, a.state]))).toEqual(
    Object.fromEntries(rows.map((a) => [a.personId, a.state])),
  );
}
