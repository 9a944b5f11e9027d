// What a county invents beside the regulation, as fifteen branches do it in 2026.
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { Item } from '../../src/domain/ledger/item.ts';
import { withNodes } from '../../src/domain/ledger/nodes.ts';
import type { Process } from '../../src/domain/process/process.ts';
import type { Scheme } from '../../src/domain/scheme/scheme.ts';
import { newProcess, stepsOn } from '../support/processes.ts';
import { BLANK_DRAFT, monthly } from '../support/scheme.ts';
import { item } from './world.ts';

/** Which of what a county invents the branches do. */
export type Work = 'task' | 'promise' | 'engagement' | 'development' | 'election' | 'plan';

export const unitOf = (branch: number) => 100 + branch;

/** A task each quarter with two nodes, a promise for the year, one engagement. */
export function itemsOf(b: number, works: readonly Work[]): Item[] {
  const own = { unitId: unitOf(b), ownerId: `m${b}_0`, leaderId: null };
  const opened = (date: string) => ({ openedAt: instantOf(date, 10), movedAt: instantOf(date, 10) });
  const task = (quarter: number): Item => {
    const month = (plus: number) => String(quarter * 3 + plus).padStart(2, '0');
    const node = (name: string, date: string) => ({
      ...{ name, doneAt: null, doneBy: null },
      dueAt: instantOf(date, 23, 59, 59),
    });
    const nodes = [node('摸底', `2026-${month(1)}-20`), node('报送', `2026-${month(3)}-20`)];
    const more = { ...own, kind: 'task', ...opened(`2026-${month(1)}-05`), ...withNodes(nodes) };
    return item(0, `2026-${month(3)}-20`, { ...more, problem: '报送三化建设进度' });
  };
  const tasks = works.includes('task') ? [0, 1, 2, 3].map(task) : [];
  const promise = { ...own, kind: 'promise', ...opened('2026-01-15'), problem: '修通组道' };
  const promises = works.includes('promise') ? [item(0, '2026-12-18', promise)] : [];
  const asked = { ...own, kind: 'engagement', ...opened('2026-05-11'), problem: '来看水渠' };
  const engagements = works.includes('engagement') ? [item(0, '2026-05-18', asked)] : [];
  return [...tasks, ...promises, ...engagements];
}

/** Somebody who applied in January, and a term that ends in October. */
export function processesOf(b: number, works: readonly Work[]): Process[] {
  const process = (id: number, more: Partial<Process>): Process => ({
    ...newProcess({ unitId: unitOf(b), by: `m${b}_0`, ...more }),
    id,
  });
  return [
    ...(works.includes('development') ? [process(b + 1, { steps: stepsOn({ applied: '2026-01-12' }) })] : []),
    ...(works.includes('election')
      ? [
          process(100 + b, {
            ...{ kind: 'election', subject: '', since: 'request', steps: {}, endsOn: '2026-10-31' },
          }),
        ]
      : []),
  ];
}

/** One work that each branch reports monthly. */
export const PLAN: Scheme = {
  ...{ id: 1, unitId: 1, name: '三年行动计划' },
  works: [
    {
      ...{ ...BLANK_DRAFT, id: 1, measure: '户' },
      parts: [
        {
          ...{ unitIds: [], every: { topId: 1, noun: '' }, each: true, goal: 6000 },
          targets: monthly(2026, 5),
        },
      ],
    },
  ],
};
