import type { Context } from 'koa';
import type { Permissions } from '../domain/organisation/permissions.ts';
import type { Clock } from '../ports/channels.ts';
import type { ReadTx, Store } from '../ports/store.ts';
import type { Answers } from './answers.ts';
import { askedFor } from './asked.ts';
import { type Sessions, seenBy } from './sessions.ts';
import { createTurns } from './turns.ts';
import type { Looking } from './view.ts';
import type { WecomLogin } from './wecom-login.ts';

interface Parts {
  store: Pick<Store, 'read'>;
  permissions: Permissions;
  clock: Clock;
  answers: Answers;
  sessions: Sessions;
  login: WecomLogin;
}

/** What is read for somebody who is in and may see it, in one snapshot; undefined: the request is answered already. */
export type Look = <T>(ctx: Context, read: (looking: Looking) => Promise<T>) => Promise<T | undefined>;

export function createLook({ store, permissions, clock, answers, sessions, login }: Parts): Look {
  const inTurn = createTurns();
  return async (ctx, read) => {
    const session = await sessions.of(ctx);
    if (!session) {
      if (!login.offer(ctx)) answers.notice(ctx, 401, 'how');
      return undefined;
    }
    const now = clock.now();
    const look = async (tx: ReadTx) => {
      const org = await tx.organisation();
      const seen = seenBy(permissions, org, session.userId);
      if (!seen) return 'nothing';
      const asked = askedFor(ctx.query, org, seen.tops, now);
      return asked ? { of: await read({ tx, org, now, ...seen, asked }) } : 'missing';
    };
    const found = await inTurn(() => store.read(look, { heavy: true }));
    if (typeof found === 'object') return found.of;
    if (found === 'missing') {
      answers.missing(ctx);
      return undefined;
    }
    await sessions.end(ctx);
    answers.refused(ctx);
    return undefined;
  };
}
