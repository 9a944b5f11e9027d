import type { Kysely } from 'kysely';
import { HOUR_MS } from '../domain/calendar/time.ts';
import type { DashboardReadTx, DashboardTx, PageSessions } from '../ports/dashboard.ts';
import { fromRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';

/** Longer than any session lives; what is older is swept when the next one begins. */
const KEPT_MS = 24 * HOUR_MS;

export const dashboardStore = (db: Kysely<Tables>): DashboardTx & DashboardReadTx => ({
  async addEntryKey(hash, userId, expiresAt) {
    await db
      .insertInto('dashboard_key')
      .values({ hash, user_id: userId.toLowerCase(), expires_at: expiresAt })
      .execute();
  },
  async takeEntryKey(hash, now) {
    await db.deleteFrom('dashboard_key').where('expires_at', '<=', now).execute();
    const taken = await db
      .deleteFrom('dashboard_key')
      .where('hash', '=', hash)
      .returning('user_id')
      .executeTakeFirst();
    return taken?.user_id;
  },
  async addPageSession({ hash, userId, madeAt, seenAt }) {
    await db
      .deleteFrom('dashboard_session')
      .where('made_at', '<', madeAt - KEPT_MS)
      .execute();
    await db
      .insertInto('dashboard_session')
      .values({ hash, user_id: userId.toLowerCase(), made_at: madeAt, seen_at: seenAt })
      .execute();
  },
  async undelivered(unitIds, since, most) {
    if (unitIds.length === 0) return [];
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', 'push')
      .where('at', '>=', since)
      .where('unit_id', 'in', unitIds)
      .where((eb) => eb.or([eb('state', 'in', ['refused', 'unknown']), eb('refused', '!=', '[]')]))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute();
    return rows.map(fromRow);
  },
});

export const pageSessionStore = (db: Kysely<Tables>): PageSessions => ({
  async pageSession(hash) {
    const row = await db
      .selectFrom('dashboard_session')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row && { hash, userId: row.user_id, madeAt: row.made_at, seenAt: row.seen_at };
  },
  async sawPageSession(hash, at) {
    await db.updateTable('dashboard_session').set({ seen_at: at }).where('hash', '=', hash).execute();
  },
  async endPageSession(hash) {
    await db.deleteFrom('dashboard_session').where('hash', '=', hash).execute();
  },
});
