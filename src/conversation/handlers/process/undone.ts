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
    const step = processRow(after.kind)?.steps.find(
      ({ key }) => after.steps[key]?.day !== before?.steps[key]?.day,
    );
    return [turn.say('process.undone', { who: whoOf(turn, after), step: step?.name ?? '' }).text];
  });
}
