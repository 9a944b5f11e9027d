// Why a step is asked about before it is kept: too early, out of order, of somebody nobody has told of.
import type { ProcessStep } from '../../../domain/process/kinds.ts';
import { earliestOf, type Process, skippedSteps } from '../../../domain/process/process.ts';
import { lengthWords } from '../../../reports/process-words.ts';
import type { Turn } from '../../turn.ts';
import type { About } from './told.ts';
import { shownDay } from './words.ts';

export function doubtsOf(
  turn: Turn,
  { row, step, day, unitId }: About,
  process: Process | undefined,
  who: string,
): string[] {
  if (!process) return fresh(turn, row, step, unitId, who);
  if (process.steps[step.key]?.day === day) return [];
  const doubts: string[] = [];
  const earliest = earliestOf(row, process, step);
  if (earliest && day < earliest.day)
    doubts.push(
      turn.say('process.doubt.early', {
        after: earliest.after.name,
        length: lengthWords(turn.templates.render, step.atLeast!),
        from: shownDay(turn, earliest.day),
      }).text,
    );
  const before = row.steps.slice(0, row.steps.indexOf(step)).findLast(({ key }) => process.steps[key]);
  const last = before && process.steps[before.key]!.day;
  if (before && last !== undefined && day < last)
    doubts.push(turn.say('process.doubt.before', { after: before.name, day: shownDay(turn, last) }).text);
  const skipped = process.steps[step.key]
    ? []
    : skippedSteps(row, process, step).filter(isNotBehind(row.steps, process));
  if (skipped.length > 0)
    doubts.push(turn.say('process.doubt.skipped', { steps: skipped.map(({ name }) => name) }).text);
  return doubts;
}

/** What was passed over once was asked about then. */
function isNotBehind(steps: readonly ProcessStep[], process: Process): (step: ProcessStep) => boolean {
  const reached = steps.findLastIndex(({ key }) => process.steps[key]);
  return (step) => steps.indexOf(step) > reached;
}

function fresh(turn: Turn, row: About['row'], step: ProcessStep, unitId: number, who: string): string[] {
  const count = row.steps.slice(0, row.steps.indexOf(step)).filter(({ optional }) => !optional).length;
  const named = turn.org.named(who).filter(({ branchId }) => branchId === unitId);
  const isMember = row.of === 'person' && named.length > 0 && named.every(({ kind }) => kind === '正式党员');
  return [
    ...(isMember ? [turn.say('process.doubt.member', { who }).text] : []),
    ...(count > 0
      ? [
          turn.say('process.doubt.fresh', {
            who: row.of === 'unit' ? turn.org.unit(unitId).name : who,
            name: row.name,
            count,
          }).text,
        ]
      : []),
  ];
}
