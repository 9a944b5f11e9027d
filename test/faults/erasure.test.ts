// Somebody who left, taken out of everything; and texts that are old enough.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditVerify } from '../../src/cli/audit.ts';
import { erase } from '../../src/cli/erase.ts';
import { moveCommand } from '../../src/cli/move.ts';
import { retain } from '../../src/cli/retain.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { readReports } from '../../src/settings/reports.ts';
import { anonymousRow, anonymousText } from '../../src/store/erasing/anonymous.ts';
import { ELSEWHERE, PLACES } from '../../src/store/erasing/places.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { runCommand } from '../support/cli.ts';
import { freshDatabase } from '../support/databases.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses, newProcess } from '../support/processes.ts';
import { without } from '../support/roster.ts';

defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
defineShippedProcesses();
const OF_THE_PERSON = ['赵六', 'zhaoliu', '孩子住院', '腰疼'];

let chat: Dialogue;
let env: { CONFIG_DIR: string; DATA_DIR: string; DATABASE_URL: string };
beforeEach(async () => {
  chat = await openDialogue();
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(chat.store.db);
  env = {
    CONFIG_DIR: 'config',
    DATA_DIR: mkdtempSync(join(tmpdir(), 'erasing-')),
    DATABASE_URL: `sqlite:${rows[0]!.file}`,
  };
});
afterEach(async () => {
  await chat.close();
  rmSync(env.DATA_DIR, { recursive: true });
});

/** A month in which 赵六 does, says and is told whatever anybody can. */
async function lived(): Promise<void> {
  await chat.says('zhangsan', '请假需要审批');
  await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
  await chat.says('zhaoliu', '签到');
  await chat.says('zhangsan', '安排 党课 11月25日下午3点');
  await chat.says('zhaoliu', '请假 孩子住院');
  await chat.says('zhangsan', '同意 赵六 请假');
  await chat.says(
    'zhangsan',
    '上报 党员大会 11月20日下午3点 应到6 实到5 赵六请假（腰疼） 决议：修灯（赵六，12月10日前）',
  );
  await chat.says('zhangsan', '【整改】\n问题：赵六家门口路灯坏了\n责任人：赵六\n时限：12月20日');
  await chat.says('zhaoliu', '整改1 进展60% 材料已报');
  await chat.says('zhangsan', '【整改】\n问题：台账不全\n责任人：赵六、李四\n时限：12月20日');
  await chat.says('zhaoliu', '民情日记：今天赵六腰疼，走访王大爷家');
  await chat.says('zhangsan', '赵六递交入党申请书 11月1日');
  await chat.says('zhangsan', '对');
  await chat.says('zhangsan', '赵六停止发展，因为腰疼');
  await chat.says('zhangsan', '民情日记：今天走访赵六家，孩子住院，已慰问');
  await chat.says('zhangsan', '登记整改 屋顶漏水，责任人赵六，12月5日前修好屋顶，12月20日前粉刷墙面');
  await chat.says('zhaoliu', '整改4 修好屋顶完成');
  await chat.says('zhaoliu', '我的到会率');
  await chat.says('zhaoliu', '请');
  await chat.says('zhaoliu', '帮助');
  await chat.says('zhangsan', '送达情况');
  await chat.store.write(async (tx) => {
    await tx.addLesson({
      at: 1,
      readAt: 1,
      userId: 'zhaoliu',
      messageKey: 'k',
      text: '赵六来了',
      intent: { intent: 'checkin' },
      choice: 1,
      choices: 2,
    });
    await tx.addEntryKey('a'.repeat(64), 'zhaoliu', 9e12);
    await tx.addPageSession({ hash: 'b'.repeat(64), userId: 'zhaoliu', madeAt: 1, seenAt: 1 });
    await tx.putSnoozes([{ personId: 'zhaoliu', matter: 'item:1', on: '2026-11-25' }]);
    await tx.audit({ at: 1, by: 'zhaoliu', action: 'export ledger', detail: { name: '赵六' } });
    await tx.applyRoster(without('zhaoliu', await tx.organisation()).changes, 2);
  });
}

