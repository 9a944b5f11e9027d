import { flag, list, number, type Sentences, text, time } from '../shape.ts';

/** Meetings nobody has reported: how many, some by name, and how many of them are not. */
const unreportedFields = { unreported: number, names: list(text), more: number };

export const meetingsFile = {
  other: { topic: text },
  coming: {
    name: text,
    minutes: flag,
    /** Word was asked for, and this is none */
    not_word: flag,
    way: text,
    count: number,
    without_reasons: number,
    unit: list(text),
    period: text,
    ...unreportedFields,
  },
  none: {
    unit: list(text),
    period: text,
    about: text,
    minutes: flag,
    example: text,
    other: text,
    ...unreportedFields,
  },
  too_many: { unit: list(text), period: text, minutes: flag, count: number, most: number, example: text },
  meeting: { date: time, unit: text, types: text },
  exported: { from: text, to: text, file: text, count: number, minutes: flag, ...unreportedFields },
  progress: { done: number, all: number, seconds: number },
  exported_matrix: { from: text, to: text, file: text, rows: number },
} satisfies Sentences;
