// What is registered, on both databases; and two instances that are told the same at once.
import { expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { toolsFor } from '../support/dialogue.ts';
import { newFiling, useShippedReports } from '../support/filing.ts';
import { onBothDatabases } from '../support/two-instances.ts';

const NOW = instantOf('2026-11-21', 10);
const OPEN = [{ kind: 'party_dues', from: '2026-10-01' }];
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
useShippedReports();

onBothDatabases('filings', (at) => {
  it('are found by kind, day, unit and person, newest first, and not once taken back', async () => {
    await at.one.write(async (tx) => {
      await tx.addFiling(newFiling());
      await tx.addFiling(newFiling({ day: '2026-11-22', personId: 'wangwu', by: 'wangwu', changedAt: 5 }));
      await tx.addFiling(newFiling({ unitId: 3, personId: null, kind: 'party_dues', period: '2026-11' }));
      await tx.addFiling(newFiling({ isGone: true }));
      await tx.addFiling(newFiling({ day: '2025-12-31' }));
    });
    const ids = (query: object) =>
      at.two.read(async (tx) => (await tx.filings({ ...YEAR, ...query })).map(({ id }) => id));
    expect(await ids({})).toEqual([2, 3, 1]);
    expect(await ids({ kind: 'people_diary' })).toEqual([2, 1]);
    expect(await ids({ unitIds: [3] })).toEqual([3]);
    expect(await ids({ unitIds: [] })).toEqual([]);
    expect(await ids({ unitIds: Array.from({ length: 2500 }, (_, i) => i + 3) })).toEqual([3]);
    expect(await ids({ personId: 'wangwu' })).toEqual([2]);
    expect(await at.two.read((tx) => tx.filing(1))).toEqual({ id: 1, ...newFiling() });
    expect(await at.two.read((tx) => tx.lastFiling('wangwu', 5))).toMatchObject({ id: 2 });
    expect(await at.two.read((tx) => tx.lastFiling('wangwu', 6))).toBeUndefined();
    expect(await at.two.read((tx) => tx.lastFiling('wangwu', 0, 'party_dues'))).toBeUndefined();
  });

  it('of branches settle their period for planning, and make plans of before stale', async () => {
    const dues = newFiling({ unitId: 3, personId: null, kind: 'party_dues', period: '2026-11' });
    const seen = () =>
      at.two.read(async (tx) => [tx.counters.filing, ...(await tx.planState(0, NOW, OPEN)).settled]);
    await at.one.write((tx) => tx.addFiling(newFiling()));
    expect(await seen()).toEqual([0]);
    const added = await at.one.write((tx) => tx.addFiling(dues));
    expect(await seen()).toEqual([1, 'filing:party_dues:3:2026-11']);
    await at.one.write((tx) => tx.changeFiling({ ...added, isGone: true }));
    expect(await seen()).toEqual([2]);
  });

  it('are read for planning only of the kinds and periods that may still be told of', async () => {
    const month = (period: string, more: object = {}) =>
      newFiling({ unitId: 3, personId: null, kind: 'party_dues', period, day: `${period}-28`, ...more });
    await at.one.write(async (tx) => {
      for (const period of ['2026-09', '2026-10', '2026-11']) await tx.addFiling(month(period));
      await tx.addFiling(month('2026-11', { kind: 'monthly_work', unitId: 2 }));
      // More than is read at a time, on one day.
      for (let unitId = 100; unitId < 1150; unitId++)
        await tx.addFiling(month('2026-10', { unitId, day: '2026-10-01' }));
    });
    const filed = await at.two.read((tx) =>
      tx.periodsFiled('party_dues', { from: '2026-10-28', to: '2026-11-30' }),
    );
    expect(filed).toEqual(
      new Map([
        ['2026-10', new Set([3])],
        ['2026-11', new Set([3])],
      ]),
    );
    const seen = (open: readonly { kind: string; from: string }[]) =>
      at.two.read(async (tx) => [...(await tx.planState(0, NOW, open)).settled]);
    expect(await seen([])).toEqual([]);
    expect(await seen([{ kind: 'party_dues', from: '2026-10-28' }])).toEqual([
      'filing:party_dues:3:2026-10',
      'filing:party_dues:3:2026-11',
    ]);
    expect(await seen([{ kind: 'party_dues', from: '2026-10-01' }])).toHaveLength(1052);
  });

  it('grow by a revision with each change', async () => {
    const added = await at.one.write((tx) => tx.addFiling(newFiling()));
    const changed = await at.two.write((tx) => tx.changeFiling({ ...added, fields: { hours: 3 } }));
    expect(changed).toMatchObject({ revision: 2, fields: { hours: 3 } });
    expect(await at.one.read((tx) => tx.filing(added.id))).toEqual(changed);
  });

  it('of one month stand once, whichever instance is told', async () => {
    const tools = toolsFor();
    const failures: unknown[] = [];
    const answering = [at.one, at.two].map((store) =>
      createIntake(
        tools,
        store,
        { now: () => NOW },
        { answered: () => undefined, pushesAdded: () => undefined, failed: (e) => failures.push(e) },
      ),
    );
    await Promise.all(
      answering.flatMap((intake, i) =>
        [1, 2, 3].map((n) =>
          intake.submit({
            key: `m:${i}:${n}`,
            userId: i === 0 ? 'zhangsan' : 'lisi',
            channel: 'app',
            at: NOW,
            content: { kind: 'text', text: `登记党费 11月 ${20 + n}人` },
          }),
        ),
      ),
    );
    expect(failures).toEqual([]);
    const [only, ...more] = await at.one.read((tx) => tx.filings({ ...YEAR, kind: 'party_dues' }));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ period: '2026-11', revision: 6 });
  });
});
