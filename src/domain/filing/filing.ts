// One thing registered: by whom, for what unit, of which day and period, and its typed fields. Rules only.
import type { Calendar } from '../calendar/calendar.ts';
import { type CalendarPeriod, periodOf } from '../calendar/period.ts';
import type { DateText, Instant } from '../calendar/time.ts';
import type { Period } from '../slots.ts';
import type { FilingField, FilingFields, FilingKind, FilingKindRow } from './kinds.ts';

export interface Filing {
  id: number;
  kind: FilingKind;
  /** the branch it lies in */
  unitId: number;
  /** whose it is; null: the branch's */
  personId: string | null;
  /** lower-cased userid of whoever said it */
  by: string;
  /** the day it is of, within its period */
  day: DateText;
  /** 2026-11, 2026-Q4; empty: of no period */
  period: string;
  fields: FilingFields;
  /** as it was said */
  said: string;
  at: Instant;
  changedAt: Instant;
  revision: number;
  isGone: boolean;
}

/** The period that a filing of that day is for; undefined for kinds without one. */
export const filingPeriod = ({ period }: Pick<FilingKindRow, 'period'>, day: DateText) =>
  period === null ? undefined : periodOf(period, day);

/** The day it is kept under: the day said, or the last of the period where that lies outside. */
export const dayWithin = (day: DateText, period: CalendarPeriod | undefined): DateText =>
  period === undefined || (day >= period.from && day <= period.to) ? day : period.to;

/** The last day on which it is in time. */
export const dueDay = (
  { dueBefore }: Pick<FilingKindRow, 'dueBefore'>,
  { to }: Period,
  calendar: Pick<Calendar, 'addWorkingDays'>,
): DateText => calendar.addWorkingDays(to, -(dueBefore ?? 0));

/** What is settled once a branch has registered it for a period. */
export const filingMatter = (kind: FilingKind, unitId: number, period: string): string =>
  `filing:${kind}:${unitId}:${period}`;

/** Needed fields that have no value, in the order to ask for them. */
export const lackingFields = (row: FilingKindRow, fields: FilingFields): FilingField[] =>
  row.fields.filter(({ key, needed }) => needed && fields[key] === undefined);

interface FilingSum {
  field: FilingField;
  total: number;
}

/** Fields that are added up, of filings that have them. */
export const sumsOf = (row: FilingKindRow, filings: readonly Pick<Filing, 'fields'>[]): FilingSum[] =>
  row.fields
    .filter(({ is, sum }) => is === 'number' && sum)
    .map((field) => ({
      field,
      // Tenths of an hour are added as tenths: 0.1 + 0.2 is 0.3.
      total:
        filings.reduce((sum, { fields }) => sum + Math.round(Number(fields[field.key] ?? 0) * 100), 0) / 100,
    }));
