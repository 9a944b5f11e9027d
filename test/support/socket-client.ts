// The bot's connection without a server around it: leases and chats in memory, and times that fit a test.
import {
  type Connection,
  type ConnectionSettings,
  openConnection,
} from '../../src/channels/aibot/socket/connection.ts';
import type { LinkTimes } from '../../src/channels/aibot/socket/link.ts';
import type { SessionTimes } from '../../src/channels/aibot/socket/session.ts';
import type { BotChat, BotChats } from '../../src/ports/bot-chats.ts';
import type { IncomingMessage, Reply } from '../../src/ports/channels.ts';
import type { Lease } from '../../src/ports/lease.ts';
import type { SocketStandIn } from './socket-stand-in.ts';

export const BOT = { botId: 'aibTest', secret: 'long-secret-1' };

export const FAST: LinkTimes & SessionTimes = {
  openMs: 150,
  heartbeatMs: 100,
  ackMs: 200,
  retryMs: [20, 100],
  refusedMs: [200, 1000],
  kickedMs: [300, 1000],
  leaseMs: 50,
  goodMs: 60_000,
};

/** What several instances share. */
export interface SharedLease {
  holder: string | undefined;
  note: string;
  /** `hold` and `release` fail with this */
  trouble: Error | undefined;
}

const leaseFor = (shared: SharedLease, me: string): Lease => ({
  async hold(_ttlMs, note) {
    if (shared.trouble) throw shared.trouble;
    if (shared.holder !== undefined && shared.holder !== me) return false;
    Object.assign(shared, { holder: me, note });
    return true;
  },
  async release(note) {
    if (shared.trouble) throw shared.trouble;
    if (shared.holder === me) Object.assign(shared, { holder: undefined, note });
  },
});

interface Client extends Connection {
  /** what was handed to the conversation, in order */
  heard: IncomingMessage[];
  chats: Map<string, BotChat>;
  users: Map<string, string>;
  /** answers that could not go the short way */
  pushedLater: { chat: string; text: string }[];
  states: string[];
  ignored: string[];
  failures: unknown[];
  lease: SharedLease;
}

export const freshLease = (): SharedLease => ({ holder: undefined, note: '', trouble: undefined });

/** @param answer what the conversation says; the text itself when left out */
export function connect(
  wecom: SocketStandIn,
  answer: (message: IncomingMessage) => Promise<Reply | null> | Reply | null = (m) =>
    m.content.kind === 'text' ? { text: `好：${m.content.text}` } : { text: '好' },
  over: Partial<Omit<ConnectionSettings, 'lease'>> & { lease?: SharedLease; me?: string } = {},
): Client {
  const { lease = freshLease(), me = 'a', times, ...rest } = over;
  const heard: IncomingMessage[] = [];
  const chats = new Map<string, BotChat>();
  const users = new Map<string, string>();
  const pushedLater: Client['pushedLater'] = [];
  const states: string[] = [];
  const ignored: string[] = [];
  const failures: unknown[] = [];
  const connection = openConnection({
    ...BOT,
    url: wecom.url,
    botNames: ['支部通'],
    apiBase: wecom.httpUrl,
    clock: { now: () => Date.now() },
    lease: leaseFor(lease, me),
    chats: inMemory(chats, users),
    times: { ...FAST, ...times },
    partLabel: (n, of) => `第 ${n}/${of} 条`,
    async onMessage(message) {
      heard.push(message);
      return answer(message);
    },
    nameOf: async (userId) => (userId.startsWith('wo') ? undefined : `姓名${userId}`),
    pushAnswer: async (_message, chat, { text }) => void pushedLater.push({ chat, text }),
    notStored: () => ({ text: '没能记下来' }),
    lineFor: (names, text) => `${names.join('、')}：${text}`,
    changed: ({ state }) => void states.push(state),
    ignored: (name) => void ignored.push(name),
    failed: (error) => void failures.push(error),
    ...rest,
  });
  return { ...connection, heard, chats, users, pushedLater, states, ignored, failures, lease };
}

const inMemory = (chats: Map<string, BotChat>, users: Map<string, string>): BotChats => ({
  async noteBotChat({ chat, userId }, at) {
    chats.set(chat, { chat, userId, firstAt: chats.get(chat)?.firstAt ?? at, lastAt: at, dead: null });
  },
  async loseBotChat(chat, reason) {
    chats.set(chat, { ...chats.get(chat)!, dead: reason });
  },
  botChat: async (to) => chats.get(to) ?? [...chats.values()].find((c) => c.userId === to.toLowerCase()),
  botChats: async () => [...chats.values()],
  botUser: async (openId) => users.get(openId),
  noteBotUser: async (openId, userId) => void users.set(openId, userId),
});
