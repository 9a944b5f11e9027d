// What follows where WeCom says that a group is no more: who is told, of what, and what is told to nobody.
import { beforeEach, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import type { OutboxEntry, OutboxRow } from '../../src/ports/outbox.ts';
import type { Tx } from '../../src/ports/store.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const GROUP_ONLY = '在群里回复“签到”即可。';

let added: OutboxEntry[];
let lost: unknown[];
beforeEach(() => {
  added = [];
  lost = [];
});
const tx = {
  bindings: async () => [{ unitId: 3, chatId: 'wr1' }],
  loseAddress: async (...what: unknown[]) => void lost.push(what),
  addOutbox: async (entries: OutboxEntry[]) => void added.push(...entries),
} as unknown as Tx;

async function fails(over: Partial<OutboxRow>, isAddressDead = true): Promise<void> {
  const row = {
    key: 'k',
    at: NOW,
    expiresAt: NOW + 1,
    rule: 'opening',
    channel: 'webhook',
    to: ['key'],
    audience: ['zhangsan', 'lisi'],
    text: `15:00 主题党日\n${GROUP_ONLY}\n三楼`,
    ...over,
  } as OutboxRow;
  const { failed } = createPushWorker({}, undefined, [GROUP_ONLY]);
  await failed!(tx, row, 'webhook_gone', { isAddressDead, now: NOW });
}

it('everybody is told in private, without the lines that are true in the group alone', async () => {
  await fails({});
  expect(lost).toEqual([
    [
      { channel: 'webhook', chat: 'key' },
      { at: NOW, why: 'webhook_gone' },
    ],
  ]);
  expect(added).toMatchObject([
    { key: 'k:each', channel: 'app', to: ['zhangsan', 'lisi'], text: '15:00 主题党日\n三楼', card: null },
  ]);
});

it.each<[string, Partial<OutboxRow>]>([
  ['names people', { rule: 'nudge' }],
  ['is meant for nobody by name', { audience: [] }],
  ['is too late', { expiresAt: NOW }],
])('what %s ends with the group, whose address is used no more', async (_, over) => {
  await fails(over);
  expect(lost).toHaveLength(1);
  expect(added).toEqual([]);
});

it.each<[string, Partial<OutboxRow>, boolean?]>([
  ['a person whom the bot wrote to', { channel: 'bot', to: ['wangwu'] }],
  ['persons', { channel: 'app', to: ['wangwu'] }],
  ['a group that takes anything but this', {}, false],
])('%s is no lost group', async (_, over, isAddressDead) => {
  await fails(over, isAddressDead);
  expect([lost, added]).toEqual([[], []]);
});

it('a group of the bot is one that a unit is bound to', async () => {
  await fails({ channel: 'bot', to: ['wr1'] });
  expect(lost).toMatchObject([[{ channel: 'bot', chat: 'wr1' }, {}]]);
});