async function everything({ db }: OpenStore): Promise<string> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const all = tables.map((table) =>
    db
      .selectFrom(table as 'item')
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(all));
}
const figures = async ({ db }: OpenStore) => ({
  attendance:
    await sql`select activity_id, state, count(*) as n from attendance group by activity_id, state order by 1, 2`
      .execute(db)
      .then(({ rows }) => rows.map((row) => JSON.stringify(Object.values(row as object).map(String)))),
  records: await db.selectFrom('meeting_record').select(['activity_id', 'expected', 'present']).execute(),
  due: (await db.selectFrom('meeting_record').select('due').execute()).map(
    ({ due }) => JSON.parse(due).length,
  ),
  items: await db.selectFrom('item').select(['no', 'state', 'progress']).orderBy('no').execute(),
});

describe('erase', { timeout: 60_000 }, () => {
  it('leaves neither name nor account nor a word of the person, and every figure', async () => {
    await lived();
    const before = await everything(chat.store);
    for (const word of OF_THE_PERSON) expect(before.includes(word), word).toBe(true);
    const counted = await figures(chat.store);
    const would = await runCommand(erase, ['赵六'], env);
    expect(would).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^将清除 赵六：\d+ 处记录和 \d+ 条审计.*--yes\n$/),
    });
    expect(await everything(chat.store)).toBe(before);

    expect(await runCommand(erase, ['赵六', '--yes'], env)).toMatchObject({ code: 0 });
    const after = await everything(chat.store);
    for (const word of OF_THE_PERSON) expect(after.includes(word), word).toBe(false);
    expect(await figures(chat.store)).toEqual(counted);
    expect(await verifySums(chat.store.db)).toMatchObject({ meetings: 3, differing: [] });
    // Nothing goes out to whom nobody knows any more.
    const wordless = await chat.store.db.selectFrom('outbox').selectAll().where('text', '=', '').execute();
    expect(wordless.filter(({ state }) => state === 'waiting' || state === 'sending')).toEqual([]);
    // Nobody comes in to the page under another name.
    for (const table of ['dashboard_key', 'dashboard_session'] as const)
      expect([table, await chat.store.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
    // The server beside goes on: what it kept in memory is gone as well.
    expect(await chat.says('zhangsan', '整改1')).toContain('已离开人员');
    // Who shared an item with them still has it.
    expect(await chat.says('zhangsan', '整改2')).toContain('责任人已离开人员、李四');
    expect(await chat.says('lisi', '我的整改')).toContain('整改2 台账不全');
    expect(await chat.says('zhaoliu', '我的')).toContain('不在名册里');
    const verified = await runCommand(auditVerify, [], env);
    expect(verified).toMatchObject({
      code: 0,
      out: expect.stringMatching(/完好.*\n其中 \d+ 条因人员信息已清除/),
    });
    await expect(runCommand(erase, ['赵六', '--yes'], env)).rejects.toMatchObject({ code: 'no_such_person' });
  });

  it.skipIf(!process.env.TEST_DATABASE_URL)('does the same on PostgreSQL', async () => {
    const target = (await freshDatabase())!;
    await lived();
    await runCommand(moveCommand, [target.url], env);
    const there = openStore({ kind: 'postgres', url: target.url });
    const counted = await figures(there);
    const moved = { ...env, DATABASE_URL: target.url };
    expect(await runCommand(erase, ['zhaoliu', '--yes'], moved)).toMatchObject({ code: 0 });
    const after = await everything(there);
    for (const word of OF_THE_PERSON) expect(after.includes(word), word).toBe(false);
    expect(await figures(there)).toEqual(counted);
    expect((await verifySums(there.db)).differing).toEqual([]);
    expect(await runCommand(auditVerify, [], moved)).toMatchObject({ code: 0 });
    await there.close();
    await target.remove();
  });

  it('takes nobody who is there, and nobody by half a name', async () => {
    await lived();
    await expect(runCommand(erase, ['张三', '--yes'], env)).rejects.toMatchObject({
      code: 'still_on_roster',
    });
    await expect(runCommand(erase, ['赵'], env)).rejects.toMatchObject({ code: 'no_such_person' });
    await expect(runCommand(erase, [], env)).rejects.toMatchObject({ code: 'person_needed' });
  });

  it('takes out whom a process alone tells of, and nobody whose name is like it', async () => {
    for (const text of [
      '发展党员：王小鹏，11月3日递交申请书',
      '王小鹏派人谈话 11月10日',
      '王小鹏停止发展，因为外出打工',
      '发展党员：刘小红，11月5日递交申请书',
      '民情日记：走访王小鹏家',
    ])
      await chat.says('zhangsan', text);
    await chat.says('zhangsan', '王小鹏派人谈话 11月11日');
    await chat.store.write((tx) => tx.addProcess(newProcess({ subject: '王小鹏飞' })));
    const done = await runCommand(erase, ['王小鹏', '--yes'], env);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('已清除 王小鹏') });
    const after = await everything(chat.store);
    expect(after).not.toMatch(/王小鹏(?!飞)/u);
    expect(after).not.toContain('外出打工');
    const left = await chat.store.read((tx) => tx.processes({}));
    // Its days are figures and stay; nobody is reminded of them.
    expect(left.map(({ subject, state }) => [subject, state])).toEqual([
      ['已离开人员', 'stopped'],
      ['刘小红', 'open'],
      ['王小鹏飞', 'open'],
    ]);
    expect((await runCommand(auditVerify, [], env)).code).toBe(0);
    await expect(runCommand(erase, ['王小鹏', '--yes'], env)).rejects.toMatchObject({
      code: 'no_such_person',
    });
  });

  it('takes out nobody where two branches tell of one name', async () => {
    await chat.says('zhangsan', '发展党员：刘小红，11月5日递交申请书');
    await chat.says('admin', '第二党支部发展党员：刘小红，11月6日递交申请书');
    await expect(runCommand(erase, ['刘小红', '--yes'], env)).rejects.toMatchObject({
      code: 'which_applicant',
    });
    expect(await everything(chat.store)).toContain('刘小红');
  });

  it('takes out one of two of a name by the branch, and leaves the other whole', async () => {
    await chat.says('zhangsan', '发展党员：刘小红，11月5日递交申请书');
    await chat.says('zhangsan', '刘小红停止发展，因为去了广东');
    await chat.says('admin', '第二党支部发展党员：刘小红，11月6日递交申请书');
    await expect(runCommand(erase, ['刘小红', '--yes'], env)).rejects.toMatchObject({
      details: {
        units: expect.stringMatching(/第一党支部、.*第二党支部/u),
        unit: expect.stringContaining('第一党支部'),
      },
    });
    await expect(runCommand(erase, ['刘小红', '--unit', '第一党小组'], env)).rejects.toMatchObject({
      code: 'no_applicant_there',
    });
    const done = await runCommand(erase, ['刘小红', '--unit', '第一党支部', '--yes'], env);
    expect(done.out).toContain('同名');
    const left = await chat.store.read((tx) => tx.processes({}));
    expect(left.map(({ subject, state, reason }) => [subject, state, reason])).toEqual([
      ['已离开人员', 'stopped', ''],
      ['刘小红', 'open', ''],
    ]);
    const after = await everything(chat.store);
    expect(after).not.toContain('去了广东');
    expect(after).toContain('11月6日递交申请书');
    expect(after).not.toContain('11月5日递交申请书');
    expect((await runCommand(auditVerify, [], env)).code).toBe(0);
    // Now the name is one person's alone.
    expect(await runCommand(erase, ['刘小红', '--yes'], env)).toMatchObject({ code: 0 });
    expect(await everything(chat.store)).not.toContain('刘小红');
  });

  it('leaves a name that somebody else has as well, and says so', async () => {
    await lived();
    await chat.store.db.updateTable('person').set({ name: '赵六' }).where('id', '=', 'lisi').execute();
    const done = await runCommand(erase, ['zhaoliu', '--yes'], env);
    expect(done.out).toContain('同名');
    const after = await everything(chat.store);
    expect(after).not.toContain('zhaoliu');
    expect(after).toContain('赵六家门口');
  });

  it('leaves an applicant whose name begins like theirs', async () => {
    await lived();
    await chat.store.write((tx) => tx.addProcess(newProcess({ subject: '赵六明' })));
    expect(await runCommand(erase, ['zhaoliu', '--yes'], env)).toMatchObject({ code: 0 });
    const left = await chat.store.read((tx) => tx.processes({}));
    expect(left.map(({ subject }) => subject)).toContain('赵六明');
    expect(await everything(chat.store)).not.toMatch(/赵六(?!明)/u);
  });

  it('finds an applicant by a unit above the branch', async () => {
    await chat.says('zhangsan', '发展党员：刘小红，11月5日递交申请书');
    expect(await runCommand(erase, ['刘小红', '--unit', '城郊党委', '--yes'], env)).toMatchObject({
      code: 0,
    });
    expect(await everything(chat.store)).not.toContain('刘小红');
  });

  it('knows every table', async () => {
    const tables = (await chat.store.db.introspection.getTables()).map(({ name }) => name);
    const known = [...Object.keys(PLACES), ...ELSEWHERE].sort();
    // `outage` tables and the like of other rooms are added to one of the lists.
    expect(tables.filter((name) => !name.startsWith('sqlite_')).sort()).toEqual(known);
  });
});

