// The embedded store into an empty schema of PostgreSQL: in one transaction, a batch of rows at a time.
import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { StartError } from '../../domain/errors.ts';
import { auditStore } from '../audit.ts';
import { createDialect, type DatabaseChoice, type Dialect } from '../dialect.ts';
import { MIGRATIONS } from '../migrations/list.ts';
import type { Tables } from '../tables.ts';
import { transact } from '../transaction.ts';
import { rowsIn, tablesIn } from './embedded-file.ts';
import { createTableSum, type Row, type TableSum } from './table-sum.ts';

/** A statement takes 65,535 parameters at the most. */
const BATCH_ROWS = 400;
const BATCH_BYTES = 4 * 1024 * 1024;
/** Not copied: the schema brings it along. */
const OF_THE_SCHEMA = 'migration';

type AnyTables = Record<string, Record<string, unknown>>;

interface Move {
  /** a file of the embedded store that nobody writes to, of the latest schema */
  file: string;
  to: Extract<DatabaseChoice, { kind: 'postgres' }>;
  /** within the transaction, after the rows: what lies beside the store */
  after(db: Kysely<Tables>): Promise<void>;
}

/** @returns the sums of all tables, alike on both sides. @throws StartError; then nothing was kept */
export async function moveToPostgres({ file, to, after }: Move): Promise<TableSum[]> {
  const source = new Sqlite(file, { readonly: true, fileMustExist: true });
  const dialect = createDialect(to);
  // It lasts as long as it lasts.
  const db = new Kysely<Tables>({ dialect: dialect.patient! });
  try {
    return await transact(db, dialect, dialect.beginWriting, async ({ trx, begun }) => {
      await begun;
      await createSchema(trx, dialect);
      const sums: TableSum[] = [];
      for (const table of tablesIn(source).filter((name) => name !== OF_THE_SCHEMA)) {
        const before = await copyTable(trx, source, table);
        const now = await sumThere(trx, table);
        if (now.rows !== before.rows || now.sum !== before.sum)
          throw new StartError('move_differs', { table });
        sums.push(now);
      }
      await after(trx);
      const audit = auditStore(trx);
      const rows = sums.reduce((all, sum) => all + sum.rows, 0);
      await audit.lookAtEnd();
      await audit.adoptLoose();
      await audit.audit({ at: Date.now(), by: 'cli', action: 'move', detail: { tables: sums.length, rows } });
      await audit.flush();
      return sums;
    });
  } finally {
    await db.destroy();
    source.close();
  }
}

/** @throws StartError where anything stands already */
async function createSchema(trx: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const found = await sql<{ n: number }>`select count(*)::int as n from pg_class c
    join pg_namespace s on s.oid = c.relnamespace
    where s.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm', 'S')`.execute(trx);
  if (found.rows[0]!.n > 0) throw new StartError('move_not_empty');
  const untyped = trx as unknown as Kysely<AnyTables>;
  await untyped.schema
    .createTable(OF_THE_SCHEMA)
    .addColumn('name', 'text', (c) => c.primaryKey())
    .execute();
  for (const { name, up } of MIGRATIONS) {
    await up(untyped as unknown as Kysely<unknown>, dialect);
    await untyped.insertInto(OF_THE_SCHEMA).values({ name }).execute();
  }
}

async function copyTable(trx: Kysely<Tables>, source: Sqlite.Database, table: string): Promise<TableSum> {
  const target = trx as unknown as Kysely<AnyTables>;
  // What a new schema brings along stands in the old one as well.
  await target.deleteFrom(table).execute();
  const sum = createTableSum(table);
  let batch: Row[] = [];
  let bytes = 0;
  const send = async () => {
    if (batch.length > 0) await target.insertInto(table).values(batch).execute();
    batch = [];
    bytes = 0;
  };
  for (const row of rowsIn(source, table)) {
    sum.add(row);
    batch.push(row);
    for (const value of Object.values(row))
      if (typeof value === 'string' || Buffer.isBuffer(value)) bytes += value.length;
    if (batch.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await send();
  }
  await send();
  await continueNumbers(trx, source, table);
  return sum.done();
}

/** The next number of a table is the one it would have been: none is ever given twice, also not one that is gone. */
async function continueNumbers(trx: Kysely<Tables>, source: Sqlite.Database, table: string): Promise<void> {
  const last = source.prepare('select seq from sqlite_sequence where name = ?').pluck().get(table);
  if (typeof last !== 'number' || last < 1) return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(trx);
}

async function sumThere(trx: Kysely<Tables>, table: string): Promise<TableSum> {
  const sum = createTableSum(table);
  await sql`declare moved no scroll cursor for select * from ${sql.table(table)}`.execute(trx);
  for (;;) {
    const { rows } =
      await sql<Row>`fetch ${sql.lit(table === 'evidence_content' ? 4 : 500)} from moved`.execute(trx);
    if (rows.length === 0) break;
    for (const row of rows) sum.add(row);
  }
  await sql`close moved`.execute(trx);
  return sum.done();
}
