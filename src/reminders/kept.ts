// A date of config/cadence.yaml that somebody keeps as a process: the process reminds of it, and the date gives way.
import type { MetBy, OnceDate } from '../domain/activity/cadence.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { type ProcessRow, processRow } from '../domain/process/kinds.ts';
import { earliestOf, latestOf, type Process, runningTerm } from '../domain/process/process.ts';
import type { PlanInput } from './plan-types.ts';

/** Whether a process tells of it; once the date is over, only where the process says that it is not. */
export function isKept(
  { processes }: Pick<PlanInput, 'processes'>,
  metBy: MetBy,
  unitId: number,
  { label, on }: OnceDate,
  date: DateText,
): boolean {
  if (metBy.kind !== 'process') return false;
  const row = processRow(metBy.process);
  if (!row || row.stopped) return false;
  const days = processes
    .filter((one) => one.kind === row.key && one.unitId === unitId && one.subject === (label ?? ''))
    .flatMap((one) => dayOf(row, one, metBy.step) ?? []);
  return days.some((day) => date <= on || day === DONE || day >= date);
}

const DONE = 'done';

/** The day it reminds of; undefined where nothing of it is told yet. */
function dayOf(row: ProcessRow, process: Process, key: string | null): DateText | typeof DONE | undefined {
  if (key === null) {
    const isRenewed = row.steps.some(({ renews, key }) => renews && process.steps[key]);
    return isRenewed ? DONE : runningTerm(row, process);
  }
  if (process.steps[key]) return DONE;
  const step = row.steps.find((one) => one.key === key);
  return step && (latestOf(row, process, step) ?? earliestOf(row, process, step)?.day);
}
