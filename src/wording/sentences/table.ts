import { flag, list, maybe, number, type Sentences, text } from '../shape.ts';

const FILE = { file: text };

export const table = {
  'unreadable.empty': FILE,
  'unreadable.locked': FILE,
  'unreadable.xls': FILE,
  'unreadable.et': FILE,
  'unreadable.xlsb': FILE,
  'unreadable.ods': FILE,
  'unreadable.numbers': FILE,
  'unreadable.word': FILE,
  'unreadable.slides': FILE,
  'unreadable.web': FILE,
  'unreadable.xml': FILE,
  'unreadable.pdf': FILE,
  'unreadable.picture': FILE,
  'unreadable.packed': FILE,
  'unreadable.packed_sheet': FILE,
  'unreadable.damaged': FILE,
  'unreadable.too_large': FILE,
  'unreadable.open_quote': { file: text, row: number },
  'unreadable.no_text': FILE,
  header: { sheet: maybe(text), row: number },
  /** the sheets that were read as one table */
  parts: { names: list(text) },
  row: { sheet: maybe(text), row: number },
  taken: { pairs: list(text) },
  pair: { heading: text, as: text },
  unknown: { columns: list(text) },
  second: { heading: text, column: text, as: text },
  left_out: { rows: list(text), more: number, count: number },
  left_out_row: { row: text, text },
  sheets: { names: list(text) },
  reading: FILE,
  where: {
    sheets: list({ name: maybe(text), rows: list(number) }),
    more: flag,
    count: number,
    names: list(text),
  },
  same_kind: { count: number, where: text },
} satisfies Sentences;
