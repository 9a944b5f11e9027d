import type { DateText } from '../domain/calendar/time.ts';
import { type ProcessRow, type ProcessStep, processRow } from '../domain/process/kinds.ts';
import { nextStep, type Process, runningTerm, upcomingsOf } from '../domain/process/process.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';

/** What is due of a process: a step, or (null) its term. */
export interface Deadline {
  step: ProcessStep | null;
  due: DateText;
  /** `by`: to be done by then; `from`: may be done from then on */
  is: 'by' | 'from';
}

/** Every day that its next steps and its term are looked at for, soonest first. */
export function deadlinesOf(row: ProcessRow, process: Process): Deadline[] {
  const term = runningTerm(row, process);
  const steps = upcomingsOf(row, process).flatMap(({ step, by, from }): Deadline[] => {
    if (by !== undefined) return [{ step, due: by, is: 'by' }];
    return from === undefined ? [] : [{ step, due: from, is: 'from' }];
  });
  const ofTerm: Deadline[] = term === undefined ? [] : [{ step: null, due: term, is: 'by' }];
  return [...steps, ...ofTerm].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

const processMatter = ({ id }: Process): string => `process:${id}`;

/** The line that whoever records it hears; undefined where it is through, stopped or gone. */
export function processEntry(
  desk: Desk,
  process: Process,
  date: DateText,
  deadline?: Deadline,
): Entry | undefined {
  const row = processRow(process.kind);
  const unit = desk.input.org.units.get(process.unitId);
  if (!row || !unit || process.state !== 'open' || process.isGone) return undefined;
  const found = deadline ?? deadlinesOf(row, process)[0];
  const next = found?.step ?? nextStep(row, process);
  if (!found || !next) return undefined;
  const isLate = found.is === 'by' && date > found.due;
  const who = process.subject === '' ? unit.name : process.subject;
  const year = found.due.slice(0, 4);
  const data = {
    who: process.subject,
    name: row.name,
    step: next.name,
    term: row.term?.name ?? '',
    due: desk.words.day(found.due),
    year: year === date.slice(0, 4) ? '' : year,
  };
  const word = found.step === null ? 'line.process_term' : `line.process_${found.is}`;
  const topic: Topic = {
    name: desk.words.fill('name.process', { who, name: row.name }),
    rank: isLate ? RANK.overdue : date === found.due ? RANK.today : RANK.soon,
    due: found.due,
    word: (isLate ? `${word}_late` : word) as Topic['word'],
    data,
    common: false,
    join: null,
  };
  return { matter: processMatter(process), unitId: process.unitId, topic };
}
