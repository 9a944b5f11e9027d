// 发展党员名单, 谁该转正了, 哪些支部该换届了; 发展党员怎么办; 导出发展党员台账.
import type { Unit } from '../../../domain/organisation/organisation.ts';
import {
  type ProcessRow,
  type ProcessStep,
  processesInUse,
  processRow,
} from '../../../domain/process/kinds.ts';
import { type Process, upcomingsOf } from '../../../domain/process/process.ts';
import { lengthWords, nextWords, upcomingWords } from '../../../reports/process-words.ts';
import { processesAsked } from '../../../reports/processes.ts';
import { unitWords } from '../../../reports/words.ts';
import { act, type Ended, reading, simply } from '../../act.ts';
import { sendFile } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import {
  exampleOf,
  exampleTerm,
  idsBelow,
  movedWords,
  rowMeant,
  shownDay,
  topsMeant,
  whoOf,
} from './words.ts';

const LINES = 10;
/** Later than any day. */
const NEVER = '9999-12-31';

interface About {
  row: ProcessRow;
  tops: Unit[];
}

function aboutOf(turn: Turn<'process_list' | 'process_export'>): About | Ended {
  const row = rowMeant(turn, turn.intent.process);
  if ('reply' in row) return row;
  const tops = topsMeant(turn, turn.intent.scope);
  return 'reply' in tops ? tops : { row, tops };
}

const asked = (_turn: Turn, { tops }: About) =>
  tops.map(({ id }) => ({ action: 'see_process' as const, on: { unitId: id } }));

export const listProcesses = reading(
  'heavy',
  act<'process_list', About>({
    permit: { actions: ['see_process'], asked },
    about: async (turn) => aboutOf(turn),
    async carryOut(turn, { row, tops }) {
      const { tx, org, now, intent } = turn;
      const unitIds = idsBelow(turn, tops);
      const what = intent.stage
        ? intent.what === 'when'
          ? 'when'
          : 'ready'
        : intent.what === 'due' || intent.what === 'late' || intent.what === 'moved'
          ? intent.what
          : 'all';
      const by = what === 'when' ? NEVER : intent.dueAt;
      const which = what === 'when' ? 'ready' : what;
      const asked = { unitIds, kind: row.key, what: which, stage: intent.stage, by } as const;
      const found = await processesAsked(tx, asked, now);
      const people = row.of === 'person';
      // Of nobody it is known where they are: that no one is due would be a wrong number.
      if (people && what !== 'moved' && found.length === 0 && !(await isAnyKept(tx, row, unitIds)))
        return turn.say('process.none_kept', {
          unit: tops.map((unit) => unitWords(org, unit)).join('、'),
          name: row.name,
          example: exampleOf(turn, row),
        });
      // Of persons a group hears how many, and nobody's name.
      const isTold = turn.chat === '' || !people;
      const before = toldBefore(turn);
      const told = isTold ? found.slice(before, before + LINES) : [];
      const unknown = what === 'moved' ? [] : await termless(turn, row, unitIds);
      const isOne = tops.length === 1 && org.branchOf(tops[0]!.id) !== undefined;
      return paged(turn, { rows: told, total: isTold ? found.length : 0 }, (shown, more) =>
        turn.say('process.list', {
          ...{ unit: tops.map((unit) => unitWords(org, unit)).join('、'), people },
          // Of a branch its term alone may be known, and nothing begun.
          what: what === 'all' && row.term ? 'term' : what,
          name: what === 'moved' ? (row.stretch?.name ?? row.name) : row.name,
          step: row.steps.find(({ key }) => key === intent.stage)?.name ?? '',
          until: intent.dueAt === undefined ? '' : shownDay(turn, intent.dueAt),
          count: found.length,
          lines: shown.map((process) => ({
            ...lineOf(turn, row, process, isOne, intent.stage),
            ...(what === 'moved' && { next: movedOf(turn, row, process) }),
          })),
          more,
          unknown: unknown.length,
          hidden: !isTold && found.length > 0,
          example: row.term ? exampleTerm(turn, row, isOne ? undefined : unknown[0]) : exampleOf(turn, row),
        }),
      );
    },
  }),
);

const isAnyKept = async (tx: Turn['tx'], row: ProcessRow, unitIds: readonly number[]) =>
  (await tx.processes({ kind: row.key, unitIds })).length > 0;

const lineOf = (turn: Turn, row: ProcessRow, process: Process, isOne: boolean, stage?: string) => ({
  who: whoOf(turn, process),
  unit: isOne || process.subject === '' ? '' : (turn.org.units.get(process.unitId)?.name ?? ''),
  next: upcomingAt(turn, row, process, stage) ?? nextWords(turn.templates.render, row, process, turn.now),
});

