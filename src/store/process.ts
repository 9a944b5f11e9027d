import type { Kysely, Selectable } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import type { Process } from '../domain/process/process.ts';
import type { ProcessReadTx, ProcessTx } from '../ports/process.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';
import type { ProcessTable } from './tables-process.ts';

/** A longer list of units is told apart in memory: SQLite takes 32,766 parameters. */
const MAX_UNITS = 2000;

export function processStore(
  db: Kysely<Tables>,
  revisions: Pick<Revisions, 'bump'>,
): ProcessReadTx & ProcessTx {
  return {
    async process(id) {
      const row = await db.selectFrom('process').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toProcess(row);
    },
    async processes({ kind, unitIds, state, subject, personId }) {
      if (unitIds?.length === 0) return [];
      const few = unitIds && unitIds.length <= MAX_UNITS ? [...unitIds] : undefined;
      const rows = await db
        .selectFrom('process')
        .selectAll()
        .where('gone', '=', 0)
        .$if(kind !== undefined, (q) => q.where('kind', '=', kind!))
        .$if(few !== undefined, (q) => q.where('unit_id', 'in', few!))
        .$if(state !== undefined, (q) => q.where('state', '=', state!))
        .$if(subject !== undefined, (q) => q.where('subject', '=', subject!))
        .$if(personId !== undefined, (q) => q.where('person_id', '=', personId!))
        .orderBy('id')
        .execute();
      const known = new Set(unitIds);
      const kept = unitIds && !few ? rows.filter((row) => known.has(row.unit_id)) : rows;
      return kept.map(toProcess);
    },
    async addProcess(process) {
      await revisions.bump('process');
      const { id } = await db
        .insertInto('process')
        .values(toRow(process))
        .returning('id')
        .executeTakeFirstOrThrow();
      return { ...process, id };
    },
    async changeProcess({ id, ...process }) {
      await revisions.bump('process');
      const changed = { ...process, revision: process.revision + 1 };
      await db.updateTable('process').set(toRow(changed)).where('id', '=', id).execute();
      return { ...changed, id };
    },
  };
}

/** All that go on, and those that have come to their end since, of whatever unit. */
export async function currentProcesses(db: Kysely<Tables>, since: Instant): Promise<Process[]> {
  const rows = await db
    .selectFrom('process')
    .selectAll()
    .where('gone', '=', 0)
    .where((eb) =>
      eb.or([eb('state', '=', 'open'), eb.and([eb('state', '=', 'done'), eb('changed_at', '>=', since)])]),
    )
    .orderBy('id')
    .execute();
  return rows.map(toProcess);
}

const toRow = (p: Omit<Process, 'id'>) => ({
  kind: p.kind,
  unit_id: p.unitId,
  person_id: p.personId,
  subject: p.subject,
  since_step: p.since,
  steps: JSON.stringify(p.steps),
  ends_on: p.endsOn,
  shifts: JSON.stringify(p.shifts ?? []),
  state: p.state,
  reason: p.reason,
  by_person: p.by,
  made_at: p.at,
  changed_at: p.changedAt,
  revision: p.revision,
  gone: p.isGone ? 1 : 0,
});

const toProcess = (row: Selectable<ProcessTable>): Process => ({
  id: row.id,
  kind: row.kind,
  unitId: row.unit_id,
  personId: row.person_id,
  subject: row.subject,
  since: row.since_step,
  steps: JSON.parse(row.steps) as Process['steps'],
  endsOn: row.ends_on,
  shifts: JSON.parse(row.shifts) as Process['shifts'],
  state: row.state as Process['state'],
  reason: row.reason,
  by: row.by_person,
  at: row.made_at,
  changedAt: row.changed_at,
  revision: row.revision,
  isGone: row.gone === 1,
});
