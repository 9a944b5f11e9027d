import type { Metric } from '../../domain/figures/metrics.ts';
import type { IntentName } from '../../domain/intent.ts';
import { bestTags, type Chain, tagProbabilities } from './chain.ts';
import { idOf } from './hash.ts';
import { featureValue, intentFeatures } from './intent-features.ts';
import { roleContext, roleFeatures } from './role-features.ts';
import { softmax } from './softmax.ts';
import type { SparseModel } from './sparse.ts';
import { ALLOWED, TAG_COUNT } from './tags.ts';
import type { View } from './view.ts';

/** What a message can be: an intent, and for a question the metric. */
interface Meaning {
  intent: IntentName;
  metric?: Metric;
}

export interface Model {
  /** names of the classes: `checkin`, `query:attendance_rate` */
  labels: readonly string[];
  intents: SparseModel;
  roles: SparseModel;
  step: Float64Array;
}

export const labelOf = ({ intent, metric }: { intent: string; metric?: string | undefined }): string =>
  metric === undefined ? intent : `${intent}:${metric}`;

export function meaningOf(label: string): Meaning {
  const [intent, metric] = label.split(':') as [IntentName, Metric | undefined];
  return metric === undefined ? { intent } : { intent, metric };
}

/** The probability of each label. */
export function guessIntents({ labels, intents }: Model, view: View): Float64Array {
  const scores = new Float64Array(labels.length);
  const features = intentFeatures(view);
  for (const f of features) intents.add(scores, 0, f, 1);
  const value = featureValue(features.length);
  for (let i = 0; i < scores.length; i++) scores[i]! *= value;
  return softmax(scores);
}

export interface Roles {
  tags: Uint8Array;
  /** how likely each tag is */
  p: Float64Array;
}

/** What every token is, given what the message is. */
export function guessRoles({ roles, step }: Model, view: View, intent: string): Roles {
  const chain = chainOf(view, intent, (emit, i, feature) => roles.add(emit, i * TAG_COUNT, feature, 1), step);
  return { tags: bestTags(chain), p: tagProbabilities(chain).p };
}

function chainOf(
  view: View,
  intent: string,
  add: (emit: Float64Array, i: number, feature: number) => void,
  step: Float64Array,
): Chain {
  const length = view.tokens.length;
  const emit = new Float64Array(length * TAG_COUNT);
  const context = roleContext(view);
  const id = idOf(intent);
  const features: number[] = [];
  for (let i = 0; i < length; i++) {
    // A label or a bullet bears no role: nothing speaks for one.
    if (ALLOWED[view.tokens[i]!.kind].length === 1) continue;
    roleFeatures(view, context, i, id, features);
    for (const f of features) add(emit, i, f);
  }
  return { length, emit, step, allowed: view.tokens.map((t) => ALLOWED[t.kind]) };
}
