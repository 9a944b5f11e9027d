// How steps and their days are written, in answers and in files alike.
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { Length, ProcessRow } from '../domain/process/kinds.ts';
import {
  type Process,
  runningTerm,
  skippedSteps,
  type Upcoming,
  upcomingsOf,
} from '../domain/process/process.ts';
import type { Wording } from '../wording/templates.ts';
import { periodWords } from './words.ts';

/** 12月3日, 2027年12月3日: the year only where it is not this one. */
export const dayWords = (words: Wording, day: DateText, now: Instant | null): string =>
  periodWords(words, { from: day, to: day }, now);

/** 1 年, 3 个月, 7 天 */
export function lengthWords(words: Wording, { days, months }: Length): string {
  if (months === 0) return words('process.length.days', { count: days });
  if (months % 12 === 0) return words('process.length.years', { count: months / 12 });
  return words('process.length.months', { count: months });
}

/** 确定为发展对象，2027年12月3日起可以办 */
export const upcomingWords = (words: Wording, { step, by, from }: Upcoming, now: Instant): string =>
  words('process.next', {
    step: step.name,
    by: by === undefined ? '' : dayWords(words, by, now),
    from: from === undefined || by !== undefined ? '' : dayWords(words, from, now),
  });

/** What comes next, with the end of the term that runs; empty where nothing does. */
export function nextWords(words: Wording, row: ProcessRow, process: Process, now: Instant): string {
  const [first] = upcomingsOf(row, process);
  if (!first || process.state !== 'open') return '';
  const next = upcomingWords(words, first, now);
  const term = runningTerm(row, process);
  if (term === undefined) return next;
  return words('process.next_in_term', { next, term: row.term!.name, day: dayWords(words, term, now) });
}

export const skippedNames = (row: ProcessRow, process: Process): string[] =>
  skippedSteps(row, process).map(({ name }) => name);
