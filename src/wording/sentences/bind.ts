import { flag, type Sentences, text } from '../shape.ts';

export const bind = {
  done: { webhook: flag, unit: text, instead: text, push: flag },
  already: { unit: text },
  which: { in_group: flag },
  bad_webhook: {},
  private_needs_webhook: { unit: text },
  not_bound: { unit: text },
  undone: { unit: text },
} satisfies Sentences;
