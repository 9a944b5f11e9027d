import { flag, list, number, type Sentences, text } from '../shape.ts';

export const general = {
  not_in_roster: { user_id: text, admins: list(text) },
  not_allowed: { who: list({ role: text, name: text }), unit: text, question: flag, asks: flag },
  pointer: {},
  offices: { unit: text, own: flag, role: text, offices: list({ role: text, names: list(text) }) },
  failed: {},
  /** takes nothing, so nothing can keep it from being said */
  unworded: {},
  not_understood: { asks: flag },
  not_yet: {},
  stranger_enters: { user_id: text, admins: list(text) },
  media: {},
  media_unused: { quoted: flag },
  voice: {},
  other_kind: {},
  part_unread: { quoted: flag },
  quote_only: {},
  meanwhile: {},
  gone_unanswered: {},
  dropped: { undo: flag, unsent: flag },
  question_gone: { expired: flag },
  still_asked: { choices: number },
  choose_title: {},
  none_of_them: {},
  chosen_state: {},
  gone_state: {},
  which_meaning: {
    lines: list(text),
    unread: list(text),
    not_found: list(text),
    heard: list(text),
    /** nothing was to be recorded */
    asks: flag,
  },
  second_meaning: {
    /** in a group, where several talk */
    person: text,
    said: text,
    lines: list(text),
    /** the number of the first line */
    first: number,
    single: flag,
    /** how many were offered before */
    before: number,
  },
  which_unit: { unit: text, units: list(text) },
  no_such_unit: { unit: text },
  impossible_date: {},
  impossible_time: {},
  weekday_mismatch: {},
  button_gone: {},
  part: { n: number, of: number },
  answer_to: { names: list(text), text },
} satisfies Sentences;
