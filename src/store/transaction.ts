// A transaction in as few journeys to the database as it can be: what does not hang on an answer is not held up by it.
import { CompiledQuery, type DatabaseConnection, DummyDriver, Kysely, type QueryResult } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface Transacting {
  /** asks over the transaction's connection, several questions at once if need be */
  trx: Kysely<Tables>;
  /** settles when the transaction has begun; what is asked before it is only read */
  begun: Promise<void>;
  /** what is written within leaves together with the commit: nobody may wait for its answer */
  withCommit(writes: () => Promise<void>): Promise<void>;
}

/** Carries out `work` in one transaction that begins so; resolves when its commit is durable. */
export function transact<T>(
  db: Kysely<Tables>,
  dialect: Dialect,
  beginning: readonly string[],
  work: (transacting: Transacting) => Promise<T>,
): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    const send = (text: string) => connection.executeQuery(CompiledQuery.raw(text));
    const last: CompiledQuery[] = [];
    let isLast = false;
    const line: DatabaseConnection = {
      streamQuery: connection.streamQuery,
      executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        if (!isLast) return connection.executeQuery(query);
        last.push(query);
        return UNANSWERED;
      },
    };
    try {
      const begun = inOrder(
        dialect,
        beginning.map((text) => () => send(text)),
      );
      if (dialect.isPipelined) begun.catch(() => undefined);
      else await begun;
      const result = await work({
        trx: over(line, db, dialect),
        begun,
        async withCommit(writes) {
          isLast = dialect.isPipelined;
          await writes();
        },
      });
      await inOrder(dialect, [
        ...last.map((query) => () => connection.executeQuery(query)),
        () => send('commit'),
      ]);
      return result;
    } catch (error) {
      // What went wrong is told, not that nothing could be taken back: such a connection is used no more.
      await send('rollback').catch(() => undefined);
      throw error;
    }
  });
}

/** A write that is only to be sent has changed nobody knows how many rows. */
const UNANSWERED = Promise.resolve({ rows: [] });

/**
 * Where the database keeps the order, all leave at once, and the first that fails is told: those behind it fail because
 * of it.
 */
async function inOrder(
  { isPipelined }: Dialect,
  statements: readonly (() => Promise<unknown>)[],
): Promise<void> {
  if (!isPipelined) {
    for (const statement of statements) await statement();
    return;
  }
  for (const { reason, status } of (await Promise.allSettled(statements.map((statement) => statement()))) as {
    status: string;
    reason?: unknown;
  }[])
    if (status === 'rejected') throw reason;
}

/** The query builder on this one connection; unlike its own transactions, it lets several questions leave at once. */
function over(line: DatabaseConnection, db: Kysely<Tables>, { kysely }: Dialect): Kysely<Tables> {
  const executor = db
    .getExecutor()
    .withConnectionProvider({ provideConnection: (consumer) => consumer(line) });
  return new Kysely<Tables>({
    config: { dialect: kysely },
    dialect: kysely,
    driver: new DummyDriver(),
    executor,
  });
}
