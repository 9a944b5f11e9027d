import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { activityStore } from '../../src/store/activity.ts';
import { openRevisions } from '../../src/store/revisions.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const UNITS = [2, 3, 5];

it('asks once for the activities of many units, and no more for what it knows', async () => {
  const store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, NOW);
    for (const [i, unitId] of [...UNITS, ...UNITS].entries())
      await tx.addActivity(plannedActivity({ unitId, startAt: NOW - i }));
  });
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = store.db.withPlugin(counting);
  const asked = activityStore(db, await openRevisions(db, new Map()));
  const queriesOf = async <T>(work: () => Promise<T>) => {
    const before = queries;
    const value = await work();
    return [value, queries - before] as const;
  };
  const [found, count] = await queriesOf(() => asked.activities(UNITS, NOW - 10, NOW));
  expect(count).toBe(1);
  expect(found.map((a) => [a.unitId, NOW - a.startAt])).toEqual([
    [5, 5],
    [3, 4],
    [2, 3],
    [5, 2],
    [3, 1],
    [2, 0],
  ]);
  for (const unitId of UNITS)
    expect(await queriesOf(() => asked.activities([unitId], NOW - 10, NOW))).toEqual([
      found.filter((a) => a.unitId === unitId),
      0,
    ]);
  await store.close();
});
