import { Kysely, sql } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';
import type { ReadTx, Store, Tx, WriteOptions } from '../ports/store.ts';
import { activityStore } from './activity.ts';
import { attendanceStore } from './attendance.ts';
import { auditStore } from './audit.ts';
import { bindingStore } from './binding.ts';
import { botChatStore } from './bot-chat.ts';
import { dashboardStore, pageSessionStore } from './dashboard.ts';
import { createDialect, type DatabaseChoice, type Dialect, placeOf } from './dialect.ts';
import { evidenceStore } from './evidence.ts';
import { figuresStore } from './figures.ts';
import { itemStore } from './item.ts';
import { keptStore } from './kept.ts';
import { leaseStore } from './lease.ts';
import { lessonStore } from './lesson.ts';
import { messageStore } from './message.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { musterStore } from './muster.ts';
import { organisationStore } from './organisation.ts';
import { namingOutages, startTrouble } from './outage.ts';
import { outboxStore } from './outbox.ts';
import { outboxByHand } from './outbox-by-hand.ts';
import { outboxQueue } from './outbox-queue.ts';
import { planStore } from './plan.ts';
import { questionStore } from './question.ts';
import { createReadiness } from './readiness.ts';
import { recordStore } from './record.ts';
import { retrying } from './retry.ts';
import { CACHED, openRevisions, type Revisions, type Shelves } from './revisions.ts';
import { slowStore } from './slow.ts';
import { keepSums } from './sums/keeping.ts';
import type { Tables } from './tables.ts';
import { type Transacting, transact } from './transaction.ts';

export interface OpenStore extends Store {
  /** applies what is missing; safe with several instances; returns the names applied */
  migrate(): Promise<string[]>;
  /** the database's own clock; in the sandbox the sandbox's */
  time(): Promise<Instant>;
  /** names of migrations that were applied by a newer version of this program, and the newest that this one knows */
  schema(): Promise<{ newest: string; unknown: string[] }>;
  /** consistent online copy; embedded store only */
  backup?: ((file: string) => Promise<void>) | undefined;
  /** a writing transaction that goes through tables as they are: nothing that any instance keeps in memory outlives it */
  rewrite<T>(work: (db: Kysely<Tables>, tx: Tx) => Promise<T>): Promise<T>;
  /** goes through tables as they are at one moment; takes as long as it takes, and no writer waits for it */
  examine<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** the query builder, for reports and tests */
  db: Kysely<Tables>;
}

/**
 * Opens the database; `migrate` must run before anything else.
 * @param clock whose time leases and limits go by, where time does not pass by itself (the sandbox); else the database's
 * @throws StartError
 */
