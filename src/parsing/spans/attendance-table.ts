import type { Attendance } from './attendance.ts';
import type { FigureSpan } from './figure-span.ts';

interface Cell {
  at: number;
  text: string;
}

const EXPECTED = /^\s*应到(?:会)?(?:人数|党员)?\s*$/;
const PRESENT = /^\s*实到(?:会)?(?:人数|党员)?\s*$/;

/**
 * A header row with 应到 and 实到 in columns of their own, values in the row below. Where blanks part the columns, cells that
 * hold blanks themselves shift the row, so it is read from its right end then.
 */
export function readTable(s: string, figures: readonly FigureSpan[]): Attendance | undefined {
  if (!s.includes('\n') || !s.includes('应到') || !s.includes('实到')) return undefined;
  let at = 0;
  let header: Header | undefined;
  for (const line of s.split('\n')) {
    if (header !== undefined && !/^[\s|:-]*$/.test(line)) {
      const row = cellsOf(line, at, header.mark);
      const found = pick(header, row, figures, 0) ?? pick(header, row, figures, row.length - header.size);
      if (found) return found;
      header = undefined;
    }
    if (line.length < 400 && line.includes('应到') && line.includes('实到')) header = headerOf(line);
    at += line.length + 1;
  }
  return undefined;
}

interface Header {
  size: number;
  expected: number;
  present: number;
  mark: string;
}

function headerOf(line: string): Header | undefined {
  const mark = line.includes('\t') ? '\t' : line.includes('|') ? '|' : ' ';
  const cells = cellsOf(line, 0, mark);
  const expected = cells.findIndex((c) => EXPECTED.test(c.text));
  const present = cells.findIndex((c) => PRESENT.test(c.text));
  return expected < 0 || present < 0 ? undefined : { size: cells.length, expected, present, mark };
}

/** Blanks in a row count once, marks as often as they stand. */
function cellsOf(line: string, from: number, mark: string): Cell[] {
  const out: Cell[] = [];
  let at = from;
  for (const text of line.split(mark)) {
    if (mark !== ' ' || text !== '') out.push({ at, text });
    at += text.length + 1;
  }
  return out;
}

function pick(
  header: Header,
  row: readonly Cell[],
  figures: readonly FigureSpan[],
  shift: number,
): Attendance | undefined {
  if (shift === 0 && header.mark === ' ' && row.length !== header.size) return undefined;
  const expected = valueIn(figures, row[header.expected + shift]);
  const present = valueIn(figures, row[header.present + shift]);
  if (!expected || !present) return undefined;
  const used = [expected.at, present.at].sort((a, b) => a - b);
  return { expected: expected.value, present: present.value, used, sure: true };
}

/** The figure that fills a cell. */
function valueIn(
  figures: readonly FigureSpan[],
  cell: Cell | undefined,
): { value: number; at: number } | undefined {
  if (cell === undefined || !/^\s*\S{1,8}\s*$/.test(cell.text)) return undefined;
  const end = cell.at + cell.text.length;
  const f = figures.find((x) => x.kind === 'count' && x.at >= cell.at && x.end <= end);
  return f?.kind === 'count' && !f.vague && f.unit !== 'things' ? { value: f.value, at: f.at } : undefined;
}
