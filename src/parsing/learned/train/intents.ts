import { featureValue } from '../intent-features.ts';
import { softmax } from '../softmax.ts';
import { meanOf, SETTLED, together } from './mean.ts';
import { random, shuffled } from './random.ts';
import { type Features, heaviest, numbering, rowsOf, type Table, tableOf } from './table.ts';

export interface IntentExample {
  features: ArrayLike<number>;
  label: number;
  weight: number;
}

const EPOCHS = 12;
/** Enough to see which features matter. */
const FIRST_EPOCHS = 5;
const KEPT = 34_500;
/** Trainings in so many orders of the lines are averaged: none may hang on the order. */
const SEEDS = 2;
const RATE = 0.25;
/** Of its features each example is shown a part only, another each time: none may be relied on alone. */
const DROPPED = 0.15;
const DECAY = 2e-6;
/** An error this small teaches nothing. */
const FAINT = 1e-5;

/** Multinomial logistic regression by AdaGrad; the order of the examples is fixed by the seed. */
export function trainIntents(examples: readonly IntentExample[], classes: number, seed = 7): Table {
  const { ids, number } = numbering();
  const features = examples.map((e) => number([e.features]));
  const wide = tableOf(ids, features, classes, 2);
  descend(wide, examples, features, FIRST_EPOCHS, seed);
  return together(SEEDS, (i) => {
    const table = heaviest(wide, ids, KEPT);
    descend(table, examples, features, EPOCHS, seed + i);
    return { table };
  }).table;
}

function descend(
  table: Table,
  examples: readonly IntentExample[],
  features: readonly Features[],
  epochs: number,
  seed: number,
): void {
  const classes = table.width;
  const rows = features.map((f) => rowsOf(table, f).numbers);
  const next = random(seed);
  const scores = new Float64Array(classes);
  const errors = new Float64Array(classes);
  const columns = new Uint8Array(classes);
  const { weights, squares } = table;
  const mean = meanOf(weights);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(examples.length, next)) {
      const whole = rows[e]!;
      if (whole.length === 0) continue;
      const row = whole.filter(() => next() > DROPPED);
      const value = featureValue(examples[e]!.features.length) / (1 - DROPPED);
      scores.fill(0);
      for (let k = 0; k < row.length; k++) {
        const from = row[k]! * classes;
        for (let c = 0; c < classes; c++) scores[c]! += weights[from + c]! * value;
      }
      softmax(scores);
      const { label, weight } = examples[e]!;
      // Few classes are wrong by much: only their weights are touched.
      let wrong = 0;
      for (let c = 0; c < classes; c++) {
        const error = (scores[c]! - (c === label ? 1 : 0)) * value * weight;
        if (error < FAINT && error > -FAINT) continue;
        errors[wrong] = error;
        columns[wrong++] = c;
      }
      for (let k = 0; k < row.length; k++)
        for (let w = 0; w < wrong; w++) {
          const i = row[k]! * classes + columns[w]!;
          const g = errors[w]! + DECAY * weights[i]!;
          squares[i]! += g * g;
          weights[i]! -= (RATE * g) / (Math.sqrt(squares[i]!) + 1e-4);
        }
    }
    if (epoch >= epochs * SETTLED) mean.add();
  }
  mean.settle();
}
