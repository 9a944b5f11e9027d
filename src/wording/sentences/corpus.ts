import { number, type Sentences, text } from '../shape.ts';

export const corpus = {
  done: { lines: number, left_out: number, file: text },
} satisfies Sentences;
