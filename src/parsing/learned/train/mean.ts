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

interface Trained {
  table: { weights: Float64Array };
  step?: Float64Array;
}

/** Trains so often, each time otherwise, and leaves the mean of the weights in the first. */
export function together<T extends Trained>(times: number, train: (i: number) => T): T {
  const [first, ...others] = Array.from({ length: times }, (_, i) => train(i));
  const mean = (own: Float64Array, of: (t: T) => Float64Array) => {
    for (let i = 0; i < own.length; i++) {
      let sum = own[i]!;
      for (const other of others) sum += of(other)[i]!;
      own[i] = sum / times;
    }
  };
  mean(first!.table.weights, (t) => t.table.weights);
  if (first!.step) mean(first!.step, (t) => t.step!);
  return first!;
}
