// What meetings.json and ledger.json of templates/sample say of the last three months of the sample organisation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivityType } from '../../domain/activity/types.ts';
import type { Move } from '../../domain/ledger/moves.ts';
import type { FixedDayRule } from '../../domain/slots.ts';
import { TEMPLATES_DIR } from '../core.ts';

/** How one meeting went; whoever was due and is not named was there in time. */
export interface Course {
  topic: string;
  /** reasons by name */
  leave?: Record<string, string>;
  late?: string[];
  absent?: string[];
  /** there without being due */
  guests?: string[];
  content?: string;
  /** instead of the usual one */
  recorder?: string;
  /** its time is over, and nobody has confirmed a record */
  unrecorded?: true;
}

/** Meetings of one kind. Its day is a rule within the month, the fixed day of the unit, or so many working days ago. */
export interface Series {
  /** path below the root */
  unit: string;
  types: ActivityType[];
  on?: FixedDayRule;
  fixed?: true;
  workingDaysAgo?: number;
  /** months of the year it is held in; absent: all */
  months?: number[];
  clock?: string;
  /** how long it lasts; without, as config/activity.yaml has it */
  minutes?: number;
  place?: string;
  host: string;
  recorder: string;
  /** the newest first; taken in turn */
  held: Course[];
}

/** A matter of the ledger; days count from the day the sandbox begins. */
export interface SampleItem {
  unit: string;
  problem: string;
  source: string;
  measure: string;
  owner: string;
  leader: string;
  opened: number;
  due: number;
  moves: {
    move: Move;
    day: number;
    by: string;
    text: string;
    progress?: number;
    /** day of the deadline that is asked for */
    due?: number;
    /** day of the next review */
    review?: number;
  }[];
}

export interface SampleFixedDay {
  unit: string;
  rule: FixedDayRule;
  clock: string;
  place: string;
}

export interface SampleHistory {
  fixedDays: SampleFixedDay[];
  meetings: Series[];
  items: SampleItem[];
}

/** @throws what the disk or JSON says about a file */
export const readHistory = (): SampleHistory => ({ ...read('meetings.json'), ...read('ledger.json') });

const read = (name: string) => JSON.parse(readFileSync(join(TEMPLATES_DIR, 'sample', name), 'utf8'));
