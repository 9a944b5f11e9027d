// The audit trail: whatever is done to it by hand is found.
import fc from 'fast-check';
import type { Selectable } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditVerify } from '../../src/cli/audit.ts';
import type { StoredMessage } from '../../src/ports/store.ts';
import { verifyAudit } from '../../src/store/audit-verify.ts';
import * as chained from '../../src/store/migrations/0010-audit-chain.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { AuditTable } from '../../src/store/tables.ts';
import { runCommand } from '../support/cli.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { openDialogue } from '../support/dialogue.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const entry = (n: number) => ({ at: NOW + n, by: `person${n % 3}`, action: 'export ledger', detail: { n } });
const changing = (n: number): StoredMessage => ({
  key: `app:${n}`,
  channel: 'app',
  chatId: null,
  userId: 'lisi',
  at: NOW + n,
  intent: 'setting',
  text: '请假需要审批',
  reply: null,
  changes: [{ of: 'setting', unitId: 2, key: 'leave.approval', before: null, after: String(n) }],
});

describe.each(DATABASES)('the chain on $name', { timeout: 60_000 }, ({ missing, create }) => {
  const when = it.skipIf(missing !== null);
  let database: TestDatabase;
  let store: OpenStore;
  const rows = () => store.db.selectFrom('audit').selectAll().orderBy('id').execute();
  const verify = () => verifyAudit(store.db);

  beforeAll(async () => {
    if (missing) return;
    database = await create();
    store = openStore(database.choice);
    await store.migrate();
  });
  afterAll(async () => {
    await store?.close();
    await database?.remove();
  });
  beforeEach(async () => {
    if (missing) return;
    await store.db.deleteFrom('audit').execute();
    await store.db.deleteFrom('message').execute();
  });

  when('is whole as it was written, across transactions and several entries in one', async () => {
    expect(await verify()).toMatchObject({ entries: 0, head: '' });
    await store.write((tx) => tx.audit(entry(1)));
    await store.write(async (tx) => {
      for (let n = 2; n < 5; n++) await tx.audit(entry(n));
      tx.addMessage(changing(5));
      tx.addMessage({ ...changing(6), changes: [] });
      await tx.markUndone({ userId: 'lisi', key: 'app:5' }, NOW + 7);
    });
    const { entries, head, broken } = await verify();
    const all = await rows();
    expect([entries, head, broken]).toEqual([6, all.at(-1)!.hash, undefined]);
    expect(all.map((row) => `${row.by_person} ${row.action}`)).toEqual([
      ...['person1', 'person2', 'person0', 'person1'].map((by) => `${by} export ledger`),
      'lisi undo',
      'lisi change',
    ]);
  });

  when('keeps nothing of what was rolled back', async () => {
    await store.write((tx) => tx.audit(entry(1)));
    const failing = store.write(async (tx) => {
      await tx.audit(entry(2));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await store.write((tx) => tx.audit(entry(3)));
    expect(await verify()).toMatchObject({ entries: 2 });
  });

  when('is one chain where two instances write at once', async () => {
    const other = openStore(database.choice);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? store : other).write((tx) => tx.audit(entry(n)))),
    );
    await other.close();
    const { entries, broken } = await verify();
    expect([entries, broken]).toEqual([40, undefined]);
  });

  when('finds whatever is changed, removed, put in or reordered by hand', async () => {
    await store.write(async (tx) => {
      for (let n = 0; n < 6; n++) await tx.audit(entry(n));
      for (let n = 6; n < 8; n++) tx.addMessage(changing(n));
    });
    const whole = await rows();
    const last = whole.length - 1;
    const columns = ['at', 'by_person', 'action', 'detail', 'salt', 'digest', 'hash'] as const;
    const at = fc.nat(last);
    const hand = fc.oneof(
      fc.record({
        what: fc.constant('change' as const),
        at,
        column: fc.constantFrom(...columns),
        blank: fc.boolean(),
      }),
      // At the end nothing tells: that is what the noted head is for.
      fc.record({ what: fc.constant('remove' as const), at: fc.nat(last - 1) }),
      fc.record({ what: fc.constant('put in' as const), at, from: at }),
      fc.record({ what: fc.constant('swap' as const), at, from: at }),
      fc.record({ what: fc.constant('erase' as const), at }),
    );
    type Entry = Selectable<AuditTable>;
    const numbered = (all: Omit<Entry, 'id'>[]) => all.map((row, i) => ({ ...row, id: 1000 + i }));
    await fc.assert(
      fc.asyncProperty(hand, async (done) => {
        const row = whole[done.at]!;
        let all: Omit<Entry, 'id'>[] = whole.map((each) => ({ ...each }));
        if (done.what === 'change') {
          const old = row[done.column];
          const changed = typeof old === 'number' ? old + 1 : done.blank ? '' : `${old}x`;
          all[done.at] = { ...row, [done.column]: changed };
        } else if (done.what === 'erase') all[done.at] = { ...row, by_person: '', detail: '', salt: null };
        else if (done.what === 'remove') all.splice(done.at, 1);
        else if (done.what === 'put in') all.splice(done.at, 0, { ...whole[done.from]! });
        else {
          fc.pre(done.at !== done.from);
          all[done.at] = { ...whole[done.from]! };
          all[done.from] = { ...row };
        }
        all = numbered(all);
        await store.db.deleteFrom('audit').execute();
        await store.db
          .insertInto('audit')
          .values(all as Entry[])
          .execute();
        expect((await verify()).broken).toBeDefined();
      }),
      { numRuns: 120 },
    );
    await store.db.deleteFrom('audit').execute();
    await store.db.insertInto('audit').values(whole).execute();
    expect((await verify()).broken).toBeUndefined();
  });

  when('finds a message that is not what it was, and one that is gone', async () => {
    await store.write(async (tx) => {
      for (let n = 0; n < 3; n++) tx.addMessage(changing(n));
    });
    expect((await verify()).broken).toBeUndefined();
    const { id, changes } = await store.db
      .selectFrom('message')
      .selectAll()
      .where('key', '=', 'app:1')
      .executeTakeFirstOrThrow();
    const set = (now: string | null) =>
      store.db.updateTable('message').set({ changes: now }).where('id', '=', id).execute();
    await set(changes!.replace('true', 'false').replace('"1"', '"2"'));
    expect((await verify()).broken?.what).toBe('message');
    await set(null);
    expect((await verify()).broken?.what).toBe('message');
    await set(changes);
    expect((await verify()).broken).toBeUndefined();
    await store.db.deleteFrom('message').where('id', '=', id).execute();
    expect((await verify()).broken?.what).toBe('message');
  });

  when('takes in what stood before there was one, and what a version without it still writes', async () => {
    const old = { at: NOW, by_person: 'cli', action: 'org import', detail: '{}' };
    for (const column of ['salt', 'digest', 'hash'])
      await store.db.schema.alterTable('audit').dropColumn(column).execute();
    await store.db
      .insertInto('audit')
      .values(Array.from({ length: 2500 }, () => old) as never)
      .execute();
    await chained.up(store.db as never);
    expect(await verify()).toMatchObject({ entries: 2500, adopted: 0 });

    await store.write((tx) => tx.audit(entry(1)));
    await store.db
      .insertInto('audit')
      .values([old, old] as never)
      .execute();
    expect((await verify()).broken).toBeDefined();
    await store.write((tx) => tx.audit(entry(2)));
    const { entries, adopted, broken } = await verify();
    expect([entries, adopted, broken]).toEqual([2505, 2, undefined]);
  });
});

