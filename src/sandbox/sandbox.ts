// A local stand-in of WeCom: it calls the server's real callbacks, answers the API calls the server makes, and has
// a page to chat in. Production code knows nothing of it; only the app mounts it, in sandbox mode.
import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { createCrypto } from '../channels/wecom/crypto.ts';
import { readBody, UPLOAD_BYTES } from './body.ts';
import { createChatLog } from './chat-log.ts';
import type { DeliverySettings } from './deliver.ts';
import type { Directory } from './directory.ts';
import { createEventStreams } from './events.ts';
import { isLocalRequest } from './guard.ts';
import { createMemory } from './memory.ts';
import { createPage, PAGE_HEADERS, type PageFiles } from './page.ts';
import { answerPage, type PageApi } from './page-api.ts';
import type { Sending } from './page-contract.ts';
import type { ApiAnswer } from './qyapi/call.ts';
import { createQyapi } from './qyapi/qyapi.ts';
import { createTravel } from './travel.ts';
import { readWords } from './words.ts';
import { API_BASE, type Credentials, type RateLimits, Refusal, type World } from './world.ts';

export interface SandboxOptions {
  /** epoch ms; the sandbox shows it as Asia/Shanghai */
  clock: { now(): number };
  /** Moves the clock forward, running every tick on the way. */
  travel(to: number): Promise<void>;
  /** what left, or was to leave, after `from` and up to `to`; without it a journey tells nothing */
  sendings?(from: number, to: number): Promise<Sending[]>;
  /** base of the server's callbacks, e.g. http://127.0.0.1:3000 */
  serverUrl(): string;
  credentials: Credentials;
  directory(): Directory;
  /** where chats survive a restart; without it they do not */
  stateFile?: string;
  /** the page's words: index.html, words.json, suggestions.json */
  wordsDir: string;
  rateLimits?: Partial<RateLimits>;
  /** WeCom waits 5 s and retries soon; tests wait less */
  delivery?: Partial<DeliverySettings>;
}

interface Sandbox {
  middleware: Middleware;
  /** path to be WECOM_API_BASE behind the server's own address */
  apiBase: typeof API_BASE;
  /** Ends open event streams and writes the chats down. */
  close(): Promise<void>;
}

/** @throws StartError when the page's words are broken; Error when a key is malformed */
export function createSandbox(options: SandboxOptions): Sandbox {
  const words = readWords(options.wordsDir);
  const page = createPage(options.wordsDir);
  const world = createWorld(options);
  const events = createEventStreams(world, () => travel.state());
  const travel = createTravel(world, options.travel, () => events.clock());
  const { sendings = async () => [] } = options;
  const pageApi: PageApi = { world, words: words.suggestions, travel, events, sendings };
  const qyapi = createQyapi(world);

  return {
    apiBase: API_BASE,
    async middleware(ctx, next) {
      if (!/^\/sandbox(\/|$)/.test(ctx.path)) return next();
      ctx.set(PAGE_HEADERS);
      if (!isLocalRequest(ctx.req)) return refuse(ctx, 403, words.notLocal);
      if (ctx.path === '/sandbox') return ctx.redirect('/sandbox/');
      try {
        if (ctx.path.startsWith(`${API_BASE}/`)) await answerApi(world, qyapi, ctx);
        else if (ctx.path.startsWith('/sandbox/api/'))
          await answerPage(pageApi, ctx, ctx.path.slice('/sandbox/api/'.length));
        else await sendPage(page, ctx);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        ctx.status = error.status;
        // What is left of the body is not read, so nothing else can follow it here.
        if (error.status === 413) ctx.set('connection', 'close');
        ctx.body = { ok: false, error: error.code };
      }
    },
    async close() {
      events.close();
      await world.memory.close();
    },
  };
}

function createWorld(options: SandboxOptions): World {
  const { credentials, clock, serverUrl, directory } = options;
  const { app, bot, corpId, agentId } = credentials;
  const now = () => clock.now();
  const memory = createMemory(options.stateFile, now);
  const settings = { timeoutMs: 5000, retryDelayMs: 1000, ...options.delivery };
  const cryptoFor = (keys: { token: string; aesKey: string }, receiveId: string) =>
    createCrypto({ token: keys.token, encodingAesKey: keys.aesKey, receiveId });
  return {
    now,
    serverUrl,
    credentials,
    directory,
    limits: { webhookPerMinute: 20, memberPerMinute: 30, memberPerHour: 1000, ...options.rateLimits },
    memory,
    log: createChatLog(memory.state.messages, now, () => memory.nextId('m'), memory.changed),
    app: {
      crypto: cryptoFor(app, corpId),
      corpId,
      agentId,
      url: () => `${serverUrl()}/wecom/app`,
      now,
      settings,
    },
    bot: {
      crypto: cryptoFor(bot, ''),
      botId: `aib${createHash('sha256').update(corpId).digest('base64url').slice(0, 20)}`,
      url: () => `${serverUrl()}/wecom/bot`,
      now,
      settings,
    },
  };
}

async function answerApi(world: World, qyapi: ReturnType<typeof createQyapi>, ctx: Context): Promise<void> {
  const path = ctx.path.slice(API_BASE.length + 1);
  // Files, and pictures inside a webhook's JSON.
  const limit = /upload|webhook\/send$/.test(path) ? UPLOAD_BYTES : undefined;
  const answer: ApiAnswer = qyapi(path, {
    world,
    method: ctx.method,
    query: new URLSearchParams(ctx.querystring),
    contentType: ctx.get('content-type'),
    body: await readBody(ctx.req, limit),
  });
  ctx.status = 200;
  if ('file' in answer) {
    const { bytes, type, name } = answer.file as { bytes: Buffer; type: string; name: string };
    ctx.type = type;
    ctx.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    ctx.body = bytes;
  } else ctx.body = answer;
}

async function sendPage(page: PageFiles, ctx: Context): Promise<void> {
  const file = await page(ctx.path.slice('/sandbox/'.length) || 'index.html');
  if (!file) throw new Refusal('not_found', 404);
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') throw new Refusal('not_found', 405);
  ctx.type = file.type;
  ctx.body = file.bytes;
}

function refuse(ctx: Context, status: number, line: string): void {
  ctx.status = status;
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = line;
}
