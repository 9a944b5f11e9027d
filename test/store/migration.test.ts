// What waited in tables of its own before there was one queue.
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { STRONG } from '../../src/domain/strong.ts';
import type { WorkKind } from '../../src/ports/outbox.ts';
import { createDialect } from '../../src/store/dialect.ts';
import { MIGRATIONS } from '../../src/store/migrations/list.ts';
import { openStore } from '../../src/store/store.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const BEFORE = '0004-one-queue';

/** A store as the release before left it. */
async function oldStore(made: TestDatabase): Promise<void> {
  const dialect = createDialect(made.choice);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  const run = (statement: string) => sql.raw(statement).execute(db);
  await run('create table migration (name text primary key)');
  for (const migration of MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex((m) => m.name === BEFORE),
  )) {
    await migration.up(db, dialect);
    await run(`insert into migration values ('${migration.name}')`);
  }
  const push = (key: string, state: string, attempts: number) =>
    run(`insert into outbox (key, at, expires_at, rule, subject, channel, recipients, audience, text, state,
      attempts, fence, refused) values ('${key}', ${NOW}, ${NOW + 9e9}, 'opening', 's', 'webhook', '["k"]', '[]', '**通知**',
      '${state}', ${attempts}, ${attempts}, '[]')`);
  await push('waits', 'waiting', 0);
  await push('tried', 'waiting', 2);
  await push('sent', 'accepted', 3);
  await run(`insert into card_update (response_code, users, card_state, next_at, attempts)
    values ('RC1', '["LiSi"]', '张三说“同意”', 0, 0)`);
  await run(`insert into file_push (key, users, name, content, next_at, attempts)
    values ('ledger:m1', '["LiSi"]', '台账.xlsx', '{"ledger":{"unitIds":[2],"from":"2026-11-01"}}', ${NOW}, 1)`);
  const picture = (state: string, nextAt: number) =>
    run(`insert into evidence (by_person, at, message_key, kind, state, media, valid_until, next_at, attempts)
      values ('lisi', ${NOW}, 'm1', 'image', '${state}', '{"kind":"image","source":{"mediaId":"M"}}', ${NOW + 300_000}, ${nextAt}, 1)`);
  await picture('fetched', 0);
  await picture('pending', NOW);
  await db.destroy();
}

