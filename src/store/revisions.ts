import type { Kysely } from 'kysely';
import { COUNTERS, type Counter, type Counters } from '../ports/plan.ts';
import type { Tables } from './tables.ts';

/** What is kept in memory between transactions; each stands under its counter. */
export const CACHED = [
  'organisation',
  'activity',
  'attendance',
  'binding',
  'item',
  'muster',
  'scheme',
] as const;
type Cached = (typeof CACHED)[number];

/** Values kept under one counter at the most: rolls of past activities must not pile up. */
const MAX_VALUES = 20_000;

export interface Revisions {
  /** the value kept under the counter, or the loaded one */
  cached<T>(name: Cached, key: string, load: () => Promise<T>): Promise<T>;
  peek<T>(name: Cached, key: string): T | undefined;
  /** what was kept last, and true when the counter stood there: at most what this transaction sees */
  lastKnown<T>(name: Cached, key: string): { at: number; value: T } | undefined;
  /** keeps something that was read as it is committed */
  keep(name: Cached, key: string, value: unknown): void;
  /** raises the counter: every instance loads anew; the count that others will see */
  bump(name: Counter): Promise<number>;
  /** as this transaction found them */
  counters: Counters;
  /** the same after changes that cannot be told from the rows: nothing that was kept before is of use */
  forget(name: Cached): Promise<void>;
  /** raises the counter for the others, while this instance knows what changed and keeps the rest */
  renew(name: Cached, changed: ReadonlyMap<string, unknown>): Promise<void>;
  /** gives to others what this transaction loaded and changed; after a write, call it after the commit only */
  publish(): void;
}

/**
 * Committed values, all true at `revision`. Writers and readers share it: a writer's commit moves it on in place, so
 * each value says since when it is true, and who looks at an older state takes only what was true then already.
 */
interface Shelf {
  revision: number;
  /** how many changes under it do not say in their rows when they were made */
  unmarked: number;
  values: Map<string, { since: number; value: unknown }>;
  /** of this shelf and those before it */
  last: Map<string, { at: number; value: unknown }>;
  /** what is being loaded, by state and key: whoever asks meanwhile waits for the same */
  coming: Map<string, Promise<unknown>>;
}
export type Shelves = Map<Cached, Shelf>;

/** What one transaction sees of a shelf. */
interface View {
  shelf: Shelf;
  /** the counter as this transaction reads it */
  at: number;
  /** loaded at a state that is no longer the newest: for this transaction alone */
  own: Map<string, unknown>;
}

/**
 * Reads the counters, first of all in the transaction, and proves the shared shelves against them: where a counter is
 * the same, so is everything under it. What a transaction changes stays its own until the commit.
 */
export async function openRevisions(db: Kysely<Tables>, shared: Shelves): Promise<Revisions> {
  const rows = await db.selectFrom('revision').select(['name', 'value']).execute();
  const views = new Map<Cached, View>();
  const renewed: { name: Cached; changed: ReadonlyMap<string, unknown> }[] = [];
  const counters = Object.fromEntries(
    COUNTERS.map((name) => [name, rows.find((r) => r.name === name)?.value ?? 0]),
  ) as Counters;
  const raised = new Map<Counter, number>();
  for (const name of CACHED) {
    const at = counters[name];
    const unmarked = isMarked(name) ? at - counters[`${name}_marked`] : 0;
    const found = shared.get(name);
    // Where somebody changed what cannot be told from its rows, nothing older is of use.
    const last = found?.unmarked === unmarked ? found.last : undefined;
    const shelf = found && found.revision >= at ? found : emptyShelf(at, unmarked, last);
    // It is of a committed state, and the next to ask may share what this one loads.
    shared.set(name, shelf);
    views.set(name, viewOf(shelf, at));
  }

  async function raise(name: Counter, isTold = true): Promise<void> {
    const marked = isTold && isMarked(name) ? [`${name}_marked`] : [];
    await db
      .insertInto('revision')
      .values([name, ...marked].map((each) => ({ name: each, value: 1 })))
      .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb('revision.value', '+', 1) })))
      .execute();
  }

  function peek(name: Cached, key: string): unknown {
    const { shelf, at, own } = views.get(name)!;
    const known = shelf.values.get(key);
    return known && known.since <= at ? known.value : own.get(key);
  }

  function keep(name: Cached, key: string, value: unknown): void {
    const { shelf, at, own } = views.get(name)!;
    // The shelf has moved on since this transaction began: what it loads is old.
    if (shelf.revision !== at) own.set(key, value);
    else put(shelf, [[key, value]]);
  }

  return {
    async cached<T>(name: Cached, key: string, load: () => Promise<T>): Promise<T> {
      const known = peek(name, key);
      if (known !== undefined) return known as T;
      const { shelf, at } = views.get(name)!;
      const ofThisState = `${at} ${key}`;
      const coming = shelf.coming.get(ofThisState);
      // Where the other fails, this one still may not.
      const other = coming && (await coming.catch(() => undefined));
      if (other !== undefined) return other as T;
      const loading = load();
      shelf.coming.set(ofThisState, loading);
      try {
        const value = await loading;
        keep(name, key, value);
        return value;
      } finally {
        shelf.coming.delete(ofThisState);
      }
    },
    peek: <T>(name: Cached, key: string) => peek(name, key) as T | undefined,
    keep,
    lastKnown<T>(name: Cached, key: string) {
      const { shelf, at } = views.get(name)!;
      const found = shelf.last.get(key);
      return found && found.at <= at ? (found as { at: number; value: T }) : undefined;
    },
    counters,
    async bump(name) {
      await raise(name);
      const at = (raised.get(name) ?? counters[name]) + 1;
      raised.set(name, at);
      if (isCached(name)) views.set(name, viewOf(emptyShelf(at, views.get(name)!.shelf.unmarked), at));
      return at;
    },
    async forget(name) {
      await raise(name, false);
      const at = (raised.get(name) ?? counters[name]) + 1;
      raised.set(name, at);
      const { unmarked } = views.get(name)!.shelf;
      views.set(name, viewOf(emptyShelf(at, unmarked + (isMarked(name) ? 1 : 0)), at));
    },
    async renew(name, changed) {
      await raise(name);
      renewed.push({ name, changed });
    },
    publish() {
      for (const { name, changed } of renewed) {
        const { shelf } = views.get(name)!;
        shelf.revision += 1;
        put(shelf, [...changed]);
      }
      for (const [name, { shelf }] of views) {
        // Somebody who began later may have ended sooner; of two equally new ones the fuller stays.
        const other = shared.get(name);
        const isBetter = !other || other.revision < shelf.revision;
        const isFuller = other?.revision === shelf.revision && other.values.size < shelf.values.size;
        if (isBetter || isFuller) shared.set(name, shelf);
      }
    },
  };
}

const isMarked = (name: Counter): name is 'activity' | 'attendance' =>
  name === 'activity' || name === 'attendance';
const isCached = (name: Counter): name is Cached => (CACHED as readonly Counter[]).includes(name);
const emptyShelf = (revision: number, unmarked: number, last: Shelf['last'] = new Map()): Shelf => ({
  revision,
  unmarked,
  values: new Map(),
  last,
  coming: new Map(),
});
const viewOf = (shelf: Shelf, at: number): View => ({ shelf, at, own: new Map() });

function put({ values, last, revision }: Shelf, entries: readonly (readonly [string, unknown])[]): void {
  for (const map of [values, last]) if (map.size + entries.length > MAX_VALUES) map.clear();
  for (const [key, value] of entries) {
    values.set(key, { since: revision, value });
    last.set(key, { at: revision, value });
  }
}
