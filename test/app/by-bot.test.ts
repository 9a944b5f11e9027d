// Where there is no application, what is written down for it is written down for the bot: a row for each person.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { personsByBot } from '../../src/app/by-bot.ts';
import type { FileEntry, OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';

const NOW = Date.parse('2026-11-29T10:00:00+08:00');
const entry = (over: Partial<OutboxEntry>): OutboxEntry => ({
  key: 'k',
  at: NOW,
  expiresAt: NOW + 60_000,
  rule: 'digest',
  unitId: null,
  subject: 's',
  channel: 'app',
  to: ['ZhangSan', 'lisi'],
  audience: ['zhangsan', 'lisi'],
  text: '通知',
  card: null,
  ...over,
});
let opened: OpenStore;
let store: OpenStore;
beforeEach(async () => {
  opened = openStore({ kind: 'sqlite', file: ':memory:' });
  store = personsByBot(opened);
  await store.migrate();
});
afterEach(() => opened.close());
const rows = async () => (await store.openOutbox()).map(({ key, channel, to }) => [key, channel, to]);

it('a message to several is one for each, with whom it is for', async () => {
  await store.write((tx) => tx.addOutbox([entry({})]));
  expect(await store.read((tx) => tx.outboxOf('s'))).toMatchObject([
    { key: 'k:zhangsan', channel: 'bot', to: ['ZhangSan'], audience: ['zhangsan'] },
    { key: 'k:lisi', channel: 'bot', to: ['lisi'], audience: ['lisi'] },
  ]);
  // Planned again, it is the same.
  await store.write((tx) => tx.addOutbox([entry({})]));
  expect(await rows()).toHaveLength(2);
});

it('one to a single person or to a group keeps its key, and other channels stay what they are', async () => {
  await store.write((tx) =>
    tx.addOutbox([
      entry({ key: 'one', to: ['lisi'] }),
      entry({ key: 'group', channel: 'bot', to: ['wrABC'] }),
      entry({ key: 'hook', channel: 'webhook', to: ['key'] }),
    ]),
  );
  expect(await rows()).toEqual([
    ['one', 'bot', ['lisi']],
    ['group', 'bot', ['wrABC']],
    ['hook', 'webhook', ['key']],
  ]);
});

it('what is for somebody else than who reads it stays so', async () => {
  await store.write((tx) => tx.addOutbox([entry({ audience: ['wangwu'] })]));
  expect((await store.read((tx) => tx.outboxOf('s'))).map((r) => r.audience)).toEqual([
    ['wangwu'],
    ['wangwu'],
  ]);
});

it('what came too late is kept for each as well', async () => {
  await store.write((tx) => tx.addStale([entry({})]));
  const kept = await store.read((tx) => tx.outboxOf('s'));
  expect(kept.map(({ key, channel }) => [key, channel])).toEqual([
    ['k:zhangsan', 'bot'],
    ['k:lisi', 'bot'],
  ]);
});

const file = (users: string[]): FileEntry => ({
  key: 'f',
  at: NOW,
  users,
  name: 'a.xlsx',
  content: { sha256: 'ab'.repeat(32) },
});

it('a file is one for each, also in a change of the store by hand', async () => {
  await store.write((tx) => tx.addFilePushes([file(['ZhangSan', 'lisi'])]));
  await store.rewrite(async (_, tx) => {
    await tx.addOutbox([entry({ key: 'r' })]);
    await tx.addFilePushes([{ ...file(['lisi']), key: 'g' }]);
  });
  expect((await rows()).sort()).toEqual([
    ['file:f:lisi', 'bot', ['lisi']],
    ['file:f:zhangsan', 'bot', ['ZhangSan']],
    ['file:g', 'bot', ['lisi']],
    ['r:lisi', 'bot', ['lisi']],
    ['r:zhangsan', 'bot', ['ZhangSan']],
  ]);
});

it('a file for a group goes there, and nobody gets it by himself', async () => {
  const group = { channel: 'bot', chat: 'wr1' } as const;
  await store.write((tx) => tx.addFilePushes([{ ...file(['ZhangSan']), group }]));
  expect(await rows()).toEqual([['file:f', 'bot', ['wr1']]]);
});

it('counts what it wrote down: whoever wrote it knows that there is something to send', async () => {
  expect(
    await store.write(async (tx) => {
      await tx.addOutbox([entry({})]);
      return tx.hasPushes;
    }),
  ).toBe(true);
});
