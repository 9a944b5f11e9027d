import type { Kysely, Selectable } from 'kysely';
import type { Filing } from '../domain/filing/filing.ts';
import type { FilingFields } from '../domain/filing/kinds.ts';
import type { FilingReadTx, FilingTx } from '../ports/filing.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';
import type { FilingTable } from './tables-filing.ts';

/** A longer list of units is told apart in memory: SQLite takes 32,766 parameters. */
const MAX_UNITS = 2000;

export function filingStore(db: Kysely<Tables>, revisions: Revisions): FilingReadTx & FilingTx {
  const standing = () => db.selectFrom('filing').selectAll().where('gone', '=', 0);
  /** What digests tell hangs on those of branches alone. */
  const planned = async ({ personId, period }: Pick<Filing, 'personId' | 'period'>) => {
    if (personId === null && period !== '') await revisions.bump('filing');
  };
  return {
    async filing(id) {
      const row = await db.selectFrom('filing').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFiling(row);
    },
    async periodsFiled(kind, { from, to }) {
      const rows = await db
        .selectFrom('filing')
        .select(['unit_id', 'period'])
        .where('kind', '=', kind)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .where('gone', '=', 0)
        .where('person_id', 'is', null)
        .execute();
      const found = new Map<string, Set<number>>();
      for (const { unit_id, period } of rows)
        found.set(period, (found.get(period) ?? new Set<number>()).add(unit_id));
      return found;
    },
    async filings({ kind, from, to, unitIds, personId }) {
      if (unitIds?.length === 0) return [];
      const few = unitIds && unitIds.length <= MAX_UNITS ? [...unitIds] : undefined;
      const rows = await standing()
        .where('day', '>=', from)
        .where('day', '<=', to)
        .$if(kind !== undefined, (q) => q.where('kind', '=', kind!))
        .$if(few !== undefined, (q) => q.where('unit_id', 'in', few!))
        .$if(personId !== undefined, (q) => q.where('person_id', '=', personId!))
        .orderBy('day', 'desc')
        .orderBy('id', 'desc')
        .execute();
      const known = new Set(unitIds);
      const kept = unitIds && !few ? rows.filter((row) => known.has(row.unit_id)) : rows;
      return kept.map(toFiling);
    },
    async lastFiling(by, since, kind) {
      const row = await standing()
        .where('by_person', '=', by)
        .where('changed_at', '>=', since)
        .$if(kind !== undefined, (q) => q.where('kind', '=', kind!))
        .orderBy('changed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toFiling(row);
    },
    async addFiling(filing) {
      await planned(filing);
      const { id } = await db
        .insertInto('filing')
        .values(toRow(filing))
        .returning('id')
        .executeTakeFirstOrThrow();
      return { ...filing, id };
    },
    async changeFiling({ id, ...filing }) {
      await planned(filing);
      const changed = { ...filing, revision: filing.revision + 1 };
      await db.updateTable('filing').set(toRow(changed)).where('id', '=', id).execute();
      return { ...changed, id };
    },
  };
}

const toRow = (f: Omit<Filing, 'id'>) => ({
  kind: f.kind,
  unit_id: f.unitId,
  person_id: f.personId,
  by_person: f.by,
  day: f.day,
  period: f.period,
  fields: JSON.stringify(f.fields),
  said: f.said,
  made_at: f.at,
  changed_at: f.changedAt,
  revision: f.revision,
  gone: f.isGone ? 1 : 0,
});

const toFiling = (row: Selectable<FilingTable>): Filing => ({
  id: row.id,
  kind: row.kind,
  unitId: row.unit_id,
  personId: row.person_id,
  by: row.by_person,
  day: row.day,
  period: row.period,
  fields: JSON.parse(row.fields) as FilingFields,
  said: row.said,
  at: row.made_at,
  changedAt: row.changed_at,
  revision: row.revision,
  isGone: row.gone === 1,
});
