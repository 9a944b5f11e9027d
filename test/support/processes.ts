import { readFileSync } from 'node:fs';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import type { Process } from '../../src/domain/process/process.ts';
import { readProcesses } from '../../src/settings/processes.ts';

/** The processes of the shipped file, as a program that starts has them. */
export const SHIPPED_PROCESSES = readProcesses(readFileSync('config/processes.yaml', 'utf8')).value!;
export const defineShippedProcesses = (): void => defineProcesses(SHIPPED_PROCESSES);

/** 王小明 of the first branch, who handed in an application on 1 November 2026. */
export const newProcess = (more: Partial<Process> = {}): Omit<Process, 'id'> => ({
  kind: 'development',
  unitId: 2,
  personId: null,
  subject: '王小明',
  since: 'applied',
  steps: { applied: { day: '2026-11-01', by: 'zhangsan', at: 1 } },
  endsOn: null,
  shifts: [],
  state: 'open',
  reason: '',
  by: 'zhangsan',
  at: 1,
  changedAt: 1,
  revision: 1,
  isGone: false,
  ...more,
});

/** Steps done on these days. */
export const stepsOn = (days: Readonly<Record<string, string>>): Process['steps'] =>
  Object.fromEntries(Object.entries(days).map(([key, day]) => [key, { day, by: 'zhangsan', at: 1 }]));
