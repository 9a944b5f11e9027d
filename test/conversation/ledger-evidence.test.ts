import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCardWorker } from '../../src/delivery/cards.ts';
import { createEvidenceSweep, createEvidenceWorker } from '../../src/delivery/evidence.ts';
import { createFileWorker } from '../../src/delivery/files.ts';
import type { Queue } from '../../src/delivery/queue.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { MediaUnavailable } from '../../src/domain/errors.ts';
import type { NewItem } from '../../src/domain/ledger/item.ts';
import type {
  CardUpdate,
  MediaFetcher,
  MediaRef,
  OutgoingFile,
  PushOutcome,
} from '../../src/ports/channels.ts';
import type { Evidence, Shelf } from '../../src/ports/ledger.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { queueOf } from '../support/queue.ts';

const START = Date.parse('2026-11-21T10:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let chat: Dialogue;
let dir: string;
let shelf: Shelf;
let now = START;
let fetched: MediaRef[];
let fetch: MediaFetcher;
let worker: Queue;

const clock = { now: () => now };
/** As if it were quiet for another hour. */
const pushAt = (t: number) => t + HOUR;
const newWorker = () => {
  const evidence = createEvidenceWorker({
    store: chat.store,
    fetch: (ref) => {
      fetched.push(ref);
      return fetch(ref);
    },
    shelf,
    clock,
    templates: loadTemplates('templates'),
    pushAt,
  });
  return queueOf(chat.store, { evidence }, clock);
};

beforeEach(async () => {
  chat = await openDialogue();
  dir = mkdtempSync(join(tmpdir(), 'evidence-'));
  shelf = createShelf(onDisk(dir));
  now = START;
  fetched = [];
  fetch = async () => ({ content: Buffer.from('hello'), name: 'photo.jpg' });
  worker = newWorker();
});
afterEach(async () => {
  await chat.close();
  rmSync(dir, { recursive: true });
});

async function given(...some: Partial<NewItem>[]): Promise<void> {
  await chat.store.write(async (tx) => {
    for (const item of some.length > 0 ? some : [{}]) await tx.addItem(newItem(item));
  });
}
const photo = (source: MediaRef['source'] = { mediaId: 'M1' }): MediaRef => ({ kind: 'image', source });
const sends = async (userId: string, media: MediaRef[] = [photo()], text?: string) =>
  (await chat.send({ userId, content: { kind: 'media', media, ...(text ? { text } : {}) } }))?.text ?? '';
const evidence = (itemId = 1): Promise<Evidence[]> => chat.store.write((tx) => tx.evidenceOf([itemId]));

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('pictures', () => {
  it('go to the only open item, are fetched at once and kept under their SHA-256', async () => {
    await given();
    expectSays(await sends('lisi'), '已收到 1 份材料，正在保存到整改1（活动室漏水）');
    expect(await evidence()).toMatchObject([{ state: 'pending', by: 'lisi', messageKey: 'test:1' }]);
    await worker.run();
    expect(await evidence()).toMatchObject([
      { state: 'fetched', sha256: HELLO, size: 5, name: 'photo.jpg', media: null },
    ]);
    expect((await shelf.get(HELLO))?.toString()).toBe('hello');
    expectSays(await chat.says('lisi', '整改1'), '佐证 1 份：photo.jpg');
  });

  it.each(['整改1 现场照片', '整改1 整改前照片', '整改1 前后对比图', '整改1 照片'])(
    'are kept with what only says what they show, which neither closes the item nor sends them back: %s',
    async (words) => {
      await given();
      const answer = await sends('lisi', [photo()], words);
      expect(answer).toMatch(/^已收到 1 份材料，正在保存到整改1（活动室漏水）[^\n]*$/);
      const [item] = await chat.store.read((tx) => tx.items({}));
      expect(item).toMatchObject({ state: '待整改' });
    },
  );

  it('go to the item named within ten minutes, to no other', async () => {
    await given({}, { problem: '台账不全' });
    await chat.says('lisi', '整改2');
    expectSays(await sends('lisi'), '整改2');
    chat.at('2026-11-21 10:11');
    expectSays(await sends('lisi'), '是哪一项的材料');
  });

  it('are asked about when it is unclear, and given to the one chosen', async () => {
    await given({}, { problem: '台账不全' });
    expectSays(await sends('lisi', [photo(), photo({ mediaId: 'M2' })]), '1. 整改1', '2. 整改2 台账不全');
    // Waiting for the answer costs no validity: they are fetched meanwhile.
    await worker.run();
    expectSays(await chat.says('lisi', '2'), '已收到 2 份材料', '整改2');
    expect(await evidence(1)).toEqual([]);
    expect(await evidence(2)).toMatchObject([{ state: 'fetched' }, { state: 'fetched' }]);
  });

  it('are given to the item the next words name', async () => {
    await given({}, { problem: '台账不全' });
    await sends('lisi');
    expectSays(await chat.says('lisi', '整改2 完成'), '整改2', '已申请销号', '已收到 1 份材料');
    expect(await evidence(2)).toHaveLength(1);
    expectSays((await chat.waiting('approval:2'))[0]!.text, '佐证：1 份');
  });

  it('stay with their item when the answer comes while they are fetched', async () => {
    await given({}, { problem: '台账不全' });
    await sends('lisi');
    fetch = async () => {
      await chat.says('lisi', '2');
      return { content: Buffer.from('hello') };
    };
    await worker.run();
    expect(await evidence(2)).toMatchObject([{ state: 'fetched', sha256: HELLO }]);
  });

  it('come with words that name the item', async () => {
    await given({}, { problem: '台账不全' });
    expectSays(await sends('lisi', [photo()], '整改2 进展80% 已补齐'), '保存到整改2', '整改2 已记进展 80%');
    expect(await evidence(2)).toHaveLength(1);
  });

  it('of people without an item are not kept', async () => {
    await given();
    expectSays(await sends('qianqi'), '我现在只记文字');
    await worker.run();
    expect(fetched).toEqual([]);
  });

  it('in a group are only evidence with the item named beside them', async () => {
    await given();
    const inGroup = (text?: string) =>
      chat.send({
        userId: 'lisi',
        chatId: 'g1',
        content: { kind: 'media', media: [photo()], ...(text ? { text } : {}) },
      });
    await inGroup();
    expect(await evidence()).toEqual([]);
    await inGroup('整改1 进展60%');
    expect(await evidence()).toHaveLength(1);
  });

  it('are taken back by 撤销', async () => {
    await given();
    await sends('lisi');
    expectSays(await chat.says('lisi', '撤销'), '已撤销');
    expect(await evidence()).toEqual([]);
    await worker.run();
    expect(fetched).toEqual([]);
  });
});

describe('fetching', () => {
  const fails = (reason: ConstructorParameters<typeof MediaUnavailable>[0]): MediaFetcher => {
    return async () => {
      throw new MediaUnavailable(reason);
    };
  };
  const failedPushes = async () =>
    (
      await chat.store.db.selectFrom('outbox').selectAll().where('rule', '=', 'evidence_failed').execute()
    ).map((r) => r.text);

  it('asks for a dead link again, once for all pictures of a message', async () => {
    await given();
    fetch = fails('expired');
    await sends('lisi', [photo(), photo({ mediaId: 'M2' })]);
    await worker.run();
    expect(await evidence()).toMatchObject([
      { state: 'failed', reason: 'expired' },
      { state: 'failed', reason: 'expired' },
    ]);
    const pushes = await failedPushes();
    expect(pushes).toHaveLength(1);
    expectSays(pushes[0]!, '整改1', '没能取到', '已过有效期', '请重新发一次');
    expectSays(await chat.says('lisi', '整改1'), '没取到');
    const told = chat.store.db.selectFrom('outbox').select('at').where('rule', '=', 'evidence_failed');
    expect(await told.execute()).toEqual([{ at: pushAt(START) }]);
  });

  it('asks for nothing again that was taken back while it was fetched in vain', async () => {
    await given();
    await sends('lisi');
    const [{ id }] = (await chat.store.db.selectFrom('evidence').select('id').execute()) as [{ id: number }];
    fetch = async () => {
      await chat.store.write((tx) => tx.withdrawEvidence(Number(id)));
      throw new MediaUnavailable('expired');
    };
    await worker.run();
    expect(fetched).toHaveLength(1);
    expect(await failedPushes()).toEqual([]);
  });

  it('tries again what may pass, after a restart too, and then keeps it', async () => {
    await given();
    fetch = fails('unreachable');
    await sends('lisi');
    await worker.run();
    expect(await evidence()).toMatchObject([{ state: 'pending' }]);
    await worker.run();
    expect(fetched).toHaveLength(1);
    fetch = async () => ({ content: Buffer.from('hello') });
    now = START + 5 * MINUTE;
    worker = newWorker();
    await worker.run();
    expect(await evidence()).toMatchObject([{ state: 'fetched' }]);
    expect(await failedPushes()).toEqual([]);
  });

  it.each<[string, MediaRef['source'], number]>([
    ['the bot’s address after five minutes', { url: 'https://x.example/1' }, 6 * MINUTE],
    ['a media_id after three days', { mediaId: 'M1' }, 73 * HOUR],
  ])('gives up %s without asking', async (_, source, later) => {
    await given();
    await sends('lisi', [photo(source)]);
    now = START + later;
    await worker.run();
    expect(fetched).toEqual([]);
    expect(await evidence()).toMatchObject([{ state: 'failed', reason: 'expired', media: null }]);
  });

  it('never fetches the same picture in two instances', async () => {
    await given();
    await sends('lisi');
    await Promise.all([worker.run(), newWorker().run()]);
    expect(fetched).toHaveLength(1);
  });

  it('strips a name to what may stand in a list', async () => {
    await given();
    fetch = async () => ({ content: Buffer.from('x'), name: '../../etc/\u202ephoto\u0000.jpg' });
    await sends('lisi');
    await worker.run();
    expect((await evidence())[0]!.name).toBe('photo.jpg');
  });

  it('forgets what nobody gave to an item within a day', async () => {
    await given({}, { problem: '台账不全' });
    await sends('lisi');
    await worker.run();
    expect(await shelf.get(HELLO)).toBeDefined();
    now = START + 23 * HOUR;
    await createEvidenceSweep({ store: chat.store, shelf, clock })();
    expect(await shelf.get(HELLO)).toBeDefined();
    now = START + 25 * HOUR;
    await createEvidenceSweep({ store: chat.store, shelf, clock })();
    expect(await shelf.get(HELLO)).toBeUndefined();
    expect(await chat.store.db.selectFrom('evidence').selectAll().execute()).toEqual([]);
  });
});

it('old evidence is looked for once an hour', async () => {
  let looks = 0;
  const write: typeof chat.store.write = (work) => {
    looks += 1;
    return chat.store.write(work);
  };
  const sweep = createEvidenceSweep({ store: { write }, shelf, clock });
  const ran = [];
  for (const at of [0, HOUR - 1, HOUR]) {
    now = START + at;
    await sweep();
    ran.push(looks);
  }
  expect(ran).toEqual([1, 1, 2]);
});

describe('files asked for', () => {
  let sent: OutgoingFile[];
  let outcome: PushOutcome;
  let asked: object[];
  const run = () => {
    const file = createFileWorker({
      store: chat.store,
      shelf,
      makeMuster: async () => undefined,
      makeFilings: async () => undefined,
      makeProcesses: async () => undefined,
      makeFigures: async () => undefined,
      drawer: { png: async () => Buffer.from('png') },
      makeLedger: async (request) => {
        asked.push(request);
        return Buffer.from('workbook');
      },
      makeMeetings: async () => undefined,
      senders: {
        app: async (file) => {
          sent.push(file);
          return outcome;
        },
      },
      clock,
      templates: loadTemplates('templates'),
      pushAt,
    });
    return queueOf(chat.store, { file }, clock).run();
  };
  const failures = () =>
    chat.store.db.selectFrom('outbox').select('text').where('rule', '=', 'file_failed').execute();

  beforeEach(async () => {
    sent = [];
    asked = [];
    outcome = { kind: 'accepted' };
    await given();
  });

  it.each(['整改1 的材料发给我', '整改1佐证', '看整改1的照片'])(
    '%s brings the kept pictures',
    async (text) => {
      await sends('lisi');
      await worker.run();
      expectSays(await chat.says('zhangsan', text), '整改1 的 1 份材料马上发来');
      await run();
      expect(sent).toEqual([{ to: ['zhangsan'], name: 'photo.jpg', content: Buffer.from('hello') }]);
      await run();
      expect(sent).toHaveLength(1);
    },
  );

  it('come only to those who may see the item, and from a group in private', async () => {
    await sends('lisi');
    await worker.run();
    expectSays(await chat.says('zhaoliu', '整改1佐证'), '这个要问');
    expectSays(await chat.says('sunba', '整改1佐证'), '这个要问');
    await run();
    expect(sent).toEqual([]);
    expectSays(await chat.saysIn('g1', 'zhangsan', '整改1佐证'), '已私下发给您');
    await run();
    expect(sent.map((f) => f.to)).toEqual([['zhangsan']]);
  });

  it('are said to be gone when the content is damaged', async () => {
    await sends('lisi');
    await worker.run();
    await shelf.remove(HELLO);
    await chat.says('zhangsan', '整改1佐证');
    await run();
    expect(sent).toEqual([]);
    expectSays((await failures())[0]!.text, 'photo.jpg', '原文件已找不到');
  });

  it('are the ledger itself, for the units in reach', async () => {
    expectSays(await chat.says('zhangsan', '导出11月台账'), '第一党支部整改台账', '马上发来');
    await run();
    const group = chat.unitId('第一党小组');
    expect(asked).toEqual([
      {
        unitIds: expect.arrayContaining([chat.unitId('第一党支部'), group]) as number[],
        from: '2026-11-01',
        to: '2026-11-30',
      },
    ]);
    expect(sent[0]).toMatchObject({ to: ['zhangsan'], content: Buffer.from('workbook') });
    expectSays(await chat.says('zhaoliu', '导出整改台账'), '这件事要由');
    const audit = await chat.store.db.selectFrom('audit').selectAll().execute();
    expect(audit.map((a) => [a.by_person, a.action])).toEqual([['zhangsan', 'export ledger']]);
  });

  it.each<[string, PushOutcome, number, number]>([
    ['once when WeCom refuses', { kind: 'refused', code: 1, reason: 'x', scope: 'message' }, 1, 1],
    ['again while WeCom tells a repetition by its bytes', { kind: 'unknown', reason: 'timeout' }, 4, 1],
    ['once when all is well', { kind: 'accepted' }, 1, 0],
  ])('are tried %s', async (_, answer, tries, told) => {
    outcome = answer;
    await chat.says('zhangsan', '导出整改台账');
    for (let i = 0; i < 12; i++) {
      await run();
      now += HOUR;
    }
    expect(sent).toHaveLength(tries);
    expect(await failures()).toHaveLength(told);
  });

  it('and refused are told of one by one, when nobody is disturbed', async () => {
    outcome = { kind: 'refused', code: 1, reason: 'x', scope: 'message' };
    for (let i = 0; i < 2; i++) await chat.says('zhangsan', '导出整改台账');
    await run();
    const told = chat.store.db.selectFrom('outbox').select('at').where('rule', '=', 'file_failed');
    expect(await told.execute()).toEqual([{ at: pushAt(START) }, { at: pushAt(START) }]);
  });
});

describe('cards that are decided', () => {
  const accepted: PushOutcome = { kind: 'accepted' };
  const waits: PushOutcome = { kind: 'unknown', reason: 'timeout' };

  it.each<[string, PushOutcome[], number]>([
    ['are updated once', [accepted], 1],
    ['are tried again after an unknown outcome', [waits, accepted], 2],
    ['are let go after a refusal', [{ kind: 'refused', code: 1, reason: 'x', scope: 'message' }], 1],
    ['are let go when their code has died', Array<PushOutcome>(40).fill(waits), 25],
  ])('%s', async (_, outcomes, calls) => {
    const made: CardUpdate[] = [];
    const card = createCardWorker(async (u) => {
      made.push(u);
      return outcomes[made.length - 1]!;
    });
    const row = { responseCode: 'RC', users: ['admin'], cardState: '已销号' };
    await chat.store.write((tx) => tx.addCardUpdates([{ ...row, at: now }]));
    for (let i = 0; i < 40; i++) {
      await queueOf(chat.store, { card }, clock).run();
      now += 3 * HOUR;
    }
    expect(made).toHaveLength(calls);
    expect(made[0]).toMatchObject(row);
  });
});