for (const database of DATABASES) {
  describe.skipIf(database.missing)(`one queue on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    beforeEach(async () => {
      made = await database.create();
    }, 20_000);
    afterEach(() => made.remove(), 20_000);

    it('takes over every waiting row of the tables before it, once, and drops them', async () => {
      await oldStore(made);
      const store = openStore(made.choice);
      expect(await store.migrate()).toContain(BEFORE);
      const claim = <K extends WorkKind>(kind: K) =>
        store.claimDue(NOW, { kind: kind, limit: 9, leaseMs: 60_000 });
      const pushes = await claim('push');
      // Worded before, it is stressed as it was.
      expect(pushes.map((r) => r.text)).toEqual([`${STRONG}通知${STRONG}`, `${STRONG}通知${STRONG}`]);
      expect(pushes.map((r) => [r.key, r.channel, r.doubts])).toEqual([
        ['waits', 'webhook', 0],
        ['tried', 'webhook', 2],
      ]);
      expect(await claim('card')).toMatchObject([
        { to: ['LiSi'], payload: { responseCode: 'RC1', cardState: '张三说“同意”' } },
      ]);
      const ledger = { unitIds: [2], from: '2026-11-01' };
      expect(await claim('file')).toMatchObject([
        { to: ['LiSi'], attempts: 2, payload: { name: '台账.xlsx', content: { ledger } } },
      ]);
      expect(await claim('evidence')).toMatchObject([
        { to: ['lisi'], expiresAt: NOW + 300_000, attempts: 2, payload: { id: 2 } },
      ]);
      // A request that was answered before the change meets its row after it.
      await store.write(async (tx) => {
        const old = { at: NOW, users: ['LiSi'] };
        await tx.addFilePushes([{ ...old, key: 'ledger:m1', name: 'x', content: { ledger: {} } }]);
        await tx.addCardUpdates([{ ...old, responseCode: 'RC1', cardState: 'x' }]);
      });
      const { rows } = await sql<{ n: number }>`select count(*) as n from outbox`.execute(store.db);
      expect(Number(rows[0]!.n)).toBe(6);
      for (const gone of ['card_update', 'file_push'])
        await expect(sql.raw(`select 1 from ${gone}`).execute(store.db)).rejects.toThrow();
      expect(await store.migrate()).toEqual([]);
      await store.close();
    });
  });
}

for (const database of DATABASES) {
  describe.skipIf(database.missing)(`those responsible on ${database.name}`, { timeout: 20_000 }, () => {
    it('are taken from the first and from further names that mean one person', async () => {
      const made = await database.create();
      const dialect = createDialect(made.choice);
      const db = new Kysely<unknown>({ dialect: dialect.kysely });
      const run = (statement: string) => sql.raw(statement).execute(db);
      await run('create table migration (name text primary key)');
      for (const migration of MIGRATIONS.filter((m) => m.name < '0015-item-owners')) {
        await migration.up(db, dialect);
        await run(`insert into migration values ('${migration.name}')`);
      }
      const person = (id: string, name: string, branch: number, active = 1) =>
        run(`insert into person (id, user_id, name, kind, mobile, branch_id, group_id, active, changed_at)
          values ('${id}', '${id}', '${name}', '正式党员', 0, ${branch}, null, ${active}, 1)`);
      await person('lisi', '李四', 2);
      await person('wangwu', '王五', 2);
      await person('lihong1', '李红', 2);
      await person('lihong2', '李红', 3);
      await person('gone', '走了的', 2, 0);
      let no = 0;
      const item = (unit: number, owner: string | null, names: string | null) =>
        run(`insert into item (no, kind, unit_id, problem, state, progress, opened_by, opened_at, moved_at, related,
          revision, owner_id, owner_name) values (${++no}, 'rectification', ${unit}, 'x', '整改中', 0, 'cli', 1, 1, '[]', 1,
          ${owner && `'${owner}'`}, ${names && `'${names}'`})`);
      await item(2, 'lisi', '李四');
      await item(2, 'lisi', '李四、王五');
      await item(2, 'lisi', '李四，李红');
      await item(4, 'lisi', '李四、李红、走了的、谁');
      await item(2, null, '走了的、王五');
      await item(2, 'wangwu', '王五、王五');
      await db.destroy();
      const store = openStore(made.choice);
      expect(await store.migrate()).toEqual(
        MIGRATIONS.map((m) => m.name).filter((n) => n >= '0015-item-owners'),
      );
      const items = await store.read((tx) => tx.items({}));
      expect(items.map((i) => [i.ownerId, ...i.otherOwnerIds].join())).toEqual([
        'lisi',
        'lisi,wangwu',
        'lisi,lihong1',
        'lisi',
        '',
        'wangwu',
      ]);
      await store.close();
      await made.remove();
    });
  });
}

for (const database of DATABASES) {
  describe.skipIf(database.missing)(`sums on ${database.name}`, { timeout: 20_000 }, () => {
    it('are made of the meetings that were there before they were kept', async () => {
      const made = await database.create();
      const dialect = createDialect(made.choice);
      const db = new Kysely<unknown>({ dialect: dialect.kysely });
      const run = (statement: string) => sql.raw(statement).execute(db);
      await run('create table migration (name text primary key)');
      for (const migration of MIGRATIONS.filter((m) => m.name < '0016-sums')) {
        await migration.up(db, dialect);
        await run(`insert into migration values ('${migration.name}')`);
      }
      await run(`insert into unit (id, parent_id, kind, name, path) values (1, null, 'committee', '城郊党委', '城郊党委'),
        (2, 1, 'branch', '第一党支部', '城郊党委/第一党支部')`);
      for (const id of ['zhangsan', 'lisi', 'wangwu'])
        await run(`insert into person (id, user_id, name, kind, mobile, branch_id, group_id, active, changed_at)
          values ('${id}', '${id}', '${id}', '正式党员', 0, 2, null, 1, 1)`);
      const meeting = (id: number, at: number) =>
        run(`insert into activity (id, unit_id, types, start_at, has_clock, stage, source, created_at, revision)
          values (${id}, 2, '["theme_day"]', ${at}, 1, 'planned', 'person', 1, 1)`);
      // Long over, and still to come.
      await meeting(1, instantOf('2026-03-05', 15));
      await meeting(2, instantOf('2096-03-05', 15));
      for (const id of ['zhangsan', 'lisi'])
        await run(`insert into attendance (activity_id, person_id, state, at, by_person)
          values (1, '${id}', 'present', 1, '${id}')`);
      await db.destroy();
      const store = openStore(made.choice);
      await store.migrate();
      expect(await verifySums(store.db)).toEqual({ meetings: 2, days: 1, differing: [] });
      const sums = await store.db.selectFrom('day_sum').select(['unit_id', 'expected', 'present']).execute();
      expect(sums).toEqual([{ unit_id: 1, expected: 3, present: 2 }]);
      expect(await store.read((tx) => tx.hasUnsummed(Date.now()))).toBe(false);
      await store.close();
      await made.remove();
    });
  });
}
