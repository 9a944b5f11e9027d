import type { MONTH_COLUMNS } from './sums/years.ts';

/** A meeting as figures count it: what would else be gathered from activity, record, roll and roster. */
interface MeetingSumTable {
  activity_id: number;
  unit_id: number;
  /** JSON text, as in the activity */
  types: string;
  /** 1: 应到 is the committee alone */
  committee_only: number;
  start_at: number;
  end_at: number | null;
  stage: string;
  source: string;
  /** 应到: of the confirmed record, else of today's roster */
  expected: number;
  /** 实到 of the confirmed record; null where there is none */
  recorded: number | null;
  /** on the roll as present: those of 应到, others of the roster, and those who left it */
  came: number;
  extra: number;
  others: number;
}
/** Meetings of one day at a unit above branches and everywhere below it, those alike counted together. */
interface DaySumTable {
  unit_id: number;
  /** days since 1970-01-01 in Shanghai */
  day: number;
  types: string;
  stage: string;
  source: string;
  by_record: number;
  attended: number;
  activities: number;
  expected: number;
  present: number;
  extra: number;
}
/** How often a unit held meetings of a kind in each month: of those that stand in sums of days. */
interface UnitYearTable extends Record<(typeof MONTH_COLUMNS)[number], number> {
  unit_id: number;
  year: number;
  types: string;
}
/** One row: meetings that began before this stand in `day_sum`. */
interface SummedTable {
  until: number;
}
/** 应到 of a unit under today's roster: everyone's meetings, and the committee's. */
interface UnitDueTable {
  unit_id: number;
  everyone: number;
  committee: number;
}

export interface SumTables {
  meeting_sum: MeetingSumTable;
  day_sum: DaySumTable;
  unit_year: UnitYearTable;
  summed: SummedTable;
  unit_due: UnitDueTable;
}
