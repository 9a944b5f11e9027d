import type { Filled } from '../../../domain/intent.ts';
import { stepsOf } from '../chain.ts';
import { idOf } from '../hash.ts';
import { intentFeatures } from '../intent-features.ts';
import { labelOf, type Model } from '../model.ts';
import { MOST_FEATURES, roleContext, roleFeatures } from '../role-features.ts';
import { sparseModel } from '../sparse.ts';
import { ALLOWED } from '../tags.ts';
import type { View } from '../view.ts';
import { type IntentExample, trainIntents } from './intents.ts';
import { type RoleExample, trainRoles } from './roles.ts';
import { compact } from './table.ts';

/** A line ready to be learned from. */
export interface Example {
  view: View;
  expect: Filled;
  /** roles of its tokens; undefined when no roles yield the label */
  tags?: Uint8Array;
}

/** All that is learned from: the lines as numbers. */
export interface Numbers {
  labels: string[];
  intents: IntentExample[];
  roles: RoleExample[];
}

export function numbersOf(examples: readonly Example[]): Numbers {
  const labels = [...new Set(examples.map((e) => labelOf(e.expect)))].sort();
  const intents = examples.map((e) => ({
    features: Uint32Array.from(intentFeatures(e.view)),
    label: labels.indexOf(labelOf(e.expect)),
    weight: 1,
  }));
  const roles = examples
    .filter((e) => e.tags !== undefined && e.expect.intent !== 'none' && e.expect.intent !== 'help')
    .map((e) => {
      const context = roleContext(e.view);
      const id = idOf(e.expect.intent);
      const row = new Int32Array(MOST_FEATURES);
      const features = e.view.tokens.map((_, i) => {
        return Uint32Array.from(row.subarray(0, roleFeatures(e.view, context, i, id, row)));
      });
      return { features, allowed: e.view.tokens.map((t) => ALLOWED[t.kind]), tags: e.tags! };
    });
  return { labels, intents, roles };
}

/** Trains both parts and rounds their weights to bytes. */
export function learn(numbers: Numbers) {
  const { labels } = numbers;
  const intents = compact(trainIntents(numbers.intents, labels.length), 0.05, true);
  const { table, step } = trainRoles(numbers.roles);
  const roles = compact(table, 0.05);
  const model: Model = {
    labels,
    intents: sparseModel(intents),
    roles: sparseModel(roles),
    steps: stepsOf(step),
  };
  return { model, labels, intents, roles, step };
}
