import type { Attendance } from './attendance.ts';
import type { FigureSpan } from './figure-span.ts';

interface Cell {
  at: number;
  text: string;
}

const TAIL = '(?:会议?|场|课)?(?:党员)?(?:人数|人员|数)?(?:\\([人名]\\))?\\s*$';
const EXPECTED = new RegExp(`^\\s*应(?:到|参加?|出席|出勤|与|来|听)${TAIL}`);
const PRESENT = new RegExp(
  `^\\s*(?:实(?:际)?(?:到|参加?|出席|出勤|与|来|听)|已[到签]|到|参加?|出席|出勤|与)${TAIL}`,
);
/** 应到/实到, 人数(实到/应到): both in one column. */
const BOTH = /应[到参出][^实\s]{0,5}实[到参出]|实[到参出][^应\s]{0,5}应[到参出]/;
const HEADS = /应(?:到|参|出|与|来|听)/;

/**
 * A header row with 应到 and 实到 in columns of their own, values in the row below. Where blanks part the columns, cells that
 * hold blanks themselves shift the row, so it is read from its right end then.
 */
export function readTable(s: string, figures: readonly FigureSpan[]): Attendance | undefined {
  if (!s.includes('\n') || !HEADS.test(s)) return undefined;
  let at = 0;
  let header: Header | undefined;
  for (const line of s.split('\n')) {
    if (header !== undefined && !/^[\s|:-]*$/.test(line)) {
      const row = cellsOf(line, at, header.mark);
      const found = pick(header, row, figures, 0) ?? pick(header, row, figures, row.length - header.size);
      if (found) return found;
      header = undefined;
    }
    if (line.length < 400 && HEADS.test(line)) header = headerOf(line);
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
  const mark = line.includes('\t') ? '\t' : line.includes('|') ? '|' : line.split(',').length > 2 ? ',' : ' ';
  const cells = cellsOf(line, 0, mark);
  if (cells.length < 2) return undefined;
  const both = mark === ' ' ? -1 : cells.findIndex((c) => c.text.length <= 20 && BOTH.test(c.text));
  if (both >= 0) return { size: cells.length, expected: both, present: both, mark };
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
  if (header.expected === header.present) return shift === 0 ? pickRatio(header, row, figures) : undefined;
  const expected = valueIn(figures, row[header.expected + shift]);
  const present = valueIn(figures, row[header.present + shift]);
  if (!expected || !present) return undefined;
  const used = [expected.at, present.at].sort((a, b) => a - b);
  return { expected: expected.value, present: present.value, used, asides: [], sure: true };
}

function pickRatio(
  header: Header,
  row: readonly Cell[],
  figures: readonly FigureSpan[],
): Attendance | undefined {
  const cell = row[header.expected];
  const f = cell && figures.find((x) => x.at >= cell.at && x.end <= cell.at + cell.text.length);
  if (f?.kind !== 'ratio') return undefined;
  const expected = Math.max(f.left, f.right);
  return { expected, present: Math.min(f.left, f.right), used: [f.at], asides: [], sure: true };
}

/** Whether a cell stands under 应到/实到, where 7/6 is no day. */
export function isUnderBoth(s: string, at: number): boolean {
  if (!BOTH.test(s)) return false;
  const from = s.lastIndexOf('\n', at) + 1;
  const head = s
    .slice(0, Math.max(0, from - 1))
    .split('\n')
    .find((line) => line.length < 400 && BOTH.test(line));
  const header = head === undefined ? undefined : headerOf(head);
  if (header === undefined || header.expected !== header.present) return false;
  return cellsOf(s.slice(from, at + 1), from, header.mark).length - 1 === header.expected;
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
