/** Weights of one model as trained: for each feature the classes it speaks for or against. */
export interface SparseRows {
  /** feature ids, ascending */
  features: Uint32Array;
  /** how many entries each feature has */
  counts: Uint8Array;
  classes: Uint8Array;
  weights: Int8Array;
  /** what one unit of a weight is worth */
  scale: number;
}

/** A model that adds up the weights of the features present. */
export interface SparseModel {
  /** adds to `scores[offset + class]` what the feature says, in whole units: no order of features changes the sum */
  add(scores: Float64Array, offset: number, feature: number): void;
  /** what one unit is worth */
  scale: number;
}

/** Makes rows ready for look-up: an open table, so that a message costs no allocation. */
export function sparseModel(rows: SparseRows): SparseModel {
  const { features, counts, classes, weights, scale } = rows;
  const starts = new Uint32Array(features.length + 1);
  for (let i = 0; i < features.length; i++) starts[i + 1] = starts[i]! + counts[i]!;
  let size = 16;
  while (size < features.length * 2) size *= 2;
  const slots = new Uint32Array(size);
  const shift = Math.clz32(size);
  const at = (feature: number) => Math.imul(feature, 0x9e3779b1) >>> 0;
  // Most features of a message are in no row: a bit in a few kilobytes says so, where the table itself is out of reach of
  // the processor's nearest memory.
  const bits = new Uint32Array(size >> 4);
  for (let i = 0; i < features.length; i++) {
    const bit = at(features[i]!) >>> shift;
    bits[bit >> 5]! |= 1 << (bit & 31);
    let slot = at(features[i]!) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = i + 1;
  }
  return {
    scale,
    add(scores, offset, feature) {
      const hashed = at(feature);
      const bit = hashed >>> shift;
      if ((bits[bit >> 5]! & (1 << (bit & 31))) === 0) return;
      let slot = hashed & (size - 1);
      for (let row = slots[slot]!; row !== 0; row = slots[slot]!) {
        if (features[row - 1] === feature) {
          for (let j = starts[row - 1]!; j < starts[row]!; j++) scores[offset + classes[j]!]! += weights[j]!;
          return;
        }
        slot = (slot + 1) & (size - 1);
      }
    },
  };
}
