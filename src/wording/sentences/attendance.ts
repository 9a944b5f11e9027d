import { flag, list, maybe, number, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const attendance = {
  marked: {
    ...activityFields,
    marked: list(text),
    how: text,
    away: list(text),
    absent: list(text),
    nobody_else: flag,
    leave: number,
    present: number,
    expected: number,
    similar: list({ name: text, maybe: text }),
    unknown: list(text),
    several: list(text),
  },
  corrected: {
    ...activityFields,
    expected: number,
    present: number,
    names: list(text),
    state: text,
    was: text,
    similar: list({ name: text, maybe: text }),
    unknown: list(text),
    several: list(text),
  },
  state: { state: text },
  makeup_by_secretary: { secretary: text, person: text, name: text },
  too_early: activityFields,
  nothing_open: {},
  nothing_past: { last: maybe(activityFields) },
  nothing_begun: {},
} satisfies Sentences;
