import { list, number, type Sentences, text } from '../shape.ts';

export const matrix = {
  sheet: {},
  title: { unit: text, period: text },
  column_unit: {},
  cell: { held: number, of: number, lacking: list(text), state: text },
  none: {},
  total: {},
  note: {},
  lacking: { lacking: number, rows: number },
  sum: { held: number, of: number, lacking: number },
} satisfies Sentences;
