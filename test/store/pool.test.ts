import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Connection, poolDialect } from '../../src/store/pool.ts';
import { gate } from '../support/gate.ts';

const IDLE_MS = 1000;
const WAIT_MS = 3000;

const LANGUAGE = {
  createAdapter: () =>
    Object.defineProperty(new SqliteAdapter(), 'supportsMultipleConnections', { value: true }),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
};

/** A pool of connections that write down what happens to them. */
function open(max: number) {
  const events: string[] = [];
  const broken = new Set<number>();
  let made = 0;
  const connection = (): Connection => {
    const n = ++made;
    events.push(`open ${n}`);
    return {
      query: async (text) => {
        events.push(`${n}: ${text}`);
        if (text === 'rollback') throw new Error('nothing to roll back');
        return { rows: [{ n }] };
      },
      isBroken: () => broken.has(n),
      close: async () => void events.push(`close ${n}`),
    };
  };
  const db = new Kysely<object>({
    dialect: poolDialect(LANGUAGE, { open: connection, max, idleMs: IDLE_MS, waitMs: WAIT_MS }),
  });
  return { db, events, broken };
}

describe('pool of connections', () => {
  afterEach(() => void vi.useRealTimers());

  it('uses one connection again, and closes it when nobody asked for a while', async () => {
    vi.useFakeTimers();
    const { db, events } = open(2);
    await sql`first`.execute(db);
    vi.advanceTimersByTime(IDLE_MS - 1);
    await sql`second`.execute(db);
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(events).toEqual(['open 1', '1: first', '1: second']);
    vi.advanceTimersByTime(1);
    expect(events.at(-1)).toBe('close 1');
    await sql`third`.execute(db);
    expect(events.at(-1)).toBe('2: third');
    await db.destroy();
  });

  it('opens no more than it may, and lets the others wait their turn', async () => {
    const { db, events } = open(2);
    const end = gate();
    const held = [1, 2].map(() => db.transaction().execute(() => end.passed));
    const third = sql`third`.execute(db);
    await new Promise(setImmediate);
    expect(events).toEqual(['open 1', 'open 2', '1: begin', '2: begin']);
    end.pass();
    await Promise.all([...held, third]);
    expect(events.filter((e) => e.startsWith('open'))).toHaveLength(2);
    expect(events.at(-1)).toMatch(/third/);
    await db.destroy();
  });

  it('replaces a connection that broke', async () => {
    const { db, events, broken } = open(1);
    await sql`first`.execute(db);
    await db.transaction().execute(async () => void broken.add(1));
    await sql`second`.execute(db);
    expect(events.filter((e) => !e.startsWith('1: '))).toEqual(['open 1', 'close 1', 'open 2', '2: second']);
    await db.destroy();
  });

  it('lets none of the others be used after one broke', async () => {
    const { db, events, broken } = open(2);
    const end = gate();
    const both = [1, 2].map((n) =>
      db.transaction().execute(async () => {
        await end.passed;
        if (n === 2) broken.add(2);
      }),
    );
    await new Promise(setImmediate);
    end.pass();
    await Promise.all(both);
    await sql`next`.execute(db);
    expect(events.slice(-4).sort()).toEqual(['3: next', 'close 1', 'close 2', 'open 3']);
    await db.destroy();
  });

  it('uses none that broke while it was idle', async () => {
    const { db, events, broken } = open(1);
    await sql`first`.execute(db);
    broken.add(1);
    await sql`second`.execute(db);
    expect(events).toEqual(['open 1', '1: first', 'close 1', 'open 2', '2: second']);
    await db.destroy();
  });

  it('tells what went wrong, and not that it could not be taken back', async () => {
    const { db } = open(1);
    const full = db.transaction().execute(() => Promise.reject(new Error('the disk is full')));
    await expect(full).rejects.toThrow('the disk is full');
    await db.destroy();
  });

  it('turns away who waited too long, and serves the others', async () => {
    vi.useFakeTimers();
    const { db } = open(1);
    const end = gate();
    const held = db.transaction().execute(() => end.passed);
    const tooLong = expect(sql`late`.execute(db)).rejects.toThrow('no connection became free');
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    const later = sql`later`.execute(db);
    await vi.advanceTimersByTimeAsync(1);
    await tooLong;
    end.pass();
    await held;
    expect((await later).rows).toEqual([{ n: 1 }]);
    await db.destroy();
  });

  it('keeps nobody from the line for the wait of one who has been served', async () => {
    vi.useFakeTimers();
    const { db } = open(1);
    const [first, second] = [gate(), gate()];
    const held = db.transaction().execute(() => first.passed);
    const served = db.transaction().execute(() => second.passed);
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    first.pass();
    await held;
    const later = sql`later`.execute(db);
    await vi.advanceTimersByTimeAsync(WAIT_MS - 1);
    second.pass();
    await served;
    expect((await later).rows).toEqual([{ n: 1 }]);
    await db.destroy();
  });

  it('gives the place of a connection that cannot be opened to the next', async () => {
    let isAway = true;
    const connection: Connection = {
      query: async () => ({ rows: [] }),
      isBroken: () => false,
      close: async () => undefined,
    };
    const away = async () => {
      if (isAway) throw new Error('away');
      return connection;
    };
    const db = new Kysely<object>({ dialect: poolDialect(LANGUAGE, { open: away, max: 1 }) });
    for (const _ of [1, 2]) await expect(sql`first`.execute(db)).rejects.toThrow('away');
    isAway = false;
    expect((await sql`second`.execute(db)).rows).toEqual([]);
    await db.destroy();
  });

  it('closes after what is in hand, and turns away what waits', async () => {
    const { db, events } = open(1);
    const end = gate();
    const held = db.transaction().execute(() => end.passed);
    const waiting = sql`late`.execute(db);
    await new Promise(setImmediate);
    const closed = db.destroy().then(() => events.push('closed'));
    await expect(waiting).rejects.toThrow('connections are closed');
    expect(events).not.toContain('closed');
    end.pass();
    await Promise.all([held, closed]);
    expect(events.slice(-3)).toEqual(['1: commit', 'close 1', 'closed']);
  });
});
