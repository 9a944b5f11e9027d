import { list, number, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const attendance = {
  marked: {
    ...activityFields,
    marked: list(text),
    how: text,
    away: list(text),
    present: number,
    expected: number,
    similar: list({ name: text, maybe: text }),
    unknown: list(text),
    several: list(text),
  },
  makeup_by_secretary: { secretary: text, person: text, name: text },
  too_early: activityFields,
  nothing_open: {},
  nothing_past: {},
} satisfies Sentences;
