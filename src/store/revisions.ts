import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What is kept in memory between transactions; each stands under a counter that every change raises. */
const CACHED = ['organisation', 'activity', 'attendance', 'binding'] as const;
type Cached = (typeof CACHED)[number];

/** Values kept under one counter at the most: rolls of past activities must not pile up. */
const MAX_VALUES = 20_000;

export interface Revisions {
  /** the value kept under the counter, or the loaded one */
  cached<T>(name: Cached, key: string, load: () => Promise<T>): Promise<T>;
  peek<T>(name: Cached, key: string): T | undefined;
  /** keeps something that was read as it is committed */
  keep(name: Cached, key: string, value: unknown): void;
  /** raises the counter: every instance loads anew */
  bump(name: Cached): Promise<void>;
  /** raises the counter for the others, while this instance knows what changed and keeps the rest */
  renew(name: Cached, changed: ReadonlyMap<string, unknown>): Promise<void>;
  /** keeps what this transaction loaded and changed; call after the commit only */
  publish(): void;
}

interface Shelf {
  revision: number;
  values: Map<string, unknown>;
}
export type Shelves = Map<Cached, Shelf>;

/**
 * Reads the counters once per transaction and proves the shared shelves fresh against them. What a transaction
 * changes stays its own until the commit.
 */
export async function openRevisions(db: Kysely<Tables>, shared: Shelves): Promise<Revisions> {
  const rows = await db.selectFrom('revision').select(['name', 'value']).execute();
  const own: Shelves = new Map();
  const renewed: { name: Cached; changed: ReadonlyMap<string, unknown> }[] = [];
  for (const name of CACHED) {
    const revision = rows.find((r) => r.name === name)?.value ?? 0;
    const shelf = shared.get(name);
    own.set(name, shelf?.revision === revision ? shelf : { revision, values: new Map() });
  }

  async function raise(name: Cached): Promise<void> {
    await db
      .insertInto('revision')
      .values({ name, value: 1 })
      .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })))
      .execute();
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
    peek: <T>(name: Cached, key: string) => own.get(name)!.values.get(key) as T | undefined,
    keep: (name, key, value) => void own.get(name)!.values.set(key, value),
    async bump(name) {
      await raise(name);
      own.set(name, { revision: own.get(name)!.revision + 1, values: new Map() });
    },
    async renew(name, changed) {
      await raise(name);
      renewed.push({ name, changed });
    },
    publish() {
      for (const { name, changed } of renewed) {
        const { revision, values } = own.get(name)!;
        if (values.size + changed.size > MAX_VALUES) values.clear();
        for (const [key, value] of changed) values.set(key, value);
        own.set(name, { revision: revision + 1, values });
      }
      for (const [name, shelf] of own) shared.set(name, shelf);
    },
  };
}
