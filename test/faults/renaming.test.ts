// Somebody whom WeCom knows by another account: everything of theirs goes with them, and the audit trail stays whole.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditVerify } from '../../src/cli/audit.ts';
import { erase } from '../../src/cli/erase.ts';
import { moveCommand } from '../../src/cli/move.ts';
import { renameOnRoster } from '../../src/cli/org-rename.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { CONTACT_CHANGES } from '../../src/domain/organisation/contact-changes.ts';
import { readReports } from '../../src/settings/reports.ts';
import { asKnownNow } from '../../src/store/audit-accounts.ts';
import { renamedText } from '../../src/store/erasing/accounts.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { runCommand } from '../support/cli.ts';
import { freshDatabase } from '../support/databases.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses } from '../support/processes.ts';
import { without } from '../support/roster.ts';

defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
defineShippedProcesses();

let chat: Dialogue;
let env: { CONFIG_DIR: string; DATA_DIR: string; DATABASE_URL: string };
beforeEach(async () => {
  chat = await openDialogue();
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(chat.store.db);
  env = {
    CONFIG_DIR: 'config',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'renaming-')),
    DATABASE_URL: `sqlite:${rows[0]!.file}`,
  };
});
afterEach(async () => {
  await chat.close();
  rmSync(env.DATA_DIR, { recursive: true });
});

async function lived(): Promise<void> {
  for (const [who, what] of [
    ['zhangsan', '请假需要审批'],
    ['zhangsan', '安排 主题党日 今天10点20 三楼会议室'],
    ['zhaoliu', '签到'],
    ['zhangsan', '安排 党课 11月25日下午3点'],
    ['zhangsan', '上报 党员大会 11月20日下午3点 应到6 实到5 赵六请假（腰疼）'],
    ['zhangsan', '【整改】\n问题：路灯坏了，zhaoliu 说的\n责任人：赵六、李四\n时限：12月20日'],
    ['zhaoliu', '整改1 进展60% 材料已报'],
    ['zhaoliu', '整改1 完成'],
    ['zhaoliu', '民情日记：今天走访王大爷家'],
    ['zhangsan', '集结 赵六、李四 到河堤'],
    ['zhaoliu', '收到'],
    ['zhangsan', '党群先锋队加上赵六、李四'],
    ['zhaoliu', '我承诺年底前帮李奶奶修好房子'],
    ['zhaoliu', '我的到会率'],
  ] as const)
    await chat.says(who, what);
  await chat.store.write(async (tx) => {
    await tx.addEntryKey('a'.repeat(64), 'zhaoliu', 9e12);
    await tx.putSnoozes([{ personId: 'zhaoliu', matter: 'item:1', on: '2026-11-25' }]);
  });
}

const TRAIL = ['audit', 'revision'];

/** All rows of all tables but the trail, as text, with either account written as `ACCOUNT`. */
async function everything({ db }: OpenStore): Promise<string[]> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const rows: string[] = [];
  for (const table of tables.filter((name) => !TRAIL.includes(name)))
    for (const row of await db
      .selectFrom(table as 'item')
      .selectAll()
      .execute())
      rows.push(
        `${table} ${JSON.stringify(row)}`.replace(/(?<![a-z0-9])(zhaoliu|neu)(?![a-z0-9])/gi, 'ACCOUNT'),
      );
  return rows.sort();
}
/** Where an account stands. */
const tellsOf = async ({ db }: OpenStore, account: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables())
    for (const row of await db
      .selectFrom(name as 'item')
      .selectAll()
      .execute())
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && value.includes(account)) found.push(`${name}.${column}`);
  return [...new Set(found)].sort();
};
const rename = (...args: string[]) => runCommand(renameOnRoster, args, env);

