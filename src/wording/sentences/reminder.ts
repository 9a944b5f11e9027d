import { list, number, type Sentences, text, time } from '../shape.ts';

export const reminder = {
  noted: { names: list(text) },
  settled: { name: text },
  settled_state: {},
  nothing_to_settle: {},
  register: { name: text, example: text },
  snoozed: { on: time, count: number },
  snoozed_state: {},
  nothing_to_snooze: {},
} satisfies Sentences;
