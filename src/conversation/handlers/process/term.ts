// 本届任期到2027年3月: when the term of a branch ends, and how long the next one is.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import { later, type ProcessRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import type { Reply } from '../../../ports/channels.ts';
import { lengthWords } from '../../../reports/process-words.ts';
import { act, permit } from '../../act.ts';
import { addProcess, changeProcess } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { branchMeant, exampleTerm, rowMeant, shownDay } from './words.ts';

/** No term is longer than five years and the one it may be moved by. */
const FAR_MONTHS = 72;

export const tellTerm = act<'process_term', { row: ProcessRow; unitId: number }>({
  permit: permit('keep_process', ({ unitId }) => ({ unitId })),
  async about(turn) {
    const row = rowMeant(turn, turn.intent.process);
    if ('reply' in row) return row;
    const example = row.term ? exampleTerm(turn, row) : undefined;
    const unit = branchMeant(turn, row, turn.intent.scope, example);
    return 'reply' in unit ? unit : { row, unitId: unit.id };
  },
  async carryOut(turn, { row, unitId }) {
    const { tx, now, sender, intent } = turn;
    const endsOn = intent.dueAt;
    if (!row.term || endsOn === undefined) return turn.say('process.no_term', { name: row.name });
    if (row.stopped) return turn.say('process.stopped', { name: row.name });
    if (endsOn > addMonths(dateOf(now), FAR_MONTHS))
      return turn.say('process.term_far', { day: shownDay(turn, endsOn) });
    const [open] = await tx.processes({ kind: row.key, unitIds: [unitId], state: 'open' });
    if (open) await changeProcess(turn, open, { endsOn, by: sender.id, changedAt: now });
    else
      await addProcess(turn, {
        ...{
          kind: row.key,
          unitId,
          personId: null,
          subject: '',
          since: row.steps[0]!.key,
          steps: {},
          endsOn,
        },
        ...{ state: 'open', reason: '', by: sender.id, at: now, changedAt: now, revision: 1, isGone: false },
      });
    return turn.say('process.term_kept', {
      unit: turn.org.unit(unitId).name,
      term: row.term.name,
      day: shownDay(turn, endsOn),
      before: open?.endsOn && open.endsOn !== endsOn ? shownDay(turn, open.endsOn) : '',
      leads: row.term.remind.map((lead) => lengthWords(turn.templates.render, lead)),
    });
  },
});

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
  const scope = turn.org.unit(process.unitId).path;
  const intents = days.map((dueAt) => toIntent({ intent: 'process_term', process: row.key, dueAt, scope }));
  return offerDone(turn, { text: `${told.text}\n${asked.text}` }, intents, {
    title: turn.say('process.next_term_title').text,
    each: options.map(({ length }) => length),
    none: turn.say('process.next_term_later').text,
  });
}
