import type { Kysely, Selectable } from 'kysely';
import type { MediaRef } from '../ports/channels.ts';
import type { Evidence, LedgerTx } from '../ports/ledger.ts';
import { addWork, type Errands } from './outbox.ts';
import { evidenceSubject, toEvidenceRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';
import type { EvidenceTable } from './tables-ledger.ts';

type EvidenceStore = Pick<
  LedgerTx,
  | 'addEvidence'
  | 'giveEvidence'
  | 'settleEvidence'
  | 'withdrawEvidence'
  | 'evidenceOf'
  | 'photosOf'
  | 'looseEvidence'
  | 'evidenceContents'
  | 'evidence'
  | 'dropLooseEvidence'
>;

/** Evidence that came with messages. */
export function evidenceStore(db: Kysely<Tables>, errands: Errands): EvidenceStore {
  return {
    async addEvidence(evidence) {
      const row = await db
        .insertInto('evidence')
        .values(toRow(evidence))
        .returningAll()
        .executeTakeFirstOrThrow();
      const kept = toEvidence(row);
      if (kept.state === 'pending') await addWork(db, errands, [toEvidenceRow(kept)]);
      return kept;
    },
    async giveEvidence(ids, to) {
      if (ids.length === 0) return;
      await db
        .updateTable('evidence')
        .set('itemId' in to ? { item_id: to.itemId } : { activity_id: to.activityId })
        .where('id', 'in', [...ids])
        .execute();
    },
    async settleEvidence(id, result) {
      const done = await db
        .updateTable('evidence')
        // The address is a bearer capability: it goes as soon as it is of no more use.
        .set({ ...result, media: null })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .executeTakeFirst();
      return Number(done.numUpdatedRows) > 0;
    },
    async withdrawEvidence(id) {
      await db
        .updateTable('evidence')
        .set({ state: 'withdrawn', media: null })
        .where('id', '=', id)
        .execute();
      await db
        .updateTable('outbox')
        .set({ state: 'cancelled', outcome: 'settled' })
        .where('subject', '=', evidenceSubject(id))
        .where('state', '=', 'waiting')
        .execute();
    },
    async evidenceOf(itemIds) {
      if (itemIds.length === 0) return [];
      const found: Evidence[] = [];
      for (let i = 0; i < itemIds.length; i += 1000) {
        const rows = await db
          .selectFrom('evidence')
          .selectAll()
          .where('item_id', 'in', itemIds.slice(i, i + 1000))
          .where('state', '!=', 'withdrawn')
          .orderBy('id')
          .execute();
        found.push(...rows.map(toEvidence));
      }
      return found.sort((a, b) => a.id - b.id);
    },
    async photosOf(activityIds) {
      if (activityIds.length === 0) return [];
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('activity_id', 'in', activityIds)
        .where('state', 'in', ['pending', 'fetched'])
        .orderBy('id')
        .execute();
      return rows.map(toEvidence);
    },
    async looseEvidence(userId, since) {
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('by_person', '=', userId)
        .where('item_id', 'is', null)
        .where('activity_id', 'is', null)
        .where('at', '>=', since)
        .where('state', 'in', ['pending', 'fetched'])
        .orderBy('id')
        .execute();
      return rows.map(toEvidence);
    },
    async evidenceContents() {
      const rows = await db
        .selectFrom('evidence')
        .select('sha256')
        .distinct()
        .where('sha256', 'is not', null)
        .orderBy('sha256')
        .execute();
      return rows.map((row) => row.sha256!);
    },
    async evidence(id) {
      const row = await db.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toEvidence(row);
    },
    async dropLooseEvidence(before) {
      const old = await db
        .deleteFrom('evidence')
        .where((eb) =>
          eb.or([
            eb.and([eb('item_id', 'is', null), eb('activity_id', 'is', null)]),
            eb('state', '=', 'withdrawn'),
          ]),
        )
        .where('at', '<', before)
        .returning('sha256')
        .execute();
      const gone = new Set(old.map((r) => r.sha256).filter((s) => s !== null));
      if (gone.size === 0) return [];
      const kept = await db
        .selectFrom('evidence')
        .select('sha256')
        .where('sha256', 'in', [...gone])
        .execute();
      for (const { sha256 } of kept) gone.delete(sha256!);
      return [...gone];
    },
  };
}

function toRow(e: Omit<Evidence, 'id'>) {
  return {
    item_id: e.itemId,
    activity_id: e.activityId,
    by_person: e.by,
    at: e.at,
    message_key: e.messageKey,
    kind: e.kind,
    state: e.state,
    media: e.media && JSON.stringify(e.media),
    valid_until: e.validUntil,
    name: e.name,
    size: e.size,
    sha256: e.sha256,
    reason: e.reason,
  };
}

function toEvidence(row: Selectable<EvidenceTable>): Evidence {
  return {
    id: row.id,
    itemId: row.item_id,
    activityId: row.activity_id,
    by: row.by_person,
    at: row.at,
    messageKey: row.message_key,
    kind: row.kind as Evidence['kind'],
    state: row.state as Evidence['state'],
    media: row.media === null ? null : (JSON.parse(row.media) as MediaRef),
    validUntil: row.valid_until,
    name: row.name,
    size: row.size,
    sha256: row.sha256,
    reason: row.reason,
  };
}
