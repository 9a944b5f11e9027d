// What stands behind the value of a metric. A metric of a known shape needs no handler of its own in the chat.

import type { Activity, ActivityPhase } from '../domain/activity/activity.ts';
import type { Roll } from '../domain/activity/attendance.ts';
import type { DateText } from '../domain/calendar/time.ts';
import type { ActivityFigures, Outcome, OwnPart } from '../domain/figures/activities.ts';
import type { Gap } from '../domain/figures/gaps.ts';
import type { LedgerFigures } from '../domain/figures/ledger.ts';
import type { Item, ItemBrief } from '../domain/ledger/item.ts';
import type { Person, Unit } from '../domain/organisation/organisation.ts';
import type { Process } from '../domain/process/process.ts';
import type { Period } from '../domain/slots.ts';
import type { FilingLine } from './filings.ts';
import type { MusterFigures, MusterRow } from './musters.ts';
import type { OwnRecord } from './own-records.ts';
import type { CountedStep } from './process-figures.ts';
import type { WorkProgress } from './scheme.ts';

export interface Finding {
  /** rates 0…1 or null where there is nothing to divide by, else counts */
  value: number | null;
  /** null: without limit on that side */
  period: { from: string | null; to: string | null };
}

interface Dated extends Finding {
  period: Period;
}

export interface Findings {
  /** a figure of the units together and of each branch below */
  table: Dated & {
    total: Counted;
    /** all, or where only some are shown the first of those that have something to say */
    rows: (Counted & { unit: Unit })[];
    /** how many rows in all have something to say, and how many branches have not */
    told: number;
    without: number;
  };
  /** activities one by one, soonest first */
  activities: Dated & { lines: ActivityLine[]; unreported: number };
  /** all, or where only some are shown the first of them; the value counts all */
  coming: Finding & { activities: Activity[] };
  gaps: Finding & {
    /** all, or where only some units are shown those of the first that lack something */
    gaps: Gap[];
    /** what these have not held either, and falls due after the span asked for */
    later: Gap[];
    /** how many units in all have not, and of which periods */
    laterUnits: number;
    laterPeriods: Period[];
    /** some of the gaps were over before this day, the first of which anything is kept; null: none was */
    keptFrom: DateText | null;
    /** units anything is due from */
    asked: number;
    /** the periods that it is due in */
    periods: Period[];
  };
  /** how people stood to the activities that count */
  records: Dated & { people: PersonRecord[] };
  /** the activity it is about, if any, and who came; of several days all their activities */
  roll: Finding & { of?: { activity: Activity; phase: ActivityPhase; roll: Roll }; span?: SpanRoll };
  /** items of the ledger, most urgent first, and their figures; whoever shows lines reads those whole */
  items: Finding & ItemList;
  item: Finding & { items: Item[] };
  /** figures of the ledger and the items they are counted from */
  ledger: Finding & {
    items: ItemBrief[];
    figures: LedgerFigures;
    rows: { unit: Unit; figures: LedgerFigures }[];
  };
  /** people on the roster, of the units together and of each branch */
  heads: Finding & { total: Heads; rows: { unit: Unit; heads: Heads }[]; branches: number; groups: number };
  /** people on the roster by name, of each unit its officers first */
  members: Finding & { people: Listed[] };
  /** what runs through steps and is due, soonest first */
  processes: Dated & { processes: Process[] };
  /** who has done a step, or stands at one; undefined: no process has such a step. A row for each branch */
  steps: Finding & {
    counted: CountedStep | undefined;
    processes: Process[];
    rows: { unit: Unit; count: number }[];
  };
  /** works of plans with what was asked and done of a month */
  works: Dated & { rows: WorkProgress[] };
  /** what branches owe of reports, and how much of it is registered */
  filings: Finding & { lines: FilingLine[]; owed: number; registered: number };
  /** calls and how they were answered, drills apart; a line for each branch that was called */
  musters: Dated & { real: MusterFigures; drills: MusterFigures; rows: MusterRow[] };
  nothing: Finding;
}
export type FindingShape = keyof Findings;

/** Somebody on the roster, at the unit that their first line of it stands at. */
export interface Listed {
  person: Person;
  unit: Unit;
}

/** One person at one meeting. */
export interface SpanLine {
  person: Person;
  activity: Activity;
  /** seen by secretary and recorder only */
  reason: string;
  /** nobody has said whether the person came */
  isOpen: boolean;
}

export interface SpanRoll {
  /** by unit, in the order of the roster, soonest first */
  lines: SpanLine[];
  /** meetings that 应到 is summed over, and Σ应到 of them in 人次 */
  counted: number;
  expected: number;
  /** 人次 away that were reported as figures alone */
  unnamed: number;
  /** some line is of a meeting that is not counted yet */
  isAhead: boolean;
}

/** One activity as lists show it; numbers are null where it counts for no rate. */
export interface ActivityLine {
  activity: Activity;
  outcome: Outcome;
  /** over or held without a confirmed record */
  unreported: boolean;
  expected: number | null;
  present: number | null;
}

/** What a figure says of some units. */
export interface Counted {
  value: number | null;
  /** activities that the value is counted over; 0 says nothing */
  over: number;
  figures: ActivityFigures;
}

/** People of the roster. 流动党员 and 预备党员 are members; 入党积极分子 are none. */
export interface Heads {
  members: number;
  probationary: number;
  mobile: number;
  activists: number;
}

interface PersonRecord {
  person: Person;
  records: OwnRecord[];
  parts: Record<OwnPart, number>;
}

export interface ItemList {
  items: ItemBrief[];
  figures: LedgerFigures;
}
