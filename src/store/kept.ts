import type { Kysely } from 'kysely';
import type { KeptReadTx, KeptTx } from '../ports/kept.ts';
import { filingStore } from './filing.ts';
import { processStore } from './process.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';

/** What is registered, and what runs through steps. */
export const keptStore = (db: Kysely<Tables>, revisions: Revisions): KeptReadTx & KeptTx => ({
  ...filingStore(db, revisions),
  ...processStore(db, revisions),
});
