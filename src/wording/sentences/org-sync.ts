import { flag, list, number, type Sentences, text } from '../shape.ts';

const who = { name: text, user_id: text };

export const orgSync = {
  seen: { contacts: number, people: number },
  respelled: { ...who, now: text },
  renamed: { ...who, now: text },
  left: who,
  many: { count: number },
  accounts: { ...who, now: text },
  nameless: { count: number },
  returned: { count: number, names: list(text) },
  not_so_many: { count: number },
  in_office: { ...who, offices: list(text) },
  moved: { ...who, now: text },
  other_name: { ...who, now: text },
  hidden: { count: number, names: list(text) },
  newcomers: { count: number, names: list(text) },
  written: { count: number, placed: number, file: text },
  proposed: { changes: number },
  not_as_shown: { first: flag },
  applied: { changed: number, left: number },
  rename_joins: { account: text, name: text },
  rename_would: { ...who, now: text },
  rename_done: { ...who, now: text, rows: number },
  rename_admin: { user_id: text },
  why: { outcome: text },
  nobody_seen: {},
} satisfies Sentences;
