// Pictures of a meeting: who sends them, when, and where they are kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEvidenceSweep, createEvidenceWorker } from '../../src/delivery/evidence.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { MediaUnavailable } from '../../src/domain/errors.ts';
import type { MediaRef } from '../../src/ports/channels.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { queueOf } from '../support/queue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  chat.at('2026-11-25 15:20');
});
afterEach(() => chat.close());

const image = (id = 'M1'): MediaRef => ({ kind: 'image', source: { mediaId: id } });
const sends = async (
  userId: string,
  media: MediaRef[] = [image()],
  more: { chatId?: string; text?: string } = {},
) => {
  const { chatId, text } = more;
  const content = { kind: 'media' as const, media, ...(text && { text }) };
  return (await chat.send({ userId, content, ...(chatId && { chatId }) }))?.text ?? '';
};
const photos = (activityId = 1) => chat.store.read((tx) => tx.photosOf([activityId]));
const given = (...some: Parameters<typeof newItem>[0][]) =>
  chat.store.write(async (tx) => {
    for (const item of some) await tx.addItem(newItem(item));
  });

describe('photos of a meeting', () => {
  it('are counted, whoever of those due sends them', async () => {
    expect(await sends('zhaoliu')).toBe('已存为主题党日（11月25日）的照片，第 1 张。');
    expect(await sends('lisi', [image('M2'), image('M3')])).toBe(
      '已存为主题党日（11月25日）的照片，第 2 到 3 张。',
    );
    expect(await photos()).toMatchObject([
      { by: 'zhaoliu', state: 'pending', itemId: null },
      { by: 'lisi' },
      { by: 'lisi' },
    ]);
  });

  it.each<[string, string, boolean]>([
    ['before it opens', '2026-11-25 14:29', false],
    ['from its opening', '2026-11-25 14:30', true],
    ['until a day after its end', '2026-11-26 17:00', true],
    ['and no longer', '2026-11-26 17:01', false],
  ])('%s', async (_, at, isKept) => {
    chat.at(at);
    await sends('zhaoliu');
    expect(await photos()).toHaveLength(isKept ? 1 : 0);
  });

  it('are kept after it was recorded too, on any hour of a day without a clock', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月25日 应到6 实到6');
    expectSays(await sends('zhaoliu'), '主题党日（11月25日）');
    chat.at('2026-11-26 09:00');
    await chat.says('zhangsan', '上报 支委会 11月26日 应到2 实到2');
    chat.at('2026-11-27 23:00');
    expectSays(await sends('zhangsan'), '支部委员会会议（11月26日）', '第 1 张');
    chat.at('2026-11-28 00:01');
    await sends('zhangsan');
    expect(await photos(2)).toHaveLength(1);
  });

  it('are none of those who have nothing to do with it', async () => {
    await sends('sunba');
    await sends('zhoujiu');
    expect(await photos()).toEqual([]);
  });

  it('come from its group as well, and from no other', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    await chat.saysIn('g2', 'sunba', '绑定 第二党支部');
    expectSays(await sends('zhaoliu', [image()], { chatId: 'g1' }), '第 1 张');
    await sends('zhaoliu', [image()], { chatId: 'g2' });
    expect(await photos()).toHaveLength(1);
  });

  it('are of the newest meeting that has begun', async () => {
    await chat.says('zhangsan', '安排 支委会 11月25日下午4点 三楼会议室');
    chat.at('2026-11-25 15:50');
    expectSays(await sends('zhangsan'), '主题党日（11月25日）', '第 1 张');
    chat.at('2026-11-25 16:10');
    expectSays(await sends('zhangsan'), '支部委员会会议（11月25日）', '第 1 张');
    // Who is not of the committee was at the other one.
    expectSays(await sends('zhaoliu'), '主题党日（11月25日）', '第 2 张');
  });

  it('are taken back by 撤销', async () => {
    await sends('zhaoliu');
    expectSays(await chat.says('zhaoliu', '撤销'), '已撤销');
    expect(await photos()).toEqual([]);
    expectSays(await sends('zhaoliu'), '第 1 张');
  });

  it.each(['今天活动现场', '主题党日现场照片', '大家学得很认真'])(
    'may have words beside them: %s',
    async (text) => {
      expect(await sends('zhaoliu', [image()], { text })).toBe('已存为主题党日（11月25日）的照片，第 1 张。');
    },
  );

  it('and a matter of its own beside them is answered too', async () => {
    expectSays(await sends('zhaoliu', [image()], { text: '签到' }), '第 1 张', '已签到');
  });

  it('are pictures, and no files', async () => {
    await sends('zhaoliu', [{ kind: 'file', source: { mediaId: 'F' } }]);
    expect(await photos()).toEqual([]);
  });
});

describe('beside items', () => {
  const ask = '已收到，是哪一项的材料？';

  it('a picture is of the item that was just named', async () => {
    await given({});
    await chat.says('lisi', '整改1');
    expectSays(await sends('lisi'), '正在保存到整改1');
    expect(await photos()).toEqual([]);
  });

  it('it is asked which, where an item of the sender is open', async () => {
    await given({}, { problem: '台账不全' });
    expectSays(await sends('lisi'), ask, '1. 整改1', '2. 整改2', '3. 主题党日（11月25日）的照片');
    expectSays(await chat.says('lisi', '3'), '已存为主题党日（11月25日）的照片，第 1 张');
    expect(await photos()).toMatchObject([{ by: 'lisi', itemId: null }]);
    expect(await chat.store.read((tx) => tx.evidenceOf([1, 2]))).toEqual([]);
    expectSays(await sends('lisi'), ask);
    expectSays(await chat.says('lisi', '1'), '正在保存到整改1');
    expect(await photos()).toHaveLength(1);
  });

  it('the secretary is not asked for items of others', async () => {
    await given({ ownerId: 'lisi', leaderId: null });
    expectSays(await sends('zhangsan'), '第 1 张');
  });
});

describe('the content', () => {
  const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'photos-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const fetching = (fetch: () => Promise<{ content: Buffer }>) => {
    const clock = { now: () => instantOf('2026-11-25', 15, 21) };
    const evidence = createEvidenceWorker({
      store: chat.store,
      fetch,
      shelf: createShelf(onDisk(dir)),
      clock,
      templates: loadTemplates('templates'),
      pushAt: (at) => at,
    });
    return queueOf(chat.store, { evidence }, clock).run();
  };

  it('is kept under its SHA-256, for good', async () => {
    await sends('zhaoliu');
    await fetching(async () => ({ content: Buffer.from('hello') }));
    const later = { now: () => instantOf('2026-12-25') };
    await createEvidenceSweep({ store: chat.store, shelf: createShelf(onDisk(dir)), clock: later })();
    expect(await photos()).toMatchObject([{ state: 'fetched', sha256: HELLO, size: 5, media: null }]);
    expect((await createShelf(onDisk(dir)).get(HELLO))?.toString()).toBe('hello');
  });

  it('that could not be fetched is asked for again, by the name of the meeting', async () => {
    await sends('zhaoliu');
    await fetching(async () => {
      throw new MediaUnavailable('expired');
    });
    expect(await photos()).toEqual([]);
    const told = await chat.store.db
      .selectFrom('outbox')
      .select(['text', 'recipients'])
      .where('rule', '=', 'evidence_failed')
      .execute();
    expect(told).toMatchObject([{ recipients: '["zhaoliu"]' }]);
    expectSays(told[0]!.text, '您发给主题党日（11月25日）的照片', '请重新发一次');
  });
});