it('every message that changes something leaves an entry, and one that does not leaves none', async () => {
  const chat = await openDialogue();
  await chat.says('zhangsan', '帮助');
  await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
  await chat.says('lisi', '签到');
  await chat.says('lisi', '撤销');
  await chat.says('lisi', '谁没签到');
  const all = await chat.store.db.selectFrom('audit').selectAll().orderBy('id').execute();
  expect(all.map((row) => [row.by_person, row.action, JSON.parse(row.detail).intent])).toEqual([
    ['zhangsan', 'change', 'activity_create'],
    ['lisi', 'change', 'checkin'],
    ['lisi', 'undo', undefined],
  ]);
  expect((await verifyAudit(chat.store.db)).broken).toBeUndefined();
  await chat.close();
});

it('audit verify says so in a line, and where it is broken', async () => {
  const database = await DATABASES[0]!.create();
  const env = { DATABASE_URL: `sqlite:${(database.choice as { file: string }).file}` };
  const store = openStore(database.choice);
  await store.migrate();
  for (let n = 0; n < 3; n++) await store.write((tx) => tx.audit(entry(n)));
  const { head } = await verifyAudit(store.db);
  expect(await runCommand(auditVerify, [], env)).toEqual({
    code: 0,
    out: expect.stringContaining(`审计记录完好（3 条），末条校验和 ${head}`),
  });
  await store.db.updateTable('audit').set({ by_person: 'somebody' }).where('id', '=', 2).execute();
  expect(await runCommand(auditVerify, [], env)).toEqual({
    code: 1,
    out: expect.stringMatching(/第 2 号（2026-11-21T10:00:00/),
  });
  await store.close();
  await database.remove();
});
