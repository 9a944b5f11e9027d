import { flag, list, maybe, number, text, time } from '../shape.ts';

/** An activity, as most sentences speak of it. */
export const activityFields = {
  name: text,
  unit: text,
  startAt: time,
  /** empty: not stated */
  endAt: time,
  place: text,
  topic: text,
  host: text,
  lecturer: text,
  /** the activity is today */
  today: flag,
};

/** An item of the ledger; absent dates are empty. */
export const itemFields = {
  name: text,
  no: number,
  /** what its kind calls it, the answer that finishes it and what is asked for then */
  noun: text,
  finish: text,
  closing: text,
  /** what closes it, said behind its name: 同意销号, 评诺 好 */
  approve: text,
  /** what it was given; empty: nothing, or its kind has no grades */
  grade: text,
  grades: list(text),
  code: text,
  /** short enough for a line on a phone */
  problem: text,
  whole_problem: text,
  unit: text,
  owner: text,
  /** several are responsible together */
  shared: flag,
  leader: text,
  supervisor: text,
  due: time,
  /** 2027年 where it is not this year's; empty otherwise */
  due_year: text,
  /** only where it differs from `due` */
  first_due: time,
  review: time,
  extension: time,
  /** state: done, late or coming; `by`: who, `done`: when */
  nodes: list({ name: text, due: time, state: text, done: time, by: text }),
  /** the next node to be done; empty where there is none */
  node: text,
  node_due: time,
  state: text,
  state_word: text,
  progress: number,
  progress_text: text,
  /** of another unit that was asked: whoever asked closes it, and says so with these words */
  by_asker: flag,
  confirm: text,
  answered: flag,
  /** the day that was agreed on; empty: none, or it was refused */
  agreed: time,
  /** working days that the answer took */
  answer_days: maybe(number),
  /** red, yellow, blue or empty */
  light: text,
  /** days from today to the deadline, negative when it is past */
  days: maybe(number),
  /** days since it last moved */
  still: number,
};
