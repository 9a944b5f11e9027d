import { addDays, dateOf } from '../../domain/calendar/time.ts';
import { processRow } from '../../domain/process/kinds.ts';
import { upcomingOf } from '../../domain/process/process.ts';
import { unitsBelow } from '../activities.ts';
import { metric } from '../metric.ts';
import { dueOf, processesAsked, SOON_DAYS } from '../processes.ts';

/** 下一步到期: steps due by the last day of the period, else within a month; late ones too. */
export const processDue = metric({
  shape: 'processes',
  period: (now) => ({ from: dateOf(now), to: addDays(dateOf(now), SOON_DAYS) }),
  async find(q, period) {
    const unitIds = unitsBelow(q, q.tops).map(({ id }) => id);
    const processes = await processesAsked(q.tx, { unitIds, what: 'due', by: period.to }, q.now);
    return { value: processes.length, period, processes };
  },
  items: ({ processes }, { org }) =>
    processes.map((process) => {
      const unit = org.unit(process.unitId);
      const row = processRow(process.kind)!;
      return {
        ...(process.personId !== null && {
          userid: org.person(process.personId)?.userId ?? process.personId,
        }),
        name: process.subject === '' ? unit.name : process.subject,
        unit: unit.path,
        problem: row.name,
        state: upcomingOf(row, process)?.step.name ?? '',
        dueAt: dueOf(process),
      };
    }),
});
