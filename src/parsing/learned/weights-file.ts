import type { SparseRows } from './sparse.ts';

/** All that training yields, as one file: a line of JSON, then the numbers. */
export interface Weights {
  /** SHA-256 of the corpus and the word classes it was trained from */
  corpus: string;
  labels: readonly string[];
  intents: SparseRows;
  roles: SparseRows;
  step: Float32Array;
  memory: Memory;
}

/** Lines known by heart: the key of their tokens, their label, the roles of their tokens. */
export interface Memory {
  /** two halves of each key, ascending */
  keys: Uint32Array;
  labels: Uint8Array;
  starts: Uint32Array;
  tags: Uint8Array;
}

type Numbers = Uint8Array | Int8Array | Uint32Array | Float32Array;

const KINDS = { u8: Uint8Array, i8: Int8Array, u32: Uint32Array, f32: Float32Array } as const;
type Kind = keyof typeof KINDS;

const kindOf = (n: Numbers): Kind =>
  n instanceof Int8Array ? 'i8' : n instanceof Uint32Array ? 'u32' : n instanceof Float32Array ? 'f32' : 'u8';

const flat = (w: Weights): Record<string, Numbers> => ({
  intentFeatures: w.intents.features,
  intentCounts: w.intents.counts,
  intentClasses: w.intents.classes,
  intentWeights: w.intents.weights,
  roleFeatures: w.roles.features,
  roleCounts: w.roles.counts,
  roleClasses: w.roles.classes,
  roleWeights: w.roles.weights,
  step: w.step,
  memoryKeys: w.memory.keys,
  memoryLabels: w.memory.labels,
  memoryStarts: w.memory.starts,
  memoryTags: w.memory.tags,
});

/** The bytes of a weights file; the same weights give the same bytes. */
export function writeWeights(weights: Weights): Uint8Array {
  const parts = Object.entries(flat(weights));
  const head = JSON.stringify({
    corpus: weights.corpus,
    labels: weights.labels,
    scales: [weights.intents.scale, weights.roles.scale],
    parts: parts.map(([name, numbers]) => [name, kindOf(numbers), numbers.length]),
  });
  const buffers = parts.map(([, n]) => Buffer.from(n.buffer, n.byteOffset, n.byteLength));
  return Buffer.concat([Buffer.from(`${head}\n`), ...buffers]);
}

/** @throws SyntaxError when the bytes are no weights file */
export function readWeights(bytes: Uint8Array): Weights {
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as {
    corpus: string;
    labels: string[];
    scales: [number, number];
    parts: [string, Kind, number][];
  };
  const numbers = new Map<string, Numbers>();
  let at = end + 1;
  for (const [name, kind, length] of head.parts) {
    const Kind = KINDS[kind];
    const size = Kind.BYTES_PER_ELEMENT * length;
    // A copy, since numbers of four bytes must lie on a multiple of four.
    numbers.set(name, new Kind(Uint8Array.prototype.slice.call(bytes, at, at + size).buffer));
    at += size;
  }
  const part = <T extends Numbers>(name: string) => numbers.get(name) as T;
  const rows = (name: 'intent' | 'role', scale: number): SparseRows => ({
    features: part(`${name}Features`),
    counts: part(`${name}Counts`),
    classes: part(`${name}Classes`),
    weights: part(`${name}Weights`),
    scale,
  });
  return {
    corpus: head.corpus,
    labels: head.labels,
    intents: rows('intent', head.scales[0]),
    roles: rows('role', head.scales[1]),
    step: part('step'),
    memory: {
      keys: part('memoryKeys'),
      labels: part('memoryLabels'),
      starts: part('memoryStarts'),
      tags: part('memoryTags'),
    },
  };
}
