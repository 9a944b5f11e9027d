import { list, maybe, type Sentences, text } from '../shape.ts';

export const setting = {
  done: { unit: text, now: text },
  words: { key: text, value: text },
  say: { key: text, value: text },
  shown: {
    unit: text,
    lines: list({ now: text, say: text }),
    fixed: maybe({ unit: text, day: text, clock: text, place: text }),
  },
} satisfies Sentences;
