// A thousand open tasks, a thousand processes and a long plan of one organisation, on both databases and two instances:
// every answer is one message, a morning is one message, and nothing told to both is lost or kept twice.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { withNodes } from '../../src/domain/ledger/nodes.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { plan } from '../../src/reminders/plan.ts';
import { planInput } from '../../src/reminders/plan-input.ts';
import { SETTINGS, toolsFor } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { defineShippedProcesses, newProcess, stepsOn } from '../support/processes.ts';
import { worksOf } from '../support/scheme.ts';
import { onBothDatabases } from '../support/two-instances.ts';

const NOW = instantOf('2026-11-21', 10);
const MANY = 1000;
/** What an answer in a group takes. */
const MOST_BYTES = 2048;
defineShippedProcesses();
afterAll(() => defineProcesses([]));

/** A name of three characters that no other has. */
const nameOf = (i: number): string => `王${HAN[Math.floor(i / HAN.length)]}${HAN[i % HAN.length]}`;
const HAN = [...'一丁三上天地玄黄宇宙洪日月盈辰宿列寒来暑往秋收冬藏闰余成岁律吕调阳'];

onBothDatabases('a thousand of each', (at) => {
  const failures: unknown[] = [];
  let said = 0;
  let ask: (instance: 0 | 1, userId: string, text: string) => Promise<string>;
  let branch = 0;

  beforeEach(async () => {
    failures.length = 0;
    const units = await at.one.read(async (tx) => [...(await tx.organisation()).units.values()]);
    const idOf = (name: string) => units.find((unit) => unit.name === name)!.id;
    branch = idOf('第一党支部');
    const dueAt = instantOf('2026-12-31', 23, 59, 59);
    await at.one.write(async (tx) => {
      for (let i = 0; i < MANY; i++)
        await tx.addItem(
          newItem({
            ...{
              kind: 'task',
              unitId: branch,
              problem: `三化建设${i + 1}`,
              openedBy: 'admin',
              batch: `b${i}`,
            },
            ...{ ownerId: 'zhangsan', ownerName: '张三', dueAt, firstDueAt: dueAt },
            ...withNodes([
              { name: '摸底', dueAt: instantOf('2026-12-05', 23, 59, 59), doneAt: null, doneBy: null },
              { name: '整治', dueAt, doneAt: null, doneBy: null },
            ]),
          }),
        );
      for (let i = 0; i < MANY; i++)
        await tx.addProcess(
          newProcess({
            ...{ unitId: branch, subject: nameOf(i), changedAt: instantOf('2026-11-01', 9) },
            ...(i % 2 === 0 && { since: 'admitted', steps: stepsOn({ admitted: '2026-03-05' }) }),
          }),
        );
      const [first] = worksOf(idOf('城郊党委'), branch);
      const works = Array.from({ length: 300 }, (_, i) => ({
        ...first!,
        no: i + 1,
        name: `党员联户${i + 1}`,
      }));
      await tx.putScheme(
        { id: undefined, unitId: idOf('城郊党委'), name: '三年行动计划', by: 'admin', at: 0 },
        works,
      );
    });
    const intakes = [at.one, at.two].map((store) =>
      createIntake(
        toolsFor(),
        store,
        { now: () => NOW },
        { answered: () => undefined, pushesAdded: () => undefined, failed: (e) => failures.push(e) },
      ),
    );
    ask = async (instance, userId, text) => {
      said += 1;
      const content = { kind: 'text', text } as const;
      const reply = await intakes[instance]!.submit({
        key: `t:${said}`,
        userId,
        channel: 'app',
        at: NOW,
        content,
      });
      return reply?.text ?? '';
    };
  }, 120_000);

  it('is answered in one message each, the same by both, and planned as one a morning', {
    timeout: 120_000,
  }, async () => {
    for (const [text, holds] of [
      ['任务清单', String(MANY)],
      ['任务进度', ''],
      ['发展党员名单', `正在办的 ${MANY} 人`],
      ['今年发展了几个党员', `发展党员 ${MANY / 2} 人`],
      ['现在有几个入党申请人', `入党申请人 ${MANY / 2} 人`],
      ['谁快到期了', `的有 ${MANY} 件`],
      ['计划进度', '300 项工作'],
      ['计划进度 表格', '回复“继续”'],
      ['这个月计划哪些零进展', '300'],
    ] as const) {
      const [one, two] = [await ask(0, 'zhangsan', text), await ask(1, 'zhangsan', text)];
      expect([text, one]).toEqual([text, expect.stringContaining(holds)]);
      expect(two, text).toBe(one);
      expect(Buffer.byteLength(one), text).toBeLessThanOrEqual(MOST_BYTES);
    }
    const { templates } = toolsFor();
    const rules = {
      ...{ permissions: createPermissions(new Set()), settings: SETTINGS, privateChannel: 'app' as const },
      ...{ groupsBy: 'webhook' as const, botName: '支部通', render: templates.render },
    };
    const input = await at.two.read((tx) => planInput(tx, rules, NOW));
    const days = { from: NOW, to: instantOf('2026-12-10', 23) };
    const mornings = plan(input, days).filter(
      ({ rule, audience }) => rule === 'digest' && audience[0] === 'zhangsan',
    );
    const keys = mornings.map(({ at: when }) => new Date(when).toDateString());
    expect(mornings.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { text } of mornings) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(failures).toEqual([]);
  });

  it('loses nothing that both are told of at once, and keeps nothing twice', {
    timeout: 120_000,
  }, async () => {
    const texts = [
      ...[11, 12, 13].map((no) => `任务${no} 摸底完成了`),
      ...[1, 3, 5].map((i) => `${nameOf(i)}派人谈话 11月20日`),
      ...[7, 8].map((no) => `第${no}项 本月完成12户`),
    ];
    await Promise.all(texts.flatMap((text) => [ask(0, 'zhangsan', text), ask(1, 'lisi', text)]));
    expect(failures).toEqual([]);
    const { items, processes, cells } = await at.two.read(async (tx) => ({
      items: await tx.items({ kind: 'task' }),
      processes: await tx.processes({ kind: 'development' }),
      cells: await tx.schemeCells({ unitIds: [branch], from: '2026-11', to: '2026-11' }),
    }));
    const done = items.filter(({ nodes }) => nodes.some(({ doneAt }) => doneAt !== null));
    expect(done.map(({ no }) => no).sort((a, b) => a - b)).toEqual([11, 12, 13]);
    expect(processes).toHaveLength(MANY);
    const talked = processes.filter(({ steps }) => steps.talked);
    expect(talked.map(({ subject, revision }) => [subject, revision])).toEqual(
      [1, 3, 5].map((i) => [nameOf(i), 2]),
    );
    expect(cells.map(({ amount }) => amount)).toEqual([1200, 1200]);
  });
});
