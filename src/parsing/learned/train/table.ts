import type { SparseRows } from '../sparse.ts';

/** The features of one example, token by token: those of token `i` stand from `starts[i]` to `starts[i + 1]`. */
export interface Features {
  numbers: Uint32Array;
  starts: Uint32Array;
}

/** Table of weights while a model is trained: a row of `width` numbers a feature, with AdaGrad's memory. */
export interface Table {
  width: number;
  /** the row of each numbered feature; −1 when it is not kept */
  rows: Int32Array;
  weights: Float64Array;
  squares: Float64Array;
  /** the feature of each row, and its number */
  features: Uint32Array;
  numbers: Uint32Array;
}

/** Features numbered as they come, so that they are looked up once and from then on only indexed. */
export function numbering(): { ids: number[]; number(tokens: readonly ArrayLike<number>[]): Features } {
  const known = new Map<number, number>();
  const ids: number[] = [];
  return {
    ids,
    number(tokens) {
      const starts = new Uint32Array(tokens.length + 1);
      tokens.forEach((features, i) => {
        starts[i + 1] = starts[i]! + features.length;
      });
      const numbers = new Uint32Array(starts.at(-1)!);
      let next = 0;
      for (const features of tokens)
        for (let k = 0; k < features.length; k++) {
          let n = known.get(features[k]!);
          if (n === undefined) {
            n = ids.length;
            known.set(features[k]!, n);
            ids.push(features[k]!);
          }
          numbers[next++] = n;
        }
      return { numbers, starts };
    },
  };
}

/** Only features seen in at least `least` examples are kept: the rest cannot be learned from. */
export function tableOf(
  ids: readonly number[],
  examples: readonly Features[],
  width: number,
  least: number,
): Table {
  const counts = new Uint32Array(ids.length);
  const seen = new Uint32Array(ids.length);
  examples.forEach(({ numbers }, i) => {
    for (const n of numbers) {
      if (seen[n] === i + 1) continue;
      seen[n] = i + 1;
      counts[n]!++;
    }
  });
  return emptyTable(
    ids,
    [...ids.keys()].filter((n) => counts[n]! >= least),
    width,
  );
}

function emptyTable(ids: readonly number[], kept: number[], width: number): Table {
  kept.sort((a, b) => ids[a]! - ids[b]!);
  const rows = new Int32Array(ids.length).fill(-1);
  kept.forEach((n, row) => {
    rows[n] = row;
  });
  return {
    width,
    rows,
    weights: new Float64Array(kept.length * width),
    squares: new Float64Array(kept.length * width),
    features: Uint32Array.from(kept, (n) => ids[n]!),
    numbers: Uint32Array.from(kept),
  };
}

/** The rows of an example's features, without those that are not kept. */
export function rowsOf({ rows }: Table, { numbers, starts }: Features): Features {
  const kept = new Uint32Array(numbers.length);
  const from = new Uint32Array(starts.length);
  let next = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const row = rows[numbers[k]!]!;
      if (row >= 0) kept[next++] = row;
    }
    from[i + 1] = next;
  }
  return { numbers: kept.slice(0, next), starts: from };
}

/** An untrained table of the features that weighed most, so that a second training makes do with them. */
export function heaviest({ width, weights, numbers }: Table, ids: readonly number[], keep: number): Table {
  const weight = (i: number) => {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += weights[i * width + c]! ** 2;
    return sum;
  };
  const order = [...numbers.keys()].map((i) => ({ i, w: weight(i) })).sort((a, b) => b.w - a.w || a.i - b.i);
  return emptyTable(
    ids,
    order.slice(0, keep).map(({ i }) => numbers[i]!),
    width,
  );
}

/**
 * What a feature says of all classes alike decides between none of them: taken away, most of its weights are nothing. Holds
 * where every class is always possible.
 */
function centred({ width, weights }: Table): Float64Array {
  const out = Float64Array.from(weights);
  for (let i = 0; i < out.length; i += width) {
    const row = out.subarray(i, i + width);
    const middle = Float64Array.from(row).sort()[width >> 1]!;
    for (let c = 0; c < width; c++) row[c]! -= middle;
  }
  return out;
}

const LEVELS = 127;
/** Beside the heaviest weight of its feature one this light decides nothing. */
const FAINT = 0.2;

/** One byte a weight; weights that would round to nothing, and features left with none, go. */
export function compact(table: Table, drop: number, isShared = false): SparseRows {
  const { width, features } = table;
  const weights = isShared ? centred(table) : table.weights;
  let top = 0;
  for (const w of weights) if (Math.abs(w) > top) top = Math.abs(w);
  // A few weights far out would cost all others their precision.
  const sorted = Float64Array.from(
    weights.filter((w) => w !== 0),
    Math.abs,
  ).sort();
  const limit = Math.min(top, (sorted[Math.floor(sorted.length * 0.999)] ?? top) * 1.5) || 1;
  const scale = limit / LEVELS;
  const kept: number[] = [];
  const counts: number[] = [];
  const classes: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < features.length; i++) {
    const before = classes.length;
    const row = weights.subarray(i * width, (i + 1) * width);
    const most = row.reduce((top, w) => Math.max(top, Math.abs(w)), 0);
    for (let c = 0; c < width; c++) {
      const w = row[c]!;
      if (Math.abs(w) < Math.max(drop, most * FAINT)) continue;
      const byte = Math.max(-LEVELS, Math.min(LEVELS, Math.round(w / scale)));
      if (byte === 0) continue;
      classes.push(c);
      bytes.push(byte);
    }
    if (classes.length === before) continue;
    kept.push(features[i]!);
    counts.push(classes.length - before);
  }
  return {
    features: Uint32Array.from(kept),
    counts: Uint8Array.from(counts),
    classes: Uint8Array.from(classes),
    weights: Int8Array.from(bytes),
    scale,
  };
}
