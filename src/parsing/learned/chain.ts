import { TAG_COUNT } from './tags.ts';

/** Scores of each step from one tag to the next, `scores[from * TAG_COUNT + to]`, and e to the power of each. */
export interface Steps {
  scores: Float64Array;
  powers: Float64Array;
}

export const stepsOf = (scores: Float64Array): Steps => ({ scores, powers: scores.map((x) => Math.exp(x)) });

/** Scores of a sequence: `emit[i * TAG_COUNT + tag]`, and of its steps. */
export interface Chain {
  length: number;
  emit: Float64Array;
  steps: Steps;
  allowed: readonly Uint8Array[];
}

// Working memory that all calls share; of what an earlier one left in it nothing is read.
let lastTags = new Uint8Array(0);
const rows: [Float64Array, Float64Array] = [new Float64Array(TAG_COUNT), new Float64Array(TAG_COUNT)];
let sums = sumsOf(0);

function sumsOf(length: number) {
  const each = () => new Float64Array(length * TAG_COUNT);
  return { alpha: each(), beta: each(), weight: each(), norm: new Float64Array(length) };
}

/** The best tag of every token taken together (Viterbi). */
export function bestTags({ length, emit, steps, allowed }: Chain): Uint8Array {
  const step = steps.scores;
  const tags = new Uint8Array(length);
  if (length === 0) return tags;
  if (lastTags.length < length * TAG_COUNT) lastTags = new Uint8Array(length * TAG_COUNT);
  const from = lastTags;
  let [before, here] = rows;
  for (const tag of allowed[0]!) before[tag] = emit[tag]!;
  for (let i = 1; i < length; i++) {
    const may = allowed[i]!;
    const could = allowed[i - 1]!;
    for (let t = 0; t < may.length; t++) {
      const tag = may[t]!;
      let best = Number.NEGATIVE_INFINITY;
      for (let l = 0; l < could.length; l++) {
        const last = could[l]!;
        const score = before[last]! + step[last * TAG_COUNT + tag]!;
        if (score > best) {
          best = score;
          from[i * TAG_COUNT + tag] = last;
        }
      }
      here[tag] = best + emit[i * TAG_COUNT + tag]!;
    }
    [before, here] = [here, before];
  }
  let tag = allowed[length - 1]!.reduce((a, b) => (before[b]! > before[a]! ? b : a));
  for (let i = length - 1; i >= 0; i--) {
    tags[i] = tag;
    tag = from[i * TAG_COUNT + tag]!;
  }
  return tags;
}

/**
 * The probability of every tag of every token, `p[i * TAG_COUNT + tag]` (forward-backward). `pairs` gets the expected
 * number of each step, for training.
 */
export function tagProbabilities(
  { length, emit, steps: { powers }, allowed }: Chain,
  pairs?: Float64Array,
): { p: Float64Array; logZ: number } {
  const p = new Float64Array(length * TAG_COUNT);
  if (length === 0) return { p, logZ: 0 };
  // Scaled by each token's own sum (`norm`), so that long messages stay within range.
  if (sums.norm.length < length) sums = sumsOf(length);
  const { alpha, beta, weight, norm } = sums;
  let logZ = 0;
  for (let i = 0; i < length; i++) {
    const may = allowed[i]!;
    const at = i * TAG_COUNT;
    let top = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < may.length; t++) if (emit[at + may[t]!]! > top) top = emit[at + may[t]!]!;
    for (let t = 0; t < may.length; t++) weight[at + may[t]!] = Math.exp(emit[at + may[t]!]! - top);
    logZ += top;
  }
  for (let i = 0; i < length; i++) {
    const may = allowed[i]!;
    const at = i * TAG_COUNT;
    let sum = 0;
    for (let t = 0; t < may.length; t++) {
      const tag = may[t]!;
      let come = i === 0 ? 1 : 0;
      if (i > 0) {
        const could = allowed[i - 1]!;
        for (let l = 0; l < could.length; l++)
          come += alpha[at - TAG_COUNT + could[l]!]! * powers[could[l]! * TAG_COUNT + tag]!;
      }
      sum += alpha[at + tag] = come * weight[at + tag]!;
    }
    for (let t = 0; t < may.length; t++) alpha[at + may[t]!]! /= sum;
    norm[i] = sum;
    logZ += Math.log(sum);
  }
  for (const tag of allowed[length - 1]!) beta[(length - 1) * TAG_COUNT + tag] = 1;
  for (let i = length - 2; i >= 0; i--) {
    const may = allowed[i]!;
    const then = allowed[i + 1]!;
    const at = (i + 1) * TAG_COUNT;
    for (let t = 0; t < may.length; t++) {
      let go = 0;
      for (let n = 0; n < then.length; n++)
        go += powers[may[t]! * TAG_COUNT + then[n]!]! * weight[at + then[n]!]! * beta[at + then[n]!]!;
      beta[i * TAG_COUNT + may[t]!] = go / norm[i + 1]!;
    }
  }
  for (let i = 0; i < length; i++) {
    const may = allowed[i]!;
    for (let t = 0; t < may.length; t++) {
      const at = i * TAG_COUNT + may[t]!;
      p[at] = alpha[at]! * beta[at]!;
    }
  }
  if (pairs)
    for (let i = 1; i < length; i++) {
      const could = allowed[i - 1]!;
      const may = allowed[i]!;
      const at = i * TAG_COUNT;
      for (let l = 0; l < could.length; l++)
        for (let t = 0; t < may.length; t++)
          pairs[could[l]! * TAG_COUNT + may[t]!]! +=
            (alpha[at - TAG_COUNT + could[l]!]! *
              powers[could[l]! * TAG_COUNT + may[t]!]! *
              weight[at + may[t]!]! *
              beta[at + may[t]!]!) /
            norm[i]!;
    }
  return { p, logZ };
}
