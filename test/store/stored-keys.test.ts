import { expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import { DATABASES } from '../support/databases.ts';
import { newFiling } from '../support/filing.ts';
import { newItem } from '../support/item.ts';
import { newProcess } from '../support/processes.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');

const activity = (types: string[], hour: number) => ({
  unitId: 2,
  types,
  topic: null,
  place: null,
  startAt: NOW + hour * 3600_000,
  endAt: null,
  host: null,
  recorder: null,
  lecturer: null,
  hasClock: true,
  stage: 'planned' as const,
  source: 'person' as const,
  createdBy: 'zhangsan',
  createdAt: NOW,
});
for (const database of DATABASES)
  it.skipIf(database.missing)(`${database.name} tells every type and kind that was stored`, async () => {
    const made = await database.create();
    const store = openStore(made.choice);
    try {
      await store.migrate();
      await store.write(async (tx) => {
        await tx.applyRoster(SMALL_ROSTER, NOW);
        await tx.addActivity(activity(['theme_day'], 1));
        await tx.addActivity(activity(['theme_day', 'volunteering'], 2));
        await tx.addItem(newItem({ kind: 'deed' }));
        await tx.addItem(newItem({ kind: 'deed' }));
        await tx.addItem(newItem({ kind: 'rectification' }));
        await tx.addFiling(newFiling());
        await tx.addFiling(newFiling({ isGone: true }));
        await tx.addProcess(newProcess());
      });
      const { types, kinds, reports, processes } = await store.read((tx) => tx.storedKeys());
      expect([...types].sort()).toEqual([
        ['theme_day', 2],
        ['volunteering', 1],
      ]);
      expect([...kinds].sort()).toEqual([
        ['deed', 2],
        ['rectification', 1],
      ]);
      // Taken back, it may still be asked about in what was said.
      expect([...reports]).toEqual([['people_diary', 2]]);
      expect([...processes]).toEqual([['development', 1]]);
    } finally {
      await store.close();
      await made.remove();
    }
  });
