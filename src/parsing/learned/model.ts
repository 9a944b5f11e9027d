import type { Metric } from '../../domain/figures/metrics.ts';
import type { IntentName } from '../../domain/intent.ts';
import { bestTags, type Chain, type Steps, tagProbabilities } from './chain.ts';
import { idOf } from './hash.ts';
import { featureValue, intentFeatures } from './intent-features.ts';
import { featuresByIntent, MOST_FEATURES, placesIn, roleContext, steadyFeatures } from './role-features.ts';
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
  steps: Steps;
}

export const labelOf = ({ intent, metric }: { intent: string; metric?: string | undefined }): string =>
  metric === undefined ? intent : `${intent}:${metric}`;

export function meaningOf(label: string): Meaning {
  const [intent, metric] = label.split(':') as [IntentName, Metric | undefined];
  return metric === undefined ? { intent } : { intent, metric };
}

/** The probability of each label. */
export function guessIntents({ labels, intents }: Model, view: View): Float64Array {
  const sums = new Int32Array(labels.length);
  const features = intentFeatures(view);
  intents.add(sums, features);
  const value = featureValue(features.length) * intents.scale;
  const scores = new Float64Array(labels.length);
  for (let i = 0; i < scores.length; i++) scores[i] = sums[i]! * value;
  return softmax(scores);
}

export interface Roles {
  tags: Uint8Array;
  /** how likely each tag of each token is; worked out when it is asked for */
  probabilities(): Float64Array;
}

/** What every token is, for each intent the message might have. What speaks for a role whatever the intent is added up once. */
export function roleReader({ roles, steps }: Model, view: View): (intent: string) => Roles {
  const { tokens } = view;
  const length = tokens.length;
  const allowed = tokens.map((t) => ALLOWED[t.kind]);
  const context = roleContext(view);
  const features = new Int32Array(MOST_FEATURES);
  const steady = new Int32Array(length * TAG_COUNT);
  // A label or a bullet bears no role: nothing speaks for one.
  const isOpen = (i: number) => allowed[i]!.length > 1;
  for (let i = 0; i < length; i++) {
    if (!isOpen(i)) continue;
    steadyFeatures(view, context, i, features);
    roles.addAt(steady, i * TAG_COUNT, features, placesIn(tokens[i]!).steady);
  }
  return (intent) => {
    const id = idOf(intent);
    const sums = steady.slice();
    for (let i = 0; i < length; i++) {
      if (!isOpen(i)) continue;
      featuresByIntent(view, context, i, id, features);
      roles.addAt(sums, i * TAG_COUNT, features, placesIn(tokens[i]!).byIntent);
    }
    const emit = new Float64Array(length * TAG_COUNT);
    for (let j = 0; j < emit.length; j++) emit[j] = sums[j]! * roles.scale;
    const chain: Chain = { length, emit, steps, allowed };
    return { tags: bestTags(chain), probabilities: () => tagProbabilities(chain).p };
  };
}
