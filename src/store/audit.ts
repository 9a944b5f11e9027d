import { hash as hashed, randomUUID } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import type { AuditEntry, StoredMessage } from '../ports/store.ts';
import { BEGINNING, digestOf, hashOf } from './audit-chain.ts';
import { bulkWriter } from './bulk.ts';
import type { AuditTable, Tables } from './tables.ts';

interface AuditStore {
  audit(entry: AuditEntry): Promise<void>;
  /** a message that changed something; what exactly stands with the message itself */
  changed(message: Pick<StoredMessage, 'key' | 'userId' | 'at' | 'intent'>, changes: string): void;
  /** reads where the chain ends */
  lookAtEnd(): Promise<void>;
  /** chains what a version that knew no chain yet has left behind it */
  adoptLoose(): Promise<void>;
  /**
   * Appends what this transaction left, under the writer's lock: one chain, however many instances write. After the end
   * was looked at; asks for nothing itself.
   */
  flush(): Promise<void>;
}

export function auditStore(db: Kysely<Tables>): AuditStore {
  const entries: AuditEntry[] = [];
  /** the hash of the last entry; null where it is not chained */
  let end: string | null = BEGINNING;
  return {
    async lookAtEnd() {
      const last = await db
        .selectFrom('audit')
        .select('hash')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (last) end = last.hash;
    },
    async adoptLoose() {
      end ??= await adopt(db);
    },
    audit: async (entry) => void entries.push(entry),
    changed({ key, userId, at, intent }, changes) {
      const detail = { key, intent, changes: changesDigest(changes) };
      entries.push({ at, by: userId, action: CHANGE, detail });
    },
    async flush() {
      if (entries.length === 0) return;
      let before = end ?? BEGINNING;
      const rows = entries.splice(0).map(({ at, by, action, detail: content }) => {
        const salt = randomUUID();
        const detail = JSON.stringify(content);
        const digest = digestOf(salt, by, detail);
        before = hashOf(before, at, action, digest);
        return { at, by_person: by, action, detail, salt, digest, hash: before };
      });
      end = before;
      await insertEntries(db, rows);
    },
  };
}

/** A message that changed something; the detail of its entry is a `ChangeDetail`. */
export const CHANGE = 'change';
export interface ChangeDetail {
  key: string;
  intent: string | null;
  changes: string;
}

export const changesDigest = (changes: string): string => hashed('sha256', changes, 'base64url');

/** Entries of a version that knew no chain yet, and still ran beside this one, were put into it afterwards. */
export const ADOPTED = 'audit adopted';

async function adopt(db: Kysely<Tables>): Promise<string> {
  const known = await db
    .selectFrom('audit')
    .select(['id', 'hash'])
    .where('hash', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const loose = await db
    .selectFrom('audit')
    .selectAll()
    .where('id', '>', known?.id ?? 0)
    .orderBy('id')
    .execute();
  let before = known?.hash ?? BEGINNING;
  for (const { id, at, by_person, action, detail } of loose) {
    const digest = digestOf('', by_person, detail);
    before = hashOf(before, at, action, digest);
    await db.updateTable('audit').set({ salt: '', digest, hash: before }).where('id', '=', id).execute();
  }
  const at = loose.at(-1)!.at;
  const detail = JSON.stringify({ ids: loose.map((row) => row.id) });
  const digest = digestOf('', '', detail);
  const hash = hashOf(before, at, ADOPTED, digest);
  await insertEntries(db, [{ at, by_person: '', action: ADOPTED, detail, salt: '', digest, hash }]);
  return hash;
}

const insertEntries = bulkWriter<Omit<Insertable<AuditTable>, 'id'>>(
  ['at', 'by_person', 'action', 'detail', 'salt', 'digest', 'hash'],
  (db, rows) => db.insertInto('audit').values(rows),
);
