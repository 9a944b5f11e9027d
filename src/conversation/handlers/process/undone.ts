// What of a process is taken back: whose, and which step; the rest of it stays.
import { processRow } from '../../../domain/process/kinds.ts';
import type { Change } from '../../../ports/store.ts';
import type { Turn } from '../../turn.ts';
import { whoOf } from './words.ts';

/** 王小明政治审查, as 撤销 names it; a term and an end are of their owner alone. */
export function processesUndone(turn: Turn, changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    if (change.of !== 'process') return [];
    const { before, after } = change;
    const row = processRow(after.kind);
    const step = row?.steps.find(({ key }) => after.steps[key]?.day !== before?.steps[key]?.day);
    const isMoved = before !== null && before.shifts?.at(-1)?.at !== after.shifts?.at(-1)?.at;
    const end = isMoved
      ? turn.say('process.undone_move', { name: row?.stretch?.name ?? row?.name ?? '' })
      : null;
    const what = step?.name ?? end?.text ?? '';
    return [turn.say('process.undone', { who: whoOf(turn, after), step: what }).text];
  });
}
