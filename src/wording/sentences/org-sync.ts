import { flag, list, number, type Sentences, text } from '../shape.ts';

const who = { name: text, user_id: text };

export const orgSync = {
  seen: { contacts: number, people: number },
  respelled: { ...who, now: text },
  renamed: { ...who, now: text },
  left: who,
  many: { count: number },
  in_office: { ...who, offices: list(text) },
  moved: { ...who, now: text },
  other_name: { ...who, now: text },
  hidden: { count: number, names: list(text) },
  newcomers: { count: number, names: list(text) },
  written: { count: number, placed: number, file: text },
  proposed: { changes: number },
  not_as_shown: { first: flag },
  applied: { changed: number, left: number },
  why: { outcome: text },
  nobody_seen: {},
} satisfies Sentences;
