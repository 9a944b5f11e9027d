import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseChoice } from '../../src/store/dialect.ts';

export interface TestDatabase {
  choice: DatabaseChoice;
  remove(): Promise<void>;
}

export interface DatabaseKind {
  name: 'sqlite' | 'postgres';
  /** why it cannot be tested here, or null */
  missing: string | null;
  create(): Promise<TestDatabase>;
}

const postgresUrl = process.env.TEST_DATABASE_URL;
if (!postgresUrl && process.env.CI) throw new Error('TEST_DATABASE_URL must be set in CI');

/** Every database a suite must hold on; each run gets a file or schema of its own. */
export const DATABASES: DatabaseKind[] = [
  {
    name: 'sqlite',
    missing: null,
    async create() {
      const dir = mkdtempSync(join(tmpdir(), 'zhibutong-'));
      return {
        choice: { kind: 'sqlite', file: join(dir, 'test.sqlite') },
        remove: async () => rmSync(dir, { recursive: true, force: true }),
      };
    },
  },
  {
    name: 'postgres',
    missing: postgresUrl ? null : 'TEST_DATABASE_URL is not set',
    async create() {
      const schema = `zbt_${randomBytes(6).toString('hex')}`;
      await onServer(`create schema ${schema}`);
      return {
        choice: { kind: 'postgres', url: postgresUrl!, schema },
        remove: () => onServer(`drop schema ${schema} cascade`),
      };
    },
  },
];

export async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own on the test server, for whoever takes an address only; undefined where there is no server. */
export async function freshDatabase(): Promise<{ url: string; remove(): Promise<void> } | undefined> {
  if (!postgresUrl) return undefined;
  const name = `zbt_own_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), remove: () => onServer(`drop database if exists ${name} with (force)`) };
}
