import { type Chain, stepsOf, tagProbabilities } from '../chain.ts';
import { TAG_COUNT } from '../tags.ts';
import { meanOf, SETTLED, together } from './mean.ts';
import { random, shuffled } from './random.ts';
import { type Features, heaviest, numbering, rowsOf, type Table, tableOf } from './table.ts';

export interface RoleExample {
  /** features of every token */
  features: readonly Uint32Array[];
  allowed: readonly Uint8Array[];
  tags: Uint8Array;
}

interface RoleWeights {
  table: Table;
  step: Float64Array;
}

const EPOCHS = 8;
const FIRST_EPOCHS = 3;
const KEPT = 44_000;
/** As many orders of the lines as for intents. */
const SEEDS = 2;
const RATE = 0.15;
/** Of its features each token is shown a part only, another each time: none may be relied on alone. */
const DROPPED = 0.15;
const DECAY = 1e-6;
/** An error this small teaches nothing. */
const FAINT = 1e-4;

/** A linear-chain conditional random field by AdaGrad. */
export function trainRoles(examples: readonly RoleExample[], seed = 11): RoleWeights {
  const { ids, number } = numbering();
  const features = examples.map((e) => number(e.features));
  const wide = tableOf(ids, features, TAG_COUNT, 2);
  descend(wide, examples, features, FIRST_EPOCHS, seed);
  return together(SEEDS, (i) => {
    const table = heaviest(wide, ids, KEPT);
    return { table, step: descend(table, examples, features, EPOCHS, seed + i) };
  });
}

function descend(
  table: Table,
  examples: readonly RoleExample[],
  features: readonly Features[],
  epochs: number,
  seed: number,
): Float64Array {
  const { weights, squares } = table;
  const rows = features.map((f) => rowsOf(table, f));
  const step = new Float64Array(TAG_COUNT * TAG_COUNT);
  const stepSquares = new Float64Array(TAG_COUNT * TAG_COUNT);
  const errors = new Float64Array(TAG_COUNT);
  const columns = new Uint8Array(TAG_COUNT);
  const pairs = new Float64Array(TAG_COUNT * TAG_COUNT);
  const means = [meanOf(weights), meanOf(step)];
  const next = random(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(examples.length, next)) {
      const { allowed, tags } = examples[e]!;
      const { numbers: all, starts } = rows[e]!;
      const numbers = Int32Array.from(all, (n) => (next() > DROPPED ? n : -1));
      const length = tags.length;
      if (length === 0) continue;
      const emit = new Float64Array(length * TAG_COUNT);
      for (let i = 0; i < length; i++) {
        const may = allowed[i]!;
        for (let k = starts[i]!; k < starts[i + 1]!; k++)
          if (numbers[k]! >= 0)
            for (let t = 0; t < may.length; t++)
              emit[i * TAG_COUNT + may[t]!]! += weights[numbers[k]! * TAG_COUNT + may[t]!]! / (1 - DROPPED);
      }
      const chain: Chain = { length, emit, steps: stepsOf(step), allowed };
      pairs.fill(0);
      const { p } = tagProbabilities(chain, pairs);
      for (let i = 0; i < length; i++) {
        const may = allowed[i]!;
        let wrong = 0;
        for (let t = 0; t < may.length; t++) {
          const error = p[i * TAG_COUNT + may[t]!]! - (tags[i] === may[t] ? 1 : 0);
          if (error < FAINT && error > -FAINT) continue;
          errors[wrong] = error;
          columns[wrong++] = may[t]!;
        }
        for (let k = starts[i]!; k < starts[i + 1]!; k++)
          if (numbers[k]! >= 0)
            for (let w = 0; w < wrong; w++) {
              const at = numbers[k]! * TAG_COUNT + columns[w]!;
              const g = errors[w]! + DECAY * weights[at]!;
              squares[at]! += g * g;
              weights[at]! -= (RATE * g) / (Math.sqrt(squares[at]!) + 1e-4);
            }
      }
      for (let i = 1; i < length; i++) pairs[tags[i - 1]! * TAG_COUNT + tags[i]!]! -= 1;
      for (let k = 0; k < pairs.length; k++) {
        const g = pairs[k]!;
        if (g < FAINT && g > -FAINT) continue;
        stepSquares[k]! += g * g;
        step[k]! -= (RATE * g) / (Math.sqrt(stepSquares[k]!) + 1e-4);
      }
    }
    if (epoch >= epochs * SETTLED) for (const mean of means) mean.add();
  }
  for (const mean of means) mean.settle();
  return step;
}
