// Who speaks, and where: what is remembered, for how long, and what is not.
import { beforeEach, expect, test, vi } from 'vitest';
import { createPeople } from '../../../../src/channels/aibot/socket/people.ts';
import { DAY_MS, MINUTE_MS } from '../../../../src/domain/calendar/time.ts';
import { StoreUnavailable } from '../../../../src/domain/errors.ts';

const ROSTER: Record<string, string> = { zhangsan: '张三', lisi: '李四' };
let now = 0;
let users: Map<string, string>;
let noted: { chat: string; userId: string | null; at: number }[];
/** the store fails with this */
let trouble: Error | undefined;
const call = vi.fn();
const nameOf = vi.fn(async (userId: string) => {
  if (trouble) throw trouble;
  return ROSTER[userId.toLowerCase()];
});
const people = () =>
  createPeople({
    clock: { now: () => now },
    nameOf,
    app: { agentId: 7, api: { call } as never },
    chats: {
      async noteBotChat(chat, at) {
        if (trouble) throw trouble;
        noted.push({ ...chat, at });
      },
      botUser: async (openId) => users.get(openId),
      noteBotUser: async (openId, userId) => void users.set(openId, userId),
    },
  });
beforeEach(() => {
  now = 0;
  users = new Map();
  noted = [];
  trouble = undefined;
  nameOf.mockClear();
  call.mockReset();
  call.mockResolvedValue({
    ok: true,
    value: { userid_list: [{ open_userid: 'woEnc', userid: 'ZhangSan' }] },
  });
});

test('an encrypted id is turned back once, kept lower-cased, and asked of the store after that', async () => {
  expect(await people().personOf('woEnc')).toEqual({ userId: 'ZhangSan', name: '张三' });
  expect(users.get('woEnc')).toBe('zhangsan');
  // Another process, or this one after a restart.
  expect(await people().personOf('woEnc')).toEqual({ userId: 'zhangsan', name: '张三' });
  expect(call).toHaveBeenCalledTimes(1);
  expect(JSON.parse(call.mock.calls[0]![1].body)).toEqual({ open_userid_list: ['woEnc'], source_agentid: 7 });
});

test('is looked up again after ten minutes: the roster may have changed', async () => {
  const one = people();
  await one.personOf('wangwu');
  now = 10 * MINUTE_MS - 1;
  await one.personOf('wangwu');
  expect(nameOf).toHaveBeenCalledTimes(1);
  now = 10 * MINUTE_MS;
  ROSTER.wangwu = '王五';
  expect(await one.personOf('wangwu')).toEqual({ userId: 'wangwu', name: '王五' });
  delete ROSTER.wangwu;
});

test('a store that is away makes no stranger of anybody: it is asked again with the next message', async () => {
  const one = people();
  trouble = new StoreUnavailable('unreachable', {});
  await expect(one.personOf('woEnc')).rejects.toBe(trouble);
  trouble = undefined;
  expect(await one.personOf('woEnc')).toEqual({ userId: 'ZhangSan', name: '张三' });
});

test('that somebody speaks there is written down once a day, and what could not be written with the next word', async () => {
  const one = people();
  trouble = new StoreUnavailable('unreachable', {});
  await expect(one.spoke('wr1', null)).rejects.toBe(trouble);
  trouble = undefined;
  await one.spoke('wr1', null);
  await one.spoke('wr1', null);
  now = DAY_MS - 1;
  await one.spoke('wr1', null);
  expect(noted).toEqual([{ chat: 'wr1', userId: null, at: 0 }]);
  now = DAY_MS;
  await one.spoke('wr1', null);
  expect(noted).toHaveLength(2);
});

test('a lost chat, and every chat after a time without the connection, is written down with the next word', async () => {
  const one = people();
  for (const chat of ['wr1', 'wr2']) await one.spoke(chat, null);
  one.lost('wr1');
  for (const chat of ['wr1', 'wr2']) await one.spoke(chat, null);
  expect(noted.map(({ chat }) => chat)).toEqual(['wr1', 'wr2', 'wr1']);
  one.anew();
  await one.spoke('wr2', null);
  expect(noted.map(({ chat }) => chat)).toEqual(['wr1', 'wr2', 'wr1', 'wr2']);
});

test('only the newest are remembered', async () => {
  const one = people();
  await one.spoke('first', null);
  for (let i = 0; i < 20_000; i++) void one.spoke(`wr${i}`, null);
  noted = [];
  await one.spoke('wr19999', null);
  await one.spoke('first', null);
  expect(noted.map(({ chat }) => chat)).toEqual(['first']);
});
