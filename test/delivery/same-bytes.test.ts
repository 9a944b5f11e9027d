// What may have arrived is repeated byte by byte: a restart, other templates and another roster in between make no
// difference, for WeCom tells a repetition by its bytes (doc 90236).
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WecomApi } from '../../src/channels/wecom/api.ts';
import { createAppSender, textParts } from '../../src/channels/wecom-app/send.ts';
import { createFileSender } from '../../src/channels/wecom-app/send-file.ts';
import { createFileWorker } from '../../src/delivery/files.ts';
import { createPushWorker, taskIdOf } from '../../src/delivery/pushes.ts';
import { FileTooLarge } from '../../src/domain/errors.ts';
import { PUSH_CHANNELS } from '../../src/ports/channels.ts';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { queueOf } from '../support/queue.ts';
import { MINUTE, message } from '../support/sending.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const LOST = { ok: false, failure: { kind: 'unknown', reason: 'timeout' } } as const;
const OK = { ok: true, value: { errcode: 0, msgid: 'm' } } as const;
const refusal = (code: number, reason: string) =>
  ({ ok: false, failure: { kind: 'refused', code, reason, scope: 'message' } }) as const;
type Answer = typeof LOST | typeof OK | ReturnType<typeof refusal>;

const CARD = { title: '整改12 待销号', buttons: [{ text: '同意销号', key: 'approve:12' }] };
const LONG = Array.from({ length: 60 }, (_, i) => `${i + 1}. ${'党'.repeat(20)}`).join('\n');

for (const database of MIGRATED) {
  describeOn(database.name, database.missing, () => database.create());
}

