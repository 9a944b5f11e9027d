import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import Koa, { type Context, type Middleware } from 'koa';
import type { CallbackChannel } from '../channels/wecom/callback.ts';
import { CallbackRefused, Overloaded } from '../domain/errors.ts';
import type { Illustrated, OnMessage, Reply, SlowAnswers } from '../ports/channels.ts';
import { createAnswering } from './answering.ts';
import { BodyTooLarge, HungUp, readBody } from './body.ts';
import { createDeadline, TooSlow } from './deadline.ts';
import { createDoor, type Door } from './door.ts';
import { nameRequest } from './request-id.ts';

/** WeCom closes the connection after 5 s and sends again (doc 90238); answer before, or let it try again. */
const ANSWER_WITHIN_MS = 4500;
const REFUSED = 'bad request';

/** A caller who sends slowly, or nothing, or comes a thousand times, must not keep the others out. */
const LIMITS = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  // Longer than a proxy before us keeps its connections, so that none closes under a request.
  keepAliveTimeout: 65_000,
};
const MAX_CONNECTIONS = 8000;

interface HttpEvents {
  callbackRefused(product: 'app' | 'bot', reason: string, requestId: string): void;
  callbackAnswered(product: 'app' | 'bot', status: number, seconds: number): void;
  /** turned away because it could not have been answered in time */
  callbackShed(product: 'app' | 'bot'): void;
  requestFailed(error: unknown, requestId?: string): void;
  metrics(): Promise<string>;
  contentType: string;
}

interface HttpParts {
  callbacks: { [P in 'app' | 'bot']?: CallbackChannel | undefined };
  onMessage: OnMessage;
  slow: SlowAnswers;
  /** draws what an answer is to show; never rejects */
  illustrate(reply: Reply | null): Promise<Illustrated>;
  /** names of what messages cannot be answered without, and of what they are only answered slower without */
  readiness(): Promise<{ missing: string[]; degraded: string[] }>;
  events: HttpEvents;
  /** pages beside the callbacks: the dashboard, the sandbox */
  pages?: readonly Middleware[];
  /** where `/` leads; without it `/` is 404 */
  home?: string | undefined;
}

/** Callbacks, health and metrics; not listening yet. */
export function createHttp(parts: HttpParts): Server {
  const { events } = parts;
  const koa = new Koa();
  const router = new Router();
  const door = createDoor();
  const receive = createReceive(parts, door);
  koa.silent = true;
  koa.on('error', (error) => {
    if (!isClientFault(error)) events.requestFailed(error);
  });
  for (const product of ['app', 'bot'] as const) {
    const channel = parts.callbacks[product];
    if (!channel) continue;
    // Before the router: this path carries the load, and matching costs as much as parsing the message.
    koa.use((ctx, next) => {
      if (!isAddress(ctx.path, `/wecom/${product}`)) return next();
      if (ctx.method === 'POST') return receive(ctx, product, channel);
      if (ctx.method === 'GET' || ctx.method === 'HEAD') return check(ctx, product, channel, events);
      ctx.set('Allow', 'GET, HEAD, POST');
      ctx.status = ctx.method === 'OPTIONS' ? 200 : 405;
      return undefined;
    });
  }
  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true };
  });
  router.get('/readyz', async (ctx) => {
    const { missing, degraded } = await parts.readiness();
    ctx.status = missing.length === 0 ? 200 : 503;
    ctx.body = { ok: missing.length === 0, missing, degraded };
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = events.contentType;
    ctx.body = await events.metrics();
  });
  if (parts.home) router.get('/', (ctx) => ctx.redirect(parts.home!));
  for (const page of parts.pages ?? []) koa.use(page);
  koa.use(router.routes());
  koa.use(router.allowedMethods());
  const server = createServer(LIMITS, koa.callback());
  server.maxConnections = MAX_CONNECTIONS;
  server.on('connection', door.arrived);
  return server;
}

/**
 * One rule for every method, or an address that passes WeCom's check would lose every message: in any capitals, and with
 * whatever slashes an administrator typed.
 */
function isAddress(path: string, address: string): boolean {
  if (path === address) return true;
  return (
    path.length <= LONGEST_ADDRESS && path.toLowerCase().replace(/\/+/g, '/').replace(/\/$/, '') === address
  );
}
const LONGEST_ADDRESS = 64;

/** Answers the GET by which WeCom checks the address when it is saved. */
function check(ctx: Context, product: 'app' | 'bot', channel: CallbackChannel, events: HttpEvents): void {
  refusing(ctx, product, events, nameRequest(ctx), () => {
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = channel.verifyUrl(ctx.query);
  });
}

type Receive = (ctx: Context, product: 'app' | 'bot', channel: CallbackChannel) => Promise<void>;

function createReceive(parts: HttpParts, door: Door): Receive {
  const { events } = parts;
  const answering = createAnswering(parts);
  const deadline = createDeadline(ANSWER_WITHIN_MS);

  async function answer(
    ctx: Context,
    product: 'app' | 'bot',
    channel: CallbackChannel,
    requestId: string,
  ): Promise<void> {
    const body = await readBody(ctx.req);
    const answered = await door.through(async () => {
      const call = refusing(ctx, product, events, requestId, () => channel.receive(ctx.query, body));
      return call && deadline.within(answering(call, requestId));
    });
    if (answered === undefined) return;
    ctx.type = product === 'app' ? 'application/xml; charset=utf-8' : 'text/plain; charset=utf-8';
    ctx.status = 200;
    ctx.body = answered;
  }

  function refuse(ctx: Context, product: 'app' | 'bot', error: unknown, requestId: string): void {
    if (error instanceof BodyTooLarge) {
      events.callbackRefused(product, 'too_large', requestId);
      ctx.status = 413;
      ctx.set('Connection', 'close');
      ctx.body = REFUSED;
      return;
    }
    // Not stored in time, or not at all: WeCom sends it again and then meets the stored answer.
    if (error instanceof Overloaded) events.callbackShed(product);
    else if (!(error instanceof TooSlow || error instanceof HungUp)) events.requestFailed(error, requestId);
    ctx.status = 503;
    ctx.body = 'try again';
  }

  return async (ctx, product, channel) => {
    const startedAt = performance.now();
    const id = nameRequest(ctx);
    await answer(ctx, product, channel, id).catch((error) => refuse(ctx, product, error, id));
    events.callbackAnswered(product, ctx.status, (performance.now() - startedAt) / 1000);
  };
}

/** Every refusal looks the same from outside: no oracle for padding, signature or receiveid. */
function refusing<T>(
  ctx: Context,
  product: 'app' | 'bot',
  events: HttpEvents,
  requestId: string,
  work: () => T,
): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CallbackRefused)) throw error;
    events.callbackRefused(product, error.reason, requestId);
    ctx.status = 400;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = REFUSED;
    return undefined;
  }
}

/** The caller hung up, sent no HTTP, or asked for what there is not. */
const isClientFault = ({ code = '', status = 500 }: NodeJS.ErrnoException & { status?: number }) =>
  code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_') || status < 500;
