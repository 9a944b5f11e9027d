// A connection to PostgreSQL. Every wait has an end, on both sides: an instance that stands still, or that the network
// lost, must not hold up the others, and a server that is gone must be noticed.
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig } from 'pg';
import type { Answered, Connection } from './pool.ts';

/** How long what may take, in ms. */
export interface Bounds {
  /** one statement on the server; whoever waits for its answer waits a second longer */
  statementMs: number;
  /** between two statements of a transaction: after that the server ends it and frees what it holds */
  pauseMs: number;
  /** waiting for the writer's turn, or for a row that another changes */
  lockMs: number;
}

/** What answers a message: WeCom waits 5 s, and a holder that stands still is passed within that. */
export const PROMPT: Bounds = { statementMs: 6000, pauseMs: 4000, lockMs: 3000 };
/** What an operator or a whole city's figures wait for. */
export const PATIENT: Bounds = { statementMs: 300_000, pauseMs: 300_000, lockMs: 300_000 };

const CONNECT_MS = 3000;
/** A goodbye that nobody hears is not waited for. */
const GOODBYE_MS = 500;

/**
 * Where and how to connect; loaded on use, because most installations run on the embedded store.
 * @param more settings of these connections alone
 */
export function postgresOpener(
  url: string,
  schema: string | undefined,
  { statementMs, pauseMs, lockMs }: Bounds,
  more: Readonly<Record<string, string>> = {},
): () => Promise<Connection> {
  const pg = createRequire(import.meta.url)('pg') as typeof import('pg');
  // Instants fit a double exactly; text would break arithmetic.
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const settings = {
    synchronous_commit: 'on',
    // It costs a question of the outbox ten times its answer.
    jit: 'off',
    timezone: 'Asia/Shanghai',
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: pauseMs,
    // A peer that takes no more bytes is as gone as one that asks for nothing.
    tcp_user_timeout: pauseMs,
    tcp_keepalives_idle: 5,
    tcp_keepalives_interval: 2,
    tcp_keepalives_count: 3,
    ...(schema ? { search_path: schema } : {}),
    ...more,
  };
  const { connectionString, given } = apart(url);
  const config: ClientConfig = {
    connectionString,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: statementMs + 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    // Statements asked for together travel together.
    pipeline: true,
    options: [...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`), given].join(' '),
  };
  /** What the server says of a statement, and not of the connection that it is about to end. */
  const isOfStatement = (error: unknown) =>
    error instanceof pg.DatabaseError && !/^(08|57P|25P03)/.test(error.code ?? '');
  return () => connect(new pg.Client(config), isOfStatement);
}

/** Options of the address come behind ours; left in it, they would come instead of them. */
function apart(url: string): { connectionString: string; given: string } {
  const address = new URL(url);
  const given = address.searchParams.get('options') ?? '';
  address.searchParams.delete('options');
  return { connectionString: address.href, given };
}

async function connect(client: Client, isOfStatement: (error: unknown) => boolean): Promise<Connection> {
  let broken: Error | undefined;
  const breaks = (error: Error) => {
    broken ??= error;
    client.connection.stream.destroy();
  };
  // Heard all its life, in use or not: an error that nobody hears would end the process.
  client.on('error', breaks);
  client.on('end', () => breaks(new Error('connection terminated')));
  try {
    await client.connect();
  } catch (error) {
    client.connection.stream.destroy();
    throw error;
  }
  return {
    async query(text, parameters): Promise<Answered> {
      if (broken) throw broken;
      const { rows, rowCount, command } = await client.query(text, [...parameters]).catch((error: Error) => {
        // No later answer may be believed to belong to its question.
        if (!isOfStatement(error)) breaks(error);
        throw error;
      });
      // So it is answered when a statement failed before and somebody made nothing of it.
      if (text === 'commit' && command === 'ROLLBACK') throw new Error('commit of a failed transaction');
      return { rows, affected: rowCount ?? undefined };
    },
    isBroken: () => broken !== undefined,
    async close() {
      if (!broken) await Promise.race([client.end(), sleep(GOODBYE_MS)]);
      client.connection.stream.destroy();
    },
  };
}
