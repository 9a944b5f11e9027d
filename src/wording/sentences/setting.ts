import { type Sentences, text } from '../shape.ts';

export const setting = {
  done: { unit: text, key: text, value: text },
} satisfies Sentences;
