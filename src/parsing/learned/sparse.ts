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
  /**
   * Adds to `scores[offset + class]` what the features say that stand at these places of `features`, in whole units: no
   * order of features changes the sum.
   */
  addAt(scores: Int32Array, offset: number, features: Int32Array, places: Uint8Array): void;
  /** the same for all features */
  add(scores: Int32Array, features: Int32Array): void;
  /** what one unit is worth */
  scale: number;
}

/** Makes rows ready for look-up: an open table, so that a message costs no allocation. */
export function sparseModel(rows: SparseRows): SparseModel {
  const { features, counts, classes, weights, scale } = rows;
  let size = 32;
  while (size < features.length * 2) size *= 2;
  // Two numbers a slot, so that what is found is found at once: the feature, then where its entries begin and how many
  // they are. An entry is a class and a weight.
  const slots = new Int32Array(2 * size);
  const entries = Int16Array.from(weights, (weight, i) => (classes[i]! << 8) | (weight & 0xff));
  const last = size - 1;
  // Most features of a message are in no row: two bits in a few kilobytes say so, where the table itself is out of reach of
  // the processor's nearest memory.
  const bits = new Int32Array(size >> 3);
  const shift = Math.clz32(bits.length) + 1;
  let start = 0;
  for (let i = 0; i < features.length; i++) {
    const hashed = hash(features[i]!);
    bits[hashed >>> shift]! |= twoBits(hashed);
    let slot = hashed & last;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & last;
    slots[2 * slot] = features[i]!;
    slots[2 * slot + 1] = (start << COUNT_BITS) | counts[i]!;
    start += counts[i]!;
  }
  const add = (scores: Int32Array, offset: number, feature: number): void => {
    const hashed = hash(feature);
    const marks = twoBits(hashed);
    if ((bits[hashed >>> shift]! & marks) !== marks) return;
    for (let slot = hashed & last; slots[2 * slot + 1] !== 0; slot = (slot + 1) & last) {
      if (slots[2 * slot] !== feature) continue;
      const found = slots[2 * slot + 1]!;
      const from = found >>> COUNT_BITS;
      const to = from + (found & MOST_ENTRIES);
      for (let j = from; j < to; j++) scores[offset + (entries[j]! >> 8)]! += (entries[j]! << 24) >> 24;
      return;
    }
  };
  return {
    scale,
    addAt(scores, offset, features, places) {
      for (let k = 0; k < places.length; k++) add(scores, offset, features[places[k]!]!);
    },
    add(scores, features) {
      for (let k = 0; k < features.length; k++) add(scores, 0, features[k]!);
    },
  };
}

/** A row has no more entries than a byte can count. */
const COUNT_BITS = 8;
const MOST_ENTRIES = 0xff;

const hash = (feature: number): number => Math.imul(feature, 0x9e3779b1);
/** A shift takes the lowest five bits of what it is given. */
const twoBits = (hashed: number): number => (1 << (hashed >>> 13)) | (1 << (hashed >>> 7));
