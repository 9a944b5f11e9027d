import { type Kysely, type SqlBool, sql } from 'kysely';
import { entriesAbout } from '../audit-accounts.ts';
import type { Tables } from '../tables.ts';
import { type AnyRow, anonymousRow, anonymousText, type Erased } from './anonymous.ts';
import { OWN, PLACES } from './places.ts';
import { type AnyDb, isRow, keyOf, textColumns } from './rows.ts';

/** Keys of all rows that speak of a person, by table, and the audit entries that do. */
interface Traces {
  rows: { table: string; key: AnyRow }[];
  entries: number[];
}

/** Entries about the trail itself name nobody. */
const OF_THE_TRAIL = ['erase', 'audit adopted'];

/** Looks through everything, beside the writer: only what is found need be written. */
export async function findTraces(db: Kysely<Tables>, erased: Erased): Promise<Traces> {
  const any = db as unknown as AnyDb;
  const rows: Traces['rows'] = [];
  const schema = await db.introspection.getTables();
  for (const [table, key] of Object.entries(PLACES))
    for (const row of await mentioning(any, table, textColumns(schema, table), erased))
      if (isOwn(table, row, erased) || anonymousRow(erased, table, row))
        rows.push({ table, key: keyOf(row, key) });
  const said = await mentioning(any, 'audit', ['by_person', 'detail'], erased);
  const rewrite = anonymousText(erased);
  const entries = said
    .filter(({ action }) => !OF_THE_TRAIL.includes(String(action)))
    .filter(({ by_person, detail }) => [by_person, detail].some((text) => rewrite(String(text)) !== text))
    .map(({ id }) => Number(id));
  return { rows, entries: [...new Set([...entries, ...(await entriesOfMessages(db, rows))])] };
}

/** Entries of messages that are rewritten: what they tell of the message is true no more. */
async function entriesOfMessages(db: Kysely<Tables>, rows: Traces['rows']): Promise<number[]> {
  const ids = rows.filter(({ table }) => table === 'message').map(({ key }) => Number(key.id));
  const found: number[] = [];
  for (let from = 0; from < ids.length; from += 500) {
    const messages = await db
      .selectFrom('message')
      .select(['user_id', 'key'])
      .where('id', 'in', ids.slice(from, from + 500))
      .where('changes', 'is not', null)
      .execute();
    const about = await entriesAbout(
      db,
      messages.map(({ user_id: userId, key }) => ({ userId, key })),
    );
    found.push(...about.values());
  }
  return found;
}

/** Takes out what was found, as each row is by now. */
export async function eraseTraces(
  db: Kysely<Tables>,
  erased: Erased,
  { rows, entries }: Traces,
): Promise<void> {
  const any = db as unknown as AnyDb;
  for (const { table, key } of rows) {
    const isIt = isRow(key);
    const row = (await any.selectFrom(table).selectAll().where(isIt).executeTakeFirst()) as
      | AnyRow
      | undefined;
    if (!row) continue;
    const changed = anonymousRow(erased, table, row);
    if (isOwn(table, row, erased)) await any.deleteFrom(table).where(isIt).execute();
    else if (changed) await any.updateTable(table).set(changed).where(isIt).execute();
  }
  for (let from = 0; from < entries.length; from += 500)
    await db
      .updateTable('audit')
      .set({ by_person: '', detail: '', salt: null })
      .where('id', 'in', entries.slice(from, from + 500))
      .execute();
}

/** Rows with the account or the name anywhere in their texts: some of them mean somebody else. */
async function mentioning(
  db: AnyDb,
  table: string,
  columns: readonly string[],
  { id, former = [], name, told }: Erased,
): Promise<AnyRow[]> {
  const like = (column: string) => [
    ...[id, ...former].map((account) => sql`lower(${sql.ref(column)}) like ${`%${account}%`}`),
    ...[name, told?.name]
      .filter((one) => one !== undefined)
      .map((one) => sql`${sql.ref(column)} like ${`%${one}%`}`),
  ];
  const found = sql.join(columns.flatMap(like), sql` or `) as ReturnType<typeof sql<SqlBool>>;
  return (await db.selectFrom(table).selectAll().where(found).execute()) as AnyRow[];
}

function isOwn(table: string, row: AnyRow, erased: Erased): boolean {
  const column = OWN[table];
  const text = column === undefined ? '' : String(row[column]);
  return anonymousText({ ...erased, name: undefined })(text) !== text;
}
