import { flag, list, number, type Sentences, text } from '../shape.ts';

export const bind = {
  done: { webhook: flag, unit: text, instead: list(text), push: flag },
  taken: { chat: flag, unit: text, who: list({ role: text, name: text }) },
  already: { unit: text },
  which: { in_group: flag, by_bot: flag },
  bad_webhook: {},
  private_needs_webhook: { unit: text, by_bot: flag },
  not_bound: { unit: text },
  undone: { unit: text },
  group_asked: { unit: text, count: number, sync: flag },
  group_done: { unit: text, count: number, made: flag },
  group_unheard: {},
  group_first: { unit: text },
  group_failed: { unit: text, reason: text },
  group_none: { unit: text },
  group_few: { unit: text },
  group_many: { unit: text, most: number },
  group_which: {},
  group_needs_app: {},
} satisfies Sentences;
