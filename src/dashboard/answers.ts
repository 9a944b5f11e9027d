import type { Context } from 'koa';
import { MINUTE_MS } from '../domain/calendar/time.ts';
import { ENTRY_LIFE_MS } from '../ports/dashboard.ts';
import type { Html } from './html.ts';
import { enterPage, type Frame, type Notice, notice } from './pages/layout.ts';

const MINUTES = ENTRY_LIFE_MS / MINUTE_MS;

export interface Answers {
  page(ctx: Context, html: Html): void;
  enter(ctx: Context, key: string): void;
  /** why nothing is shown */
  notice(ctx: Context, status: number, about: Notice): void;
  /** Every failure to come in is this one. */
  refused(ctx: Context): void;
  missing(ctx: Context): void;
  /** 303: what follows a form is looked at, and not sent again. */
  home(ctx: Context): void;
}

export function createAnswers(frame: Frame): Answers {
  function show(ctx: Context, status: number, html: Html): void {
    ctx.status = status;
    ctx.type = 'text/html; charset=utf-8';
    ctx.body = html.markup;
  }
  const tell: Answers['notice'] = (ctx, status, about) => show(ctx, status, notice(frame, about, MINUTES));
  return {
    page: (ctx, html) => show(ctx, 200, html),
    enter: (ctx, key) => show(ctx, 200, enterPage(frame, key, MINUTES)),
    notice: tell,
    refused: (ctx) => tell(ctx, 403, 'failed'),
    missing: (ctx) => tell(ctx, 404, 'missing'),
    home(ctx) {
      ctx.status = 303;
      ctx.set('Location', frame.root);
      ctx.body = '';
    },
  };
}