describe('an account and a name in a text', () => {
  const rewrite = anonymousText({
    id: 'li.si-1',
    name: '王伟',
    as: { id: 'erased-1', name: '某' },
    longer: ['王伟明'],
  });
  it.each([
    ['王伟和王伟明、王伟', '某和王伟明、某'],
    ['leave:1:li.si-1:app:2', 'leave:1:erased-1:app:2'],
    ['Li.Si-1。', 'erased-1。'],
    ['lixsi-1 xli.si-1 li.si-12 li.si-1.x', 'lixsi-1 xli.si-1 li.si-12 li.si-1.x'],
    ['["LI.SI-1",1]', '["erased-1",1]'],
    [
      '{"王伟":"li.si-1","n":{"personId":"li.si-1","reason":"病","state":"leave"}}',
      '{"某":"erased-1","n":{"personId":"erased-1","reason":null,"state":"leave"}}',
    ],
    ['{"reason":"病","personId":"other"}', '{"reason":"病","personId":"other"}'],
    ['[图片] 王伟', '[图片] 某'],
  ])('%j becomes %j', (text, expected) => {
    expect(rewrite(text)).toBe(expected);
  });

  it.each([
    ['muster_person', { person_id: 'li.si-1', reason: '腿伤' }, { reason: null }],
    ['muster_person', { person_id: 'other', reason: '腿伤' }, {}],
    ['attendance', { person_id: 'li.si-1', reason: '腿伤' }, { reason: null }],
    ['person', { id: 'li.si-1', teams: '["抢险队"]' }, { teams: null }],
    ['person', { id: 'other', teams: '["抢险队"]' }, {}],
    [
      'outbox',
      { audience: '["li.si-1"]', state: 'waiting', text: '请到会' },
      { text: '', state: 'cancelled' },
    ],
    [
      'outbox',
      { audience: '["li.si-1"]', state: 'sending', text: '请到会' },
      { text: '', state: 'cancelled' },
    ],
    ['outbox', { audience: '["li.si-1"]', state: 'accepted', text: '请到会' }, { text: '' }],
    [
      'outbox',
      {
        kind: 'push',
        audience: '["li.si-1"]',
        state: 'accepted',
        text: '很长',
        payload: '{"parts":["很","长"]}',
      },
      { text: '', payload: null },
    ],
    [
      'outbox',
      {
        kind: 'file',
        audience: '[]',
        subject: 'file:app:li.si-1:2',
        state: 'accepted',
        text: '',
        payload: '{"name":"a"}',
      },
      { text: '' },
    ],
    ['outbox', { audience: '["other"]', state: 'waiting', text: '王伟已签到' }, { text: '某已签到' }],
  ])('a row of %s: %j', (table, row, expected) => {
    const id = 'li.si-1';
    const erased = { id, name: '王伟', as: { id: 'erased-1', name: '某' }, longer: [] };
    const changed = anonymousRow(erased, table, row) ?? {};
    expect(changed).toMatchObject(expected);
    const told = ['reason', 'teams', 'text', 'state', 'payload'].filter((column) => column in changed);
    expect(told.sort()).toEqual(Object.keys(expected).sort());
  });

  it('a number is an account only by itself, and no JSON is ever broken', () => {
    const ofNumber = anonymousText({ id: '12', as: { id: 'erased-1', name: '某' }, longer: [] });
    expect(ofNumber('leave:7:12:app:3')).toBe('leave:7:erased-1:app:3');
    expect(ofNumber('整改12 进展12% 12')).toBe('整改12 进展12% 12');
    expect(ofNumber('{"id":12,"by":"12","text":"12 人"}')).toBe('{"id":12,"by":"erased-1","text":"12 人"}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => JSON.parse(ofNumber(JSON.stringify(value)))).not.toThrow();
      }),
    );
  });
});

