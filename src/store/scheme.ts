import { type Kysely, type Selectable, sql } from 'kysely';
import { isZero, type Scheme, type SchemeCell, type SchemeWork } from '../domain/scheme/scheme.ts';
import type { SchemeReadTx, SchemeTx } from '../ports/scheme.ts';
import { inChunks } from './bulk.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';
import type { SchemeCellTable, SchemeWorkTable } from './tables-scheme.ts';

const PORTION = 5000;

/** Plans with their works are few and kept in memory; what is reported of them is a cell, summed as it is written. */
export function schemeStore(db: Kysely<Tables>, revisions: Revisions): SchemeReadTx & SchemeTx {
  return {
    schemes: () => revisions.cached('scheme', 'all', () => allSchemes(db)),
    async schemeCell(workId, unitId, month) {
      const row = await db
        .selectFrom('scheme_cell')
        .selectAll()
        .where('work_id', '=', workId)
        .where('month', '=', month)
        .where('unit_id', '=', unitId)
        .executeTakeFirst();
      return row && toCell(row);
    },
    async schemeCells({ unitIds, workIds, from, to }) {
      if (unitIds?.length === 0 || workIds?.length === 0) return [];
      const rows = await db
        .selectFrom('scheme_cell')
        .selectAll()
        .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', [...unitIds!]))
        .$if(workIds !== undefined, (q) => q.where('work_id', 'in', [...workIds!]))
        .where('month', '>=', from)
        .where('month', '<=', to)
        .orderBy('work_id')
        .orderBy('month')
        .orderBy('unit_id')
        .execute();
      return rows.map(toCell);
    },
    async *schemeCellsOf(workIds, from, to) {
      for (const workId of workIds) {
        let after = { month: from, unit: -1 };
        for (;;) {
          const rows = await db
            .selectFrom('scheme_cell')
            .selectAll()
            .where('work_id', '=', workId)
            .where('month', '<=', to)
            .where((eb) => eb(eb.refTuple('month', 'unit_id'), '>', eb.tuple(after.month, after.unit)))
            .orderBy('month')
            .orderBy('unit_id')
            .limit(PORTION)
            .execute();
          if (rows.length > 0) yield rows.map(toCell);
          const last = rows.at(-1);
          if (!last || rows.length < PORTION) break;
          after = { month: last.month, unit: last.unit_id };
        }
      }
    },
    async schemeSums(areaIds, from, to) {
      if (areaIds.length === 0) return [];
      const rows = await db
        .selectFrom('scheme_sum')
        .selectAll()
        .where('area_id', 'in', [...areaIds])
        .where('month', '>=', from)
        .where('month', '<=', to)
        .execute();
      return rows.map(({ area_id, work_id, ...sum }) => ({ areaId: area_id, workId: work_id, ...sum }));
    },
    async schemeReporters(workId, month) {
      const rows = await db
        .selectFrom('scheme_cell')
        .select(['unit_id', 'amount', 'nodes'])
        .where('work_id', '=', workId)
        .where('month', '=', month)
        .execute();
      return rows.map((row) => ({ unitId: row.unit_id, zero: row.amount === 0 && row.nodes === '[]' }));
    },
    async schemeReported(workIds, month) {
      if (workIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('scheme_cell')
        .select(['unit_id', db.fn.countAll().as('reported')])
        .where('month', '=', month)
        .where('work_id', 'in', [...workIds])
        .groupBy('unit_id')
        .execute();
      return new Map(rows.map((row) => [row.unit_id, Number(row.reported)]));
    },
    async putScheme({ id, unitId, name, by, at }, works) {
      await revisions.bump('scheme');
      const made =
        id ??
        (
          await db
            .insertInto('scheme')
            .values({ unit_id: unitId, name, by_person: by, at })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id;
      const rows = works.map((work) => ({ id: work.id, row: toWorkRow(work, made) }));
      for (const { id: old, row } of rows)
        if (old !== null) await db.updateTable('scheme_work').set(row).where('id', '=', old).execute();
      for (const some of inChunks(rows.filter(({ id: old }) => old === null)))
        await db
          .insertInto('scheme_work')
          .values(some.map(({ row }) => row))
          .execute();
      return made;
    },
    async putSchemeCell(before, after, areaIds) {
      const cell = (after ?? before)!;
      if (after)
        await db
          .insertInto('scheme_cell')
          .values(toCellRow(after))
          .onConflict((c) => c.columns(['work_id', 'month', 'unit_id']).doUpdateSet(toCellRow(after)))
          .execute();
      else
        await db
          .deleteFrom('scheme_cell')
          .where('work_id', '=', cell.workId)
          .where('month', '=', cell.month)
          .where('unit_id', '=', cell.unitId)
          .execute();
      await keepSums(db, before, after, areaIds);
    },
  };
}

/** The difference that the cell makes, at every area that holds its unit. */
async function keepSums(
  db: Kysely<Tables>,
  before: SchemeCell | null,
  after: SchemeCell | null,
  areaIds: readonly number[],
): Promise<void> {
  const { workId, month } = (after ?? before)!;
  const changes = new Map<string, { amount: number; reported: number; zeros: number }>();
  for (const [cell, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    if (!cell) continue;
    for (const node of ['', ...cell.nodes]) {
      const known = changes.get(node) ?? { amount: 0, reported: 0, zeros: 0 };
      known.reported += sign;
      if (node === '') {
        known.amount += sign * (cell.amount ?? 0);
        known.zeros += isZero(cell) ? sign : 0;
      }
      changes.set(node, known);
    }
  }
  const rows = [...changes]
    .filter(([, { amount, reported, zeros }]) => amount !== 0 || reported !== 0 || zeros !== 0)
    .flatMap(([node, change]) =>
      areaIds.map((area_id) => ({ area_id, work_id: workId, month, node, ...change })),
    );
  if (rows.length === 0) return;
  await db
    .insertInto('scheme_sum')
    .values(rows)
    .onConflict((c) =>
      c.columns(['area_id', 'work_id', 'month', 'node']).doUpdateSet({
        amount: sql`scheme_sum.amount + excluded.amount`,
        reported: sql`scheme_sum.reported + excluded.reported`,
        zeros: sql`scheme_sum.zeros + excluded.zeros`,
      }),
    )
    .execute();
}

async function allSchemes(db: Kysely<Tables>): Promise<readonly Scheme[]> {
  const schemes = await db.selectFrom('scheme').selectAll().orderBy('id').execute();
  if (schemes.length === 0) return [];
  const works = await db.selectFrom('scheme_work').selectAll().orderBy('no').orderBy('id').execute();
  const of = Map.groupBy(works, (work) => work.scheme_id);
  return schemes.map(({ id, unit_id, name }) => ({
    id,
    unitId: unit_id,
    name,
    works: (of.get(id) ?? []).map(toWork),
  }));
}

const toWork = ({
  goal_text,
  scheme_id: _,
  nodes,
  parts,
  gone,
  ...row
}: Selectable<SchemeWorkTable>): SchemeWork => ({
  id: row.id,
  no: row.no,
  task: row.task,
  name: row.name,
  content: row.content,
  lead: row.lead,
  assist: row.assist,
  due: row.due,
  goalText: goal_text,
  measure: row.measure,
  nodes: JSON.parse(nodes) as SchemeWork['nodes'],
  parts: JSON.parse(parts) as SchemeWork['parts'],
  gone: gone === 1,
});

const toWorkRow = (work: Omit<SchemeWork, 'id'>, schemeId: number) => ({
  scheme_id: schemeId,
  no: work.no,
  task: work.task,
  name: work.name,
  content: work.content,
  lead: work.lead,
  assist: work.assist,
  due: work.due,
  goal_text: work.goalText,
  measure: work.measure,
  nodes: JSON.stringify(work.nodes),
  parts: JSON.stringify(work.parts),
  gone: work.gone ? 1 : 0,
});

const toCellRow = (cell: SchemeCell) => ({
  work_id: cell.workId,
  month: cell.month,
  unit_id: cell.unitId,
  amount: cell.amount,
  nodes: JSON.stringify(cell.nodes),
  said: cell.said,
  by_person: cell.by,
  at: cell.at,
});

const toCell = (row: Selectable<SchemeCellTable>): SchemeCell => ({
  workId: row.work_id,
  unitId: row.unit_id,
  month: row.month,
  amount: row.amount,
  nodes: JSON.parse(row.nodes) as string[],
  said: row.said,
  by: row.by_person,
  at: row.at,
});
