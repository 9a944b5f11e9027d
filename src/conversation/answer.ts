import type { Intent } from '../domain/intent.ts';

/** What a message says to an open question. */
export type Answer =
  /** `choice`: which of the options was taken as it was offered */
  | { kind: 'intent'; intent: Intent; text: string; choice?: number }
  /** not settled by this: these are left, or all of them when nothing was narrowed down */
  | { kind: 'again'; options: Intent[] }
  /** no, and this in its place */
  | { kind: 'instead'; text: string }
  | { kind: 'dropped' }
  /** an answer, but to nothing that is still open */
  | { kind: 'expired' }
  /** not an answer at all: the message stands for itself */
  | { kind: 'unrelated' };
