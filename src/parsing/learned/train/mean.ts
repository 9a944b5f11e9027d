/** Weights at the end of each of the later epochs, to be averaged: what the order of the examples has done cancels out. */
interface Mean {
  add(): void;
  /** puts the mean in the place of the weights */
  settle(): void;
}

export function meanOf(weights: Float64Array): Mean {
  const sum = new Float64Array(weights.length);
  let count = 0;
  return {
    add() {
      count++;
      for (let i = 0; i < sum.length; i++) sum[i]! += weights[i]!;
    },
    settle() {
      if (count > 0) for (let i = 0; i < sum.length; i++) weights[i] = sum[i]! / count;
    },
  };
}

/** Epochs after this share of all are averaged. */
export const SETTLED = 0.4;
