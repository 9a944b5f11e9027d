import { type Kysely, type Selectable, sql } from 'kysely';
import { type Item, type NewItem, ownersOf, responsibleOf } from '../domain/ledger/item.ts';
import type { ItemEvent, LedgerTx } from '../ports/ledger.ts';
import { inChunks } from './bulk.ts';
import { batchesIn, briefsIn } from './item-briefs.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';
import type { ItemTable } from './tables-ledger.ts';

type ItemStore = Pick<
  LedgerTx,
  | 'item'
  | 'itemNamed'
  | 'items'
  | 'itemBriefs'
  | 'batches'
  | 'itemsWith'
  | 'addItem'
  | 'changeItem'
  | 'addItemEvent'
  | 'itemEvents'
>;

/** A longer list of units is told apart in memory: SQLite takes 32,766 parameters. */
const MAX_UNITS = 2000;

export function itemStore(db: Kysely<Tables>, revisions: Revisions): ItemStore {
  return {
    async item(id) {
      const row = await itemRows(db).where('id', '=', id).executeTakeFirst();
      return row && toItem(row);
    },

    async itemNamed(name) {
      const no = /^\d{1,9}$/.test(name) ? Number(name) : null;
      const rows = await itemRows(db)
        .where((eb) => eb.or([eb(sql`lower(code)`, '=', name.toLowerCase()), eb('no', '=', no ?? -1)]))
        .orderBy('id')
        .execute();
      // Our own number goes before a code of digits; a code that was withdrawn may be given again.
      const row = rows.find((r) => r.no === no) ?? rows.find((r) => r.gone === null) ?? rows[0];
      return row && toItem(row);
    },

    async items(filter) {
      const { unitIds, person } = filter;
      if (unitIds?.length === 0) return [];
      const few = fewOf(unitIds);
      const rows = await itemRows(db)
        .$if(!filter.withGone, (q) => q.where('gone', 'is', null))
        .$if(few !== undefined, (q) => q.where('unit_id', 'in', few!))
        .$if(filter.kind !== undefined, (q) => q.where('kind', '=', filter.kind!))
        .$if(filter.states !== undefined, (q) => q.where('state', 'in', [...filter.states!]))
        .$if(filter.batch !== undefined, (q) => q.where('batch', '=', filter.batch!))
        .$if(person !== undefined, (q) =>
          q.where((eb) =>
            eb.or([
              eb('owner_id', '=', person!),
              eb('id', 'in', eb.selectFrom('item_owner').select('item_id').where('person_id', '=', person!)),
              eb('leader_id', '=', person!),
              eb('supervisor_id', '=', person!),
              eb.and([eb('opened_by', '=', person!), eb('batch', 'is not', null)]),
            ]),
          ),
        )
        .orderBy('no')
        .execute();
      const found = ofUnits(rows, unitIds).map(toItem);
      return person === undefined ? found : found.filter((item) => concerns(item, person));
    },

    async itemBriefs({ unitIds, kind }) {
      if (unitIds?.length === 0) return [];
      const few = fewOf(unitIds);
      // A city's ledger is asked about again and again between two changes of it.
      const found = few
        ? await briefsIn(db, few)
        : await revisions.cached('item', 'briefs', () => briefsIn(db, undefined));
      const wanted = unitIds && !few ? new Set(unitIds) : undefined;
      return found.filter(
        (item) => (kind === undefined || item.kind === kind) && (!wanted || wanted.has(item.unitId)),
      );
    },

    batches: (asked) => batchesIn(db, asked, fewOf(asked.unitIds)),

    async itemsWith(ids) {
      const found = new Map<number, Item>();
      for (const some of inChunks(ids))
        for (const row of await itemRows(db).where('id', 'in', some).execute())
          found.set(row.id, toItem(row));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    async addItem(item) {
      await revisions.bump('item');
      const { last } = await db
        .selectFrom('item')
        .select((eb) => eb.fn.coalesce(eb.fn.max('no'), sql<number>`0`).as('last'))
        .executeTakeFirstOrThrow();
      const { id } = await db
        .insertInto('item')
        .values({ ...toRow(item), no: Number(last) + 1, revision: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      await putOwners(db, id, item);
      return toItem(await itemRows(db).where('id', '=', id).executeTakeFirstOrThrow());
    },

    async changeItem(item) {
      await revisions.bump('item');
      await db
        .updateTable('item')
        .set((eb) => ({ ...toRow(item), revision: eb('revision', '+', 1) }))
        .where('id', '=', item.id)
        .execute();
      await putOwners(db, item.id, item);
      return toItem(await itemRows(db).where('id', '=', item.id).executeTakeFirstOrThrow());
    },

    async addItemEvent(event) {
      await db
        .insertInto('item_event')
        .values({
          item_id: event.itemId,
          at: event.at,
          by_person: event.by,
          message_key: event.messageKey,
          what: event.what,
          note: event.note,
          before: JSON.stringify(event.before),
          after: JSON.stringify(event.after),
        })
        .execute();
    },

    async itemEvents(itemId) {
      const rows = await db
        .selectFrom('item_event')
        .selectAll()
        .where('item_id', '=', itemId)
        .orderBy('id')
        .execute();
      return rows.map((r) => ({
        itemId,
        at: r.at,
        by: r.by_person,
        messageKey: r.message_key,
        what: r.what,
        note: r.note,
        before: JSON.parse(r.before) as ItemEvent['before'],
        after: JSON.parse(r.after) as ItemEvent['after'],
      }));
    },
  };
}

const fewOf = (unitIds: readonly number[] | undefined): number[] | undefined =>
  unitIds && unitIds.length <= MAX_UNITS ? [...unitIds] : undefined;

function ofUnits<R extends { unit_id: number }>(rows: R[], unitIds: readonly number[] | undefined): R[] {
  if (!unitIds || fewOf(unitIds)) return rows;
  const wanted = new Set(unitIds);
  return rows.filter((row) => wanted.has(row.unit_id));
}

/** Column of each field; id, number and revision are the database's own. */
const COLUMNS = {
  kind: 'kind',
  code: 'code',
  unitId: 'unit_id',
  problem: 'problem',
  source: 'source',
  type: 'type',
  measure: 'measure',
  ownerId: 'owner_id',
  leaderId: 'leader_id',
  ownerName: 'owner_name',
  leaderName: 'leader_name',
  department: 'department',
  supervision: 'supervision',
  supervisorId: 'supervisor_id',
  supervisorName: 'supervisor_name',
  prevention: 'prevention',
  dueAt: 'due_at',
  firstDueAt: 'first_due_at',
  reviewAt: 'review_at',
  state: 'state',
  nodeDueAt: 'node_due_at',
  progress: 'progress',
  progressText: 'progress_text',
  progressAt: 'progress_at',
  extensionTo: 'extension_to',
  extensionReason: 'extension_reason',
  askedBy: 'asked_by',
  askedAt: 'asked_at',
  decidedBy: 'decided_by',
  opinion: 'opinion',
  grade: 'grade',
  returnedAt: 'returned_at',
  openedBy: 'opened_by',
  openedAt: 'opened_at',
  closedAt: 'closed_at',
  movedAt: 'moved_at',
  batch: 'batch',
  gone: 'gone',
} as const satisfies Record<
  keyof Omit<Item, 'id' | 'no' | 'revision' | 'nodes' | 'related' | 'otherOwnerIds'>,
  keyof Omit<ItemTable, 'id' | 'no' | 'revision' | 'nodes' | 'related'>
>;
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

type ItemRow = Omit<Selectable<ItemTable>, 'id' | 'no' | 'revision'>;

function toRow(item: NewItem): ItemRow {
  const row = Object.fromEntries(FIELDS.map((field) => [COLUMNS[field], item[field]]));
  // An item from a change that the version before stored says nothing of nodes: then they stay.
  const nodes = item.nodes === undefined ? {} : { nodes: JSON.stringify(item.nodes) };
  return { ...row, ...nodes, related: JSON.stringify(item.related) } as ItemRow;
}

/** Between ids of one value: no userid holds a line end. */
const BETWEEN = '\n';

/** Items with everybody responsible, for `toItem`. */
export const itemRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('item')
    .selectAll('item')
    .select(
      sql<string | null>`(select string_agg(o.person_id, ${BETWEEN} order by o.rank)
        from item_owner as o where o.item_id = item.id)`.as('owners'),
    );

export function toItem(row: Selectable<ItemTable> & { owners: string | null }): Item {
  const item = Object.fromEntries(FIELDS.map((field) => [field, row[COLUMNS[field]]]));
  const { id, no, revision } = row;
  const related = JSON.parse(row.related) as number[];
  const nodes = row.nodes === NO_NODES ? [] : (JSON.parse(row.nodes) as Item['nodes']);
  return { ...item, id, no, revision, nodes, related, otherOwnerIds: othersIn(row) } as Item;
}

/** Most items have none. */
const NO_NODES = '[]';

/** What stands between the names of several. */
const SEVERAL = /[、,，;；/\s和及与]/;

/**
 * The version before this table writes the columns of the item alone: where they tell of somebody else, or of one person
 * only, what the table says is past.
 */
function othersIn({
  owners,
  owner_id,
  owner_name,
}: Pick<ItemTable, 'owner_id' | 'owner_name'> & { owners: string | null }) {
  const [first, ...others] = owners?.split(BETWEEN) ?? [];
  return first === owner_id && SEVERAL.test(owner_name ?? '') ? others : [];
}

/** An item from a change that the version before stored names no others: then they stay. */
async function putOwners(
  db: Kysely<Tables>,
  id: number,
  item: Pick<Item, 'ownerId'> & { otherOwnerIds?: string[] },
): Promise<void> {
  if (item.otherOwnerIds === undefined) return;
  await db.deleteFrom('item_owner').where('item_id', '=', id).execute();
  const people = ownersOf({ ownerId: item.ownerId, otherOwnerIds: item.otherOwnerIds });
  if (people.length > 0)
    await db
      .insertInto('item_owner')
      .values(people.map((person_id, rank) => ({ item_id: id, person_id, rank })))
      .execute();
}

/** As the filter by person says it; what the table of owners says may be past. */
const concerns = (item: Item, person: string): boolean =>
  [...responsibleOf(item), item.supervisorId].includes(person) ||
  (item.openedBy === person && item.batch !== null);
