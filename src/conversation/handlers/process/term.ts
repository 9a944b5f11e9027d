// 本届任期到2027年3月: when the term of a branch ends, and how long the next one is.
import { addMonths, endOfMonth, yearOf } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import { later, type ProcessRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import type { Period } from '../../../domain/slots.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Reply } from '../../../ports/channels.ts';
import { lengthWords } from '../../../reports/process-words.ts';
import { periodWords } from '../../../reports/words.ts';
import { act, permit } from '../../act.ts';
import { addProcess, changeProcess } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { branchMeant } from './choosing.ts';
import { aheadWords, exampleOf, exampleTerm, rowMeant, shownDay } from './words.ts';

/** No term is longer than five years and the one it may be moved by. */
const FAR_MONTHS = 72;

export const tellTerm = act<'process_term', { row: ProcessRow; unitId: number }>({
  permit: permit('keep_process', ({ unitId }) => ({ unitId })),
  async about(turn) {
    const row = rowMeant(turn, turn.intent.process);
    if ('reply' in row) return row;
    const example = row.term ? exampleTerm(turn, row) : undefined;
    const unit = await branchMeant(turn, row, turn.intent.scope, example);
    return 'reply' in unit ? unit : { row, unitId: unit.id };
  },
  async carryOut(turn, { row, unitId }) {
    const { now, intent } = turn;
    if (!row.term) return turn.say('process.no_term', { name: row.name });
    if (row.stopped) return turn.say('process.stopped', { name: row.name });
    if (intent.period) return sinceWhen(turn, row, unitId, intent.period);
    if (intent.remark !== undefined) return strangeYear(turn, row, unitId, intent.remark);
    const endsOn = intent.dueAt;
    if (endsOn === undefined) return turn.say('process.no_term', { name: row.name });
    if (endsOn > addMonths(dateOf(now), FAR_MONTHS))
      return turn.say('process.term_far', { day: shownDay(turn, endsOn) });
    return keepTerm(turn, row, unitId, endsOn);
  },
});

type Telling = Turn<'process_term'>;

async function keepTerm(turn: Telling, row: ProcessRow, unitId: number, endsOn: string): Promise<Reply> {
  const { tx, now, sender } = turn;
  const [open] = await tx.processes({ kind: row.key, unitIds: [unitId], state: 'open' });
  const isOther = open?.endsOn !== endsOn;
  // Told afresh the end is that of the term itself: how an earlier one was moved says nothing of it.
  const shifts = isOther ? [] : (open?.shifts ?? []);
  if (open) await changeProcess(turn, open, { endsOn, shifts, by: sender.id, changedAt: now });
  else
    await addProcess(turn, {
      ...{ kind: row.key, unitId, personId: null, subject: '', since: row.steps[0]!.key, steps: {}, endsOn },
      ...{ shifts: [], state: 'open', reason: '', by: sender.id, at: now, changedAt: now },
      ...{ revision: 1, isGone: false },
    });
  const renewed = row.steps.find(({ renews }) => renews);
  const isOver = endsOn < dateOf(now);
  return turn.say('process.term_kept', {
    unit: turn.org.unit(unitId).name,
    term: row.term!.name,
    day: shownDay(turn, endsOn),
    before: open?.endsOn && isOther ? shownDay(turn, open.endsOn) : '',
    leads: aheadWords(turn, row.term!.remind, endsOn),
    over: isOver,
    renewed: isOver && renewed ? exampleOf(turn, row, renewed) : '',
    move:
      isOver && row.term!.moves
        ? turn.say('process.example_move', { name: row.name, earlier: false }).text
        : '',
  });
}

/** 今年3月换的届: the term runs from then on, how long is one tap. */
async function sinceWhen(
  turn: Telling,
  row: ProcessRow,
  unitId: number,
  { from, to }: Period,
): Promise<Reply> {
  const { render } = turn.templates;
  if (to > endOfMonth(from)) {
    const may = `${from.slice(0, 4)}-05-01`;
    const month = periodWords(render, { from: may, to: endOfMonth(may) }, null);
    const example = turn.say('process.example_renewed', { month, name: row.name }).text;
    return turn.say('process.which_month', { name: row.name, example });
  }
  // Of a month the term ends with the month.
  const ends = row.term!.every.map((length) => {
    const day = later(to, length);
    return from === to ? day : endOfMonth(day);
  });
  const options = ends.map((day, i) => ({
    ...{ number: i + 1, length: lengthWords(render, row.term!.every[i]!), day: shownDay(turn, day) },
    over: day < dateOf(turn.now),
  }));
  const reply = turn.say('process.since_when', {
    ...{ unit: turn.org.unit(unitId).name, name: row.name, term: row.term!.name, options },
    since: periodWords(render, { from, to }, turn.now),
    example: exampleTerm(turn, row),
  });
  return offerTerms(turn, row, unitId, reply, ends, options);
}

/** 3027年3月: the year is none; where one character makes it one, that is offered. */
async function strangeYear(turn: Telling, row: ProcessRow, unitId: number, said: string): Promise<Reply> {
  const asked = turn.say('process.term_strange', { said, example: exampleTerm(turn, row) });
  const year = /[\dOo]{3,5}/.exec(said)?.[0] ?? '';
  const meant = [
    year.replace(/[Oo]/g, '0'),
    `20${year.slice(-2)}`,
    `${year.slice(0, 3)}${year.slice(4)}`,
  ].find((one) => one !== year && Math.abs(Number(one) - yearOf(dateOf(turn.now)) - 2) <= 3);
  const read =
    meant === undefined
      ? undefined
      : understand(`${row.term!.words[0]}${said.replace(year, meant)}`, turn.now, turn.reading).intent;
  const dueAt = read?.intent === 'process_term' ? read.dueAt : undefined;
  if (dueAt === undefined || dueAt > addMonths(dateOf(turn.now), FAR_MONTHS)) return asked;
  const option = { number: 1, length: '', day: shownDay(turn, dueAt), over: dueAt < dateOf(turn.now) };
  const reply = turn.say('process.term_meant', { said, day: option.day, example: exampleTerm(turn, row) });
  return offerTerms(turn, row, unitId, reply, [dueAt], [{ ...option, length: option.day }]);
}

function offerTerms(
  turn: Turn,
  row: ProcessRow,
  unitId: number,
  reply: Reply,
  ends: readonly string[],
  options: readonly { length: string }[],
): Promise<Reply> {
  const scope = turn.org.unit(unitId).path;
  const intents = ends.map((dueAt) => toIntent({ intent: 'process_term', process: row.key, dueAt, scope }));
  return offerDone(turn, reply, intents, {
    title: turn.say('process.next_term_title').text,
    each: options.map(({ length }) => length),
    none: turn.say('process.next_term_later').text,
  });
}

/** The old one is through: how long the next is, by one tap. */
export async function askTerm(turn: Turn, row: ProcessRow, process: Process, told: Reply): Promise<Reply> {
  const renewed = row.steps.find(({ renews, key }) => renews && process.steps[key]);
  const every = row.term!.every;
  if (!renewed || every.length === 0) return told;
  const { render } = turn.templates;
  const from = process.steps[renewed.key]!.day;
  const days = every.map((length) => later(from, length));
  const options = every.map((length, i) => ({
    number: i + 1,
    length: lengthWords(render, length),
    day: shownDay(turn, days[i]!),
  }));
  const term = row.term!.words[0]!;
  const asked = turn.say('process.next_term', {
    term: row.term!.name,
    options,
    example: turn.say('process.example_term', { unit: '', term, day: shownDay(turn, days[0]!) }).text,
  });
  return offerTerms(turn, row, process.unitId, { text: `${told.text}\n${asked.text}` }, days, options);
}
