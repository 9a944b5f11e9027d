// One process as it stands: which steps are done on which day, what comes next and between which days. Rules only.
import { addDays, type DateText, dayNumber, type Instant } from '../calendar/time.ts';
import { later, type ProcessKind, type ProcessRow, type ProcessStep } from './kinds.ts';

/** Lower-cased userid of whoever said it, and when. */
interface StepDone {
  day: DateText;
  by: string;
  at: Instant;
}

/** A day moved by a decision: the end of a term, or of a stretch; the day that it had stays known. */
export interface Shift {
  from: DateText;
  to: DateText;
  /** the day it was decided on; null: not told */
  on: DateText | null;
  /** by whom, as written; empty: not told */
  approvedBy: string;
  by: string;
  at: Instant;
}

export interface Process {
  id: number;
  kind: ProcessKind;
  /** the branch it lies in */
  unitId: number;
  /** where the person is on the roster */
  personId: string | null;
  /** the person's name as written; empty: it is the branch's own */
  subject: string;
  /** the first step that is kept: those before it were not told */
  since: string;
  steps: Readonly<Record<string, StepDone>>;
  /** the last day of the term; null: not told, or it has none */
  endsOn: DateText | null;
  /** oldest first: of a unit its term was moved, of a person a stretch was */
  shifts: readonly Shift[];
  state: 'open' | 'done' | 'stopped';
  /** why it was stopped */
  reason: string;
  by: string;
  at: Instant;
  changedAt: Instant;
  revision: number;
  isGone: boolean;
}

type Standing = Pick<Process, 'since' | 'steps' | 'endsOn' | 'shifts'>;

const indexOf = (row: ProcessRow, key: string): number => row.steps.findIndex((step) => step.key === key);

/** Where the last done step stands; the one before the first kept where none is. */
function reached(row: ProcessRow, { since, steps }: Standing): number {
  const last = row.steps.findLastIndex(({ key }) => steps[key] !== undefined);
  return last >= 0 ? last : Math.max(0, indexOf(row, since)) - 1;
}

/** What was passed over and is still to be told, before a step or in all. */
export function skippedSteps(row: ProcessRow, process: Standing, before?: ProcessStep): ProcessStep[] {
  const from = Math.max(0, indexOf(row, process.since));
  const to = before ? indexOf(row, before.key) : reached(row, process);
  return row.steps
    .slice(from, Math.max(from, to))
    .filter(({ key, optional }) => !optional && !process.steps[key]);
}

/** The step that comes next; undefined where nothing does. */
export const nextStep = (row: ProcessRow, process: Standing): ProcessStep | undefined =>
  row.steps.slice(reached(row, process) + 1).find(({ optional }) => !optional);

/** The day that lengths of a step count from; an optional step that was left out counts for nothing. */
function baseOf(row: ProcessRow, { steps }: Standing, step: ProcessStep) {
  let at = step.after === null ? indexOf(row, step.key) - 1 : indexOf(row, step.after);
  while (at > 0 && row.steps[at]!.optional && !steps[row.steps[at]!.key]) at--;
  const base = row.steps[at];
  const done = base && steps[base.key];
  return base && done ? { step: base, day: done.day } : undefined;
}

/** The first day on which a step may be done, and what says so. */
export function earliestOf(row: ProcessRow, process: Standing, step: ProcessStep) {
  const base = step.atLeast ? baseOf(row, process, step) : undefined;
  return base && { day: moved(row, process, step, later(base.day, step.atLeast!)), after: base.step };
}

/** The last day by which it is to be done. */
export function latestOf(row: ProcessRow, process: Standing, step: ProcessStep): DateText | undefined {
  const base = step.atMost ? baseOf(row, process, step) : undefined;
  return base && moved(row, process, step, later(base.day, step.atMost!));
}

