import type { Kysely, Selectable } from 'kysely';
import type { ItemBrief } from '../domain/ledger/item.ts';
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
