// What the handlers of processes share: which one and whose is meant, and how it is shown.
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { type Action, type Target, unitsInCharge } from '../../../domain/organisation/permissions.ts';
import { earlier, type Length, type ProcessRow, processRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import { dayWords, lengthWords } from '../../../reports/process-words.ts';
import type { Ended } from '../../act.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';

/** The process that is meant; one that is stopped is told no more, and still asked about. */
export function rowMeant(turn: Turn, key: string | undefined): ProcessRow | Ended {
  const row = key === undefined ? undefined : processRow(key);
  return row ?? { reply: turn.say('process.gone') };
}

export const shownDay = (turn: Turn, day: string): string => dayWords(turn.templates.render, day, turn.now);

/** A line that tells a step. */
export function exampleOf(turn: Turn, row: ProcessRow, step = row.steps[0]!): string {
  const data = { name: row.name, day: dateOf(turn.now), step: step.name };
  return turn.say(row.of === 'person' ? 'process.example_person' : 'process.example_unit', data).text;
}

/** 第二党支部任期到2027年3月31日: how a term is told. */
export function exampleTerm(turn: Turn, row: ProcessRow, unit?: Unit): string {
  const day = shownDay(turn, `${Number(dateOf(turn.now).slice(0, 4)) + 1}-03-31`);
  const term = row.term!.words[0]!;
  return turn.say('process.example_term', { unit: unit?.name ?? '', term, day }).text;
}

/** The leads whose day is still ahead: no other is promised. */
export const aheadWords = (turn: Turn, leads: readonly Length[], day: string): string[] =>
  leads
    .filter((lead) => earlier(day, lead) > dateOf(turn.now))
    .map((lead) => lengthWords(turn.templates.render, lead));

/** Whose it is: the person, or the branch. */
export const whoOf = (
  { org }: Pick<Turn, 'org'>,
  { subject, unitId }: Pick<Process, 'subject' | 'unitId'>,
) => (subject === '' ? (org.units.get(unitId)?.name ?? '') : subject);

/** 王小明, 第二党支部换届: as a step is told of it. */
export const ofWhom = (turn: Pick<Turn, 'org'>, row: ProcessRow, one: Pick<Process, 'subject' | 'unitId'>) =>
  row.of === 'person' ? whoOf(turn, one) : `${whoOf(turn, one)}${row.name}`;

/** What the permission table is asked of one. */
export const toSee = ({ unitId, personId }: Pick<Process, 'unitId' | 'personId'>): Asked => ({
  action: 'see_process',
  on: { unitId, involved: personId === null ? [] : [personId] },
});
interface Asked {
  action: Action;
  on: Target;
}

export const maySee = (turn: Turn, process: Process): boolean => {
  const { action, on } = toSee(process);
  return turn.org.units.has(process.unitId) && mayDo(turn, action, on);
};

/** The units asked about: the one named, the group's, or those the sender is in charge of. */
export function topsMeant(turn: Turn, scope: string | undefined): Unit[] | Ended {
  const named = scope ? unitNamed(turn, scope) : undefined;
  if (named && 'reply' in named) return { reply: named.reply };
  if (named) return [named.unit];
  const home = turn.groupUnit ?? homeUnit(turn);
  const led = turn.groupUnit ? [] : unitsInCharge(turn.permissions, turn.org, turn.sender, 'see_process');
  return led.length > 0 ? led : home ? [turn.org.branchOf(home.id) ?? home] : [];
}

export const idsBelow = ({ org }: Pick<Turn, 'org'>, tops: readonly Unit[]): number[] => [
  ...new Set(tops.flatMap((unit) => [unit.id, ...org.subtree(unit.id).map(({ id }) => id)])),
];

/** 确定为入党积极分子 12月3日: what tells one from others of the name. */
export function standsOf(turn: Turn, row: ProcessRow, process: Process): string {
  const step = row.steps.findLast(({ key }) => process.steps[key]);
  if (!step) return row.name;
  return turn.say('process.stands', {
    step: step.name,
    day: shownDay(turn, process.steps[step.key]!.day),
  }).text;
}

/** How the end was moved: the last time of a stretch, each time of a term. */
export function movedWords(turn: Turn, row: ProcessRow, { subject, shifts }: Process) {
  const told = row.stretch ? shifts.slice(-1) : shifts;
  return told.map(({ from, to, on, approvedBy }) => ({
    who: subject,
    name: row.stretch?.name ?? row.term?.name ?? '',
    ...{ day: shownDay(turn, to), before: shownDay(turn, from), earlier: to < from },
    ...{ on: on === null ? '' : shownDay(turn, on), approved: approvedBy },
  }));
}
