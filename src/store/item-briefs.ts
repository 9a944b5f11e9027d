import { type Kysely, type Selectable, sql } from 'kysely';
import type { ItemBrief } from '../domain/ledger/item.ts';
import type { Batch } from '../ports/ledger.ts';
import type { Tables } from './tables.ts';
import type { ItemTable } from './tables-ledger.ts';

/** Column of each field. */
const COLUMNS = {
  id: 'id',
  no: 'no',
  kind: 'kind',
  unitId: 'unit_id',
  source: 'source',
  dueAt: 'due_at',
  firstDueAt: 'first_due_at',
  reviewAt: 'review_at',
  state: 'state',
  nodeDueAt: 'node_due_at',
  extensionTo: 'extension_to',
  returnedAt: 'returned_at',
  openedAt: 'opened_at',
  closedAt: 'closed_at',
  movedAt: 'moved_at',
  gone: 'gone',
} as const satisfies Record<keyof ItemBrief, keyof ItemTable>;
const BRIEF_COLUMNS = Object.values(COLUMNS);
type BriefRow = Pick<Selectable<ItemTable>, (typeof BRIEF_COLUMNS)[number]>;

/** Items that are in figures, by number; of these units alone, where there are some. */
export async function briefsIn(
  db: Kysely<Tables>,
  unitIds: readonly number[] | undefined,
): Promise<ItemBrief[]> {
  const rows = await db
    .selectFrom('item')
    .select(BRIEF_COLUMNS)
    .where('gone', 'is', null)
    .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', unitIds!))
    .orderBy('no')
    .execute();
  return rows.map(toBrief);
}

const toBrief = (row: BriefRow): ItemBrief => ({
  id: row.id,
  no: row.no,
  kind: row.kind as ItemBrief['kind'],
  unitId: row.unit_id,
  source: row.source,
  dueAt: row.due_at,
  firstDueAt: row.first_due_at,
  reviewAt: row.review_at,
  state: row.state as ItemBrief['state'],
  nodeDueAt: row.node_due_at,
  extensionTo: row.extension_to,
  returnedAt: row.returned_at,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  movedAt: row.moved_at,
  gone: row.gone as ItemBrief['gone'],
});

/** As many as anybody remembers. */
const MOST_BATCHES = 50;

/** @param few the units, where they are few enough to be asked for by number */
export async function batchesIn(
  db: Kysely<Tables>,
  asked: { unitIds?: readonly number[]; openedBy: string; kind: string },
  few: readonly number[] | undefined,
): Promise<Batch[]> {
  const rows = await db
    .selectFrom('item')
    .select((eb) => [
      'batch',
      eb.fn.min('no').as('no'),
      eb.fn.min('problem').as('problem'),
      eb.fn.min('opened_by').as('opened_by'),
      eb.fn.min('unit_id').as('unit_id'),
      eb.fn.max('opened_at').as('opened_at'),
      eb.fn.countAll().as('count'),
      sql<number>`sum(case when state = '已销号' then 0 else 1 end)`.as('open'),
    ])
    .where('gone', 'is', null)
    .where('batch', 'is not', null)
    .where('kind', '=', asked.kind)
    .$if(few !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('opened_by', '=', asked.openedBy),
          ...(few!.length > 0 ? [eb('unit_id', 'in', [...few!])] : []),
        ]),
      ),
    )
    .groupBy('batch')
    .orderBy('opened_at', 'desc')
    .orderBy('no', 'desc')
    .limit(MOST_BATCHES)
    .execute();
  const wanted = asked.unitIds && few === undefined ? new Set(asked.unitIds) : undefined;
  return rows
    .filter((row) => !wanted || row.opened_by === asked.openedBy || wanted.has(row.unit_id))
    .map((row) => ({
      batch: row.batch!,
      no: Number(row.no),
      kind: asked.kind,
      problem: row.problem,
      openedAt: Number(row.opened_at),
      count: Number(row.count),
      open: Number(row.open),
    }));
}