describe('org rename', { timeout: 60_000 }, () => {
  it('carries all that is known of somebody to the new account, and nothing else changes', async () => {
    await lived();
    const mine = await chat.says('zhaoliu', '我的');
    const before = await everything(chat.store);
    const would = await rename('zhaoliu', 'Neu');
    expect(would).toMatchObject({ code: 0, out: expect.stringContaining('确认请加 --yes') });
    expect(await tellsOf(chat.store, 'Neu')).toEqual([]);

    const done = await rename('赵六', 'Neu', '--yes');
    expect(done.out).toMatch(/^已把 赵六 的账号 zhaoliu 改为 Neu，\d+ 处/);
    // In the trail, and in what people wrote and were told, the old account stays.
    expect(await tellsOf(chat.store, 'zhaoliu')).toEqual([
      'audit.by_person',
      'audit.detail',
      'item.problem',
      'item_event.after',
      'message.changes',
      'message.reply',
      'message.text',
      'outbox.text',
    ]);
    expect(await everything(chat.store)).toEqual(before);
    expect(await verifySums(chat.store.db)).toMatchObject({ differing: [] });
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });

    // The server beside knows it at once: rolls, items, records and what can be taken back.
    expect(await chat.says('zhaoliu', '我的')).toContain('不在名册里');
    expect(await chat.says('Neu', '我的')).toBe(mine);
    expect(await chat.says('zhangsan', '谁没签到')).not.toContain('赵六');
    expect(await chat.says('Neu', '我的整改')).toContain('整改1');
    expect(await chat.says('Neu', '请假 发烧')).toContain('请假');
    expect(await chat.says('Neu', '撤销')).toContain('已撤销');
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });
  });

  it('can be done twice and back, and whoever leaves is taken out under every account', async () => {
    await lived();
    await rename('zhaoliu', 'zhao.liu', '--yes');
    await rename('zhao.liu', 'zl-1', '--yes');
    await chat.says('zl-1', '民情日记：今天走访李大爷家');
    await rename('zl-1', 'zhao.liu', '--yes');
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });
    await chat.store.rewrite((db) =>
      db.updateTable('person').set({ active: 0 }).where('id', '=', 'zhao.liu').execute(),
    );
    expect(await runCommand(erase, ['赵六', '--yes'], env)).toMatchObject({ code: 0 });
    for (const account of ['zhaoliu', 'zhao.liu', 'zl-1'])
      expect(await tellsOf(chat.store, account)).toEqual([]);
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });
  });

  it('whoever has the old account by now is not taken out with whom it was before', async () => {
    await lived();
    await rename('zhaoliu', 'neu', '--yes');
    const org = await chat.store.read((tx) => tx.organisation());
    const { person } = without('lisi', org).changes.people[0]!;
    const other = { ...person, id: 'zhaoliu', userId: 'zhaoliu', name: '赵陆' };
    const changes = { unitsToAdd: [], officesToRemove: [], officesToAdd: [] };
    await chat.store.write((tx) =>
      tx.applyRoster({ ...changes, people: [{ what: 'add', person: other }] }, 3),
    );
    await chat.says('zhaoliu', '民情日记：今天走访李大爷家');
    await chat.store.rewrite((db) =>
      db.updateTable('person').set({ active: 0 }).where('id', '=', 'neu').execute(),
    );
    expect(await runCommand(erase, ['neu', '--yes'], env)).toMatchObject({ code: 0 });
    expect(await tellsOf(chat.store, 'neu')).toEqual([]);
    expect((await chat.store.read((tx) => tx.organisation())).person('zhaoliu')!.name).toBe('赵陆');
    expect(await chat.says('zhaoliu', '我的')).not.toContain('不在名册里');
    const filed = await chat.store.db.selectFrom('filing').select(['by_person', 'said']).execute();
    expect(filed.filter(({ by_person }) => by_person === 'zhaoliu')).toMatchObject([
      { said: expect.stringContaining('李大爷') },
    ]);
  });

  it('tells a message that was changed afterwards all the same', async () => {
    await lived();
    await rename('zhaoliu', 'neu', '--yes');
    await sql`update message set changes = replace(changes, 'present', 'late') where user_id = 'neu'`.execute(
      chat.store.db,
    );
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 1 });
  });

  it.skipIf(!process.env.TEST_DATABASE_URL)('does the same on PostgreSQL', async () => {
    const target = (await freshDatabase())!;
    await lived();
    await runCommand(moveCommand, [target.url], env);
    const there = openStore({ kind: 'postgres', url: target.url });
    const moved = { ...env, DATABASE_URL: target.url };
    expect(await runCommand(renameOnRoster, ['zhaoliu', 'neu', '--yes'], moved)).toMatchObject({ code: 0 });
    const kept = await there.db.selectFrom('attendance').selectAll().where('person_id', '=', 'neu').execute();
    expect(kept).toHaveLength(2);
    expect((await verifySums(there.db)).differing).toEqual([]);
    expect(await runCommand(auditVerify, [], moved)).toMatchObject({ code: 0 });
    await there.close();
    await target.remove();
  });

  it('makes one person of two that were entered for one', async () => {
    await lived();
    await chat.store.write(async (tx) => {
      const org = await tx.organisation();
      const { people } = without('zhaoliu', org).changes;
      // The roster does not say of the second in which team they are.
      const { teams: _, ...person } = people[0]!.person;
      const twin = { ...person, id: 'zl2', userId: 'ZL2' };
      await tx.applyRoster(
        {
          unitsToAdd: [],
          people: [{ what: 'add', person: twin }],
          officesToRemove: [],
          officesToAdd: [],
        } as never,
        3,
      );
    });
    await chat.says('ZL2', '请假 出差');
    const shown = await rename('zhaoliu', 'ZL2');
    expect(shown.out).toContain('两个并成一个人');
    expect(await rename('zhaoliu', 'ZL2', '--yes')).toMatchObject({ code: 0 });
    const org = await chat.store.read((tx) => tx.organisation());
    expect([...org.people.values()].filter((p) => p.name === '赵六').map((p) => p.userId)).toEqual(['ZL2']);
    expect(org.person('zl2')!.teams).toEqual(['党群先锋队']);
    expect(await chat.store.read((tx) => tx.departed())).toEqual([]);
    const states = await chat.store.db
      .selectFrom('attendance')
      .select(['activity_id', 'state'])
      .where('person_id', '=', 'zl2')
      .orderBy('activity_id')
      .execute();
    expect(states.length).toBeGreaterThan(1);
    expect(new Set(states.map((s) => s.activity_id)).size).toBe(states.length);
    // What was said last holds: the leave that the second account asked for.
    expect(states[0]).toEqual({ activity_id: 1, state: 'leave_pending' });
    expect((await verifySums(chat.store.db)).differing).toEqual([]);
    expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });
    expect(await chat.says('zhangsan', '整改1')).toContain('责任人赵六、李四');
  });

  it('reminds of ADMIN_USERIDS where the old account stands there, however it is written', async () => {
    const of = async (ADMIN_USERIDS: string, to: string) =>
      (await runCommand(renameOnRoster, ['赵六', to, '--yes'], { ...env, ADMIN_USERIDS })).out;
    expect(await of('lisi', 'zl2')).not.toContain('ADMIN_USERIDS');
    expect(await of('lisi,ZL2', 'zl3')).toContain('ADMIN_USERIDS');
  });

  it('keeps of two that were entered the offices of the one that holds', async () => {
    await chat.store.write(async (tx) => {
      const { person } = without('zhaoliu', await tx.organisation()).changes.people[0]!;
      const unit = '城郊党委/第一党支部';
      const twin = { ...person, id: 'ls2', userId: 'ls2', name: '李四', branch: unit, group: null };
      const office = { personId: 'ls2', name: '李四', unit, role: '宣传委员' as const };
      const changes = { unitsToAdd: [], officesToRemove: [], officesToAdd: [office] };
      await tx.applyRoster({ ...changes, people: [{ what: 'add', person: twin }] }, 3);
    });
    expect(await rename('lisi', 'ls2', '--yes')).toMatchObject({ code: 0 });
    const org = await chat.store.read((tx) => tx.organisation());
    expect(org.officesOf('ls2').map(({ role }) => role)).toEqual(['宣传委员']);
    expect(org.officesOf('lisi')).toEqual([]);
  });

  it('takes over an account that has left, and what it is on the roster stays', async () => {
    await chat.store.write(async (tx) => {
      const { person } = without('zhaoliu', await tx.organisation()).changes.people[0]!;
      const before = {
        ...person,
        id: 'zl0',
        userId: 'ZL0',
        kind: '预备党员' as const,
        branch: '城郊党委/第二党支部',
        group: null,
      };
      const changes = { unitsToAdd: [], officesToRemove: [], officesToAdd: [] };
      await tx.applyRoster({ ...changes, people: [{ what: 'add', person: before }] }, 3);
      await tx.applyRoster({ ...changes, people: [{ what: 'deactivate', person: before, before }] }, 4);
    });
    const was = (await chat.store.read((tx) => tx.organisation())).person('zhaoliu')!;
    expect(await rename('zhaoliu', 'ZL0', '--yes')).toMatchObject({ code: 0 });
    const org = await chat.store.read((tx) => tx.organisation());
    expect(org.person('zl0')).toEqual({ ...was, id: 'zl0', userId: 'ZL0' });
    expect(org.person('zhaoliu')).toBeUndefined();
    expect(await chat.store.read((tx) => tx.departed())).toEqual([]);
  });

  it('refuses what is no account, nobody, and an account of somebody else', async () => {
    const before = await everything(chat.store);
    for (const [args, code] of [
      [['zhaoliu'], 'rename_accounts_needed'],
      [['zhaoliu', '赵六', '--yes'], 'rename_bad_account'],
      [['nobody', 'zl', '--yes'], 'no_such_person'],
      [['zhaoliu', 'lisi', '--yes'], 'rename_taken'],
    ] as const)
      await expect(rename(...args)).rejects.toMatchObject({ code });
    expect(await everything(chat.store)).toEqual(before);
  });

  it('hears of it no more from WeCom, and of others still', async () => {
    const said = [{ userId: 'zhaoliu', renamedTo: 'ZL' }, { userId: 'lisi' }];
    await chat.store.write((tx) => tx.putMark(CONTACT_CHANGES, JSON.stringify(said)));
    await rename('zhaoliu', 'ZL', '--yes');
    const left = await chat.store.read((tx) => tx.mark(CONTACT_CHANGES));
    expect(JSON.parse(left!)).toEqual([{ userId: 'lisi' }]);
  });
});

