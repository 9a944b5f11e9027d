// Whether a question by its words says more than a form of a question that reads it for certain.
import type { Filled } from '../../domain/intent.ts';

const WEIGHTY = ['told', 'also', 'names', 'mine', 'activityType', 'times'] as const;
/** The same figure is better known by its form. */
export const saysMore = (said: Filled, asked: Filled): boolean =>
  said.metric !== asked.metric ||
  (asked.what !== undefined && asked.what !== said.what) ||
  WEIGHTY.some((slot) => asked[slot] !== undefined && said[slot] === undefined);
