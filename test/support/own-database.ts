// A PostgreSQL database that one test may treat badly, and the members of an organisation in it.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity } from './activity.ts';
import { rosterRows } from './roster.ts';

const server = process.env.TEST_DATABASE_URL;
export const noServer = server ? null : 'TEST_DATABASE_URL is not set';

export interface OwnDatabase {
  url: string;
  /** ends every session in it, as a restart does */
  terminate(): Promise<void>;
  remove(): Promise<void>;
}

export async function createDatabase(): Promise<OwnDatabase> {
  const name = `zbt_faults_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  return {
    url: Object.assign(new URL(server!), { pathname: `/${name}` }).href,
    terminate: () =>
      onServer(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
      ),
    remove: () => onServer(`drop database ${name} with (force)`),
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server! });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** m0 … of one branch, who can check in to its meeting. */
export async function fillBranch(store: OpenStore, members: number, now: number): Promise<void> {
  await store.migrate();
  const rows = rosterRows(
    Array.from({ length: members }, (_, i) => `党员${i} m${i} 城郊党委/第一党支部`).join('\n'),
  );
  const { changes } = planRoster(rows, new Organisation([], [], []), [], { prune: false });
  await store.write(async (tx) => {
    await tx.applyRoster(changes, now);
    await tx.addActivity(plannedActivity({ unitId: 2, startAt: now + 600_000, createdAt: now }));
  });
}

export async function withStore<T>(url: string, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = openStore({ kind: 'postgres', url });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
