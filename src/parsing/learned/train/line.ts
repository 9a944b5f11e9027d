import type { Filled, IntentName } from '../../../domain/intent.ts';

/** A labelled line of the corpus (message corpus schema). */
export interface Line {
  text: string;
  now: string;
  expect: Filled & { intent: IntentName };
  /** names on the roster where it was said */
  people?: string[];
  units?: string[];
  /** the reader must ask before it acts on this */
  ask?: boolean;
  /** the file it stands in */
  file: string;
}
