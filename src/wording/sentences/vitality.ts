import { flag, list, maybe, number, type Sentences, text } from '../shape.ts';

export const vitality = {
  off: {},
  no_points: {},
  branch_only: {},
  own_only: { unit: text },
  in_private: {},
  told: {
    unit: text,
    time: text,
    score: maybe(number),
    stars: text,
    rules: list({ name: text, rate: flag, done: number, due: number, points: maybe(number), weight: number }),
  },
} satisfies Sentences;
