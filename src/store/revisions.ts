import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What is kept in memory between transactions; each stands under a counter that every change raises. */
export type Cached = 'organisation' | 'activity' | 'binding';

export interface Revisions {
  /** the value cached under the counter, or the loaded one */
  cached<T>(name: Cached, key: string, load: () => Promise<T>): Promise<T>;
  /** raises the counter: every instance loads anew */
  bump(name: Cached): Promise<void>;
  /** keeps what this transaction loaded; call after the commit only */
  publish(): void;
}

interface Shelf {
  revision: number;
  values: Map<string, unknown>;
}
export type Shelves = Map<Cached, Shelf>;

/**
 * Reads the counters once per transaction and proves the shared shelves fresh against them. What a transaction
 * loads after changing something stays its own until the commit.
 */
export async function openRevisions(db: Kysely<Tables>, shared: Shelves): Promise<Revisions> {
  const rows = await db.selectFrom('revision').select(['name', 'value']).execute();
  const own: Shelves = new Map();
  for (const name of ['organisation', 'activity', 'binding'] as const) {
    const revision = rows.find((r) => r.name === name)?.value ?? 0;
    const shelf = shared.get(name);
    own.set(name, shelf?.revision === revision ? shelf : { revision, values: new Map() });
  }
  return {
    async cached<T>(name: Cached, key: string, load: () => Promise<T>): Promise<T> {
      const { values } = own.get(name)!;
      const hit = values.get(key);
      if (hit !== undefined) return hit as T;
      const value = await load();
      values.set(key, value);
      return value;
    },
    async bump(name) {
      await db
        .insertInto('revision')
        .values({ name, value: 1 })
        .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })))
        .execute();
      own.set(name, { revision: own.get(name)!.revision + 1, values: new Map() });
    },
    publish() {
      for (const [name, shelf] of own) shared.set(name, shelf);
    },
  };
}
