import { flag, list, maybe, number, rate, type Sentences, text, time } from '../shape.ts';
import { itemFields } from './shared.ts';

const gradedFields = {
  graded: number,
  by_grade: list({ grade: text, count: number }),
  graded_items: list(itemFields),
};

/** Whose and of when: `who` sent back, or was sent back to; empty for anybody. */
const sentBackFields = { about: list(text), who: text, period: text, noun: text };

/** Lists and figures of items. */
export const ledgerFigures = {
  list: {
    /** the kind asked about; empty for all */
    noun: text,
    stale_days: number,
    about: list(text),
    mine: flag,
    which: text,
    /** closed ones of the source or the person asked about, and the first of them */
    closed_too: number,
    closed_items: list(itemFields),
    /** who knows of the unit, where only the sender's own are told */
    who: list(text),
    /** the time said, in which they fall due */
    span: text,
    count: number,
    /** how many of each kind, where there are several */
    kinds: list({ noun: text, count: number }),
    /** asked which presses most: it stands first */
    pressing: flag,
    overdue: number,
    stale: number,
    /** `moves`: what made it stand in such a list, where that is told */
    items: list({ ...itemFields, moves: list({ is: text, day: time, who: text, note: text }) }),
    more: number,
    /** how far they are was asked */
    asks_progress: flag,
    /** who leads them was asked */
    asks_leader: flag,
    /** of a kind with grades: what was given this year */
    ...gradedFields,
  },
  which_word: { which: text, noun: text, stale_days: number },
  by_unit: {
    unit: list(text),
    which: text,
    noun: text,
    stale_days: number,
    count: number,
    of: number,
    having: number,
    rows: list({ unit: text, count: number, overdue: number }),
    more: number,
  },
  by_owner: {
    unit: list(text),
    which: text,
    noun: text,
    stale_days: number,
    count: number,
    owners: number,
    rows: list({ name: text, unit: text, count: number, overdue: number, items: list(text) }),
    more: number,
  },
  without: {
    unit: list(text),
    noun: text,
    year: text,
    own: flag,
    has: number,
    count: number,
    names: list(text),
    in_group: flag,
  },
  rate: {
    ...gradedFields,
    year: text,
    rows: list({
      unit: text,
      closed: number,
      total: number,
      rate: maybe(rate),
      open: number,
      overdue: number,
    }),
    more: number,
    noun: text,
    closing: text,
    about: list(text),
    from: time,
    to: time,
    total: number,
    closed: number,
    closingRate: maybe(rate),
    onTimeRate: maybe(rate),
    open: number,
    /** how the open ones stand, where any do */
    parts: list({ what: text, count: number }),
    /** open ones that stand in none of these, and in more than one */
    rest: number,
    twice: number,
  },
  moved: {
    what: text,
    /** whose approval is asked about; empty for the sender's own */
    who: text,
    about: list(text),
    period: text,
    noun: text,
    closing: text,
    count: number,
    items: list({ ...itemFields, source: text, day: time, by: text }),
    more: number,
  },
  closed_late: {
    period: text,
    noun: text,
    closing: text,
    closed: number,
    undated: number,
    count: number,
    items: list({ ...itemFields, day: time, days: number }),
    more: number,
  },
  sent_back: {
    ...sentBackFields,
    times: number,
    count: number,
    items: list({ ...itemFields, day: time, by: text, note: text }),
    more: number,
  },
  sent_back_many: { ...sentBackFields, count: number },
  closing_days: {
    about: list(text),
    from: time,
    to: time,
    noun: text,
    closing: text,
    count: number,
    mean: number,
    shortest: number,
    longest: number,
  },
} satisfies Sentences;
