// The page for admins. Looking changes nothing but when somebody was last seen; whoever may not is told how to come in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { Overloaded } from '../domain/errors.ts';
import { BodyTooLarge } from '../http/body.ts';
import type { Clock } from '../ports/channels.ts';
import type { Drawer } from '../ports/pictures.ts';
import type { Store } from '../ports/store.ts';
import { type Answers, createAnswers } from './answers.ts';
import { createCookies } from './cookies.ts';
import { addEntrance } from './entrance.ts';
import { createLook, type Look } from './looking.ts';
import type { Frame } from './pages/layout.ts';
import { overviewPage } from './pages/overview.ts';
import { PICTURES } from './pictures.ts';
import { remembered } from './remembered.ts';
import { PAGE_HEADERS } from './safety.ts';
import { createSessions } from './sessions.ts';
import { type Reading, viewOf } from './view.ts';
import { createWecomLogin, type WecomIdentity } from './wecom-login.ts';

/** What a browser fetches beside a page. */
const FILES: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

interface Parts extends Reading {
  store: Pick<Store, 'read' | 'write' | 'pageSession' | 'sawPageSession' | 'endPageSession'>;
  clock: Clock;
  /** under which address people reach the server; undefined where nobody has said */
  base(): string | undefined;
  /** without it the page shows tables alone */
  drawer?: Pick<Drawer, 'svg'> | undefined;
  wecom?: WecomIdentity | undefined;
}

/** Answers everything below /dashboard, and nothing else. */
export function createDashboard(parts: Parts): Middleware {
  const { base, templates } = parts;
  const frame: Frame = {
    words: templates.render,
    get root() {
      return `${new URL(base() ?? 'http://unknown').pathname.replace(/\/$/, '')}/dashboard`;
    },
  };
  const answers = createAnswers(frame);
  const cookies = createCookies(base);
  const sessions = createSessions({ ...parts, cookies });
  const login = createWecomLogin(parts.wecom, base, cookies);
  const router = new Router({ prefix: '/dashboard' });
  addFiles(router);
  addEntrance(router, { ...parts, answers, sessions, login });
  addPages(router, parts, frame, answers, createLook({ ...parts, answers, sessions, login }));
  return guarded(router, answers);
}

function addFiles(router: Router): void {
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = readFileSync(join(import.meta.dirname, name));
    router.get(`/${name}`, (ctx) => {
      ctx.type = type;
      ctx.body = bytes;
    });
  }
}

function addPages(router: Router, parts: Parts, frame: Frame, answers: Answers, look: Look): void {
  const drawer = parts.drawer && remembered(parts.drawer);
  router.get('/', async (ctx) => {
    const page = await look(ctx, async (looking) =>
      overviewPage(frame, await viewOf(parts, looking), drawer !== undefined),
    );
    if (page) answers.page(ctx, page);
  });
  router.get('/pictures/:name', async (ctx) => {
    const picture = drawer && PICTURES.get(ctx.params.name!);
    if (!picture) {
      answers.missing(ctx);
      return;
    }
    const drawn = await look(ctx, (looking) => picture(parts, looking));
    if (!drawn) return;
    ctx.type = 'image/svg+xml';
    ctx.body = await drawer.svg(drawn);
  });
}

/** Every answer carries the headers, and every trouble ends in a page of one line. */
function guarded(router: Router, answers: Answers): Middleware {
  const routes = router.routes();
  const methods = router.allowedMethods();
  return async (ctx, next) => {
    if (!/^\/dashboard(\/|$)/.test(ctx.path)) return next();
    ctx.set(PAGE_HEADERS);
    try {
      await routes(ctx as Parameters<typeof routes>[0], async () => {
        await methods(ctx as Parameters<typeof methods>[0], async () => undefined);
        if (ctx.status === 404) answers.missing(ctx);
      });
    } catch (error) {
      failed(ctx, answers, error);
    }
  };
}

function failed(ctx: Context, answers: Answers, error: unknown): void {
  if (error instanceof BodyTooLarge) {
    // What is left of the body is not read, so nothing else can follow it here.
    ctx.set('Connection', 'close');
    answers.notice(ctx, 413, 'failed');
  } else {
    if (!(error instanceof Overloaded)) ctx.app.emit('error', error, ctx);
    answers.notice(ctx, 503, 'away');
  }
}
