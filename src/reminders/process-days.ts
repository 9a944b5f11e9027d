import { type DateText, dateOf } from '../domain/calendar/time.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { responsibleFor } from '../domain/organisation/responsible.ts';
import { earlier, processRow } from '../domain/process/kinds.ts';
import type { Process } from '../domain/process/process.ts';
import { push } from './activity-index.ts';
import { type Deadline, deadlinesOf } from './entries-process.ts';
import type { Desk } from './entry.ts';
import { ROUNDS, type Steps } from './steps.ts';

export interface ProcessNotice {
  personId: string;
  process: Process;
  deadline: Deadline;
}

/** Who hears of which process on which working day: at its leads, and once when it is late. */
export function* processDays({ input }: Desk): Steps<Map<DateText, ProcessNotice[]>> {
  const days = new Map<DateText, ProcessNotice[]>();
  const { calendar } = input.settings;
  for (const [i, process] of input.processes.entries()) {
    if (i % ROUNDS === ROUNDS - 1) yield;
    const row = processRow(process.kind);
    if (!row || row.stopped || process.state !== 'open' || !input.org.units.has(process.unitId)) continue;
    const people = responsibleFor(input.org, process.unitId, SECRETARY_ROLES);
    // What the answer said when a step was told is not said again.
    const told = dateOf(process.changedAt);
    for (const deadline of deadlinesOf(row, process)) {
      const leads = (deadline.step ?? row.term!).remind;
      if (leads.length === 0) continue;
      const moments = new Set(
        leads.map((lead) => calendar.workingDayOnOrBefore(earlier(deadline.due, lead))),
      );
      if (deadline.is === 'by') moments.add(calendar.addWorkingDays(deadline.due, 1));
      for (const moment of moments)
        if (moment > told)
          for (const { id } of people) push(days, moment, { personId: id, process, deadline });
    }
  }
  return days;
}
