import { flag, number, type Sentences, text } from '../shape.ts';

const counts = {
  about: text,
  /** not sent any more */
  waiting: number,
  /** older than 24 hours */
  late: number,
  /** of which nobody knows whether they arrived */
  unsure: number,
  group: flag,
  /** what to say to cancel the activity; empty where it is none */
  cancel: text,
};

export const recall = {
  started: { ...counts, count: number },
  /** `before`: recalling or recalled, where that was asked for already */
  stopped: { ...counts, before: text },
  stays: { cancel: text },
  none_own: {},
  none_fits: {},
  done: { about: text, recalled: number, late: number, failed: number, group: flag },
} satisfies Sentences;
