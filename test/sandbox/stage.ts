// A tiny server with the two callbacks, written against the documents and not against our channels, and the sandbox
// in front of it. `hear` decides what it answers; `heard` is what arrived, decrypted.
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Koa, { type Context } from 'koa';
import { createCrypto } from '../../src/channels/wecom/crypto.ts';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { childText, readXml, writeXml, type XmlValue } from '../../src/sandbox/xml.ts';

export const CREDENTIALS = {
  corpId: 'wwsandbox',
  agentId: '1000002',
  app: { secret: 'app-secret', token: 'apptoken', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' },
  bot: { name: '支部通', token: 'bottoken', aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR' },
};
const first = '城郊党委/第一党支部';
const second = '城郊党委/第二党支部';
export const PEOPLE = [
  { userId: 'zhoumin', name: '周敏', unit: '城郊党委', roles: ['管理员'] },
  { userId: 'WangJianguo', name: '王建国', unit: first, roles: ['书记'] },
  { userId: 'lifang', name: '李芳', unit: first, roles: ['组织委员'] },
  { userId: 'zhaoxiaojun', name: '赵小军', unit: `${first}/第一党小组`, roles: ['党小组长'] },
  { userId: 'sunli', name: '孙丽', unit: `${first}/第一党小组`, roles: [] },
  { userId: 'ouyangmingyue', name: '欧阳明月', unit: `${first}/第二党小组`, roles: [] },
  { userId: 'chenqiang', name: '陈强', unit: second, roles: ['书记'] },
  { userId: 'huanglei', name: '黄磊', unit: second, roles: [] },
];
export const GROUPS = [
  {
    chatId: 'wrFirst',
    name: '第一党支部',
    unit: first,
    webhookKey: 'hook-first',
    members: ['WangJianguo', 'lifang', 'zhaoxiaojun', 'sunli', 'ouyangmingyue'],
  },
  {
    chatId: 'wrSecond',
    name: '第二党支部',
    unit: second,
    webhookKey: 'hook-second',
    members: ['chenqiang', 'huanglei'],
  },
];

/** Saturday 21 November 2026, 18:50 in Shanghai. */
export const START = Date.UTC(2026, 10, 21, 10, 50);

// biome-ignore lint/suspicious/noExplicitAny: JSON and XML of WeCom, asserted field by field
export type Loose = any;

export interface Heard {
  channel: 'app' | 'bot';
  /** app: XML fields by name; bot: the JSON */
  message: Loose;
  /** ciphertext of this attempt */
  encrypted: string;
  nonce: string;
}
export interface HttpAnswer {
  status?: number;
  body?: string;
}
export type Hear = (heard: Heard) => HttpAnswer | Promise<HttpAnswer>;

const app = createCrypto({
  token: CREDENTIALS.app.token,
  encodingAesKey: CREDENTIALS.app.aesKey,
  receiveId: CREDENTIALS.corpId,
});
const bot = createCrypto({
  token: CREDENTIALS.bot.token,
  encodingAesKey: CREDENTIALS.bot.aesKey,
  receiveId: '',
});

/** A correct passive reply to what was heard; `spoil` changes the envelope. */
export function appReply({ message }: Heard, fields: Record<string, XmlValue>, spoil = {}): HttpAnswer {
  const inner = writeXml('xml', {
    ToUserName: message.FromUserName,
    FromUserName: message.ToUserName,
    CreateTime: 1_700_000_000,
    ...fields,
  });
  const encrypted = app.encrypt(inner);
  const envelope = { timestamp: '1700000000', nonce: '42', ...spoil };
  const signature = app.sign('1700000000', '42', encrypted);
  return {
    body: writeXml('xml', {
      Encrypt: encrypted,
      MsgSignature: signature,
      TimeStamp: Number(envelope.timestamp),
      Nonce: envelope.nonce,
    }),
  };
}

export function botReply({ nonce }: Heard, reply: object, spoil = {}): HttpAnswer {
  const encrypt = bot.encrypt(JSON.stringify(reply));
  const msgsignature = bot.sign('1700000000', nonce, encrypt);
  return { body: JSON.stringify({ encrypt, msgsignature, timestamp: 1_700_000_000, nonce, ...spoil }) };
}

export const stream = (content: string) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish: true, content },
});

