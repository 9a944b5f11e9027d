import { list, number, type Sentences, text } from '../shape.ts';

const work = {
  id: number,
  kind: text,
  state: text,
  attempts: number,
  /** userids that got nothing */
  refused: list(text),
  channel: text,
  people: list(text),
  /** ISO times */
  at: text,
  until: text,
  about: text,
  outcome: text,
};

export const outbox = {
  row: work,
  empty: {},
  retry: { count: number },
  drop: { count: number },
  unknown: { id: number },
  not_possible: { ...work, what: text },
} satisfies Sentences;
