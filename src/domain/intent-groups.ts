// Intents that the same rules hold for.
import type { IntentName } from './intent.ts';

/** About who is there or away: the sender, where nobody is named. */
export const ABOUT_PEOPLE: ReadonlySet<IntentName> = new Set<IntentName>([
  'checkin',
  'makeup_checkin',
  'leave',
]);

/** What is reported on an item of the ledger by whoever is responsible for it. */
export const ITEM_REPORTS: ReadonlySet<IntentName> = new Set<IntentName>([
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
]);
