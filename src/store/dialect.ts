// All that differs between the embedded store and PostgreSQL; everything else in store/ is one code path.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type CreateTableBuilder,
  type Dialect as KyselyDialect,
  PostgresDialect,
  type RawBuilder,
  SqliteDialect,
  sql,
} from 'kysely';
import { StartError } from '../domain/errors.ts';
import { readHere } from './reading/embedded.ts';
import { readingDialect } from './reading/pool.ts';
import { readInThread } from './reading/threaded.ts';
import { statementCache } from './statements.ts';

/** Which database; `schema` keeps test runs apart on one PostgreSQL server. */
export type DatabaseChoice =
  | { kind: 'sqlite'; file: string }
  | { kind: 'postgres'; url: string; schema?: string };

export interface Dialect {
  kind: 'sqlite' | 'postgres';
  kysely: KyselyDialect;
  /** connections of their own for reading; null where nothing but the writer's sees the database */
  reading: { light: KyselyDialect; heavy: KyselyDialect } | null;
  /** column type of epoch milliseconds */
  bigint: 'integer' | 'int8';
  /** adds a self-numbering primary key `id` */
  id<T extends string>(table: CreateTableBuilder<T>): CreateTableBuilder<T, 'id'>;
  /** table option that stores rows under their primary key, where there is one */
  clustered: RawBuilder<unknown>;
  /** run first in every writing transaction: one writer over all instances */
  lockWriter: RawBuilder<unknown> | null;
  /** added to the claim of due rows */
  skipLocked: boolean;
  /** the database's own clock, ms: the one that all instances share */
  time(): RawBuilder<number>;
  /** online copy into a file; embedded store only */
  backup?(file: string): Promise<void>;
}

/** A thread that reads costs some 20 MB while it lives. */
const READER_IDLE_MS = 20_000;

const WRITER_LOCK = 0x7a6274; // "zbt"

export function createDialect(database: DatabaseChoice): Dialect {
  return database.kind === 'sqlite' ? sqlite(database.file) : postgres(database.url, database.schema);
}

function sqlite(file: string): Dialect {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  // Short: the driver waits without yielding; `retrying` waits the rest.
  const db = new Sqlite(file, { timeout: 20 });
  db.pragma('journal_mode = WAL');
  // FULL: an answered message survives power loss, not only a crash.
  db.pragma('synchronous = FULL');
  // 40 MB of log between checkpoints: they stop the writer, and a busy minute must not meet many.
  db.pragma('wal_autocheckpoint = 10000');
  db.pragma('foreign_keys = ON');
  return {
    kind: 'sqlite',
    kysely: new SqliteDialect({ database: writing(db) }),
    // A database in memory belongs to the connection that made it: reads take turns with the writer there.
    reading: file === ':memory:' ? null : sqliteReading(file),
    bigint: 'integer',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement()),
    clustered: sql`without rowid`,
    lockWriter: null,
    skipLocked: false,
    time: () => sql`cast(unixepoch('subsec') * 1000 as integer)`,
    backup: async (to) => void (await db.backup(to)),
  };
}

const sqliteReading = (file: string): Dialect['reading'] => ({
  light: readingDialect({ open: () => readHere(file), max: 4, idleMs: READER_IDLE_MS }),
  // Two, so that a city's export does not keep a city's question waiting.
  heavy: readingDialect({ open: () => readInThread(file), max: 2, idleMs: READER_IDLE_MS }),
});

/** The write lock is taken at `begin`: a deferred transaction that reads first fails when another wrote in between. */
function writing(db: Sqlite.Database) {
  const prepared = statementCache(db);
  return {
    close: () => void db.close(),
    prepare: (text: string) => prepared(text === 'begin' ? 'begin immediate' : text) as never,
  };
}

function postgres(url: string, schema?: string): Dialect {
  // Loaded on use: most installations run on the embedded store.
  const pg = createRequire(import.meta.url)('pg') as typeof import('pg');
  // Instants fit a double exactly; text would break arithmetic.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const search = schema ? ` -c search_path=${schema}` : '';
  const connect = (max: number) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      types,
      connectionTimeoutMillis: 5000,
      options: `-c synchronous_commit=on -c jit=off -c timezone=Asia/Shanghai${search}`,
    });
    // A dropped idle connection is replaced by the pool; without a listener it would end the process.
    pool.on('error', () => undefined);
    return new PostgresDialect({ pool });
  };
  return {
    kind: 'postgres',
    kysely: connect(8),
    // Pools of their own: reads that last must not take the writer's connections, nor long ones the short ones'.
    reading: { light: connect(4), heavy: connect(2) },
    bigint: 'int8',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().generatedByDefaultAsIdentity()),
    clustered: sql``,
    lockWriter: sql`select pg_advisory_xact_lock(${sql.lit(WRITER_LOCK)})`,
    skipLocked: true,
    time: () => sql`(extract(epoch from clock_timestamp()) * 1000)::int8`,
  };
}

/** Holds the embedded store for this process; the lock falls with the process, however it ends. */
export function lockEmbeddedStore(file: string): () => void {
  if (file === ':memory:') return () => undefined;
  mkdirSync(dirname(file), { recursive: true });
  const lock = new Sqlite(`${file}.lock`, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new StartError('store_in_use', { file });
  }
  return () => lock.close();
}
