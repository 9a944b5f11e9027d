import { TAG_COUNT } from './tags.ts';

/** Scores of a sequence: `emit[i * TAG_COUNT + tag]`, and of each step from one tag to the next. */
export interface Chain {
  length: number;
  emit: Float64Array;
  /** `step[from * TAG_COUNT + to]` */
  step: Float64Array;
  allowed: readonly Uint8Array[];
}

/** The best tag of every token taken together (Viterbi). */
export function bestTags({ length, emit, step, allowed }: Chain): Uint8Array {
  const tags = new Uint8Array(length);
  if (length === 0) return tags;
  const from = new Uint8Array(length * TAG_COUNT);
  let before = new Float64Array(TAG_COUNT);
  let here = new Float64Array(TAG_COUNT);
  for (const tag of allowed[0]!) before[tag] = emit[tag]!;
  for (let i = 1; i < length; i++) {
    for (const tag of allowed[i]!) {
      let best = Number.NEGATIVE_INFINITY;
      for (const last of allowed[i - 1]!) {
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
  { length, emit, step, allowed }: Chain,
  pairs?: Float64Array,
): { p: Float64Array; logZ: number } {
  const p = new Float64Array(length * TAG_COUNT);
  if (length === 0) return { p, logZ: 0 };
  const alpha = new Float64Array(length * TAG_COUNT);
  const beta = new Float64Array(length * TAG_COUNT);
  const norm = new Float64Array(length);
  // Scaled by each token's own sum, so that long messages stay within range.
  const weight = new Float64Array(length * TAG_COUNT);
  let logZ = 0;
  for (let i = 0; i < length; i++) {
    let top = Number.NEGATIVE_INFINITY;
    for (const tag of allowed[i]!) if (emit[i * TAG_COUNT + tag]! > top) top = emit[i * TAG_COUNT + tag]!;
    for (const tag of allowed[i]!) weight[i * TAG_COUNT + tag] = Math.exp(emit[i * TAG_COUNT + tag]! - top);
    logZ += top;
  }
  const steps = step.map(Math.exp);
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (const tag of allowed[i]!) {
      let come = i === 0 ? 1 : 0;
      if (i > 0)
        for (const last of allowed[i - 1]!)
          come += alpha[(i - 1) * TAG_COUNT + last]! * steps[last * TAG_COUNT + tag]!;
      sum += alpha[i * TAG_COUNT + tag] = come * weight[i * TAG_COUNT + tag]!;
    }
    for (const tag of allowed[i]!) alpha[i * TAG_COUNT + tag]! /= sum;
    norm[i] = sum;
    logZ += Math.log(sum);
  }
  for (const tag of allowed[length - 1]!) beta[(length - 1) * TAG_COUNT + tag] = 1;
  for (let i = length - 2; i >= 0; i--) {
    for (const tag of allowed[i]!) {
      let go = 0;
      for (const next of allowed[i + 1]!) {
        const part =
          steps[tag * TAG_COUNT + next]! *
          weight[(i + 1) * TAG_COUNT + next]! *
          beta[(i + 1) * TAG_COUNT + next]!;
        go += part;
      }
      beta[i * TAG_COUNT + tag] = go / norm[i + 1]!;
    }
  }
  for (let i = 0; i < length; i++)
    for (const tag of allowed[i]!)
      p[i * TAG_COUNT + tag] = alpha[i * TAG_COUNT + tag]! * beta[i * TAG_COUNT + tag]!;
  if (pairs)
    for (let i = 1; i < length; i++)
      for (const last of allowed[i - 1]!)
        for (const tag of allowed[i]!)
          pairs[last * TAG_COUNT + tag]! +=
            (alpha[(i - 1) * TAG_COUNT + last]! *
              steps[last * TAG_COUNT + tag]! *
              weight[i * TAG_COUNT + tag]! *
              beta[i * TAG_COUNT + tag]!) /
            norm[i]!;
  return { p, logZ };
}
