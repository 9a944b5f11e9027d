// How many have done a step in a span, and how many stand at one: 今年发展了几个党员, 现在有几个入党申请人.
import { type ProcessRow, type ProcessStep, processesInUse, processRow } from '../domain/process/kinds.ts';
import type { Process } from '../domain/process/process.ts';
import type { Period } from '../domain/slots.ts';
import type { ReadTx } from '../ports/store.ts';

/** A step of a process that is counted. */
export interface CountedStep {
  row: ProcessRow;
  step: ProcessStep;
}

const stepOf = (row: ProcessRow | undefined, key: string | null | undefined): CountedStep | undefined => {
  const step = row?.steps.find((one) => one.key === key);
  return row && step && { row, step };
};

/** The step that is meant; where none is named, the one that counts: of the first process that has one. */
export function stepCounted(process: string | undefined, stage: string | undefined): CountedStep | undefined {
  const row =
    process === undefined ? processesInUse().find(({ counts }) => counts !== null) : processRow(process);
  return stepOf(row, stage ?? row?.counts);
}

/** The step whose people have a name of their own; where none is named, the first. */
export function stepStood(process: string | undefined, stage: string | undefined): CountedStep | undefined {
  const rows = process === undefined ? processesInUse() : [processRow(process)];
  const row = rows.find((one) => one?.steps.some(({ called }) => called.length > 0));
  return stepOf(row, stage ?? row?.steps.find(({ called }) => called.length > 0)?.key);
}

/** A step, a process or what people are called, by a word for it: 转正, 换届, 入党申请人. */
export function stepByWord(word: string): { process: string; stage?: string } | undefined {
  for (const { key, name, words, steps } of processesInUse()) {
    if ([name, ...words].includes(word)) return { process: key };
    const step = steps.find((one) => [one.name, ...one.words, ...one.called].includes(word));
    if (step) return { process: key, stage: step.key };
  }
  return undefined;
}

/** Those whose step lies in the span, soonest first; what was stopped since has been done all the same. */
export async function stepsDone(
  tx: Pick<ReadTx, 'processes'>,
  unitIds: readonly number[],
  { row, step }: CountedStep,
  { from, to }: Period,
): Promise<Process[]> {
  const all = await tx.processes({ kind: row.key, unitIds });
  const dayOf = ({ steps }: Process) => steps[step.key]?.day ?? '';
  return all
    .filter((one) => dayOf(one) >= from && dayOf(one) <= to)
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.id - b.id));
}

/** Those that go on and whose last step with a name of its own is this one. */
export async function standingAt(
  tx: Pick<ReadTx, 'processes'>,
  unitIds: readonly number[],
  { row, step }: CountedStep,
): Promise<Process[]> {
  const all = await tx.processes({ kind: row.key, unitIds, state: 'open' });
  return all.filter((one) => {
    const last = row.steps.findLastIndex(({ key }) => one.steps[key]);
    return row.steps.slice(0, last + 1).findLast(({ called }) => called.length > 0) === step;
  });
}
