import { flag, list, maybe, number, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

const figures = { expected: number, present: number };

export const history = {
  shown: {
    ...activityFields,
    lines: list({ at: time, who: text, what: text, undone: flag }),
    earlier: number,
  },
  record: { was: maybe(figures), now: maybe(figures) },
  activity: {
    fresh: flag,
    cancelled: flag,
    was: time,
    now: time,
    place: text,
    host: text,
    recorder: text,
    lecturer: text,
    topic: text,
  },
  people: { names: list(text), more: number, was: text, now: text },
} satisfies Sentences;
