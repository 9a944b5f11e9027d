import { flag, list, number, type Sentences, text, time } from '../shape.ts';

/** Each state by a sign that says the same as its colour. */
export const NODE_SIGNS = { done: '✓', late: '!', coming: '○' } as const;

export const nodes = {
  title: { problem: text, nodes: flag },
  sheet: {},
  /** the only node of what has none */
  whole: {},
  'column.unit': {},
  'column.no': {},
  'column.owner': {},
  'column.node': { name: text, due: time },
  'column.late': {},
  'state.done': {},
  'state.late': {},
  'state.coming': {},
  cell: { sign: text, day: time, state: text },
  told: {
    title: text,
    name: text,
    count: number,
    /** `missing`: those late, or all who have not reported where nothing else was asked for */
    columns: list({
      name: text,
      due: time,
      done: number,
      late: number,
      coming: number,
      missing: list(text),
      more: number,
    }),
    /** empty where they are too many for a screen */
    rows: list({ unit: text, cells: list({ name: text, sign: text }) }),
    forms: flag,
  },
  table_after: { more: number, problem: text },
  which: { choices: list({ name: text, problem: text, count: number, open: number, at: time }) },
  none: { topic: text },
  coming: { title: text, way: text },
} satisfies Sentences;
