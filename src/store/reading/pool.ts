// A dialect over connections that only read: opened when asked for, closed when idle, several at a time.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Dialect as KyselyDialect,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** One connection, used by one transaction at a time. */
export interface Reader {
  query(text: string, parameters: readonly unknown[]): Promise<unknown[]>;
  /** will never answer again */
  isBroken(): boolean;
  close(): Promise<void>;
}

interface ReaderPool {
  open(): Reader;
  /** open at the same time; others wait their turn */
  max: number;
  /** ms without use after which one is closed */
  idleMs: number;
}

/** SQLite's dialect on such connections. */
export const readingDialect = (pool: ReaderPool): KyselyDialect => ({
  // SQLite's own adapter lets one transaction run at a time.
  createAdapter: () =>
    Object.defineProperty(new SqliteAdapter(), 'supportsMultipleConnections', { value: true }),
  createDriver: () => createPoolDriver(pool),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

interface PooledConnection extends DatabaseConnection {
  reader: Reader;
  idle?: NodeJS.Timeout;
}

interface Waiter {
  resolve(connection: PooledConnection): void;
  reject(error: unknown): void;
}

function createPoolDriver({ open, max, idleMs }: ReaderPool): Driver {
  const idle: PooledConnection[] = [];
  const waiting: Waiter[] = [];
  const closings = new Set<Promise<void>>();
  let inUse = 0;
  let whenFree: (() => void) | undefined;
  let isDestroyed = false;

  function close({ reader, idle: timer }: PooledConnection): void {
    clearTimeout(timer);
    const closing = reader.close().finally(() => closings.delete(closing));
    closings.add(closing);
  }

  /** Gives a connection to whoever waits longest, if there is one to give. */
  function serve(): void {
    while (waiting.length > 0 && inUse < max) {
      const { resolve, reject } = waiting.shift()!;
      const known = idle.pop();
      clearTimeout(known?.idle);
      try {
        const connection = known ?? connectionOf(open());
        inUse += 1;
        resolve(connection);
      } catch (error) {
        reject(error);
      }
    }
  }

  function rest(connection: PooledConnection): void {
    idle.push(connection);
    connection.idle = setTimeout(() => {
      idle.splice(idle.indexOf(connection), 1);
      close(connection);
    }, idleMs).unref();
  }

  const run = (text: string) => async (connection: DatabaseConnection) =>
    void (await connection.executeQuery(CompiledQuery.raw(text)));
  return {
    init: async () => undefined,
    acquireConnection() {
      if (isDestroyed) return Promise.reject(new Error('readers are closed'));
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        serve();
      });
    },
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    async releaseConnection(given) {
      const connection = given as PooledConnection;
      inUse -= 1;
      if (isDestroyed || connection.reader.isBroken()) close(connection);
      else rest(connection);
      serve();
      if (inUse === 0) whenFree?.();
    },
    async destroy() {
      isDestroyed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('readers are closed'));
      for (const connection of idle.splice(0)) close(connection);
      if (inUse > 0) await new Promise<void>((resolve) => (whenFree = resolve));
      await Promise.all(closings);
    },
  };
}

const connectionOf = (reader: Reader): PooledConnection => ({
  reader,
  executeQuery: async <R>({ sql, parameters }: CompiledQuery) => ({
    rows: (await reader.query(sql, parameters)) as R[],
  }),
  // biome-ignore lint/correctness/useYield: nothing here streams
  async *streamQuery() {
    throw new Error('reads are not streamed');
  },
});
