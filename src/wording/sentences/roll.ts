import { flag, list, maybe, number, rate, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

export const roll = {
  absentees: {
    ...activityFields,
    present: number,
    expected: number,
    phase: text,
    leaves: list(text),
    absent: list(text),
    pending: list(text),
    makeup: list(text),
    unnamed: number,
    missing_count: number,
    missing: list(text),
    more: number,
    /** see leave_list */
    hidden: maybe({ kinds: list({ kind: text, count: maybe(number) }), few: number }),
    extra: list(text),
    mobile: number,
  },
  coming: {
    ...activityFields,
    expected: number,
    leaves: list(text),
    pending: list(text),
    hidden: maybe({ kinds: list({ kind: text, count: maybe(number) }), few: number }),
    mobile: number,
  },
  leave_list: {
    ...activityFields,
    leaves: list(text),
    pending: list(text),
    /** reasons were asked for and may not be told; a kind of so few persons has no count */
    hidden: maybe({ kinds: list({ kind: text, count: maybe(number) }), few: number }),
  },
  kind_count: { count: maybe(number), few: number },
  late_list: { ...activityFields, late: list(text) },
  away: {
    unit: list(text),
    period: text,
    about: text,
    which: text,
    /** 人次, and how many people these are */
    times: number,
    heads: number,
    open: number,
    counted: number,
    expected: number,
    rate: maybe(rate),
    unnamed: number,
    people: list({
      name: text,
      unit: text,
      times: number,
      days: list({ at: time, reason: text, open: flag }),
      earlier: number,
    }),
    names: list({ name: text, times: number }),
    rows: list({ unit: text, times: number, heads: number }),
    more: number,
    by_unit: flag,
    in_group: flag,
    /** reasons were asked for and may not be told */
    hidden: flag,
    /** of leaves for one reason alone, as it was said */
    source: text,
    /** 请假 beside those who were away without one, and who that was where they are few */
    leaves: number,
    on_leave: list({
      name: text,
      unit: text,
      times: number,
      days: list({ at: time, reason: text, open: flag }),
      earlier: number,
    }),
  },
  away_word: { which: text },
  too_wide: { meetings: number },
  others_reasons: {},
  nothing: { named: flag, plans: flag, example: text },
  /** how one person stood to a meeting */
  person: {
    person: text,
    unit: text,
    name: text,
    startAt: time,
    state: text,
    reason: text,
    unsaid: flag,
    hidden: flag,
    record: flag,
    who: list({ role: text, name: text }),
  },
  quorum: { needed: number, of: number, present: number, voters: flag, enough: flag },
  check_in: { name: text },
  person_elsewhere: { name: text, unit: text, asked: list(text) },
} satisfies Sentences;
