// Somebody whose account WeCom has changed (NewUserID of change_contact, doc 90970): everything that is theirs goes with
// them, as the account is what a person is known by everywhere.
import { type Kysely, type SqlBool, sql } from 'kysely';
import { rebuildSums } from '../sums/rebuild.ts';
import type { Tables } from '../tables.ts';
import type { AnyRow } from './anonymous.ts';
import { PLACES } from './places.ts';
import { type AnyDb, isRow, keyOf, textColumns } from './rows.ts';

export interface NewAccount {
  /** lower-cased */
  from: string;
  to: string;
  /** as WeCom writes the new one */
  userId: string;
}

/** What people wrote and read stays as it was. */
const WORDS: ReadonlySet<string> = new Set(['text', 'reply', 'said', 'note', 'code']);

/** Keys begin so where the account is what follows; elsewhere a number may be that of an item. */
const OF_PERSONS = ['app', 'asked', 'rest', 'hint', 'item_named', 'plan_awaited', 'digest', 'dashboard'];
/** … or what follows the number of a meeting or of a call. */
const BEHIND_A_NUMBER = ['leave(?:_decided|_ok|_no)?', 'makeup(?:_decided|_ok|_no)?', 'muster_card'];

/** An account by itself, or as a part of a key; JSON stays JSON, sentences stay as they are. */
export function renamedText({ from, to }: Pick<NewAccount, 'from' | 'to'>): (text: string) => string {
  const account = from.replace(/[.@-]/g, '\\$&');
  const within = /^\d+$/.test(from)
    ? new RegExp(
        `(?<=(?:^|:)(?:(?:${OF_PERSONS.join('|')}):|(?:${BEHIND_A_NUMBER.join('|')}):\\d+:))${account}(?=:|$)`,
        'g',
      )
    : new RegExp(`(?<![A-Za-z0-9_@.-])${account}(?![A-Za-z0-9_@-]|\\.[A-Za-z0-9])`, 'gi');
  const plain = (text: string) =>
    text.toLowerCase() === from ? to : /^[\x21-\x7e]+$/.test(text) ? text.replace(within, to) : text;
  // A number as a key is that of a row.
  const nameOf = (key: string) => (/^\d+$/.test(key) ? key : plain(key));
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return plain(value);
    if (Array.isArray(value)) return onceEach(value.map(walk), to);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [nameOf(key), WORDS.has(key) ? part : walk(part)]),
    );
  };
  return (text) => {
    if (!/^[[{"]/.test(text)) return plain(text);
    try {
      return JSON.stringify(walk(JSON.parse(text)));
    } catch {
      return plain(text);
    }
  };
}

/** Where both accounts stood in one list, the person stands there once. */
function onceEach(list: readonly unknown[], id: string): unknown[] {
  const isOf = (part: unknown) => part === id || (part as { id?: unknown } | null)?.id === id;
  return list.filter((part, i) => !isOf(part) || list.findIndex(isOf) === i);
}

function renamedRow(account: NewAccount, table: string, row: AnyRow): Record<string, string> {
  const rename = renamedText(account);
  const changed: Record<string, string> = {};
  for (const [column, value] of Object.entries(row))
    if (typeof value === 'string' && !WORDS.has(column) && rename(value) !== value)
      changed[column] = rename(value);
  if (table === 'person' && row.id === account.from) changed.user_id = account.userId;
  return changed;
}

export interface Carried {
  /** how many rows have changed */
  rows: number;
  /** messages that changed something, as they were known */
  messages: { userId: string; key: string; changes: string }[];
}

/**
 * Gives everything of one account to another. Where the other has a row of its own for the same thing, the later of the
 * two stays; what the roster says of the other holds.
 */
export async function carryOver(db: Kysely<Tables>, account: NewAccount): Promise<Carried> {
  const any = db as unknown as AnyDb;
  const isMerged = (await personOf(db, account.to)) !== undefined;
  const carried: Carried = { rows: 0, messages: [] };
  if (isMerged) await joinPeople(db, account);
  const schema = await db.introspection.getTables();
  for (const [table, key] of Object.entries(PLACES)) {
    const columns = textColumns(schema, table).filter((column) => !WORDS.has(column));
    for (const row of await speaking(any, table, columns, account.from)) {
      const changed = renamedRow(account, table, row);
      if (Object.keys(changed).length === 0) continue;
      await write(any, table, key, row, changed);
      carried.rows += 1;
      if (table === 'message' && row.changes !== null)
        carried.messages.push({
          userId: String(row.user_id),
          key: String(row.key),
          changes: changed.changes ?? String(row.changes),
        });
    }
  }
  if (isMerged) await afterJoining(db, account);
  return carried;
}

async function speaking(db: AnyDb, table: string, columns: readonly string[], id: string): Promise<AnyRow[]> {
  if (columns.length === 0) return [];
  const found = sql.join(
    columns.map((column) => sql`lower(${sql.ref(column)}) like ${`%${id}%`}`),
    sql` or `,
  ) as ReturnType<typeof sql<SqlBool>>;
  return (await db.selectFrom(table).selectAll().where(found).execute()) as AnyRow[];
}

async function write(
  db: AnyDb,
  table: string,
  key: readonly string[],
  row: AnyRow,
  changed: Record<string, string>,
): Promise<void> {
  const isIt = isRow(keyOf(row, key));
  const now = { ...row, ...changed };
  const taken = key.some((column) => column in changed)
    ? ((await db
        .selectFrom(table)
        .selectAll()
        .where(isRow(keyOf(now, key)))
        .executeTakeFirst()) as AnyRow | undefined)
    : undefined;
  if (taken && !isLater(row, taken)) {
    await db.deleteFrom(table).where(isIt).execute();
    return;
  }
  if (taken)
    await db
      .deleteFrom(table)
      .where(isRow(keyOf(now, key)))
      .execute();
  if (table === 'outbox' && changed.key !== undefined && (await isKeyTaken(db, changed.key)))
    changed.key = `${changed.key}:carried:${row.id}`;
  await db.updateTable(table).set(changed).where(isIt).execute();
}

const isKeyTaken = async (db: AnyDb, key: string): Promise<boolean> =>
  (await db.selectFrom('outbox').select('id').where('key', '=', key).executeTakeFirst()) !== undefined;

/** By when it was said; the other's own, where nothing tells. */
const isLater = (row: AnyRow, other: AnyRow): boolean => momentOf(row) > momentOf(other);
const momentOf = ({ at, said_at, arrived_at, ack_at }: AnyRow): number =>
  Number(at ?? said_at ?? arrived_at ?? ack_at ?? 0);

const personOf = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

/** Both were entered: the row of who is there holds, with the offices that go with it. */
async function joinPeople(db: Kysely<Tables>, { from, to, userId }: NewAccount): Promise<void> {
  const [old, now] = [(await personOf(db, from))!, (await personOf(db, to))!];
  const holds = now.active === 1 || old.active === 0 ? now : old;
  const dropped = holds === now ? from : to;
  await db.deleteFrom('office').where('person_id', '=', dropped).execute();
  const { id: _, ...facts } = holds;
  await db
    .updateTable('person')
    .set({ ...facts, user_id: userId, teams: holds.teams ?? old.teams })
    .where('id', '=', to)
    .execute();
  await db.deleteFrom('person').where('id', '=', from).execute();
}

/** An item has each 责任人 once; and one person less is due wherever both were. */
async function afterJoining(db: Kysely<Tables>, { to }: NewAccount): Promise<void> {
  await sql`delete from item_owner where person_id = ${to} and exists (select 1 from item_owner o
    where o.item_id = item_owner.item_id and o.person_id = ${to} and o.rank < item_owner.rank)`.execute(db);
  const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
  await rebuildSums(db, until);
}
