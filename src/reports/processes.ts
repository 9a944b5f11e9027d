// Which processes of some units a question is about, soonest due first.
import { addDays, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import { type ProcessKind, processRow } from '../domain/process/kinds.ts';
import { isLate, isReadyFor, type Process, soonestDue } from '../domain/process/process.ts';
import type { ReadTx } from '../ports/store.ts';

/** So many days ahead count as 快到期. */
export const SOON_DAYS = 31;

interface Asked {
  unitIds: readonly number[];
  kind?: ProcessKind | undefined;
  /** `moved`: whose end a decision moved, done or not; `ready`: for the steps of that name; `due`: within a month or late; all: those that go on */
  what: 'all' | 'due' | 'late' | 'moved' | 'ready';
  stage?: string | undefined;
  /** due by this day, in place of within a month */
  by?: DateText | undefined;
}

export async function processesAsked(
  tx: Pick<ReadTx, 'processes'>,
  { unitIds, kind, what, stage, by }: Asked,
  now: Instant,
): Promise<Process[]> {
  const today = dateOf(now);
  const until = by ?? addDays(today, SOON_DAYS);
  const told = await tx.processes({ kind, unitIds, ...(what !== 'moved' && { state: 'open' }) });
  const all = what === 'moved' ? told.filter(({ state }) => state !== 'stopped') : told;
  const fits = (process: Process, due: DateText): boolean => {
    const row = processRow(process.kind);
    if (!row) return false;
    if (what === 'ready') return stage !== undefined && isReadyFor(row, process, stage, until);
    if (what === 'moved') return process.shifts.length > 0;
    if (what === 'late') return isLate(row, process, today);
    return what === 'all' || due <= until;
  };
  return all
    .map((process) => ({ process, due: dueOf(process) }))
    .filter(({ process, due }) => fits(process, due))
    .sort((a, b) => compare(a.due, b.due) || a.process.id - b.process.id)
    .map(({ process }) => process);
}

/** The day its next step is looked at for; those without one come last. */
export function dueOf(process: Process): DateText {
  const row = processRow(process.kind);
  return (row && soonestDue(row, process)) ?? '9999';
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
