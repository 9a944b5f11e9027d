import { flag, list, maybe, number, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

/** What stands in the lines to send; each topic takes of it what it needs. */
const how = {
  role: text,
  /** of meeting, in examples */
  kind: text,
  /** at such a meeting */
  expected: number,
  /** over, and not reported */
  meetings: number,
  names: list(text),
  day: time,
  later: time,
  /** open ones of the sender */
  items: list({ name: text, problem: text }),
};

export const topics = {
  'how.report': how,
  'how.plan': how,
  'how.proxy': how,
  'how.open_item': how,
  'how.step': how,
  'how.vote': how,
  'how.checkin': how,
  'how.leave': how,
  'how.makeup': how,
  'how.change': how,
  'how.export': how,
  'how.undo': how,
  'how.roster': how,
  'how.task': how,
  'how.decide': how,
  'how.remind': how,
  own_item: {
    ...{ name: text, finish: text, way: text, closing: text },
    ...{ may: flag, later: time },
  },
  own_type: {
    ...{ name: text, due: text, level: text, quorum: text, lecture: flag },
    ...{ every: text, may_plan: flag, day: time },
  },
  erase: { who: text, on_roster: flag, admin: flag, admins: list(text), units: list(text) },
  type: {
    name: text,
    last: maybe({ ...activityFields, due: flag, present: number, expected: number }),
    next: maybe(activityFields),
    may_plan: flag,
    day: time,
  },
} satisfies Sentences;
