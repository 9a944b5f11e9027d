import { list, maybe, number, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const report = {
  done: {
    ...activityFields,
    expected: number,
    present: number,
    absent: list(text),
    differs: text,
    lacking: list(text),
  },
  contradiction: { ...activityFields, problems: list(text), expected: number, present: number },
  count_mismatch: { expected: number, present: number, missing: number, absent: number },
  more_than_expected: { present: number, expected: number },
  unknown_names: { names: list(text), maybe: list({ name: text, maybe: text }) },
  no_quorum: { present: number, of: number, needed: number },
  roster_differs: { expected: number, due: number },
  differs: { checked_in: number, present: number },
  ask_type: { types: list(text) },
  state: {},
  already: { activity: maybe(activityFields) },
  ask_figures: { name: text },
  in_the_future: {},
  part_host: {},
  part_recorder: {},
  part_place: {},
} satisfies Sentences;
