import type { Kysely } from 'kysely';
import type { KeptReadTx, KeptTx } from '../ports/kept.ts';
import { filingStore } from './filing.ts';
import { processStore } from './process.ts';
import type { Revisions } from './revisions.ts';
import { schemeStore } from './scheme.ts';
import type { Tables } from './tables.ts';

/** What is registered, what runs through steps, and how far the works of a plan are. */
export const keptStore = (db: Kysely<Tables>, revisions: Revisions): KeptReadTx & KeptTx => ({
  ...filingStore(db, revisions),
  ...processStore(db, revisions),
  ...schemeStore(db, revisions),
});
