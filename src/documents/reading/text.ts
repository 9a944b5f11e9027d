import { parse as parseCsv } from 'csv-parse/sync';
import type { SheetText } from './sheet.ts';
import { TableUnreadable } from './unreadable.ts';

// A table as text: CSV of a spreadsheet, Excel's "Unicode text", a list pasted into an editor.

/** The last is typed by hand, now with one comma and now with the other; where ',' serves, '，' is part of the text. */
const SEPARATORS = [[','], ['\t'], [';'], ['|'], ['，', ',']];
/** Lines among which the heading is looked for. */
const FIRST_LINES = 60;
const SAMPLE_BYTES = 4000;

/**
 * @param isHeading whether a cell is a heading that is looked for: it tells the separator, whatever stands in titles
 * @throws TableUnreadable
 */
export function readText(file: Buffer, isHeading: (cell: string) => boolean): SheetText {
  const text = decode(file);
  if (text.trim() === '') throw new TableUnreadable('empty');
  const delimiter = separatorOf(text, isHeading);
  const rows = split(text, delimiter).map((cells, i) => ({
    row: i + 1,
    cells: cells.map((cell) => exposed(cell.trim())),
  }));
  return { isHidden: false, merges: [], rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/** Old programs end a text with Ctrl+Z. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const CONTROL_Z = /\x1a+$/;

/** A mark says what the bytes are; what is not valid UTF-8 is GBK, of which GB18030 is the full set. */
function decode(file: Buffer): string {
  const encodings = [...marked(file), 'utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(file).replace(CONTROL_Z, '');
      // Text has no such characters; what has them is some other file.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      if (!/[\0-\x08\x0e-\x1a]/.test(text)) return text;
    } catch {
      // the next
    }
  }
  throw new TableUnreadable('no_text');
}

/** UTF-16 by its mark, else by the zeros beside what is Latin in it (separators and line ends are). */
function marked(file: Buffer): string[] {
  if (file[0] === 0xff && file[1] === 0xfe) return ['utf-16le'];
  if (file[0] === 0xfe && file[1] === 0xff) return ['utf-16be'];
  const sample = file.subarray(0, SAMPLE_BYTES);
  let [even, odd] = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0 && i % 2 === 0) even++;
    else if (byte === 0) odd++;
  });
  if (even === 0 && odd === 0) return [];
  return even > odd ? ['utf-16be'] : ['utf-16le'];
}

/** The one that yields the most headings in a line; Excel may name it in the first (sep=;). */
function separatorOf(text: string, isHeading: (cell: string) => boolean): readonly string[] {
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (named !== undefined) return [named];
  const lines = text.split(/\r\n|\n|\r/, FIRST_LINES);
  const headings = ([separator, ...others]: readonly string[]) =>
    Math.max(
      ...lines.map((line) => {
        const even = others.reduce((cells, other) => cells.replaceAll(other, separator!), line);
        return even.split(separator!).filter((c) => isHeading(unquoted(c))).length;
      }),
    );
  const counts = SEPARATORS.map(headings);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

const unquoted = (cell: string) => cell.trim().replace(/^"(.*)"$/, '$1');

function split(text: string, delimiter: readonly string[]): string[][] {
  try {
    return parseCsv(text, {
      delimiter: [...delimiter],
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (cause) {
    const { code, records = 0 } = cause as { code?: string; records?: number };
    if (code === 'CSV_QUOTE_NOT_CLOSED') throw new TableUnreadable('open_quote', cause, records + 1);
    throw new TableUnreadable('no_text', cause);
  }
}

/** Without the apostrophe that kept a spreadsheet from calculating it, and without ="…", which keeps leading zeros. */
const exposed = (cell: string) =>
  /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell.replace(/^="([^"]*)"$/, '$1');
