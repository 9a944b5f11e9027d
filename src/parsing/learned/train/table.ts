import type { SparseRows } from '../sparse.ts';

/** Growing table of weights while a model is trained: a row of `width` numbers a feature, with AdaGrad's memory. */
export interface Table {
  width: number;
  /** the row of a feature; −1 when it is not kept */
  row(feature: number): number;
  weights: Float64Array;
  squares: Float64Array;
  features: Uint32Array;
}

/** Only features seen in at least `least` examples are kept: the rest cannot be learned from. */
export function tableOf(examples: Iterable<Iterable<number>>, width: number, least: number): Table {
  const counts = new Map<number, number>();
  for (const example of examples) for (const f of new Set(example)) counts.set(f, (counts.get(f) ?? 0) + 1);
  return emptyTable(
    [...counts].filter(([, n]) => n >= least).map(([f]) => f),
    width,
  );
}

function emptyTable(features: number[], width: number): Table {
  features.sort((a, b) => a - b);
  const rows = new Map(features.map((f, i) => [f, i]));
  return {
    width,
    row: (f) => rows.get(f) ?? -1,
    weights: new Float64Array(features.length * width),
    squares: new Float64Array(features.length * width),
    features: Uint32Array.from(features),
  };
}

/** An untrained table of the features that weighed most, so that a second training makes do with them. */
export function heaviest({ width, weights, features }: Table, keep: number): Table {
  const weight = (i: number) => {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += weights[i * width + c]! ** 2;
    return sum;
  };
  const order = [...features.keys()].map((i) => ({ i, w: weight(i) })).sort((a, b) => b.w - a.w || a.i - b.i);
  return emptyTable(
    order.slice(0, keep).map(({ i }) => features[i]!),
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
