// WeCom's API on this machine, as it is on a bad day: what reached people, and whatever goes wrong in between.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/ports/channels.ts';

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
const MEMBER_A_MINUTE = 30;

export async function wecomStandIn(clock: Clock): Promise<WecomStandIn> {
  const fates = new Map<string, Fate>();
  const seen = new Map<string, number>();
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
    const body = raw === '' ? {} : (JSON.parse(raw) as Record<string, unknown>);
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
  });
  return wecom;
}