/** A stretch that was made longer ends so much later, whatever day it is found to have begun on since. */
function moved({ stretch }: ProcessRow, { shifts }: Standing, { key }: ProcessStep, day: DateText): DateText {
  const last = stretch?.steps.includes(key) ? shifts.at(-1) : undefined;
  if (!last) return day;
  return last.from === day ? last.to : addDays(day, dayNumber(last.to) - dayNumber(last.from));
}

/** When a stretch ends without and with what was decided; undefined where the step that begins it was not told. */
export function stretchEnd(
  row: ProcessRow,
  process: Standing,
): { step: ProcessStep; since: ProcessStep; plain: DateText; day: DateText } | undefined {
  const step = row.steps.find(({ key }) => key === row.stretch?.steps[0]);
  const without = step && earliestOf(row, { ...process, shifts: [] }, step);
  if (!step || !without) return undefined;
  return { step, since: without.after, plain: without.day, day: moved(row, process, step, without.day) };
}

/** The term runs and nothing has begun a new one. */
export const runningTerm = (row: ProcessRow, { steps, endsOn }: Standing): DateText | undefined =>
  row.term !== null && endsOn !== null && !row.steps.some(({ key, renews }) => renews && steps[key])
    ? endsOn
    : undefined;

/** What comes next and its days: not before `from`, by `by`. */
export interface Upcoming {
  step: ProcessStep;
  from?: DateText | undefined;
  by?: DateText | undefined;
}

/** The next step, and beside it those whose days run already; soonest first, what has no day last. */
export function upcomingsOf(row: ProcessRow, process: Standing): Upcoming[] {
  const next = nextStep(row, process);
  if (!next) return [];
  const running = row.steps.slice(indexOf(row, next.key) + 1);
  return [next, ...running.filter(({ after, optional }) => after !== null && !optional)]
    .map((step): Upcoming => {
      const by = latestOf(row, process, step);
      return { step, from: earliestOf(row, process, step)?.day, by };
    })
    .filter((one) => one.step === next || dueDayOf(one) !== undefined)
    .sort((a, b) => compare(dueDayOf(a) ?? NEVER, dueDayOf(b) ?? NEVER));
}
const NEVER = '9999';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What is to be looked at first. */
export const upcomingOf = (row: ProcessRow, process: Standing): Upcoming | undefined =>
  upcomingsOf(row, process)[0];

/** The day that the next step is looked at for: by when it is to be done, else from when it may be. */
const dueDayOf = ({ from, by }: Upcoming): DateText | undefined => by ?? from;

/** Everything that is asked for is done. */
export const isThrough = (row: ProcessRow, process: Standing): boolean =>
  nextStep(row, process) === undefined;

/** The first day that a step or the term is looked at for; undefined where none runs, or nothing goes on. */
export function soonestDue(row: ProcessRow, process: Process): DateText | undefined {
  if (process.state !== 'open') return undefined;
  const [first] = upcomingsOf(row, process);
  const term = runningTerm(row, process);
  const days = [first && dueDayOf(first), term].filter((day) => day !== undefined);
  return days.sort()[0];
}

/** Something should have been done before today. */
export const isLate = (row: ProcessRow, process: Process, today: DateText): boolean =>
  process.state === 'open' &&
  [runningTerm(row, process), ...upcomingsOf(row, process).map(({ by }) => by)].some(
    (by) => by !== undefined && by < today,
  );

/** 谁该转正了: the step may be done by that day, or is due by then, although others may stand before it. */
export function isReadyFor(row: ProcessRow, process: Process, key: string, day: DateText): boolean {
  if (process.state !== 'open' || process.steps[key]) return false;
  const step = row.steps.find((one) => one.key === key);
  const upcoming = step && upcomingsOf(row, process).find((one) => one.step === step);
  if (!upcoming) return false;
  return upcoming.from === undefined && upcoming.by === undefined
    ? step!.atLeast === null && step!.atMost === null
    : (upcoming.from ?? upcoming.by!) <= day;
}