it('retain forgets what was said long ago and keeps what came of it', async () => {
  await lived();
  const { db } = chat.store;
  const counted = await figures(chat.store);
  const last = await db.selectFrom('message').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  // All but the newest message lie two years back.
  await db.updateTable('message').set({ at: 1_700_000_000_000 }).where('id', '<', last.id).execute();
  await db.updateTable('message').set({ at: Date.now() }).where('id', '=', last.id).execute();
  await db.updateTable('outbox').set({ at: 1_700_000_000_000 }).execute();
  // One of those that wait is on its way.
  const next = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  await db.updateTable('outbox').set({ state: 'sending' }).where('id', '=', next.id).execute();
  const rows = (...states: ('waiting' | 'sending')[]) =>
    db.selectFrom('outbox').select(['id', 'text']).where('state', 'in', states).orderBy('id').execute();
  const waiting = await rows('waiting', 'sending');
  // A long one went in parts.
  await db
    .updateTable('outbox')
    .set({ payload: '{"parts":["很长的","话"]}' })
    .where('kind', '=', 'push')
    .where('state', 'not in', ['waiting', 'sending'])
    .where('text', '!=', '')
    .execute();
  const would = await runCommand(retain, [], env);
  expect(would).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^将清除 \d{4}-\d\d-\d\d 以前的消息原文和回答 \d+ 条/),
  });
  expect(await db.selectFrom('message').select('id').where('text', 'is', null).execute()).toEqual([]);
  expect(await runCommand(retain, ['--days', '365', '--yes'], env)).toMatchObject({ code: 0 });
  const left = await db
    .selectFrom('message')
    .select(['id', 'text', 'changes'])
    .where('text', 'is not', null)
    .execute();
  expect(left.map(({ id }) => id)).toEqual([last.id]);
  expect(await db.selectFrom('message').select('id').where('changes', 'is not', null).execute()).not.toEqual(
    [],
  );
  expect(await rows('waiting', 'sending')).toEqual(waiting);
  const old = await db
    .selectFrom('outbox')
    .select(['text', 'card', 'payload'])
    .where('kind', '=', 'push')
    .where('state', 'not in', ['waiting', 'sending'])
    .execute();
  expect(old.length).toBeGreaterThan(0);
  expect(old.filter(({ text, card, payload }) => text || card || payload)).toEqual([]);
  expect(await figures(chat.store)).toEqual(counted);
  expect(await runCommand(auditVerify, [], env)).toMatchObject({ code: 0 });
  await expect(runCommand(retain, ['--days', '0'], env)).rejects.toMatchObject({ code: 'bad_option' });
});
