import type { Kysely, Selectable } from 'kysely';
import { ADOPTED } from './audit.ts';
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
  /** number and time of the first entry that is not what it was, or does not follow the one before */
  broken?: { id: number; at: number };
}

/** An entry that says whose entries it erased. */
const ERASE = 'erase';

const PAGE = 1000;

/** Walks the whole chain, a page at a time. */
export async function verifyAudit(db: Kysely<Tables>): Promise<AuditState> {
  const state: AuditState = { entries: 0, head: BEGINNING, erased: 0, adopted: 0 };
  // Erased entries come before the one that says so.
  const blank = new Map<number, number>();
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      const hash = row.digest === null ? null : hashOf(state.head, row.at, row.action, row.digest);
      if (hash === null || row.hash !== hash || !isAsWritten(row)) return { ...state, broken: row };
      if (row.salt === null) blank.set(row.id, row.at);
      if (row.action === ERASE) for (const id of idsIn(row.detail)) state.erased += Number(blank.delete(id));
      if (row.action === ADOPTED) state.adopted += idsIn(row.detail).length;
      state.entries += 1;
      state.head = hash;
      last = row.id;
    }
  }
  const [first] = blank;
  return first ? { ...state, broken: { id: first[0], at: first[1] } } : state;
}

/** Erased is who and what, or neither. */
const isAsWritten = ({ salt, by_person, detail, digest }: Selectable<AuditTable>): boolean =>
  salt === null ? by_person === '' && detail === '' : digestOf(salt, by_person, detail) === digest;

function idsIn(detail: string): number[] {
  const { ids } = JSON.parse(detail) as { ids?: number[] };
  return ids ?? [];
}
