import { join } from 'node:path';

/** Settings of the tests' own: whatever a city writes into config/, no test but those of the shipped files notices. */
export const TEST_CONFIG = join(import.meta.dirname, '../fixtures/config');
