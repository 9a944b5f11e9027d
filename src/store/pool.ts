// A dialect over connections of our own: opened when asked for, closed when idle, several at a time. A connection that
// broke is replaced, and nobody waits for one for ever.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Dialect as KyselyDialect,
  type QueryResult,
} from 'kysely';

/** One connection, used by one transaction at a time. Statements asked for at once are carried out in that order. */
export interface Connection {
  query(text: string, parameters: readonly unknown[]): Promise<Answered>;
  /** will never answer again, or not as it should */
  isBroken(): boolean;
  close(): Promise<void>;
}

export interface Answered {
  rows: unknown[];
  /** rows changed */
  affected?: number | bigint | undefined;
}

interface Pool {
  open(): Connection | Promise<Connection>;
  /** open at the same time; others wait their turn */
  max: number;
  /** ms without use after which one is closed; never, where it is not given */
  idleMs?: number;
  /** ms after which whoever waits for a turn is turned away; never, where it is not given */
  waitMs?: number;
}

/** What the query builder must know of a database, but for how to reach it. */
type Language = Pick<KyselyDialect, 'createAdapter' | 'createIntrospector' | 'createQueryCompiler'>;

export const poolDialect = (language: Language, pool: Pool): KyselyDialect => ({
  ...language,
  createDriver: () => createPoolDriver(pool),
});

interface PooledConnection extends DatabaseConnection {
  own: Connection;
  idle?: NodeJS.Timeout;
}

interface Waiter {
  resolve(connection: PooledConnection): void;
  reject(error: unknown): void;
  tooLong?: NodeJS.Timeout | undefined;
}

const CLOSED = 'connections are closed';

function createPoolDriver({ open, max, idleMs, waitMs }: Pool): Driver {
  const idle: PooledConnection[] = [];
  const waiting: Waiter[] = [];
  const closings = new Set<Promise<void>>();
  let inUse = 0;
  let whenFree: (() => void) | undefined;
  let isDestroyed = false;

  function close({ own, idle: timer }: PooledConnection): void {
    clearTimeout(timer);
    const closing = own.close().finally(() => closings.delete(closing));
    closings.add(closing);
  }

  /** Gives a connection to whoever waits longest, if there is one to give. */
  function serve(): void {
    while (waiting.length > 0 && inUse < max) {
      const waiter = waiting.shift()!;
      clearTimeout(waiter.tooLong);
      inUse += 1;
      const known = takeIdle();
      if (known) waiter.resolve(known);
      else void give(waiter);
    }
  }

  async function give({ resolve, reject }: Waiter): Promise<void> {
    try {
      resolve(connectionOf(await open()));
    } catch (error) {
      leave();
      reject(error);
    }
  }

  function takeIdle(): PooledConnection | undefined {
    for (let known = idle.pop(); known; known = idle.pop()) {
      clearTimeout(known.idle);
      if (!known.own.isBroken()) return known;
      close(known);
    }
    return undefined;
  }

  function leave(): void {
    inUse -= 1;
    serve();
    if (inUse === 0) whenFree?.();
  }

  function rest(connection: PooledConnection): void {
    idle.push(connection);
    if (idleMs === undefined) return;
    connection.idle = setTimeout(() => {
      idle.splice(idle.indexOf(connection), 1);
      close(connection);
    }, idleMs).unref();
  }

  function wait(waiter: Waiter): void {
    if (waitMs !== undefined && inUse >= max)
      waiter.tooLong = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        waiter.reject(new Error('no connection became free in time'));
      }, waitMs);
    waiting.push(waiter);
    serve();
  }

  const run = (text: string) => async (connection: DatabaseConnection) =>
    void (await connection.executeQuery(CompiledQuery.raw(text)));
  return {
    init: async () => undefined,
    acquireConnection() {
      if (isDestroyed) return Promise.reject(new Error(CLOSED));
      return new Promise<PooledConnection>((resolve, reject) => wait({ resolve, reject }));
    },
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    // What made it necessary is told, not what came of it: a connection that cannot go back is broken.
    rollbackTransaction: (connection) => run('rollback')(connection).catch(() => undefined),
    async releaseConnection(given) {
      const connection = given as PooledConnection;
      const isBroken = connection.own.isBroken();
      if (isDestroyed || isBroken) close(connection);
      else rest(connection);
      // What broke one has mostly broken all: the next must not find out each by itself.
      if (isBroken) for (const other of idle.splice(0)) close(other);
      leave();
    },
    async destroy() {
      isDestroyed = true;
      for (const { reject, tooLong } of waiting.splice(0)) {
        clearTimeout(tooLong);
        reject(new Error(CLOSED));
      }
      for (const connection of idle.splice(0)) close(connection);
      if (inUse > 0) await new Promise<void>((resolve) => (whenFree = resolve));
      await Promise.all(closings);
    },
  };
}

const connectionOf = (own: Connection): PooledConnection => ({
  own,
  // Without a step between: statements leave in the order in which they were asked for.
  executeQuery: <R>({ sql, parameters }: CompiledQuery) =>
    own.query(sql, parameters).then(({ rows, affected }): QueryResult<R> => {
      const found = rows as R[];
      return affected === undefined ? { rows: found } : { rows: found, numAffectedRows: BigInt(affected) };
    }),
  // biome-ignore lint/correctness/useYield: nothing here streams
  async *streamQuery() {
    throw new Error('answers are not streamed');
  },
});
