// Values that sentences about items are filled with.

import { DAY_MS, dateOf, dayNumber, instantOf, isoShanghai } from '../../../domain/calendar/time.ts';
import { lightOf } from '../../../domain/figures/ledger.ts';
import { type Item, ownersOf } from '../../../domain/ledger/item.ts';
import { approvalWords, itemLabel, kindRow, stateWord } from '../../../domain/ledger/kinds.ts';
import { nodeStateOf, openNodes } from '../../../domain/ledger/nodes.ts';
import type { Turn } from '../../turn.ts';

type Teller = Pick<Turn, 'say' | 'org' | 'now' | 'settings'>;

const BRIEF = 18;

/** The first words on one line, for lists on a phone. */
export function brief(text: string, length = BRIEF): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : letters.join('');
}

function nodeWords({ org, now }: Teller, item: Item) {
  const next = openNodes(item)[0];
  return {
    nodes: item.nodes.map((node) => ({
      name: node.name,
      due: dateOf(node.dueAt),
      state: nodeStateOf(node, now),
      done: node.doneAt === null ? '' : dateOf(node.doneAt),
      by: node.doneBy === null ? '' : (org.person(node.doneBy)?.name ?? ''),
    })),
    /** the next one to be done; empty where there is none */
    node: item.state === '已销号' ? '' : (next?.name ?? ''),
    node_due: next ? dateOf(next.dueAt) : '',
  };
}

/** Of something asked of another unit: how it was answered, and how long that took. */
function askedWords({ settings }: Teller, item: Item) {
  const { byAsker, confirmWords, finish } = kindRow(item.kind);
  const { askedAt, dueAt } = item;
  const isAnswered = byAsker && askedAt !== null && item.state !== '整改中';
  // A day alone is kept as its end.
  const agreed = dueAt === null ? '' : dueAt % DAY_MS === DAY_END ? dateOf(dueAt) : isoShanghai(dueAt);
  return {
    by_asker: byAsker,
    confirm: confirmWords[0] ?? finish,
    answered: isAnswered,
    agreed: isAnswered ? agreed : '',
    answer_days: isAnswered
      ? settings.calendar.workingDaysBetween(dateOf(item.openedAt), dateOf(askedAt))
      : null,
  };
}
/** 23:59:59 in Shanghai, within a day of UTC. */
const DAY_END = instantOf('2026-01-01', 23, 59, 59) % DAY_MS;

/** Dates are `YYYY-MM-DD` or empty. */
export function itemWords(turn: Teller, item: Item) {
  const day = (at: number | null) => (at === null ? '' : dateOf(at));
  const due = day(item.dueAt);
  const kind = kindRow(item.kind);
  return {
    name: itemLabel(item),
    no: item.no,
    noun: kind.noun,
    finish: kind.finish,
    closing: kind.closingWord,
    /** what closes it, said behind its name */
    approve: approvalWords(item.kind),
    grade: item.grade ?? '',
    grades: kind.grades,
    code: item.code ?? '',
    problem: brief(item.problem),
    whole_problem: item.problem,
    unit: turn.org.units.get(item.unitId)?.name ?? '',
    owner: item.ownerName ?? '',
    shared: ownersOf(item).length > 1,
    ...nodeWords(turn, item),
    ...askedWords(turn, item),
    leader: item.leaderName ?? '',
    supervisor: item.supervisorName ?? '',
    due,
    due_year: yearBeside(item.dueAt, turn.now),
    first_due: item.firstDueAt === item.dueAt ? '' : day(item.firstDueAt),
    review: day(item.reviewAt),
    extension: day(item.extensionTo),
    state: item.state,
    state_word: stateWord(item),
    progress: item.progress,
    progress_text: brief(item.progressText ?? '', 40),
    light: lightOf(item, turn.now, turn.settings.reminders.items.noProgressDays) ?? '',
    /** days from today to the deadline, negative when it is past */
    days: item.dueAt === null ? null : dayNumber(due) - dayNumber(dateOf(turn.now)),
    still: Math.floor((turn.now - item.movedAt) / DAY_MS),
  };
}

/** 12月31日 alone is this year's, to whoever reads it. */
const yearBeside = (at: number | null, now: number): string => {
  const year = at === null ? '' : dateOf(at).slice(0, 4);
  return year === '' || year === dateOf(now).slice(0, 4) ? '' : `${year}年`;
};
