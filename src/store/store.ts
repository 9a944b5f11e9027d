import { Kysely, sql, type Transaction } from 'kysely';
import type { Store, Tx } from '../ports/store.ts';
import { activityStore } from './activity.ts';
import { attendanceStore } from './attendance.ts';
import { bindingStore } from './binding.ts';
import { createDialect, type DatabaseChoice, type Dialect } from './dialect.ts';
import { evidenceStore } from './evidence.ts';
import { figuresStore } from './figures.ts';
import { itemStore } from './item.ts';
import { messageStore } from './message.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { organisationStore } from './organisation.ts';
import { outboxStore } from './outbox.ts';
import { outboxDesk } from './outbox-desk.ts';
import { outboxQueue } from './outbox-queue.ts';
import { planStore } from './plan.ts';
import { questionStore } from './question.ts';
import { recordStore } from './record.ts';
import { retrying } from './retry.ts';
import { openRevisions, type Revisions, type Shelves } from './revisions.ts';
import type { Tables } from './tables.ts';

export interface OpenStore extends Store {
  /** applies what is missing; safe with several instances; returns the names applied */
  migrate(): Promise<string[]>;
  /** consistent online copy; embedded store only */
  backup?(file: string): Promise<void>;
  /** the query builder, for reports and tests */
  db: Kysely<Tables>;
}

/** Opens the database; `migrate` must run before anything else. */
export function openStore(choice: DatabaseChoice): OpenStore {
  const dialect = createDialect(choice);
  const db = new Kysely<Tables>({ dialect: dialect.kysely });
  const shelves: Shelves = new Map();
  const queue = outboxQueue(db, dialect.skipLocked);
  const desk = outboxDesk(db);
  return {
    db,
    backup: dialect.backup,
    migrate: () => retrying(() => migrate(db, dialect)),
    async write(work) {
      const { result, revisions } = await retrying(() =>
        db.transaction().execute((trx) => runInside(trx, dialect, shelves, work)),
      );
      revisions.publish();
      return result;
    },
    ...queue,
    claimDue: (now, leaseMs, limit, kind) => retrying(() => queue.claimDue(now, leaseMs, limit, kind)),
    settle: (row, result, now) => retrying(() => queue.settle(row, result, now)),
    ...desk,
    retryOutbox: (now, id) => retrying(() => desk.retryOutbox(now, id)),
    dropOutbox: (id) => retrying(() => desk.dropOutbox(id)),
    async ready() {
      const row = await db
        .selectFrom('migration' as never)
        .select(sql<number>`count(*)`.as('n'))
        .executeTakeFirst();
      return Number((row as { n: number } | undefined)?.n) === MIGRATIONS.length;
    },
    close: () => db.destroy(),
  };
}

async function runInside<T>(
  trx: Transaction<Tables>,
  dialect: Dialect,
  shelves: Shelves,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; revisions: Revisions }> {
  if (dialect.lockWriter) await dialect.lockWriter.execute(trx);
  const revisions = await openRevisions(trx, shelves);
  const attendance = attendanceStore(trx, revisions);
  const messages = messageStore(trx);
  const errands = { waiting: false };
  const tx: Tx = {
    ...organisationStore(trx, revisions),
    ...activityStore(trx, revisions),
    ...attendance,
    ...messages,
    ...recordStore(trx),
    ...bindingStore(trx, revisions),
    ...questionStore(trx),
    ...itemStore(trx),
    ...evidenceStore(trx, errands),
    ...planStore(trx),
    ...figuresStore(trx),
    ...outboxStore(trx, errands),
    get hasPushes() {
      return errands.waiting;
    },
  };
  const result = await work(tx);
  await attendance.flush();
  await messages.flush();
  return { result, revisions };
}

async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    if (dialect.lockWriter) await dialect.lockWriter.execute(trx);
    const schema = trx.schema as unknown as Kysely<unknown>['schema'];
    await schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .execute();
    const table = trx as unknown as Kysely<{ migration: { name: string } }>;
    const done = new Set((await table.selectFrom('migration').select('name').execute()).map((r) => r.name));
    const applied: string[] = [];
    for (const migration of MIGRATIONS) {
      if (done.has(migration.name)) continue;
      await migration.up(trx as unknown as Kysely<unknown>, dialect);
      await table.insertInto('migration').values({ name: migration.name }).execute();
      applied.push(migration.name);
    }
    return applied;
  });
}
