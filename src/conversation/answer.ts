import type { Intent } from '../domain/intent.ts';

/** What a message says to an open question. */
export type Answer =
  | { kind: 'intent'; intent: Intent; text: string; confirmed: boolean }
  | { kind: 'dropped' }
  /** one of several, and it is not said which */
  | { kind: 'which' }
  /** not an answer at all: the message stands for itself */
  | { kind: 'unrelated' };