function describeOn(name: string, missing: string | null, create: () => Promise<TestDatabase>) {
  let made: TestDatabase;
  let store: OpenStore;
  let now: number;
  let bodies: string[];
  let answers: Answer[];
  let uploads: number;
  const clock = { now: () => now };
  const opened = async () => {
    store = openStore(made.choice, clock);
    await store.migrate();
  };
  const api: WecomApi = {
    async call(_path, request) {
      bodies.push(request!.body!);
      return answers.shift() ?? OK;
    },
    async authorised<T>() {
      uploads += 1;
      return { ok: true, value: { media_id: `MEDIA${uploads}` } as T };
    },
  };

  beforeEach(async () => {
    if (missing !== null) return;
    made = await create();
    now = START;
    [bodies, answers, uploads] = [[], [], 0];
    await opened();
    const person = { id: 'zhangsan', user_id: 'ZhangSan', name: '张三', kind: '正式党员', changed_at: START };
    await store.db
      .insertInto('person')
      .values({ ...person, mobile: 0, branch_id: null, group_id: null, active: 1 })
      .execute();
  });
  afterEach(async () => {
    if (missing !== null) return;
    await store.close();
    await made.remove();
  });

  /** One instance, with the wording it was started with. */
  function run(label: (n: number, of: number) => string) {
    const push = createPushWorker(
      { app: createAppSender({ api, agentId: 7, partLabel: label }) },
      { partsOf: (row) => textParts(row.text, label), keepWith: store.keepWith },
    );
    const file = createFileWorker({
      store,
      shelf: {
        put: async () => '',
        // Written anew each time, and never the same twice.
        get: async () => Buffer.from(`content ${now}`),
        remove: async () => undefined,
      },
      makeMuster: async () => undefined,
      makeFilings: async () => undefined,
      makeProcesses: async () => undefined,
      makeFigures: async () => undefined,
      drawer: { png: async () => Buffer.from('png') },
      makeLedger: () => makeLedger(),
      makeMeetings: async () => undefined,
      senders: {
        app: createFileSender({ api, http: { address: (path: string) => path } as never, agentId: 7 }),
      },
      clock,
      templates: loadTemplates('templates'),
      pushAt: (at) => at,
    });
    return queueOf(store, { push, file }, clock).run();
  }
  let makeLedger: () => Promise<Buffer>;
  beforeEach(() => {
    makeLedger = async () => Buffer.from(`ledger ${now}`);
  });
  const first = (n: number, of: number) => `第 ${n}/${of} 条`;
  const later = (n: number, of: number) => `——${n}／${of}（接上条）——`;
  const add = (over: Partial<OutboxEntry>) =>
    store.write((tx) => tx.addOutbox([message('k1', START, { to: ['ZhangSan'], ...over })]));
  const renamed = () =>
    store.db.updateTable('person').set({ user_id: 'zhangsan', name: '张三丰' }).executeTakeFirstOrThrow();

  const on = it.skipIf(missing !== null);

  on.each([
    ['a text', { text: '明天 党课' }],
    ['a text in parts', { text: LONG }],
    ['a card', { text: '张三申请销号', card: CARD }],
    ['a card behind its text', { text: '党'.repeat(161), card: CARD }],
  ])(`${name}: %s`, async (_, over) => {
    await add(over);
    answers = [LOST];
    await run(first);
    const before = bodies.splice(0);
    expect(before).toHaveLength(1);
    await store.close();
    await opened();
    expect((await renamed()).numUpdatedRows).toBe(1n);
    now += MINUTE;
    await run(later);
    expect(bodies[0]).toBe(before[0]);
    expect((await store.openOutbox()).map((row) => row.state)).toEqual([]);
  });

  on(`${name}: every part of a long text, after a later one was lost`, async () => {
    await add({ text: LONG });
    answers = [OK, LOST];
    await run(first);
    const before = bodies.splice(0);
    now += MINUTE;
    await run(later);
    expect(bodies.slice(0, 2)).toEqual(before);
    expect(bodies.every((body) => body.includes('第 '))).toBe(true);
  });

  on(`${name}: a process that ended between sending and recording has kept what it said`, async () => {
    await add({ text: LONG });
    const died: OpenStore['settle'] = async () => Promise.reject(new Error('killed'));
    const label = first;
    const push = createPushWorker(
      { app: createAppSender({ api, agentId: 7, partLabel: label }) },
      { partsOf: (row) => textParts(row.text, label), keepWith: store.keepWith },
    );
    await expect(queueOf({ ...store, settle: died }, { push }, clock).run()).rejects.toThrow('killed');
    const before = bodies.splice(0);
    now += 2 * MINUTE;
    await run(later);
    expect(bodies).toEqual(before);
  });

  on(`${name}: a file, uploaded once`, async () => {
    await store.write((tx) =>
      tx.addFilePushes([
        { key: 'f', at: START, users: ['zhangsan'], name: '台账.xlsx', content: { ledger: {} } },
      ]),
    );
    answers = [LOST, LOST];
    for (let i = 0; i < 3; i++, now += 5 * MINUTE) await run(i === 0 ? first : later);
    expect([uploads, new Set(bodies).size, bodies.length]).toEqual([1, 1, 3]);
    expect(bodies[0]).toContain('"enable_duplicate_check":1');
  });

  on(`${name}: a file too large to be built is told at once, and not built again`, async () => {
    await store.write((tx) =>
      tx.addFilePushes([
        { key: 'f', at: START, users: ['zhangsan'], name: '台账.xlsx', content: { ledger: {} } },
      ]),
    );
    makeLedger = async () => {
      throw new FileTooLarge();
    };
    await run(first);
    expect([uploads, bodies.length]).toEqual([0, 1]);
    expect(bodies[0]).toContain('台账.xlsx 没能发出去（太大），请分月份或分支部再要');
    const [told] = await store.write((tx) => tx.outboxOf('file:f'));
    expect(told).toMatchObject({ rule: 'file_failed', to: ['zhangsan'] });
  });

  on(`${name}: a file that WeCom has forgotten goes up anew`, async () => {
    await store.write((tx) =>
      tx.addFilePushes([
        { key: 'f', at: START, users: ['zhangsan'], name: '台账.xlsx', content: { ledger: {} } },
      ]),
    );
    answers = [LOST, refusal(40007, 'media_expired')];
    for (let i = 0; i < 3; i++, now += 5 * MINUTE) await run(first);
    expect([uploads, bodies.map((b) => JSON.parse(b).file.media_id)]).toEqual([
      2,
      ['MEDIA1', 'MEDIA1', 'MEDIA2'],
    ]);
  });

  on(
    `${name}: a card whose number another card had says it as a text, and says it again as one`,
    async () => {
      await add({ text: '张三申请销号', card: CARD });
      answers = [refusal(42014, 'bad_task_id'), LOST];
      await run(first);
      now += MINUTE;
      await run(first);
      expect(bodies.map((b) => JSON.parse(b).msgtype)).toEqual(['template_card', 'text', 'text']);
      expect(bodies[1]).toBe(bodies[2]);
      expect((await store.write((tx) => tx.outboxOf('k1')))[0]).toMatchObject({ state: 'accepted' });
    },
  );

  on(`${name}: a row that is worded anew before it left forgets its parts`, async () => {
    await add({ text: LONG });
    const [row] = await store.claimDue(now, { kind: 'push', limit: 1, leaseMs: MINUTE });
    await store.keepWith(row!, { parts: ['a', 'b'] });
    await store.settle(row!, { state: 'waiting', at: now, outcome: 'busy' }, now);
    await store.write((tx) => tx.rewordOutbox(row!.id, '新的', []));
    await run(first);
    expect(bodies.map((b) => JSON.parse(b).text.content)).toEqual(['新的']);
  });

  on(`${name}: equal words about another matter are other bytes, at every try the same`, async () => {
    const text = '集结取消：不用去了，也不用回复。';
    for (const key of ['k1', 'k2', 'k3'])
      await store.write((tx) => tx.addOutbox([message(key, START, { to: ['ZhangSan'], text })]));
    answers = [LOST, LOST];
    for (let i = 0; i < 12; i++) {
      await run(first);
      now += 2 * MINUTE;
    }
    const checks = bodies.map((b) => JSON.parse(b).duplicate_check_interval as number);
    expect(bodies.length).toBe(5);
    expect(new Set(bodies).size).toBe(3);
    // Never shorter than the time in which it may be repeated, nor longer than WeCom takes.
    for (const seconds of checks) {
      expect(seconds * 1000).toBeGreaterThan(PUSH_CHANNELS.app.repeatsForMs);
      expect(seconds).toBeLessThanOrEqual(14_400);
    }
  });

  on(`${name}: only the holder of a row keeps anything with it`, async () => {
    await add({ text: '短' });
    const [row] = await store.claimDue(now, { kind: 'push', limit: 1, leaseMs: MINUTE });
    expect(await store.keepWith({ ...row!, fence: row!.fence - 1 }, { plain: true })).toBe(false);
    expect(await store.keepWith(row!, { plain: true })).toBe(true);
  });
}

