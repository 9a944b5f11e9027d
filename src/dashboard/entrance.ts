// The ways in, and the way out.
import type Router from '@koa/router';
import { readBody } from '../http/body.ts';
import type { Clock } from '../ports/channels.ts';
import type { Answers } from './answers.ts';
import { sha256 } from './entry-links.ts';
import { createGuesses } from './guesses.ts';
import { isOwnForm } from './safety.ts';
import type { Sessions } from './sessions.ts';
import type { WecomLogin } from './wecom-login.ts';

const FORM_BYTES = 4096;
const KEY = /^[0-9a-f]{64}$/;

interface Parts {
  answers: Answers;
  sessions: Sessions;
  login: WecomLogin;
  clock: Clock;
  base(): string | undefined;
}

export function addEntrance(router: Router, { answers, sessions, login, clock, base }: Parts): void {
  const guesses = createGuesses();
  // Looked at, a link is not used up: WeCom's preview follows it too.
  router.get('/enter', (ctx) => {
    const key = typeof ctx.query.key === 'string' ? ctx.query.key : '';
    if (KEY.test(key)) answers.enter(ctx, key);
    else answers.refused(ctx);
  });
  router.post('/enter', async (ctx) => {
    const form = new URLSearchParams((await readBody(ctx.req, FORM_BYTES)).toString('utf8'));
    const key = form.get('key') ?? '';
    const isHeard = isOwnForm(ctx, base()) && !guesses.isTooMany(ctx.req, clock.now()) && KEY.test(key);
    const isIn =
      isHeard && (await sessions.begin(ctx, 'link', (tx, now) => tx.takeEntryKey(sha256(key), now)));
    if (isIn) {
      answers.home(ctx);
      return;
    }
    guesses.wrong(ctx.req, clock.now());
    answers.refused(ctx);
  });
  router.get('/wecom', async (ctx) => {
    const userId = await login.returned(ctx);
    const isIn = userId !== undefined && (await sessions.begin(ctx, 'wecom', async () => userId));
    if (isIn) answers.home(ctx);
    else answers.refused(ctx);
  });
  router.post('/leave', async (ctx) => {
    if (!isOwnForm(ctx, base())) {
      answers.refused(ctx);
      return;
    }
    await sessions.end(ctx);
    answers.notice(ctx, 200, 'left');
  });
}