export function openStore(choice: DatabaseChoice, clock?: Clock): OpenStore {
  const explain = (error: unknown) => startTrouble(error, placeOf(choice)) ?? error;
  const made = opened(choice, explain);
  const dialect = clock ? timedBy(clock, made) : made;
  const db = new Kysely<Tables>({ dialect: dialect.kysely });
  const { reading } = dialect;
  const patient = dialect.patient ? new Kysely<Tables>({ dialect: dialect.patient }) : db;
  const light = reading ? new Kysely<Tables>({ dialect: reading.light }) : db;
  const heavy = reading ? new Kysely<Tables>({ dialect: reading.heavy }) : db;
  const shelves: Shelves = new Map();
  const queue = outboxQueue(db, dialect);
  const byHand = outboxByHand(db);
  const { nextDue, depth } = outboxQueue(light, dialect);
  const { openOutbox, outboxRow } = outboxByHand(light);
  const attempt = <T>(work: () => Promise<T>) => namingOutages(() => retrying(work));
  const leases = leaseStore(db, dialect.time);
  const chats = botChatStore(db);
  const pages = { ...pageSessionStore(db), pageSession: pageSessionStore(light).pageSession };
  const write: Store['write'] = async (work, options = {}) => {
    const { result, revisions } = await readiness.watching(() =>
      attempt(() =>
        transact(options.patient ? patient : db, dialect, dialect.beginWriting, (t) =>
          writeInside(t, dialect, shelves, work, options),
        ),
      ),
    );
    revisions.publish();
    return result;
  };
  const readiness = createReadiness(
    async () => (await missingMigrations(light)).length === 0,
    // Never the same value: what does not change is not written.
    () => write((tx) => tx.putMark('ready', String(performance.timeOrigin + performance.now()))),
  );
  return {
    db,
    backup: dialect.backup,
    migrate: () =>
      retrying(() => migrate(patient, dialect)).catch((error) => {
        throw explain(error);
      }),
    async time() {
      const { now } = await light.selectNoFrom(dialect.time().as('now')).executeTakeFirstOrThrow();
      return Number(now);
    },
    async schema() {
      const done = await migrationTable(light).selectFrom('migration').select('name').execute();
      const known = MIGRATIONS.map((m) => m.name);
      return {
        newest: known.at(-1)!,
        unknown: done.map((r) => r.name).filter((name) => !known.includes(name)),
      };
    },
    write,
    async rewrite(work) {
      const { result, revisions } = await attempt(() =>
        transact(patient, dialect, dialect.beginWriting, (t) =>
          writeInside(t, dialect, shelves, (tx) => work(t.trx, tx), { isRewriting: true }),
        ),
      );
      revisions.publish();
      return result;
    },
    examine: (work) =>
      transact(heavy, dialect, dialect.beginReading, ({ trx, begun }) => begun.then(() => work(trx))),
    read: (work, options) =>
      attempt(() =>
        transact(options?.heavy ? heavy : light, dialect, dialect.beginReading, (t) =>
          readInside(t, dialect, shelves, work),
        ),
      ),
    ...queue,
    claimDue: (now, claim) => attempt(() => queue.claimDue(now, claim)),
    extendLeases: (rows, leaseMs) => attempt(() => queue.extendLeases(rows, leaseMs)),
    freeLost: (mine) => attempt(() => queue.freeLost(mine)),
    keepWith: (row, kept) => attempt(() => queue.keepWith(row, kept)),
    settle: (row, result, now) =>
      attempt(() => db.transaction().execute((trx) => outboxQueue(trx, dialect).settle(row, result, now))),
    ...byHand,
    retryOutbox: (now, id) => attempt(() => byHand.retryOutbox(now, id)),
    dropOutbox: (id) => attempt(() => byHand.dropOutbox(id)),
    ...eachAttempted(leases, attempt),
    ...eachAttempted(chats, attempt),
    ...eachAttempted(pages, attempt),
    nextDue,
    depth,
    openOutbox,
    outboxRow,
    trouble: readiness.trouble,
    async close() {
      await Promise.all([...new Set([heavy, light, patient, db])].map((each) => each.destroy()));
    },
  };
}

/** Every one of these is tried again where the database refuses it for now. */
function eachAttempted<T extends object>(parts: T, attempt: <R>(work: () => Promise<R>) => Promise<R>): T {
  const entries = Object.entries(parts as Record<string, (...args: unknown[]) => Promise<unknown>>);
  return Object.fromEntries(
    entries.map(([name, work]) => [name, (...args: unknown[]) => attempt(() => work(...args))]),
  ) as T;
}

function opened(choice: DatabaseChoice, explain: (error: unknown) => unknown): Dialect {
  try {
    return createDialect(choice);
  } catch (error) {
    throw explain(error);
  }
}

async function readInside<T>(
  { trx, begun }: Transacting,
  { time }: Dialect,
  shelves: Shelves,
  work: (tx: ReadTx) => Promise<T>,
): Promise<T> {
  const [, revisions] = await Promise.all([begun, openRevisions(trx, shelves)]);
  const result = await work(questions(trx, revisions, time));
  revisions.publish();
  return result;
}

