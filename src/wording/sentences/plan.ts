import { list, type Sentences, text, time } from '../shape.ts';

export const plan = {
  line: { at: time, unit: text, rule: text, channel: text, names: list(text), why: list(text), text },
} satisfies Sentences;
