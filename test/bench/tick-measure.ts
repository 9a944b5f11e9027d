// Run by growth.ts in a process of its own: the real tick over a store that holds a city; answers with one message.
import { sql } from 'kysely';
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

export interface Ticked {
  /** loading the organisation, ms and longest pause */
  loadMs: number;
  loadPauseMs: number;
  firstMs: number;
  firstPauseMs: number;
  firstTurnMs: number;
  quietMs: number;
  changedMs: number;
  busyMs: number;
  busyMessages: number;
  busyPauseMs: number;
  digestMs: number;
  digestPauseMs: number;
  digestTurnMs: number;
  writerMs: number;
}

const root = new URL('../../', import.meta.url).pathname;
const database = JSON.parse(process.argv[2]!) as DatabaseChoice;
const store = openStore(database);
await store.migrate();
const day = instantOf('2026-11-25');
let now = day + 7 * HOUR_MS;
await fill();

const longest = { writer: 0 };
const watched: typeof store = {
  ...store,
  async write(work) {
    return store.write(async (tx) => {
      const from = performance.now();
      const result = await work(tx);
      longest.writer = Math.max(longest.writer, performance.now() - from);
      return result;
    });
  },
};
const rules = {
  settings: loadSettings(`${root}config`),
  permissions: createPermissions(new Set<string>()),
  privateChannel: 'app' as const,
  groupsBy: 'webhook' as const,
  botName: '支部通',
  render: loadTemplates(`${root}templates`).render,
};
const runner = createRunner(watched, rules, { now: () => now });

const load = await timed(() => store.read(async (tx) => void (await tx.organisation())));
await store.write((tx) => tx.putMark('planned_until', String(now)));
const first = await timed(() => runner.tick());
let quietMs = 0;
for (let i = 0; i < 20; i++) {
  now += MINUTE_MS;
  quietMs = Math.max(quietMs, (await timed(() => runner.tick())).ms);
}
let changedMs = 0;
for (let i = 0; i < 20; i++) {
  await store.write(async (tx) => {
    const activity = (await tx.activity(i + 1))!;
    await tx.changeActivity({ ...activity, topic: `第${i}次` });
  });
  now += MINUTE_MS;
  changedMs = Math.max(changedMs, (await timed(() => runner.tick())).ms);
}
// The hour of the digests.
let digest = { ms: 0, pauseMs: 0, turnMs: 0 };
now = day + 9 * HOUR_MS;
await store.write((tx) => tx.putMark('planned_until', String(now)));
for (let i = 0; i < 3; i++) {
  now += MINUTE_MS;
  const one = await timed(() => runner.tick());
  digest = {
    ms: Math.max(digest.ms, one.ms),
    pauseMs: Math.max(digest.pauseMs, one.pauseMs),
    turnMs: Math.max(digest.turnMs, one.turnMs),
  };
}
// Every branch meets at 15:00: the opening at 14:31 is the minute with the most to say.
now = day + 14 * HOUR_MS + 30 * MINUTE_MS;
await store.write((tx) => tx.putMark('planned_until', String(now)));
longest.writer = 0;
const before = await waiting();
now += MINUTE_MS;
const busy = await timed(() => runner.tick());
const busyMessages = (await waiting()) - before;
process.send!({
  loadMs: load.ms,
  loadPauseMs: load.pauseMs,
  firstMs: first.ms,
  firstPauseMs: first.pauseMs,
  firstTurnMs: first.turnMs,
  quietMs,
  changedMs,
  busyMs: busy.ms,
  busyMessages,
  busyPauseMs: busy.pauseMs,
  digestMs: digest.ms,
  digestPauseMs: digest.pauseMs,
  digestTurnMs: digest.turnMs,
  writerMs: longest.writer,
} satisfies Ticked);
await store.close();

async function waiting(): Promise<number> {
  const { n } = await store.db
    .selectFrom('outbox')
    .select(store.db.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

interface Timed {
  ms: number;
  /** the longest time in which nothing else had its turn */
  pauseMs: number;
  /** the most processor time of one turn: what else the machine does counts in a pause, and not here */
  turnMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  let pauseMs = 0;
  let turnMs = 0;
  let used = process.threadCpuUsage();
  let last = performance.now();
  let isOver = false;
  const look = () => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last);
    const { user, system } = process.threadCpuUsage(used);
    turnMs = Math.max(turnMs, (user + system) / 1000);
    used = process.threadCpuUsage();
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const from = performance.now();
  await work();
  const ms = performance.now() - from;
  await new Promise(setImmediate);
  isOver = true;
  return { ms, pauseMs, turnMs };
}

/** Fixed days on the 25th, their activities of this month and the next, groups for nine branches in ten, a ledger. */
async function fill(): Promise<void> {
  const fixed = JSON.stringify({ rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' });
  const { db } = store;
  await sql`insert into setting (unit_id, key, value)
    select id, 'fixed_day', ${fixed} from unit where kind = 'branch'`.execute(db);
  await sql`insert into binding (unit_id, webhook_key, bound_by, bound_at)
    select id, 'key-' || id, 'x', 0 from unit where kind = 'branch' and id % 10 > 0`.execute(db);
  for (const [month, at] of [
    ['2026-10', day - 31 * DAY_MS],
    ['2026-11', day],
    ['2026-12', day + 30 * DAY_MS],
  ] as const)
    await sql`insert into activity (unit_id, types, start_at, stage, source, created_at, revision, fixed_for, place)
      select id, '["theme_day"]', ${at + 15 * HOUR_MS}, 'planned', 'fixed_day', ${day - 60 * DAY_MS}, 1, ${month}, '党员活动室'
      from unit where kind = 'branch'`.execute(db);
}