/** How its end was moved, the last time. */
const movedOf = (turn: Turn, row: ProcessRow, process: Process): string =>
  turn.say('process.moved_line', movedWords(turn, row, process).at(-1)!).text;

/** Of the step that was asked about. */
function upcomingAt(turn: Turn, row: ProcessRow, process: Process, stage?: string): string | undefined {
  const found = upcomingsOf(row, process).find(({ step }) => step.key === stage);
  return found && upcomingWords(turn.templates.render, found, turn.now);
}

/** Branches of which nobody has said until when their term runs. */
async function termless({ tx, org }: Turn, row: ProcessRow, unitIds: readonly number[]): Promise<Unit[]> {
  if (!row.term) return [];
  const told = await tx.processes({ kind: row.key, unitIds, state: 'open' });
  const known = new Set(told.filter(({ endsOn }) => endsOn !== null).map(({ unitId }) => unitId));
  return unitIds.map((id) => org.unit(id)).filter(({ id, kind }) => kind === 'branch' && !known.has(id));
}

/** 发展党员怎么办: its steps, and how one is told. */
export const tellProcess = reading(
  'light',
  simply<'process_how'>(async (turn) => {
    const row = rowMeant(turn, turn.intent.process);
    if ('reply' in row) return row.reply;
    return turn.say('process.how', {
      ...{ name: row.name, count: row.steps.length, note: row.note },
      steps: row.steps.map((step) => stepWords(turn, row, step)),
      example: exampleOf(turn, row),
      stretch: stretchWords(turn, row),
    });
  }),
);

/** 预备期可以延长一次，6个月到1年 */
function stretchWords(turn: Turn, { stretch }: ProcessRow): string {
  if (!stretch) return '';
  const { render } = turn.templates;
  const [least, most] = [stretch.atLeast, stretch.atMost].map((one) => (one ? lengthWords(render, one) : ''));
  return turn.say('process.how_stretch', { name: stretch.name, least: least!, most: most! }).text;
}

function stepWords(turn: Turn, row: ProcessRow, step: ProcessStep): string {
  const before = row.steps[row.steps.indexOf(step) - 1];
  const after = (row.steps.find(({ key }) => key === step.after) ?? before)?.name ?? '';
  const { render } = turn.templates;
  const said = { step: step.name, after };
  if (step.atLeast)
    return turn.say('process.how_at_least', { ...said, length: lengthWords(render, step.atLeast) }).text;
  if (step.atMost)
    return turn.say('process.how_at_most', { ...said, length: lengthWords(render, step.atMost) }).text;
  return step.name;
}

export const exportProcesses = act<'process_export', About>({
  permit: { actions: ['see_process'], asked },
  about: async (turn) => aboutOf(turn),
  async carryOut(turn, { row, tops }) {
    const unitIds = idsBelow(turn, tops);
    const unit = tops.map((one) => unitWords(turn.org, one)).join('、');
    const found = await turn.tx.processes({ kind: row.key, unitIds });
    if (found.length === 0) return turn.say('process.nothing_to_send', { name: row.name, unit });
    const name = `${turn.say('process.file_name', { name: row.name, unit }).text}.xlsx`;
    const way = await sendFile(turn, 'process', name, { process: { kind: row.key, unitIds } });
    if (way === 'nowhere') return turn.say('paper.nowhere');
    await turn.tx.audit({
      at: turn.now,
      by: turn.sender.id,
      action: 'export processes',
      detail: { kind: row.key, units: tops.map(({ id }) => id) },
    });
    return turn.say('process.file_sent', { file: name, count: found.length, people: row.of === 'person' });
  },
});

/** What runs about the sender, in one line each. */
export async function ownProcesses(turn: Turn): Promise<string[]> {
  if (turn.sender.kind === '正式党员') return [];
  const own = await turn.tx.processes({ personId: turn.sender.id });
  return own.flatMap((process) => {
    const row = processRow(process.kind);
    if (!row || process.state === 'stopped') return [];
    const next = nextWords(turn.templates.render, row, process, turn.now);
    return [
      next === ''
        ? turn.say('process.own_through', { name: row.name }).text
        : turn.say('process.own_line', { name: row.name, next }).text,
    ];
  });
}

/** What of them may be said, as 帮助 names it: how one is told, and how far they are. */
export const processLines = (turn: Turn): string[] =>
  processesInUse().flatMap(({ of, name }) =>
    of === 'person'
      ? [name, turn.say('process.help_person', { name }).text]
      : [turn.say('process.help_unit', { name }).text],
  );
