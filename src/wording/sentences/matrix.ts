import { list, number, type Sentences, text, time } from '../shape.ts';

/** Each state by a sign, which a filter and a formula of the workbook find; no sign means two things. */
export const MATRIX_SIGNS = { held: '✓', planned: '○', due: '!', missed: '✕' } as const;

export const matrix = {
  sheet: {},
  title: { unit: text, period: text },
  signs: {},
  'column.unit': {},
  'column.of': {},
  'column.held': {},
  'column.lacking': {},
  'state.held': {},
  'state.planned': {},
  'state.due': {},
  'state.missed': {},
  cell: { held: number, of: number, lacking: list(text), sign: text },
  none: {},
  total: {},
  count: { sign: text, state: text },
  note: {},
  kept_from: { from: time },
  lacking: { lacking: number, rows: number },
  'legend.sheet': {},
  'legend.what': {},
  'legend.held': {},
  'legend.planned': {},
  'legend.due': {},
  'legend.missed': {},
  'legend.none': {},
  'legend.parts_head': {},
  'legend.parts': {},
  'legend.counted_head': {},
  'legend.counted': {},
  'legend.kept_head': {},
  'legend.made': {},
} satisfies Sentences;