/** Answers everything with its own text, as both kinds of reply. */
export const echo: Hear = (heard) =>
  heard.channel === 'app'
    ? appReply(heard, { MsgType: 'text', Content: `收到:${heard.message.Content ?? heard.message.Event}` })
    : botReply(heard, stream(`收到:**${heard.message.text?.content ?? heard.message.msgtype}**`));

export interface Stage {
  base: string;
  heard: Heard[];
  hear: Hear;
  clock: { at: number };
  travelled: number[];
  onTravel: (to: number) => Promise<void>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Loose>;
  state(as: string): Promise<Loose>;
  api(path: string, body?: unknown): Promise<Loose>;
  token(): Promise<string>;
  close(): Promise<void>;
}

export async function openStage(options: Partial<SandboxOptions> = {}, startAt = START): Promise<Stage> {
  const clock = { at: startAt };
  const koa = new Koa();
  const travelled: number[] = [];
  const stage = { heard: [] as Heard[], hear: echo, onTravel: async (_: number) => {} } as Stage;
  const sandbox = createSandbox({
    clock: { now: () => clock.at },
    async travel(to) {
      travelled.push(to);
      clock.at = to;
      await stage.onTravel(to);
    },
    serverUrl: () => stage.base,
    credentials: CREDENTIALS,
    directory: () => ({ people: PEOPLE, groups: GROUPS }),
    wordsDir: join(import.meta.dirname, '../../templates/sandbox'),
    delivery: { timeoutMs: 150, retryDelayMs: 1 },
    ...options,
  });
  koa.use(sandbox.middleware);
  koa.use((ctx) => callback(ctx, stage));
  koa.on('error', (error) => console.error(error));
  const server: Server = createServer(koa.callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const json = async (path: string, body?: unknown): Promise<Loose> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${base}${path}`, init)).json();
  };
  return Object.assign(stage, {
    base,
    clock,
    travelled,
    get: (path: string) => fetch(`${base}${path}`),
    post: (path: string, body: unknown) => json(`/sandbox/api/${path}`, body),
    state: (as: string) => json(`/sandbox/api/state?as=${as}`),
    api: (path: string, body?: unknown) => json(`/sandbox/qyapi/cgi-bin/${path}`, body),
    async token() {
      const { corpId, app } = CREDENTIALS;
      return (await json(`/sandbox/qyapi/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${app.secret}`))
        .access_token;
    },
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function callback(ctx: Context, stage: Stage): Promise<void> {
  if (!/^\/wecom\/(app|bot)$/.test(ctx.path)) return;
  const channel = ctx.path === '/wecom/app' ? 'app' : 'bot';
  const crypto = channel === 'app' ? app : bot;
  const raw = await text(ctx.req);
  const encrypted = channel === 'app' ? childText(readXml(raw), 'Encrypt')! : JSON.parse(raw).encrypt;
  const { msg_signature, timestamp, nonce } = ctx.query as Record<string, string>;
  if (!crypto.verify(msg_signature!, timestamp!, nonce!, encrypted))
    throw new Error('bad signature from the sandbox');
  const inner = crypto.decrypt(encrypted);
  const message =
    channel === 'app'
      ? Object.fromEntries(readXml(inner).children.map((c) => [c.name, c.children.length > 0 ? c : c.text]))
      : JSON.parse(inner);
  const heard: Heard = { channel, message, encrypted, nonce: nonce! };
  stage.heard.push(heard);
  const { status = 200, body = '' } = await stage.hear(heard);
  ctx.status = status;
  ctx.body = body;
}

/** What a person sees in a chat, one short line per message. */
export async function dumpChat(stage: Stage, as: string, chat: string): Promise<string[]> {
  const { chats } = await stage.state(as);
  return chats
    .find((c: Loose) => c.id === chat)
    .messages.map((m: Loose) => {
      const who = typeof m.from === 'string' ? m.from : m.from.person;
      const { kind, text: said, code, card, done } = m.body;
      const what =
        said ?? code ?? (card && `${card.main_title.title}${done ? `→${done}` : ''}`) ?? m.body.name ?? kind;
      return `${who}${m.status ? `(${m.status})` : ''}: ${what}`;
    });
}

export const tempFile = () => join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json');
