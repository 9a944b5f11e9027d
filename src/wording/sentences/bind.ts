import { flag, list, type Sentences, text } from '../shape.ts';

export const bind = {
  done: { webhook: flag, unit: text, instead: list(text), push: flag },
  taken: { chat: flag, unit: text, who: list({ role: text, name: text }) },
  already: { unit: text },
  which: { in_group: flag },
  bad_webhook: {},
  private_needs_webhook: { unit: text },
  not_bound: { unit: text },
  undone: { unit: text },
} satisfies Sentences;
