// What the metrics that count steps share: a line for each who was counted, and how many of each branch.
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { Process } from '../../domain/process/process.ts';
import type { StatsItem, StatsQuestion } from '../metric.ts';
import type { CountedStep } from '../process-figures.ts';
import type { Findings } from '../shapes.ts';

export function countedOf(
  units: readonly Unit[],
  period: Findings['steps']['period'],
  counted: CountedStep | undefined,
  processes: Process[],
): Findings['steps'] {
  const byUnit = Map.groupBy(processes, ({ unitId }) => unitId);
  const rows = units
    .filter(({ kind }) => kind === 'branch')
    .map((unit) => ({ unit, count: byUnit.get(unit.id)?.length ?? 0 }));
  return { value: processes.length, period, counted, processes, rows };
}

export const countedItems = (
  { processes, counted }: Findings['steps'],
  { org }: StatsQuestion,
): StatsItem[] =>
  processes.map((process) => {
    const unit = org.unit(process.unitId);
    return {
      ...(process.personId !== null && {
        userid: org.person(process.personId)?.userId ?? process.personId,
      }),
      name: process.subject === '' ? unit.name : process.subject,
      unit: unit.path,
      problem: counted?.row.name ?? '',
      state: counted?.step.name ?? '',
      startAt: process.steps[counted?.step.key ?? '']?.day ?? null,
    };
  });
