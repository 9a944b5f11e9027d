import { flag, list, number, type Sentences, text, time } from '../shape.ts';

const filed = { name: text, time: text, unit: text, values: list(text) };

export const filing = {
  gone: {},
  stopped: { name: text },
  future: { name: text, time: text },
  which_branch: { name: text, unit: text, example: text },
  lacking: { name: text, fields: list(text), example: text },
  flag: { name: text, yes: flag },
  value: { name: text, value: text, unit: text },
  added: filed,
  twice: filed,
  replaced: { ...filed, before: list(text) },
  changed: { ...filed, before: list(text) },
  none_to_change: { name: text },
  list: {
    name: text,
    time: text,
    /** empty: the sender's own */
    unit: text,
    own: flag,
    count: number,
    sums: list({ name: text, total: number, unit: text }),
    lines: list({ time: text, who: text, values: list(text) }),
    more: number,
    /** in a group: the lines are told in private */
    hidden: flag,
    example: text,
  },
  missing: {
    name: text,
    time: text,
    branches: flag,
    due: number,
    count: number,
    /** none in a group; at most sixty */
    names: list(text),
    by: time,
    late: flag,
  },
  never_missing: { name: text },
  nothing_to_send: { name: text, time: text, unit: text },
  file_name: { name: text, time: text, unit: text },
  file_sent: { file: text, count: number },
  how: { name: text, note: text, example: text, by: time, branch: flag, fields: list(text) },
  own_line: { name: text, count: number },
  yes: {},
  no: {},
  'column.day': {},
  'column.unit': {},
  'column.person': {},
  'column.field': { name: text, unit: text },
  'column.by': {},
  'column.at': {},
  'column.sum': {},
} satisfies Sentences;
