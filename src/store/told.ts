import type { Kysely } from 'kysely';
import type { ToldReadTx, ToldTx } from '../ports/told.ts';
import { filingStore } from './filing.ts';
import type { Revisions } from './revisions.ts';
import { schemeStore } from './scheme.ts';
import type { Tables } from './tables.ts';

/** What people tell beside meetings and items. */
export const toldStore = (db: Kysely<Tables>, revisions: Revisions): ToldReadTx & ToldTx => ({
  ...filingStore(db),
  ...schemeStore(db, revisions),
});
