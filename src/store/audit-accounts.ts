// The trail stays as it was written where an account changes: who did it is known there by the account of that day, and
// an entry of the trail itself says which messages are somebody's by another account now.
import type { Kysely } from 'kysely';
import { CHANGE, type ChangeDetail, changesDigest } from './audit.ts';
import { type Carried, type NewAccount, renamedText } from './erasing/accounts.ts';
import type { Tables } from './tables.ts';

/** An account has become another one; the detail of its entry is a `RenameDetail`. */
export const RENAMED = 'org rename';

interface RenameDetail extends Pick<NewAccount, 'from' | 'to'> {
  /** by the id of the entry: what its message says by now that it changed, as a digest */
  kept: Record<string, string>;
}

/** What an entry of the trail tells of a message that changed something. */
interface Told {
  id: number;
  by: string;
  key: string;
  changes: string;
}

/** In the order in which they happened; those that were erased tell nothing any more. */
export async function renamesOf(db: Kysely<Tables>): Promise<RenameDetail[]> {
  const rows = await db
    .selectFrom('audit')
    .select('detail')
    .where('action', '=', RENAMED)
    .where('detail', '!=', '')
    .orderBy('id')
    .execute();
  return rows.map(({ detail }) => JSON.parse(detail) as RenameDetail);
}

/** As its message is known by now. */
export function asKnownNow(told: Told, renames: readonly RenameDetail[]): Told {
  let known = told;
  for (const { from, to, kept } of renames) {
    const changes = kept[told.id];
    if (changes === undefined) continue;
    const rename = renamedText({ from, to });
    known = { ...known, by: rename(known.by), key: rename(known.key), changes };
  }
  return known;
}

/** The accounts that somebody had before this one, the last first. */
export function formerAccounts(id: string, renames: readonly RenameDetail[]): string[] {
  const former: string[] = [];
  for (const { from, to } of renames.toReversed()) if (to === (former.at(-1) ?? id)) former.push(from);
  return former;
}

/** Entries about these messages, as they are known by now. */
export async function entriesAbout(
  db: Kysely<Tables>,
  messages: readonly { userId: string; key: string }[],
): Promise<Map<string, number>> {
  const renames = await renamesOf(db);
  const wanted = new Set(messages.map(nameOf));
  const senders = new Set(messages.map(({ userId }) => userId));
  const found = new Map<string, number>();
  for (const sender of senders) {
    const entries = await db
      .selectFrom('audit')
      .select(['id', 'by_person', 'detail'])
      .where('action', '=', CHANGE)
      .where('by_person', 'in', [sender, ...formerAccounts(sender, renames)])
      .execute();
    for (const { id, by_person, detail } of entries) {
      const { key, changes } = JSON.parse(detail) as ChangeDetail;
      const now = asKnownNow({ id, by: by_person, key, changes }, renames);
      const name = nameOf({ userId: now.by, key: now.key });
      if (wanted.has(name)) found.set(name, id);
    }
  }
  return found;
}

export const nameOf = ({ userId, key }: { userId: string; key: string }): string => `${userId} ${key}`;

/** @param messages as they were known before */
export async function renameDetail(
  db: Kysely<Tables>,
  { from, to }: NewAccount,
  { messages }: Pick<Carried, 'messages'>,
): Promise<RenameDetail> {
  const entries = await entriesAbout(db, messages);
  const kept = messages.flatMap((message) => {
    const id = entries.get(nameOf(message));
    return id === undefined ? [] : [[String(id), changesDigest(message.changes)] as const];
  });
  return { from, to, kept: Object.fromEntries(kept) };
}
