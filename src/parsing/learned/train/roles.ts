import { type Chain, tagProbabilities } from '../chain.ts';
import { TAG_COUNT } from '../tags.ts';
import { random, shuffled } from './random.ts';
import { heaviest, type Table, tableOf } from './table.ts';

interface RoleExample {
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
const KEPT = 46_000;
const RATE = 0.15;
const DECAY = 1e-6;

/** A linear-chain conditional random field by AdaGrad. */
export function trainRoles(examples: readonly RoleExample[], seed = 11): RoleWeights {
  const wide = tableOf(
    examples.map((e) => e.features.flatMap((f) => [...f])),
    TAG_COUNT,
    2,
  );
  descend(wide, examples, FIRST_EPOCHS, seed);
  const table = heaviest(wide, KEPT);
  return { table, step: descend(table, examples, EPOCHS, seed) };
}

function descend(table: Table, examples: readonly RoleExample[], epochs: number, seed: number): Float64Array {
  const { weights, squares } = table;
  const rows = examples.map((e) =>
    e.features.map((f) => Int32Array.from(f, (x) => table.row(x)).filter((r) => r >= 0)),
  );
  const step = new Float64Array(TAG_COUNT * TAG_COUNT);
  const stepSquares = new Float64Array(TAG_COUNT * TAG_COUNT);
  const pairs = new Float64Array(TAG_COUNT * TAG_COUNT);
  const next = random(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(examples.length, next)) {
      const { allowed, tags } = examples[e]!;
      const length = tags.length;
      if (length === 0) continue;
      const emit = new Float64Array(length * TAG_COUNT);
      for (let i = 0; i < length; i++)
        for (const r of rows[e]![i]!)
          for (const tag of allowed[i]!) emit[i * TAG_COUNT + tag]! += weights[r * TAG_COUNT + tag]!;
      const chain: Chain = { length, emit, step, allowed };
      pairs.fill(0);
      const { p } = tagProbabilities(chain, pairs);
      for (let i = 0; i < length; i++)
        for (const tag of allowed[i]!) {
          const error = p[i * TAG_COUNT + tag]! - (tags[i] === tag ? 1 : 0);
          if (Math.abs(error) < 1e-4) continue;
          for (const r of rows[e]![i]!) {
            const at = r * TAG_COUNT + tag;
            const g = error + DECAY * weights[at]!;
            squares[at]! += g * g;
            weights[at]! -= (RATE * g) / (Math.sqrt(squares[at]!) + 1e-4);
          }
        }
      for (let i = 1; i < length; i++) pairs[tags[i - 1]! * TAG_COUNT + tags[i]!]! -= 1;
      for (let k = 0; k < pairs.length; k++) {
        const g = pairs[k]!;
        if (Math.abs(g) < 1e-4) continue;
        stepSquares[k]! += g * g;
        step[k]! -= (RATE * g) / (Math.sqrt(stepSquares[k]!) + 1e-4);
      }
    }
  }
  return step;
}
