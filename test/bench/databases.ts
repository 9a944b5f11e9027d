import pg from 'pg';
import type { Row } from './main.ts';

/**
 * Measures on the embedded store, and on PostgreSQL where TEST_DATABASE_URL names a server: each time in a database of
 * its own, which the server under measure takes from BENCH_DATABASE_URL.
 * @param measure told what the names of its rows end with
 */
export async function onEachStore(
  measure: (where: string, env: NodeJS.ProcessEnv) => Promise<Row[]>,
): Promise<Row[]> {
  const { BENCH_DATABASE_URL: _, ...env } = process.env;
  const rows = await measure('', env);
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    process.stderr.write('  no PostgreSQL: TEST_DATABASE_URL is not set\n');
    return rows;
  }
  const more = await inDatabase(server, (url) => measure(' (postgres)', { ...env, BENCH_DATABASE_URL: url }));
  return [...rows, ...more];
}

async function inDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `zbt_bench_${process.pid}`;
  await onServer(server, `create database ${name}`);
  try {
    return await work(Object.assign(new URL(server), { pathname: `/${name}` }).href);
  } finally {
    await onServer(server, `drop database ${name} with (force)`);
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