it('numbers a card by its key, in the signs and length WeCom takes, and no two alike', () => {
  const keys = ['', 'a', '整改:12', 'k'.repeat(5000), 'invitation:1:2026-11-25', 'invitation:11:2026-11-25'];
  const ids = keys.map(taskIdOf);
  for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z_\-@]{1,128}$/);
  expect(new Set(ids).size).toBe(keys.length);
});

/** What a version before this one sent: another form of the same is another message to WeCom. */
it('writes a message in these very bytes', async () => {
  const bodies: string[] = [];
  const api = {
    call: async (_: string, request?: { body?: string }) => {
      bodies.push(request!.body!);
      return OK;
    },
  } as unknown as WecomApi;
  const send = createAppSender({ api, agentId: 7, partLabel: (n, of) => `${n}/${of}` });
  const push = { channel: 'app' as const, to: { users: ['ZhangSan', 'lisi'] }, isRepeat: false };
  await send({ ...push, text: '明天\n党课' });
  await send({ ...push, text: '销号', card: { ...CARD, taskId: 'z1' } });
  expect(bodies).toEqual([
    '{"touser":"ZhangSan|lisi","agentid":7,"msgtype":"text","text":{"content":"明天\\n党课"},"enable_duplicate_check":1,"duplicate_check_interval":14400}',
    '{"touser":"ZhangSan|lisi","agentid":7,"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"整改12 待销号"},"sub_title_text":"销号","task_id":"z1","button_list":[{"text":"同意销号","style":1,"key":"approve:12"}]},"enable_duplicate_check":1,"duplicate_check_interval":14400}',
  ]);
});
