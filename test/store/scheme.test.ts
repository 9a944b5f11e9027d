// Plans on both databases; and two instances that are told of the same work at once.
import { expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { areasOf, type SchemeCell } from '../../src/domain/scheme/scheme.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { toolsFor } from '../support/dialogue.ts';
import { putScheme } from '../support/scheme.ts';
import { onBothDatabases } from '../support/two-instances.ts';

const NOW = instantOf('2026-11-21', 10);

onBothDatabases('plans', (at) => {
  const idOf = (name: string) =>
    at.one.read(async (tx) => [...(await tx.organisation()).units.values()].find((u) => u.name === name)!.id);
  const put = (store: OpenStore, before: SchemeCell | null, after: SchemeCell | null) =>
    store.write(async (tx) => {
      const org = await tx.organisation();
      await tx.putSchemeCell(before, after, areasOf(org, (after ?? before)!.unitId));
    });
  const sums = async () => {
    const top = await idOf('城郊党委');
    const found = await at.two.read((tx) => tx.schemeSums([top], '0000-00', '2026-12'));
    return found
      .map(({ month, node, amount, reported, zeros }) => [month, node, amount, reported, zeros])
      .sort();
  };

  it('are seen by the other instance at once, with works that a later file changes', async () => {
    const scheme = await putScheme(at.one);
    expect(await at.two.read((tx) => tx.schemes())).toEqual([scheme]);
    const [first] = scheme.works;
    const changed = { ...first!, name: '党员联户行动', parts: [{ ...first!.parts[0]!, goal: 7200 }] };
    await at.two.write((tx) => tx.putScheme({ ...scheme, by: 'admin', at: NOW }, [changed]));
    const [now] = await at.one.read((tx) => tx.schemes());
    expect(now!.works[0]).toEqual(changed);
    expect(now!.works.slice(1)).toEqual(scheme.works.slice(1));
  });

  it('keep what is reported with its sums, through changes and what is taken back', async () => {
    const { works } = await putScheme(at.one);
    const [workId, nodeWork] = [works[0]!.id, works[2]!.id];
    const [first, second] = [await idOf('第一党支部'), await idOf('第二党支部')];
    const cell = (unitId: number, amount: number | null, more: Partial<SchemeCell> = {}): SchemeCell => ({
      ...{ workId, unitId, month: '2026-11', amount, nodes: [], said: '', by: 'zhangsan', at: NOW },
      ...more,
    });
    await put(at.one, null, cell(first, 500));
    await put(at.two, null, cell(second, 0));
    await put(at.one, cell(first, 500), cell(first, 250));
    const node = cell(first, null, { workId: nodeWork, nodes: ['摸底'] });
    await put(at.one, null, node);
    expect(await sums()).toEqual([
      ['2026-11', '', 0, 1, 0],
      ['2026-11', '', 250, 2, 1],
      ['2026-11', '摸底', 0, 1, 0],
    ]);
    expect(await at.two.read((tx) => tx.schemeReporters(workId, '2026-11'))).toEqual(
      expect.arrayContaining([
        { unitId: first, zero: false },
        { unitId: second, zero: true },
      ]),
    );
    expect(await at.two.read((tx) => tx.schemeReported([workId, nodeWork], '2026-11'))).toEqual(
      new Map([
        [first, 2],
        [second, 1],
      ]),
    );
    expect(await at.one.read((tx) => tx.schemeCell(workId, first, '2026-11'))).toEqual(cell(first, 250));
    const portions: SchemeCell[] = [];
    await at.one.read(async (tx) => {
      for await (const part of tx.schemeCellsOf([workId, nodeWork], '2026-01', '2026-12'))
        portions.push(...part);
    });
    expect(portions).toHaveLength(3);
    await put(at.two, cell(first, 250), null);
    await put(at.two, node, null);
    expect((await sums()).filter(([, , amount, reported]) => amount !== 0 || reported !== 0)).toEqual([
      ['2026-11', '', 0, 1, 1],
    ]);
  });

  it('take what two instances are told at once: nothing is lost, nothing counted twice', async () => {
    const { works } = await putScheme(at.one);
    const intakes = [at.one, at.two].map((store) =>
      createIntake(
        toolsFor(),
        store,
        { now: () => NOW },
        {
          answered: () => undefined,
          pushesAdded: () => undefined,
          failed: (error) => {
            throw error;
          },
        },
      ),
    );
    const say = (i: number, key: string, userId: string, text: string) =>
      intakes[i]!.submit({ key, channel: 'app', userId, at: NOW, content: { kind: 'text', text } });
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => say(i % 2, `m${i}`, 'zhangsan', '第1项 又完成1户')).concat(
        Array.from({ length: 4 }, (_, i) => say(i % 2, `n${i}`, 'sunba', '第1项 又完成2户')),
        // The platform sends it again.
        [say(1, 'm0', 'zhangsan', '第1项 又完成1户')],
      ),
    );
    const top = await idOf('城郊党委');
    const [sum] = await at.two.read((tx) => tx.schemeSums([top], '2026-11', '2026-11'));
    expect(sum).toMatchObject({ workId: works[0]!.id, amount: 1800, reported: 2, zeros: 0 });
  });
});
