import { flag, list, maybe, number, type Sentences, text } from '../shape.ts';
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
    extra: list(text),
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
  nothing: { named: flag },
} satisfies Sentences;
