// Who is in. A session ends by itself, by leaving, and with the office it was given for.
import type { Context } from 'koa';
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import { type Permissions, unitsInCharge } from '../domain/organisation/permissions.ts';
import type { Clock } from '../ports/channels.ts';
import type { PageSession } from '../ports/dashboard.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { Cookies } from './cookies.ts';
import { randomToken, sha256 } from './entry-links.ts';

const LONGEST_MS = 8 * HOUR_MS;
const IDLE_MS = HOUR_MS;
/** Looking at the page writes at most so often. */
const SEEN_EVERY_MS = MINUTE_MS;
const NAME = 'page';

export interface Sessions {
  /** Lets in whoever the proof says it is, if there is anything they may see; one entry in the audit trail. */
  begin(
    ctx: Context,
    by: 'link' | 'wecom',
    proven: (tx: Tx, now: Instant) => Promise<string | undefined>,
  ): Promise<boolean>;
  of(ctx: Context): Promise<PageSession | undefined>;
  end(ctx: Context): Promise<void>;
}

interface Parts {
  store: Pick<Store, 'write' | 'pageSession' | 'sawPageSession' | 'endPageSession'>;
  permissions: Permissions;
  clock: Clock;
  cookies: Cookies;
}

/** What somebody may see of now; asked anew at each request, as in the chat. */
export function seenBy(
  permissions: Permissions,
  org: Organisation,
  userId: string,
): { person: Person; tops: Unit[] } | undefined {
  const person = permissions.personOf(org, userId);
  const tops = person ? unitsInCharge(permissions, org, person, 'see_figures') : [];
  return person && tops.length > 0 ? { person, tops } : undefined;
}

export function createSessions({ store, permissions, clock, cookies }: Parts): Sessions {
  const tokenOf = (ctx: Context) => cookies.read(ctx, NAME);
  return {
    async begin(ctx, by, proven) {
      const token = randomToken();
      const isIn = await store.write(async (tx) => {
        const now = clock.now();
        const userId = await proven(tx, now);
        const seen = userId !== undefined && seenBy(permissions, await tx.organisation(), userId);
        if (!seen) return false;
        const hash = sha256(token);
        await tx.addPageSession({ hash, userId: seen.person.id, madeAt: now, seenAt: now });
        await tx.audit({ at: now, by: seen.person.id, action: 'dashboard', detail: { by } });
        return true;
      });
      if (isIn) cookies.write(ctx, { name: NAME, value: token, seconds: LONGEST_MS / 1000 });
      return isIn;
    },
    async of(ctx) {
      const token = tokenOf(ctx);
      if (!token) return undefined;
      const session = await store.pageSession(sha256(token));
      if (!session) return undefined;
      const now = clock.now();
      if (now - session.madeAt > LONGEST_MS || now - session.seenAt > IDLE_MS) {
        await store.endPageSession(session.hash);
        return undefined;
      }
      if (now - session.seenAt > SEEN_EVERY_MS) await store.sawPageSession(session.hash, now);
      return session;
    },
    async end(ctx) {
      const token = tokenOf(ctx);
      if (token) await store.endPageSession(sha256(token));
      cookies.drop(ctx, NAME);
    },
  };
}
