// What the handlers of filings share: which kind and branch is meant, and how a filing is shown.
import { periodOfKey } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { dayWithin, type Filing, filingPeriod } from '../../../domain/filing/filing.ts';
import { type FilingFields, type FilingKindRow, filingKindRow } from '../../../domain/filing/kinds.ts';
import type { Intent } from '../../../domain/intent.ts';
import type { Action, Target } from '../../../domain/organisation/permissions.ts';
import type { Slots } from '../../../domain/slots.ts';
import { understand } from '../../../parsing/understand.ts';
import { periodWords } from '../../../reports/words.ts';
import type { Ended } from '../../act.ts';
import type { Turn } from '../../turn.ts';

/** The kind that is meant; one that is stopped is registered no more, and still asked about. */
export function kindMeant(turn: Turn, key: string | undefined): FilingKindRow | Ended {
  const row = key === undefined ? undefined : filingKindRow(key);
  return row ?? { reply: turn.say('filing.gone') };
}

/** For oneself, or for the whole branch. */
export const toFile = (row: FilingKindRow, unitId: number): { action: Action; on: Target } => ({
  action: row.who === 'branch' ? 'file_for_branch' : 'take_part',
  on: { unitId },
});

/** The day and period a sentence is of: that said, else today. */
export function whenOf(row: FilingKindRow, now: number, said: Partial<Pick<Slots, 'startAt' | 'period'>>) {
  const today = dateOf(now);
  const day = said.startAt?.slice(0, 10) ?? (row.period === null ? said.period?.from : undefined);
  const period = filingPeriod(row, day ?? said.period?.from ?? today);
  return {
    day: dayWithin(day ?? today, period),
    period: period?.key ?? '',
    isFuture: (day !== undefined && day > today) || (period !== undefined && period.from > today),
  };
}

/** Its values as one reads them: 内容…，时长3小时. A day is told once, beside them. */
export function valuesOf(turn: Turn, row: FilingKindRow, fields: FilingFields, most = MOST_SHOWN): string[] {
  return row.fields.flatMap(({ key, name, is, unit }) => {
    const value = fields[key];
    if (value === undefined || is === 'date') return [];
    if (typeof value === 'boolean') return [turn.say('filing.flag', { name, yes: value }).text];
    return [turn.say('filing.value', { name, value: cut(String(value), most), unit }).text];
  });
}
const MOST_SHOWN = 80;

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** 11月, or the day of what has no period. */
export function timeWords(turn: Turn, { period, day }: Pick<Filing, 'period' | 'day'>): string {
  const span = periodOfKey(period) ?? { from: day, to: day };
  return periodWords(turn.templates.render, { from: span.from, to: span.to }, turn.now);
}

/** What is still to come: the period, or the day within the one that runs. */
export function futureWords(turn: Turn, { period, day }: Pick<Filing, 'period' | 'day'>): string {
  const isRunning = (periodOfKey(period)?.from ?? day) <= dateOf(turn.now);
  return timeWords(turn, { day, period: isRunning ? '' : period });
}

/** What is said of the fields of a kind, read as if its name stood before it. */
export function readOf(turn: Pick<Turn, 'now' | 'reading'>, row: FilingKindRow, said: string) {
  const { intent } = understand(`${row.name}：${said}`, turn.now, turn.reading);
  return (intent as Intent).intent === 'filing_add'
    ? (intent as Extract<Intent, { intent: 'filing_add' }>)
    : undefined;
}
