// All that differs between the embedded store and PostgreSQL; everything else in store/ is one code path.
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type CreateTableBuilder,
  type Kysely,
  type Dialect as KyselyDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { StartError } from '../domain/errors.ts';
import { makeFolder } from './folder.ts';
import { startTrouble, troubleOf } from './outage.ts';
import { type Connection, poolDialect } from './pool.ts';
import { type Bounds, PATIENT, PROMPT, postgresOpener } from './postgres.ts';
import { readHere } from './reading/embedded.ts';
import { readInThread } from './reading/threaded.ts';
import { statementCache } from './statements.ts';

/** Which database; `schema` keeps test runs apart on one PostgreSQL server. */
export type DatabaseChoice =
  | { kind: 'sqlite'; file: string }
  | { kind: 'postgres'; url: string; schema?: string };

export interface Dialect {
  kind: 'sqlite' | 'postgres';
  kysely: KyselyDialect;
  /** connections that are given more time, for migrations and imports; null where none is needed */
  patient: KyselyDialect | null;
  /** connections of their own for reading; null where nothing but the writer's sees the database */
  reading: { light: KyselyDialect; heavy: KyselyDialect } | null;
  /** column type of epoch milliseconds */
  bigint: 'integer' | 'int8';
  /** adds a self-numbering primary key `id` */
  id<T extends string>(table: CreateTableBuilder<T>): CreateTableBuilder<T, 'id'>;
  /** table option that stores rows under their primary key, where there is one */
  clustered: RawBuilder<unknown>;
  /** these begin every writing transaction: one writer over all instances */
  beginWriting: readonly string[];
  /** the same for what only reads: all of it sees one state */
  beginReading: readonly string[];
  /** statements sent before the one ahead is answered wait for it, and fail with it inside a transaction */
  isPipelined: boolean;
  /** added to the claim of due rows */
  skipLocked: boolean;
  /** the database's own clock, ms: the one that all instances share */
  time(): RawBuilder<number>;
  /** online copy into a file; embedded store only */
  backup?(file: string): Promise<void>;
}

/** A thread that reads costs some 20 MB while it lives. */
const READER_IDLE_MS = 20_000;
const SERVER_IDLE_MS = 10_000;

const HEAVY = {
  // A city's question wants the first fitting row of each of thousands of units; a bitmap reads all of them: the rate
  // of every branch over a year takes four times as long with it, and what has no such question the same.
  enable_bitmapscan: 'off',
  // One who asks takes one processor: the others are for those who check in.
  max_parallel_workers_per_gather: '0',
};

const WRITER_LOCK = 0x7a6274; // "zbt"

export function createDialect(database: DatabaseChoice): Dialect {
  return database.kind === 'sqlite' ? sqlite(database.file) : postgres(database.url, database.schema);
}

const SQLITE = {
  // SQLite's own adapter lets one transaction run at a time; here the pool's size says how many.
  createAdapter: () =>
    Object.defineProperty(new SqliteAdapter(), 'supportsMultipleConnections', { value: true }),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
};

function sqlite(file: string): Dialect {
  if (file !== ':memory:') makeFolder(dirname(file));
  let db = openWriter(file);
  const reopened = () => {
    if (!db.open) db = openWriter(file);
    return writing(db);
  };
  return {
    kind: 'sqlite',
    kysely: poolDialect(SQLITE, { open: reopened, max: 1 }),
    patient: null,
    // A database in memory belongs to the connection that made it: reads take turns with the writer there.
    reading: file === ':memory:' ? null : sqliteReading(file),
    bigint: 'integer',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement()),
    clustered: sql`without rowid`,
    // At once: a deferred transaction that reads first fails when another wrote in between.
    beginWriting: ['begin immediate'],
    beginReading: ['begin'],
    isPipelined: false,
    skipLocked: false,
    time: () => sql`cast(unixepoch('subsec') * 1000 as integer)`,
    backup: async (to) => void (await db.backup(to)),
  };
}

function openWriter(file: string): Sqlite.Database {
  // Short: the driver waits without yielding; `retrying` waits the rest.
  const db = new Sqlite(file, { timeout: 20 });
  db.pragma('journal_mode = WAL');
  // FULL: an answered message survives power loss, not only a crash.
  db.pragma('synchronous = FULL');
  // 40 MB of log between checkpoints: they stop the writer, and a busy minute must not meet many.
  db.pragma('wal_autocheckpoint = 10000');
  db.pragma('foreign_keys = ON');
  return db;
}

const sqliteReading = (file: string): Dialect['reading'] => ({
  light: poolDialect(SQLITE, { open: () => readHere(file), max: 4, idleMs: READER_IDLE_MS }),
  // Two, so that a city's export does not keep a city's question waiting.
  heavy: poolDialect(SQLITE, { open: () => readInThread(file), max: 2, idleMs: READER_IDLE_MS }),
});

function writing(db: Sqlite.Database): Connection {
  const prepared = statementCache(db);
  return {
    async query(text, parameters) {
      const statement = prepared(text === 'begin' ? 'begin immediate' : text);
      if (statement.reader) return { rows: statement.all(parameters) };
      return { rows: [], affected: statement.run(parameters).changes };
    },
    // Whoever gives it back must have ended what was begun.
    isBroken: () => !db.open || db.inTransaction,
    close: async () => void db.close(),
  };
}

const POSTGRES = {
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

function postgres(url: string, schema?: string): Dialect {
  // Stores apart in one database have writers apart.
  const writerLock = schema === undefined ? WRITER_LOCK : `${WRITER_LOCK}, hashtext('${schema}')`;
  const pool = (max: number, bounds: Bounds, more?: Readonly<Record<string, string>>) =>
    poolDialect(POSTGRES, {
      open: postgresOpener(url, schema, bounds, more),
      max,
      idleMs: SERVER_IDLE_MS,
      waitMs: bounds.pauseMs,
    });
  return {
    kind: 'postgres',
    kysely: pool(8, PROMPT),
    patient: pool(1, PATIENT),
    // Pools of their own: reads that last must not take the writer's connections, nor long ones the short ones'.
    reading: { light: pool(4, PROMPT), heavy: pool(2, PATIENT, HEAVY) },
    bigint: 'int8',
    id: (table) => table.addColumn('id', 'integer', (c) => c.primaryKey().generatedByDefaultAsIdentity()),
    clustered: sql``,
    beginReading: ['start transaction isolation level repeatable read, read only'],
    beginWriting: ['begin', `select pg_advisory_xact_lock(${writerLock})`],
    isPipelined: true,
    skipLocked: true,
    time: () => sql`(extract(epoch from clock_timestamp()) * 1000)::int8`,
  };
}

/** Where a database lies, for the operator's eyes: without its password. */
export function placeOf(choice: DatabaseChoice): string {
  if (choice.kind === 'sqlite') return choice.file;
  const { username, host, pathname } = new URL(choice.url);
  return `${username ? `${username}@` : ''}${host}${pathname}`;
}

/** Holds the embedded store for this process; the lock falls with the process, however it ends. */
export function lockEmbeddedStore(file: string): () => void {
  if (file === ':memory:') return () => undefined;
  let lock: Sqlite.Database | undefined;
  try {
    makeFolder(dirname(file));
    lock = new Sqlite(`${file}.lock`, { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    const trouble = startTrouble(error, file) ?? error;
    throw troubleOf(error) === 'busy' ? new StartError('store_in_use', { file }) : trouble;
  }
  return () => lock.close();
}
