// Databases that stand migrated and empty. To build the tables costs an embedded store a hundredth of a second, and a
// server a third of one, so they are built once in each file of tests, and emptied between two tests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { openStore } from '../../src/store/store.ts';
import { DATABASES, type DatabaseKind, onServer, type TestDatabase } from './databases.ts';

const [sqlite, postgres] = DATABASES as [DatabaseKind, DatabaseKind];

async function migrated(choice: DatabaseChoice): Promise<void> {
  const store = openStore(choice);
  await store.migrate();
  await store.close();
}

let template: Buffer | undefined;

async function copyOfTemplate(): Promise<TestDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-'));
  const file = join(dir, 'test.sqlite');
  if (template) writeFileSync(file, template);
  else {
    await migrated({ kind: 'sqlite', file });
    template = readFileSync(file);
  }
  return {
    choice: { kind: 'sqlite', file },
    remove: async () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Made by this file of tests and not in use. */
const idle: TestDatabase[] = [];
const seeds = (schema: string) => `${schema}_seeds`;

async function emptied(): Promise<TestDatabase> {
  const made = idle.pop() ?? (await withSeeds());
  const { schema } = made.choice as { schema: string };
  return {
    choice: made.choice,
    async remove() {
      await onServer(empty(schema));
      idle.push(made);
    },
  };
}

/** Beside it lies what the migrations themselves have written. */
async function withSeeds(): Promise<TestDatabase> {
  const made = await postgres.create();
  const { schema } = made.choice as { schema: string };
  await migrated(made.choice);
  await onServer(`create schema ${seeds(schema)}; do $$ declare t record; begin
    for t in select tablename as name from pg_tables where schemaname = '${schema}' loop
      execute format('create table ${seeds(schema)}.%1$I as select * from ${schema}.%1$I', t.name);
    end loop; end $$`);
  return made;
}

const empty = (schema: string) => `set session_replication_role = replica;
  do $$ declare t record; begin
    for t in select tablename as name from pg_tables where schemaname = '${schema}' loop
      execute format('delete from ${schema}.%1$I', t.name);
      execute format('insert into ${schema}.%1$I overriding system value select * from ${seeds(schema)}.%1$I', t.name);
    end loop;
    for t in select sequencename as name from pg_sequences where schemaname = '${schema}' loop
      perform setval(format('${schema}.%I', t.name)::regclass, 1, false);
    end loop; end $$`;

/** What this file of tests leaves; a next file in the same process makes its own. */
export async function drop(): Promise<void> {
  for (const made of idle.splice(0)) {
    await onServer(`drop schema ${seeds((made.choice as { schema: string }).schema)} cascade`);
    await made.remove();
  }
}
// A bench has no tests after which anything would be cleared away.
if (process.env.VITEST) afterAll(drop);

/** As DATABASES, but migrated; for tests that leave the tables as they are. */
export const MIGRATED: DatabaseKind[] = [
  { ...sqlite, create: copyOfTemplate },
  { ...postgres, create: emptied },
];