/** Every question of a transaction. The parts know changes too: only the type keeps them from being asked for. */
function questions(trx: Kysely<Tables>, revisions: Revisions, time: Dialect['time']): ReadTx {
  const errands = { waiting: false };
  return {
    ...organisationStore(trx, revisions),
    ...activityStore(trx, revisions),
    ...attendanceStore(trx, revisions),
    ...messageStore(trx, auditStore(trx)),
    ...recordStore(trx),
    ...bindingStore(trx, revisions),
    ...questionStore(trx),
    ...lessonStore(trx),
    ...slowStore(trx),
    ...itemStore(trx, revisions),
    ...evidenceStore(trx, errands),
    ...planStore(trx, revisions),
    ...figuresStore(trx),
    ...dashboardStore(trx),
    ...musterStore(trx, revisions),
    ...keptStore(trx, revisions),
    ...outboxStore(trx, errands, time),
  };
}

const timedBy = (clock: Clock, dialect: Dialect): Dialect => ({
  ...dialect,
  time: () => (dialect.kind === 'postgres' ? sql`${clock.now()}::int8` : sql`${clock.now()}`),
});

async function writeInside<T>(
  { trx, begun, withCommit }: Transacting,
  dialect: Dialect,
  shelves: Shelves,
  work: (tx: Tx) => Promise<T>,
  { ahead, isRewriting }: WriteOptions & { isRewriting?: true } = {},
): Promise<{ result: T; revisions: Revisions }> {
  const audit = auditStore(trx);
  const messages = messageStore(trx, audit);
  const questions = questionStore(trx);
  // All of it leaves at once, and is carried out behind the lock.
  const opening = openRevisions(trx, shelves);
  const looking = audit.lookAtEnd();
  // Who goes through tables may move where sums of days end.
  const summed = isRewriting ? undefined : trx.selectFrom('summed').select('until').executeTakeFirst();
  const asked = ahead?.({ answered: messages.answered, preloadQuestions: questions.preloadQuestions });
  await Promise.allSettled([opening, looking, summed, asked]);
  await begun;
  const revisions = await opening;
  await looking;
  await asked;
  const sums = keepSums(trx, (await summed)?.until);
  const attendance = attendanceStore(trx, revisions, sums);
  const musters = musterStore(trx, revisions);
  const errands = { waiting: false };
  const tx: Tx = {
    ...organisationStore(trx, revisions),
    ...activityStore(trx, revisions, sums),
    ...attendance,
    ...messages,
    ...recordStore(trx, sums),
    ...bindingStore(trx, revisions),
    ...questions,
    ...lessonStore(trx),
    ...slowStore(trx),
    ...itemStore(trx, revisions),
    ...evidenceStore(trx, errands),
    ...planStore(trx, revisions),
    ...figuresStore(trx, sums.settle),
    ...dashboardStore(trx),
    ...musters,
    ...keptStore(trx, revisions),
    ...outboxStore(trx, errands, dialect.time),
    audit: audit.audit,
    sumNextDay: sums.sumNextDay,
    get hasPushes() {
      return errands.waiting;
    },
  };
  const result = await work(tx);
  if (isRewriting) for (const name of CACHED) await revisions.forget(name);
  await audit.adoptLoose();
  await withCommit(async () => {
    for (const part of [attendance, musters, sums, messages, audit]) await part.flush();
  });
  return { result, revisions };
}

/** What is still to be applied, found without taking any lock. */
async function missingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const done = await migrationTable(db).selectFrom('migration').select('name').execute();
  return MIGRATIONS.map((m) => m.name).filter((name) => !done.some((row) => row.name === name));
}

async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<string[]> {
  // A command that only reads must not wait for a writer; where nothing stands yet, asking fails.
  const missing = await missingMigrations(db).catch(() => undefined);
  if (missing?.length === 0) return [];
  return transact(db, dialect, dialect.beginWriting, async ({ trx, begun }) => {
    await begun;
    const schema = trx.schema as unknown as Kysely<unknown>['schema'];
    await schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .execute();
    const table = migrationTable(trx);
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

const migrationTable = (db: Kysely<Tables>) => db as unknown as Kysely<{ migration: { name: string } }>;
