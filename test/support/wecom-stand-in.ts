// WeCom's API on this machine, as it is on a bad day: what reached people, and whatever goes wrong in between.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { Clock } from '../../src/ports/channels.ts';
import { checkCard } from '../../src/sandbox/card-rules.ts';

/** What becomes of a call; `lost`: it is carried out, and the answer never comes. */
type Fate = 'ok' | 'reset' | 'lost' | 'garbage' | { status: number } | { errcode: number };

export interface Delivered {
  /** a userid, chat id or webhook key */
  to: string;
  text: string;
  at: number;
}

export interface WecomStandIn {
  base: string;
  /** what people and groups got to see, in order */
  delivered: Delivered[];
  /** calls, by path */
  calls: Map<string, number>;
  /** more than WeCom takes to one member in a minute: dropped without a word */
  dropped: Delivered[];
  /** from now on, of one path or of all */
  suffers(fate: Fate, path?: string): void;
  /** ms that an answer takes */
  slowness: number;
}

const HOUR_MS = 3_600_000;

type Body = Record<string, unknown>;
/** Fields beside that of the msgtype, and the bytes of each kind of text (docs 90236, 90248, 99110). */
const SENDS: Readonly<
  Record<string, { fields: readonly string[]; bytes: Readonly<Record<string, number>> }>
> = {
  '/cgi-bin/message/send': {
    fields: ['touser', 'msgtype', 'agentid', 'enable_duplicate_check', 'duplicate_check_interval'],
    bytes: { text: 2048, markdown: 2048 },
  },
  '/cgi-bin/appchat/send': { fields: ['chatid', 'msgtype'], bytes: { text: 2048, markdown: 2048 } },
  '/cgi-bin/webhook/send': { fields: ['msgtype'], bytes: { text: 2048, markdown: 4096, markdown_v2: 4096 } },
};

/** What WeCom would refuse, cut or pass over in a message. */
export function wrongIn(path: string, body: Body): string | undefined {
  const rules = SENDS[path];
  if (!rules) return undefined;
  const type = String(body.msgtype);
  const unknown = Object.keys(body).filter((name) => name !== type && !rules.fields.includes(name));
  if (unknown.length > 0) return `no field ${unknown.join(', ')}`;
  if (path.endsWith('message/send')) {
    const users = String(body.touser).toLowerCase().split('|');
    const isFine = users.length <= 1000 && users.every(Boolean) && new Set(users).size === users.length;
    if (typeof body.touser !== 'string' || !isFine) return 'touser';
    if (!Number.isInteger(body.agentid)) return 'agentid';
    const seconds = Number(body.duplicate_check_interval ?? 1800);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 14_400) return 'duplicate_check_interval';
  }
  const block = body[type];
  if (typeof block !== 'object' || block === null) return `no ${type}`;
  if (type === 'template_card') {
    if (!path.endsWith('message/send')) return 'no card there';
    return checkCard(block as Body, 'app', {}).problem?.errmsg;
  }
  if (type === 'image' || type === 'file') return undefined;
  const { content } = block as Body;
  const most = rules.bytes[type];
  if (most === undefined) return `msgtype ${type}`;
  if (typeof content !== 'string' || content.trim() === '') return 'empty content';
  return Buffer.byteLength(content) > most ? `${type} is over ${most} bytes` : undefined;
}
const MEMBER_A_MINUTE = 30;

export async function wecomStandIn(clock: Clock): Promise<WecomStandIn> {
  const fates = new Map<string, Fate>();
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  const wecom: WecomStandIn = {
    base: '',
    delivered: [],
    calls: new Map(),
    dropped: [],
    slowness: 0,
    suffers(fate, path = '*') {
      if (path === '*') fates.clear();
      fates.set(path, fate);
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    response.setHeader('date', new Date(clock.now()).toUTCString());
    let raw = '';
    for await (const chunk of request.setEncoding('utf8')) raw += chunk;
    wecom.calls.set(pathname, (wecom.calls.get(pathname) ?? 0) + 1);
    const fate = fates.get(pathname) ?? fates.get('*') ?? 'ok';
    if (wecom.slowness > 0) await sleep(wecom.slowness);
    if (fate === 'reset') return void request.socket.destroy();
    if (fate === 'garbage') return void response.end('<html><body>请登录</body></html>');
    if (typeof fate === 'object')
      return 'status' in fate
        ? void response.writeHead(fate.status).end('<html>')
        : void response.end(JSON.stringify({ errcode: fate.errcode, errmsg: 'x' }));
    const body = raw === '' ? {} : (JSON.parse(raw) as Body);
    const problem = wrongIn(pathname, body);
    if (problem !== undefined) {
      wrong.push(`${pathname}: ${problem}`);
      return void response.end(JSON.stringify({ errcode: 40058, errmsg: problem }));
    }
    deliver(pathname, searchParams.get('key') ?? '', body, raw);
    if (fate === 'lost') return void request.socket.destroy();
    response.end(JSON.stringify({ errcode: 0, access_token: 't', expires_in: 7200, msgid: 'm' }));
  }

  function deliver(path: string, key: string, body: Record<string, unknown>, raw: string): void {
    const card = body.template_card as { sub_title_text?: string } | undefined;
    const { content = card?.sub_title_text } = (body.text ?? body.markdown ?? {}) as { content?: string };
    if (content === undefined) return;
    const at = clock.now();
    if (path !== '/cgi-bin/message/send') {
      wecom.delivered.push({ to: key === '' ? String(body.chatid) : key, text: content, at });
      return;
    }
    // A byte-identical message within four hours is shown once (doc 90236).
    const before = seen.get(raw);
    if (before !== undefined && at - before < 4 * HOUR_MS) return;
    seen.set(raw, at);
    for (const to of String(body.touser).split('|')) show({ to, text: content, at });
  }

  function show(message: Delivered): void {
    const lately = wecom.delivered.filter((d) => d.to === message.to && d.at > message.at - 60_000);
    (lately.length < MEMBER_A_MINUTE ? wecom.delivered : wecom.dropped).push(message);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  wecom.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(wrong).toEqual([]);
  });
  return wecom;
}
