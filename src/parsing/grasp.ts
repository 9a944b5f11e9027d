import type { Filled } from '../domain/intent.ts';
import type { Judgement } from './judge.ts';

/** A reading with slots that are not yet sorted by intent. */
export interface Grasp extends Judgement {
  intent: Filled;
  asFarAsRead?: Filled;
}

/** Nothing is asked for or told. */
export const NOTHING: Grasp = {
  intent: { intent: 'none' },
  certainty: 'clear',
  unread: [],
  missing: [],
  contradictions: [],
  alternatives: [],
};
