import { list, number, type Sentences, text, time } from '../shape.ts';

export const fixedDay = {
  set: { unit: text, day: text, clock: text, place: text, next: time },
  /** `why` the next one is on another day than the rule says: `same`, `day_off`, `changed` */
  shown: { unit: text, day: text, clock: text, place: text, next: time, nominal: time, why: text },
  /** of a committee: those that have one; `without`: how many have none */
  each: {
    unit: text,
    rows: list({ unit: text, day: text, clock: text, place: text, next: time }),
    more: number,
    without: number,
  },
  none: { unit: text },
  cleared: { unit: text },
  which: {},
  which_branch: {},
  rule_day: { day: number },
  rule_last_day: {},
  rule_working_day: { nth: number },
  rule_weekday: { nth: number, weekday: number },
  rule_lunar: { day: number },
} satisfies Sentences;
