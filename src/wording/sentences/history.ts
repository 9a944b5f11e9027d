import { flag, list, maybe, number, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

const figures = { expected: number, present: number };
const hands = { yes: number, no: number, abstain: number };

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
    parts: list({ part: text, was: text, now: text }),
  },
  turned: { was: text, now: text },
  vote: { matter: text, ...hands, was: maybe(hands), gone: flag },
  resolution: { text, gone: flag },
  content: {},
  people: { names: list(text), more: number, was: text, now: text },
} satisfies Sentences;
