// What comes with a message and is not used is said to be so; what somebody thinks of an answer is kept for those who teach.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage, MediaRef } from '../../src/ports/channels.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.store.write((tx) => tx.addItem(newItem({ ownerId: 'zhaoliu' })));
});
afterEach(() => chat.close());

const image = (url: string, isQuoted?: true): MediaRef => ({
  kind: 'image',
  source: { url },
  ...(isQuoted && { isQuoted }),
});
const sends = async (content: IncomingMessage['content'], more: Partial<IncomingMessage> = {}) =>
  (await chat.send({ userId: 'zhaoliu', channel: 'bot', content, ...more }))?.text ?? '';
const evidence = () => chat.store.db.selectFrom('evidence').select(['item_id', 'media']).execute();
const QUOTED = '引用的图片或文件没有保存';
const BESIDE = '一起发来的图片或文件没有保存';

describe('pictures', () => {
  it('that are quoted are kept for the item that the words name, as in the field', async () => {
    const field = JSON.parse(
      readFileSync(new URL('../fixtures/quoted-picture.json', import.meta.url), 'utf8'),
    ) as { text: string; url: string };
    const said = await sends(
      { kind: 'media', text: field.text, media: [image(field.url, true)] },
      { chatId: 'wr1' },
    );
    expect(said).toContain('60%');
    expect(said).toContain('整改1');
    expect(said).not.toContain(QUOTED);
    expect(await evidence()).toEqual([
      { item_id: 1, media: JSON.stringify({ kind: 'image', source: { url: field.url } }) },
    ]);
  });

  it.each([
    ['in a group', { chatId: 'wr1' }],
    ['in private, where an only item waits for pictures', {}],
  ])('that are quoted beside other words are not taken, and the answer says so: %s', async (_, more) => {
    const said = await sends({ kind: 'media', text: '我的', media: [image('q', true)] }, more);
    expect(said).toContain('赵六');
    expect(said).toContain(QUOTED);
    expect(await evidence()).toEqual([]);
  });

  it('that belong nowhere are said to be dropped, beside the answer to the words', async () => {
    const said = await sends(
      { kind: 'media', text: '我的', media: [image('a'), image('b')] },
      { chatId: 'wr1' },
    );
    expect(said).toContain('赵六');
    expect(said).toContain(BESIDE);
    expect(await evidence()).toEqual([]);
  });

  it('that are kept leave only the quoted ones to be mentioned', async () => {
    const said = await sends({ kind: 'media', text: '我的', media: [image('a'), image('q', true)] });
    expect(said).toContain('整改1');
    expect(said).toContain(QUOTED);
    expect(await evidence()).toHaveLength(1);
  });

  it('without any words are answered as before', async () => {
    expect(await sends({ kind: 'media', media: [image('a')] }, { chatId: 'wr1' })).toContain('收到图片');
  });

  it('of an item that is not the sender’s are not kept, and the answer says so', async () => {
    const said = await sends(
      { kind: 'media', text: '整改1 进展60%', media: [image('q', true)] },
      { userId: 'sunba', chatId: 'wr1' },
    );
    expect(said).toContain(QUOTED);
    expect(await evidence()).toEqual([]);
  });
});

it('a mention that only quotes something says that words are lacking', async () => {
  expect(await sends({ kind: 'text', text: '', quote: '明天下午开会' }, { chatId: 'wr1' })).toContain(
    '写一句',
  );
});

describe('a rating', () => {
  const said: Partial<IncomingMessage> = { key: 'bot:m1', chatId: 'wr1' };
  const rates = (
    verdict: 'right' | 'wrong' | 'withdrawn',
    userId = 'lisi',
    of = { userId: 'ZhaoLiu', key: 'bot:m1' },
  ) => chat.send({ userId, channel: 'bot', content: { kind: 'feedback', verdict, of } });
  const lessons = () => chat.store.read((tx) => tx.lessons(0));
  beforeEach(() => sends({ kind: 'text', text: '请假 孩子发烧' }, said));

  it('that calls an answer wrong keeps its question and what was made of it, and is not answered', async () => {
    expect(await rates('wrong')).toBeNull();
    expect(await lessons()).toMatchObject([
      {
        userId: 'zhaoliu',
        messageKey: 'rated:bot:m1',
        text: '请假 孩子发烧',
        intent: { intent: 'leave' },
        choice: 0,
        choices: 0,
      },
    ]);
    await rates('wrong', 'zhangsan');
    expect(await lessons()).toHaveLength(1);
  });

  it.each(['right', 'withdrawn'] as const)('that is %s takes it back', async (verdict) => {
    await rates('wrong');
    await rates(verdict);
    expect(await lessons()).toEqual([]);
  });

  it('of what nobody said, or by nobody we know, leaves nothing', async () => {
    expect(await rates('wrong', 'lisi', { userId: 'lisi', key: 'bot:m1' })).toBeNull();
    expect(await rates('wrong', 'stranger')).toBeNull();
    expect(await lessons()).toEqual([]);
  });
});
