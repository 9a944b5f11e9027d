import { flag, number, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

export const checkin = {
  done: {
    ...activityFields,
    person: text,
    late: flag,
    had_leave: flag,
    counted: flag,
    present: number,
    expected: number,
    role: text,
  },
  already: { person: text, at: time, name: text, present: number, expected: number },
  state: {},
  before: { ...activityFields, opens: time },
  after: { ...activityFields, secretary: text },
  nothing: { wanted: text, opens_before: number },
  wrong_activity: { ...activityFields, wanted: text },
  not_expected: { name: text },
  other_branch: { person: text, here: text, own: text },
  no_branch: { person: text },
} satisfies Sentences;
