import { featureValue } from '../intent-features.ts';
import { softmax } from '../softmax.ts';
import { random, shuffled } from './random.ts';
import { heaviest, type Table, tableOf } from './table.ts';

interface IntentExample {
  features: readonly number[];
  label: number;
  weight: number;
}

const EPOCHS = 12;
/** Enough to see which features matter. */
const FIRST_EPOCHS = 5;
const KEPT = 36_000;
const RATE = 0.25;
const DECAY = 2e-6;

/** Multinomial logistic regression by AdaGrad; the order of the examples is fixed by the seed. */
export function trainIntents(examples: readonly IntentExample[], classes: number, seed = 7): Table {
  const wide = tableOf(
    examples.map((e) => e.features),
    classes,
    2,
  );
  descend(wide, examples, FIRST_EPOCHS, seed);
  const table = heaviest(wide, KEPT);
  descend(table, examples, EPOCHS, seed);
  return table;
}

function descend(table: Table, examples: readonly IntentExample[], epochs: number, seed: number): void {
  const classes = table.width;
  const rows = examples.map((e) =>
    Int32Array.from(e.features.map((f) => table.row(f)).filter((r) => r >= 0)),
  );
  const next = random(seed);
  const scores = new Float64Array(classes);
  const { weights, squares } = table;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(examples.length, next)) {
      const row = rows[e]!;
      if (row.length === 0) continue;
      const value = featureValue(examples[e]!.features.length);
      scores.fill(0);
      for (const r of row) for (let c = 0; c < classes; c++) scores[c]! += weights[r * classes + c]! * value;
      softmax(scores);
      const { label, weight } = examples[e]!;
      for (let c = 0; c < classes; c++) {
        const error = (scores[c]! - (c === label ? 1 : 0)) * value * weight;
        if (Math.abs(error) < 1e-5) continue;
        for (const r of row) {
          const i = r * classes + c;
          const g = error + DECAY * weights[i]!;
          squares[i]! += g * g;
          weights[i]! -= (RATE * g) / (Math.sqrt(squares[i]!) + 1e-4);
        }
      }
    }
  }
}