it('an entry of the trail is known by its message as it was renamed, each time it was', () => {
  const told = { id: 7, by: 'zhaoliu', key: 'app:zhaoliu:77', changes: 'one' };
  const renames = [
    { from: 'zhaoliu', to: 'neu', kept: { '7': 'two' } },
    { from: 'lisi', to: 'other', kept: { '8': 'x' } },
    { from: 'neu', to: 'zl', kept: { '7': 'three' } },
  ];
  expect(asKnownNow(told, renames)).toEqual({ id: 7, by: 'zl', key: 'app:zl:77', changes: 'three' });
  expect(asKnownNow({ ...told, id: 9 }, renames)).toEqual({ ...told, id: 9 });
});

describe('an account in a text', () => {
  it.each([
    ['zhaoliu', 'zhaoliu', 'new'],
    ['zhaoliu', 'ZhaoLiu', 'new'],
    ['zhaoliu', 'leave:1:zhaoliu:app:zhaoliu:77', 'leave:1:new:app:new:77'],
    ['zhaoliu', 'neu', 'neu'],
    ['zhaoliu', 'x-zhaoliu', 'x-zhaoliu'],
    ['zhaoliu', '账号 zhaoliu 的人', '账号 zhaoliu 的人'],
    ['zhaoliu', '{"zhaoliu":["zhaoliu","b"],"text":"zhaoliu"}', '{"new":["new","b"],"text":"zhaoliu"}'],
    ['zhaoliu', '["new","zhaoliu"]', '["new"]'],
    ['12', 'item_told:12:app:12:34', 'item_told:12:app:new:34'],
    ['12', 'asked:12:', 'asked:new:'],
    ['12', 'rest:12:12', 'rest:new:12'],
    ['12', 'hint:12', 'hint:new'],
    ['12', 'item_named:12', 'item_named:new'],
    ['12', 'plan_awaited:12', 'plan_awaited:new'],
    ['12', 'dashboard:12', 'dashboard:new'],
    ['12', 'digest:12:2026-11-25', 'digest:new:2026-11-25'],
    ['12', 'leave:12:12:app:12:12', 'leave:12:new:app:new:12'],
    ['12', 'leave_decided:7:12', 'leave_decided:7:new'],
    ['12', 'leave_no:12:34', 'leave_no:12:34'],
    ['12', 'makeup:12:12', 'makeup:12:new'],
    ['12', 'makeup_ok:12:12', 'makeup_ok:12:new'],
    ['12', 'muster_card:12:12', 'muster_card:12:new'],
    ['12', 'activity:12', 'activity:12'],
    ['12', '12', 'new'],
    ['12', '{"12":{"no":12,"by":"12"}}', '{"12":{"no":12,"by":"new"}}'],
    ['a.b', 'leave:1:axb', 'leave:1:axb'],
  ])('%s in %s', (from, text, expected) => {
    expect(renamedText({ from, to: 'new' })(text)).toBe(expected);
  });

  it('is whole again when it is changed back', () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9]{2,7}$/);
    fc.assert(
      fc.property(part, part, fc.array(part), (a, b, others) => {
        fc.pre(a !== b && !others.includes(b));
        const key = [...others, a, ...others].join(':');
        const there = renamedText({ from: a, to: b })(key);
        expect(there.split(':')).not.toContain(a);
        expect(renamedText({ from: b, to: a })(there)).toBe(key);
      }),
      { numRuns: 200 },
    );
  });
});
