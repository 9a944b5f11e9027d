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

/** Which database; `schema` keeps test runs apart on one PostgreSQL server. */
export type DatabaseChoice =
  | { kind: 'sqlite'; file: string }
  | { kind: 'postgres'; url: string; schema?: string };

export interface Dialect {
  kind: 'sqlite' | 'postgres';
  kysely: KyselyDialect;
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
  /** online copy into a file; embedded store only */
  backup?(file: string): Promise<void>;
}

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
    kysely: new SqliteDialect({ database: withStatementCache(db) }),
    bigint: 'integer',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement()),
    clustered: sql`without rowid`,
    lockWriter: null,
    skipLocked: false,
    backup: async (to) => void (await db.backup(to)),
  };
}

/**
 * Keeps prepared statements, which the query builder would prepare anew each time, and takes the write lock at
 * `begin`: a deferred transaction that reads first fails when another process wrote in between.
 */
function withStatementCache(db: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement>();
  return {
    close: () => void db.close(),
    prepare(text: string) {
      const key = text === 'begin' ? 'begin immediate' : text;
      let statement = statements.get(key);
      if (!statement) {
        statement = db.prepare(key);
        if (statements.size >= 500) statements.delete(statements.keys().next().value!);
        statements.set(key, statement);
      }
      return statement as never;
    },
  };
}

function postgres(url: string, schema?: string): Dialect {
  // Loaded on use: most installations run on the embedded store.
  const pg = createRequire(import.meta.url)('pg') as typeof import('pg');
  // Instants fit a double exactly; text would break arithmetic.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const search = schema ? ` -c search_path=${schema}` : '';
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    types,
    connectionTimeoutMillis: 5000,
    options: `-c synchronous_commit=on -c timezone=Asia/Shanghai${search}`,
  });
  // A dropped idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    kind: 'postgres',
    kysely: new PostgresDialect({ pool }),
    bigint: 'int8',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().generatedByDefaultAsIdentity()),
    clustered: sql``,
    lockWriter: sql`select pg_advisory_xact_lock(${sql.lit(WRITER_LOCK)})`,
    skipLocked: true,
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
