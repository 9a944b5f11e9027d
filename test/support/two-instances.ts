import { afterEach, beforeEach, describe } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from './databases.ts';
import { MIGRATED } from './migrated.ts';
import { SMALL_ROSTER } from './roster.ts';

/** Two instances on one store, while a test runs. */
interface Instances {
  one: OpenStore;
  two: OpenStore;
}

/** When the small organisation came to be there. */
const SINCE = instantOf('2026-11-21', 10);

/** The tests on every database, each with a store of its own that holds the small organisation. */
export function onBothDatabases(what: string, tests: (at: Instances) => void): void {
  for (const database of MIGRATED)
    describe.skipIf(database.missing)(`${what} on ${database.name}`, () => {
      const at = {} as Instances;
      let made: TestDatabase;
      beforeEach(async () => {
        made = await database.create();
        at.one = openStore(made.choice);
        await at.one.migrate();
        await at.one.write((tx) => tx.applyRoster(SMALL_ROSTER, SINCE));
        at.two = openStore(made.choice);
      });
      afterEach(async () => {
        await Promise.all([at.one.close(), at.two.close()]);
        await made.remove();
      });
      tests(at);
    });
}
