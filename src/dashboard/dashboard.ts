// The page for admins. Looking changes nothing but when somebody was last seen; whoever may not is told how to come in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { MINUTE_MS } from '../domain/calendar/time.ts';
import { BodyTooLarge, readBody } from '../http/body.ts';
import type { Clock } from '../ports/channels.ts';
import { ENTRY_LIFE_MS } from '../ports/dashboard.ts';
import type { Drawer } from '../ports/pictures.ts';
import type { ReadTx, Store } from '../ports/store.ts';
import { askedFor } from './asked.ts';
import { createCookies } from './cookies.ts';
import { sha256 } from './entry-links.ts';
import { createGuesses } from './guesses.ts';
import type { Html } from './html.ts';
import { enterPage, type Frame, notice } from './pages/layout.ts';
import { overviewPage } from './pages/overview.ts';
import { PICTURES } from './pictures.ts';
import { isOwnForm, PAGE_HEADERS } from './safety.ts';
import { createSessions, seenBy } from './sessions.ts';
import { type Looking, type Reading, viewOf } from './view.ts';
import { createWecomLogin, type WecomIdentity } from './wecom-login.ts';

const FORM_BYTES = 4096;
const KEY = /^[0-9a-f]{64}$/;
/** What a browser fetches beside a page. */
const FILES: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};
const MINUTES = ENTRY_LIFE_MS / MINUTE_MS;

interface Parts extends Reading {
  store: Pick<Store, 'read' | 'write' | 'pageSession' | 'sawPageSession' | 'endPageSession'>;
  clock: Clock;
  /** under which address people reach the server; undefined where nobody has said */
  base(): string | undefined;
  /** without it the page shows tables alone */
  drawer?: Drawer | undefined;
  wecom?: WecomIdentity | undefined;
}

/** Answers everything below /dashboard, and nothing else. */
export function createDashboard(parts: Parts): Middleware {
  const { store, clock, base, permissions, templates, drawer } = parts;
  const cookies = createCookies(base);
  const sessions = createSessions({ store, permissions, clock, cookies });
  const login = createWecomLogin(parts.wecom, base, cookies);
  const guesses = createGuesses();
  const frame: Frame = {
    words: templates.render,
    get root() {
      return `${new URL(base() ?? 'http://unknown').pathname.replace(/\/$/, '')}/dashboard`;
    },
  };

  function show(ctx: Context, status: number, page: Html): void {
    ctx.status = status;
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = page.markup;
  }
  const refused = (ctx: Context) => show(ctx, 403, notice(frame, 'failed', MINUTES));
  const missing = (ctx: Context) => show(ctx, 404, notice(frame, 'missing', MINUTES, true));

  /** What somebody who is in may look at, in one snapshot; else how to come in. */
  async function look<T>(ctx: Context, read: (looking: Looking) => Promise<T>): Promise<T | undefined> {
    const session = await sessions.of(ctx);
    if (!session) {
      if (!login.offer(ctx)) show(ctx, 401, notice(frame, 'how', MINUTES));
      return undefined;
    }
    const now = clock.now();
    const found = await store.read(
      async (tx: ReadTx) => {
        const org = await tx.organisation();
        const seen = seenBy(permissions, org, session.userId);
        if (!seen) return 'nothing';
        const asked = askedFor(ctx.query, org, seen.tops, now);
        return asked ? { of: await read({ tx, org, now, ...seen, asked }) } : 'missing';
      },
      { heavy: true },
    );
    if (typeof found === 'object') return found.of;
    if (found === 'missing') missing(ctx);
    else {
      await sessions.end(ctx);
      refused(ctx);
    }
    return undefined;
  }

  const router = new Router({ prefix: '/dashboard' });
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = readFileSync(join(import.meta.dirname, name));
    router.get(`/${name}`, (ctx) => {
      ctx.type = type;
      ctx.body = bytes;
    });
  }
  router.get('/enter', (ctx) => {
    const key = typeof ctx.query.key === 'string' ? ctx.query.key : '';
    if (KEY.test(key)) show(ctx, 200, enterPage(frame, key, MINUTES));
    else refused(ctx);
  });
  router.post('/enter', async (ctx) => {
    const form = new URLSearchParams((await readBody(ctx.req, FORM_BYTES)).toString('utf8'));
    const key = form.get('key') ?? '';
    const isHeard = isOwnForm(ctx, base()) && !guesses.isTooMany(ctx.req, clock.now()) && KEY.test(key);
    if (isHeard && (await sessions.begin(ctx, 'link', (tx, now) => tx.takeEntryKey(sha256(key), now))))
      return goHome(ctx);
    guesses.wrong(ctx.req, clock.now());
    return refused(ctx);
  });
  router.get('/wecom', async (ctx) => {
    const userId = await login.returned(ctx);
    if (userId !== undefined && (await sessions.begin(ctx, 'wecom', async () => userId))) return goHome(ctx);
    return refused(ctx);
  });
  router.post('/leave', async (ctx) => {
    if (!isOwnForm(ctx, base())) return refused(ctx);
    await sessions.end(ctx);
    return show(ctx, 200, notice(frame, 'left', MINUTES));
  });
  router.get('/', async (ctx) => {
    const page = await look(ctx, async (looking) =>
      overviewPage(frame, await viewOf(parts, looking), drawer !== undefined),
    );
    if (page) show(ctx, 200, page);
  });
  router.get('/pictures/:name', async (ctx) => {
    const picture = drawer && PICTURES.get(ctx.params.name!);
    if (!picture) return missing(ctx);
    const drawn = await look(ctx, (looking) => picture(parts, looking));
    if (!drawn) return;
    ctx.type = 'image/svg+xml';
    ctx.body = await drawer.svg(drawn);
  });
  /** 303: what follows a form is looked at, and not sent again. */
  function goHome(ctx: Context): void {
    ctx.status = 303;
    ctx.set('Location', frame.root);
    ctx.body = '';
  }

  const routes = router.routes();
  const methods = router.allowedMethods();
  return async (ctx, next) => {
    if (!/^\/dashboard(\/|$)/.test(ctx.path)) return next();
    ctx.set(PAGE_HEADERS);
    try {
      await routes(ctx as Parameters<typeof routes>[0], async () => {
        await methods(ctx as Parameters<typeof methods>[0], async () => undefined);
        if (ctx.status === 404) missing(ctx);
      });
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        ctx.set('Connection', 'close');
        return show(ctx, 413, notice(frame, 'failed', MINUTES));
      }
      ctx.app.emit('error', error, ctx);
      show(ctx, 503, notice(frame, 'away', MINUTES));
    }
  };
}
