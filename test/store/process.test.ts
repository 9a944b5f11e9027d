// What runs through steps, on both databases; and two instances that are told of the same at once.
import { afterAll, expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { toolsFor } from '../support/dialogue.ts';
import { defineShippedProcesses, newProcess } from '../support/processes.ts';
import { onBothDatabases } from '../support/two-instances.ts';

const NOW = instantOf('2026-11-21', 10);
defineShippedProcesses();
afterAll(() => defineProcesses([]));

onBothDatabases('processes', (at) => {
  it('are found by kind, unit, state, name and person, and not once taken back', async () => {
    await at.one.write(async (tx) => {
      await tx.addProcess(newProcess());
      await tx.addProcess(
        newProcess({ subject: '李红', personId: 'jiji', state: 'stopped', reason: '调走' }),
      );
      await tx.addProcess(newProcess({ unitId: 3, kind: 'election', subject: '', endsOn: '2027-03-31' }));
      await tx.addProcess(newProcess({ isGone: true }));
      await tx.addProcess(newProcess({ subject: '孙八', state: 'done', changedAt: NOW }));
      await tx.addProcess(newProcess({ subject: '周九', state: 'done', changedAt: 1 }));
    });
    const ids = (query: object) => at.two.read(async (tx) => (await tx.processes(query)).map(({ id }) => id));
    expect(await ids({})).toEqual([1, 2, 3, 5, 6]);
    expect(await ids({ kind: 'election' })).toEqual([3]);
    expect(await ids({ state: 'open' })).toEqual([1, 3]);
    expect(await ids({ subject: '王小明' })).toEqual([1]);
    expect(await ids({ personId: 'jiji' })).toEqual([2]);
    expect(await ids({ unitIds: [] })).toEqual([]);
    expect(await ids({ unitIds: Array.from({ length: 2500 }, (_, i) => i + 3) })).toEqual([3]);
    expect(await at.two.read((tx) => tx.process(1))).toEqual({ id: 1, ...newProcess() });
    // What came to its end lately still keeps a date of the settings from being told.
    const { processes } = await at.two.read((tx) => tx.planState(NOW - 1000, NOW));
    expect(processes.map(({ id }) => id)).toEqual([1, 3, 5]);
  });

  it('grow by a revision with each change, and every change makes planning look again', async () => {
    const before = await at.two.read(async (tx) => tx.counters.process);
    const added = await at.one.write((tx) => tx.addProcess(newProcess()));
    const changed = await at.two.write((tx) => tx.changeProcess({ ...added, endsOn: '2027-03-31' }));
    expect(changed).toMatchObject({ revision: 2, endsOn: '2027-03-31' });
    const shift = { from: '2027-03-31', to: '2027-09-30', on: null, approvedBy: '镇党委', by: 'lisi', at: 2 };
    await at.two.write((tx) => tx.changeProcess({ ...changed, shifts: [shift] }));
    expect(await at.one.read((tx) => tx.process(added.id))).toMatchObject({ revision: 3, shifts: [shift] });
    expect(await at.two.read(async (tx) => tx.counters.process)).toBe(before + 3);
  });

  it('of one person stand once, and lose no step, whichever instance is told', {
    timeout: 60_000,
  }, async () => {
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
    const tell = (i: number, n: number, text: string) =>
      answering[i]!.submit({
        key: `m:${i}:${n}`,
        userId: i === 0 ? 'zhangsan' : 'lisi',
        channel: 'app',
        at: NOW,
        content: { kind: 'text', text },
      });
    // The same applicants are told of by two officers on two instances.
    const names = Array.from(
      { length: 20 },
      (_, i) => `王小${'一丁天地玄黄宇宙洪岁日月盈昃辰宿列张寒来'[i]}`,
    );
    await Promise.all(
      names.flatMap((name, n) => [0, 1].map((i) => tell(i, n, `发展党员：${name}，11月1日递交入党申请书`))),
    );
    await Promise.all([
      tell(0, 100, `${names[0]}派人谈话 11月5日`),
      tell(1, 101, `${names[0]}派人谈话 11月5日`),
      tell(1, 102, `${names[1]}派人谈话 11月6日`),
    ]);
    expect(failures).toEqual([]);
    const all = await at.one.read((tx) => tx.processes({ kind: 'development' }));
    expect(all.map(({ subject }) => subject).sort()).toEqual([...names].sort());
    const of = (name: string) => all.find(({ subject }) => subject === name)!;
    expect(Object.keys(of(names[0]!).steps)).toEqual(['applied', 'talked']);
    expect(of(names[0]!).revision).toBe(2);
    expect(of(names[1]!).steps.talked).toMatchObject({ day: '2026-11-06', by: 'lisi' });
  });
});
