// What branches owe of reports, kind by kind and period by period: one count for chat, figures, files and the page.
import type { CalendarPeriod } from '../domain/calendar/period.ts';
import { type DateText, dateOf } from '../domain/calendar/time.ts';
import { periodsAsked } from '../domain/figures/gaps.ts';
import { dueDay } from '../domain/filing/filing.ts';
import { type FilingKindRow, filingKindsInUse } from '../domain/filing/kinds.ts';
import { owedKinds, owesBy } from '../domain/filing/owed.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { type Counter, unitsBelow } from './activities.ts';

/** One kind in one of its periods. */
export interface FilingLine {
  row: FilingKindRow;
  period: CalendarPeriod;
  /** the last day on which it is in time */
  by: DateText;
  /** so many branches owe it */
  owed: number;
  /** those that have not registered it, in the order of the roster */
  missing: Unit[];
}

/**
 * Periods that end within the span asked for, and have begun; without a span those that run today.
 * Kinds in the order of config/reports.yaml, each soonest first.
 */
export async function filingLines(
  c: Counter,
  tops: readonly Unit[],
  span: Period | undefined,
): Promise<FilingLine[]> {
  const { cadence, calendar } = c.settings;
  const today = dateOf(c.now);
  const owes = owesBy(cadence, c.org);
  const branches = unitsBelow(c, tops).filter(({ kind }) => kind === 'branch');
  const lines: FilingLine[] = [];
  for (const row of owedKinds(cadence, filingKindsInUse())) {
    const periods = periodsAsked(row.period!, { period: span, today }).filter(({ from }) => from <= today);
    const owing = branches.filter(({ id }) => owes(id, row.key));
    if (periods.length === 0 || owing.length === 0) continue;
    const done = await c.tx.periodsFiled(row.key, { from: periods[0]!.from, to: periods.at(-1)!.to });
    for (const period of periods) {
      const filed = done.get(period.key);
      const missing = filed ? owing.filter(({ id }) => !filed.has(id)) : owing;
      lines.push({ row, period, by: dueDay(row, period, calendar), owed: owing.length, missing });
    }
  }
  // A quarter is not over with the month that is asked about.
  const over = lines.filter(({ period }) => span !== undefined && period.to <= span.to);
  return over.length > 0 ? over : lines;
}
