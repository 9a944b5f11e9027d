import type { Kysely, Selectable } from 'kysely';
import { ADOPTED, CHANGE, type ChangeDetail, changesDigest } from './audit.ts';
import { asKnownNow, nameOf, renamesOf } from './audit-accounts.ts';
import { BEGINNING, digestOf, hashOf } from './audit-chain.ts';
import type { AuditTable, Tables } from './tables.ts';

interface AuditState {
  entries: number;
  /** hash of the last entry: noted elsewhere it also tells when entries are missing at the end */
  head: string;
  /** entries whose who and what are erased, as the chain itself says */
  erased: number;
  /** entries of a version without a chain, put into it afterwards */
  adopted: number;
  /** the first entry that is not what it was, does not follow the one before, or whose message is not what it was */
  broken?: { id: number; at: number; what: 'entry' | 'message' };
}

/** An entry that says whose entries it erased. */
const ERASE = 'erase';

const PAGE = 500;

/** Walks the whole chain, a page at a time. */
export async function verifyAudit(db: Kysely<Tables>): Promise<AuditState> {
  const state: AuditState = { entries: 0, head: BEGINNING, erased: 0, adopted: 0 };
  // Erased entries come before the one that says so.
  const blank = new Map<number, number>();
  // What they say is proved on the way, like any other entry.
  const renames = await renamesOf(db);
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) break;
    const left = await messagesLeft(db, rows, renames);
    for (const row of rows) {
      const hash = row.digest === null ? null : hashOf(state.head, row.at, row.action, row.digest);
      if (hash === null || row.hash !== hash || !isAsWritten(row))
        return { ...state, broken: { id: row.id, at: row.at, what: 'entry' } };
      if (left.has(row.id)) return { ...state, broken: { id: row.id, at: row.at, what: 'message' } };
      if (row.salt === null) blank.set(row.id, row.at);
      if (row.action === ERASE) for (const id of idsIn(row.detail)) state.erased += Number(blank.delete(id));
      if (row.action === ADOPTED) state.adopted += idsIn(row.detail).length;
      state.entries += 1;
      state.head = hash;
      last = row.id;
    }
  }
  const [first] = blank;
  return first ? { ...state, broken: { id: first[0], at: first[1], what: 'entry' } } : state;
}

/** Entries whose message is gone, or says by now that it changed something else. */
async function messagesLeft(
  db: Kysely<Tables>,
  rows: readonly Selectable<AuditTable>[],
  renames: Awaited<ReturnType<typeof renamesOf>>,
): Promise<Set<number>> {
  const told = rows
    .filter((row) => row.action === CHANGE && row.salt !== null && isAsWritten(row))
    .map(({ id, by_person, detail }) => {
      const { key, changes } = JSON.parse(detail) as ChangeDetail;
      return asKnownNow({ id, by: by_person, key, changes }, renames);
    });
  if (told.length === 0) return new Set();
  const found = await db
    .selectFrom('message')
    .select(['user_id', 'key', 'changes'])
    .where('user_id', 'in', [...new Set(told.map(({ by }) => by))])
    .where('key', 'in', [...new Set(told.map(({ key }) => key))])
    .execute();
  const kept = new Map(found.map((row) => [nameOf({ userId: row.user_id, key: row.key }), row.changes]));
  const isLeft = ({ by, key, changes }: (typeof told)[number]) => {
    const now = kept.get(nameOf({ userId: by, key }));
    return !now || changesDigest(now) !== changes;
  };
  return new Set(told.filter(isLeft).map(({ id }) => id));
}

/** Erased is who and what, or neither. */
const isAsWritten = ({ salt, by_person, detail, digest }: Selectable<AuditTable>): boolean =>
  salt === null ? by_person === '' && detail === '' : digestOf(salt, by_person, detail) === digest;

function idsIn(detail: string): number[] {
  const { ids } = JSON.parse(detail) as { ids?: number[] };
  return ids ?? [];
}
