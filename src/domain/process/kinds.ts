// What runs through steps with days between them (发展党员, 换届): config/processes.yaml says which there are; until it is read,
// and where a folder has no such file, there are none.
import { addMonths } from '../calendar/dates.ts';
import { addDays, type DateText } from '../calendar/time.ts';
import { createRegistry } from '../registry.ts';

/** A key of config/processes.yaml, as it is stored with every process. */
export type ProcessKind = string;

/** 3天, 1个月, 1年 (as 12 months) */
export interface Length {
  days: number;
  months: number;
}

export interface ProcessStep {
  key: string;
  /** as answers and files write it; said behind a name it is read */
  name: string;
  /** how else people say it */
  words: readonly string[];
  /** what it is called where it is counted, or told of somebody who goes through it: 谈话谈了几个 */
  everyday?: readonly string[];
  /** what somebody is called who has come so far and no further: 入党申请人 */
  called: readonly string[];
  /** the step whose day the lengths count from */
  after: string | null;
  /** not before so long has passed */
  atLeast: Length | null;
  /** by the time so long has passed */
  atMost: Length | null;
  /** so long before it is due whoever records it is told; empty: never */
  remind: readonly Length[];
  /** nobody is asked for it */
  optional: boolean;
  /** a new term begins with it: what is said of the old one ends */
  renews: boolean;
}

/** A term that a unit process runs towards: 任期. */
interface ProcessTerm {
  name: string;
  words: readonly string[];
  remind: readonly Length[];
  /** lengths of the next one, to choose from */
  every: readonly Length[];
  /** so much earlier or later it may be ended by leave of those above; null: nobody moves it */
  moves: Length | null;
}

/** A stretch between steps that a decision may make longer, once: 预备期. */
interface ProcessStretch {
  name: string;
  words: readonly string[];
  /** the steps that come later for it; the day of the first is the one that is told */
  steps: readonly string[];
  atLeast: Length | null;
  atMost: Length | null;
}

export interface ProcessRow {
  key: ProcessKind;
  name: string;
  /** how else people call it */
  words: readonly string[];
  /** `person`: each about one person, who need not be on the roster; `unit`: about a branch */
  of: 'person' | 'unit';
  term: ProcessTerm | null;
  stretch: ProcessStretch | null;
  steps: readonly ProcessStep[];
  /** the step that counts where it is asked how many a year: 今年发展了几个; null: none */
  counts: string | null;
  /** said to whoever asks how; empty: nothing */
  note: string;
  /** none is begun any more, what was stored keeps its name */
  stopped: boolean;
}

const registry = createRegistry<readonly ProcessRow[]>([]);

/** Says which processes there are: once at start, before anything is read. */
export const defineProcesses = (rows: readonly ProcessRow[]): void => registry.define(rows);

/** Something worked out from them, kept as long as they stand. */
export const perProcesses = <V>(make: () => V): (() => V) => registry.per(make);

/** All of them, the stopped ones too. */
export const processRows = (): readonly ProcessRow[] => registry.current();

export const processRow = (kind: ProcessKind): ProcessRow | undefined =>
  registry.current().find(({ key }) => key === kind);

/** Those that are begun. */
export const processesInUse = registry.per((rows) => rows.filter(({ stopped }) => !stopped));

/** A day moved by a length. Months keep the day number and stop at the month's end. */
export const later = (day: DateText, { days, months }: Length): DateText =>
  addDays(addMonths(day, months), days);

export const earlier = (day: DateText, { days, months }: Length): DateText =>
  addDays(addMonths(day, -months), -days);
