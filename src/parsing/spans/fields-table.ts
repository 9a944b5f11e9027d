import { matches } from '../matches.ts';
import { type LabelWord, labelOfCell, labelsAt } from './fields-labels.ts';
import { endWithout, type Piece, pieceOf, startWithout } from './fields-text.ts';
import type { FieldSpan } from './form.ts';
import type { Span } from './span.ts';

interface Tables {
  fields: FieldSpan[];
  /** what the tables cover */
  areas: Span[];
  /** rows of values of the first table */
  records: number;
}

/** Fewer labels below one another are headings of their own. */
const MIN_COLUMN = 3;
const SEPARATOR = /^[\s|:\-—+]+$/;
const DATE = /^\d[\d年月日.\-/]*(?:\(\S{1,4}\))?$/;
const CLOCK = /^\d{1,2}[:点]\d{0,2}/;

/** Cells of a line: `separator` is a tab, a bar or a run of blanks. */
function cellsOf(s: string, line: Piece, separator: RegExp): Piece[] {
  const cells: Piece[] = [];
  let from = line.at;
  let to = line.end;
  if (separator === BAR) {
    from = startWithout(s, from, to, '');
    if (s[from] === '|') from++;
    to = endWithout(s, from, to, '');
    if (s[to - 1] === '|' && to > from) to--;
  }
  const text = s.slice(from, to);
  let begin = 0;
  for (const m of matches(separator, text)) {
    cells.push(pieceOf(s, from + begin, from + m.index));
    begin = m.index + m[0].length;
  }
  cells.push(pieceOf(s, from + begin, to));
  return cells;
}

const TAB = /\t/g;
const BAR = /\|/g;
const WIDE = / {2,}/g;
const BLANKS = / +/g;
const COMMA = /[,、]/g;
const SLASH = /\//g;

interface Header {
  separator: RegExp;
  labels: (LabelWord | undefined)[];
  cells: Piece[];
}

/** A row that holds labels only, or nearly. */
function headerOf(s: string, line: Piece): Header | undefined {
  const { text } = line;
  if (text.length > 400 || text.includes(':')) return undefined;
  for (const separator of separatorsOf(text)) {
    const cells = cellsOf(s, line, separator);
    if (cells.length < 2 || cells.length > 40 || cells.some((c, i) => c.text === '' && i < cells.length - 1))
      continue;
    const labels = cells.map((c) => labelOfCell(c.text));
    const known = labels.filter((l) => l !== undefined).length;
    const enough =
      separator === TAB || separator === BAR ? known * 5 >= cells.length * 3 : known === cells.length;
    if (known >= 2 && enough) return { separator, labels, cells };
  }
  return undefined;
}

function separatorsOf(text: string): RegExp[] {
  if (text.includes('\t')) return [TAB];
  if (text.includes('|')) return [BAR];
  if (labelsAt(text.trimStart(), 0).length === 0) return [];
  // 类别,日期,应到,实到 as a file has it; two labels with a mark between are no row.
  const marked = [COMMA, SLASH].filter((mark) => matches(mark, text).length > 1);
  return text.trim().includes(' ') ? [WIDE, BLANKS, ...marked] : marked;
}

/** Rows of values below a row of labels, as pasted from a spreadsheet: one record a row. */
export function readTables(s: string, lines: readonly Piece[]): Tables {
  const out: Tables = { fields: [], areas: [], records: 0 };
  if (lines.length < 2) return out;
  for (let i = 0; i + 1 < lines.length; i++) {
    const header = headerOf(s, lines[i]!);
    if (!header) continue;
    let next = i + 1;
    let last = i;
    let rows = 0;
    for (; next < lines.length; next++) {
      const line = lines[next]!;
      if (SEPARATOR.test(line.text) && line.text.trim() !== '') continue;
      const cells = rowOf(s, line, header);
      if (!cells) break;
      out.fields.push(...fieldsOf(s, header, cells, out.areas.length, rows++));
      last = next;
    }
    if (last === i) continue;
    if (out.areas.length === 0) out.records = rows;
    out.areas.push({ at: lines[i]!.at, end: lines[last]!.end });
    i = last;
  }
  return out;
}

/** 主持/记录/缺席:张三/李四/王五: a row of labels before a row of their values. */
export function readRows(s: string, lines: readonly Piece[], tables: Tables): void {
  for (const line of lines) {
    const colon = line.text.indexOf(':');
    if (colon < 0 || line.text.length > 200 || line.text.indexOf('/') > colon) continue;
    const head = pieceOf(s, line.at, line.at + colon);
    const cells = cellsOf(s, head, SLASH);
    const labels = cells.map((c) => labelOfCell(c.text));
    if (cells.length < MIN_COLUMN || labels.includes(undefined)) continue;
    const values = cellsOf(s, pieceOf(s, line.at + colon + 1, line.end), SLASH);
    if (values.length !== cells.length) continue;
    tables.fields.push(...fieldsOf(s, { separator: SLASH, labels, cells }, values, tables.areas.length, 0));
    tables.areas.push({ at: line.at, end: line.end });
  }
  tables.areas.sort((a, b) => a.at - b.at);
}

/** 农科院(地点);张三(主持);41(应到): every value with its label in brackets behind it. */
const MOST_BEHIND = 30;
/** (主持)张三(记录)李四: these stand before. */
const LABEL_AHEAD = /(?:^|[\n;,。、|])\s?\(([^()\n]{1,8})\)\s?[^\s;,。、|]/g;
const LABEL_BEHIND = /([^\n;,。()、|]{1,40})\(([^()\n]{1,8})\)/g;

export function readBehind(s: string, tables: Tables): void {
  const found = matches(LABEL_BEHIND, s).flatMap((m) => {
    const label = labelOfCell(m[2]!);
    return label
      ? [{ label, value: pieceOf(s, m.index, m.index + m[1]!.length), end: m.index + m[0].length }]
      : [];
  });
  if (matches(LABEL_AHEAD, s).some((m) => labelOfCell(m[1]!))) return;
  if (found.length > MOST_BEHIND || new Set(found.map(({ label }) => label.key)).size < MIN_COLUMN) return;
  for (const { label, value, end } of found) {
    if (tables.areas.some((area) => area.at < end && value.at < area.end)) continue;
    const head = pieceOf(s, value.end + 1, end - 1);
    tables.fields.push(
      ...fieldsOf(s, { separator: TAB, labels: [label], cells: [head] }, [value], tables.areas.length, 0),
    );
    tables.areas.push({ at: value.at, end });
  }
  tables.areas.sort((a, b) => a.at - b.at);
}

/** A column of labels above a column of their values, as a phone pastes cells: one a line. */
export function readColumns(s: string, lines: readonly Piece[], tables: Tables): void {
  const filled = lines.filter((l) => l.text.trim() !== '');
  for (let i = 0; i < filled.length; i++) {
    let n = 0;
    const labels: LabelWord[] = [];
    for (; i + n < filled.length; n++) {
      const label = labelOfCell(filled[i + n]!.text);
      if (!label) break;
      labels.push(label);
    }
    if (n < MIN_COLUMN || filled.length - i - n < n) {
      i += n;
      continue;
    }
    const values = filled.slice(i + n, i + 2 * n);
    if (values.some((v) => v.text.length > 80 || labelOfCell(v.text) || v.text.includes(':'))) continue;
    const header: Header = { separator: TAB, labels, cells: filled.slice(i, i + n) };
    tables.fields.push(...fieldsOf(s, header, values, tables.areas.length, 0));
    if (tables.areas.length === 0) tables.records = 1;
    tables.areas.push({ at: filled[i]!.at, end: values.at(-1)!.end });
    i += 2 * n - 1;
  }
}

function rowOf(s: string, line: Piece, header: Header): Piece[] | undefined {
  const { separator } = header;
  const strict = separator !== TAB && separator !== BAR;
  if (line.text.trim() === '' || line.text.length > 2000) return undefined;
  if (!strict && !line.text.includes(separator === TAB ? '\t' : '|')) return undefined;
  let cells = cellsOf(s, line, separator);
  if (strict) {
    if (cells.length !== header.cells.length && separator !== SLASH) cells = joined(cells);
    if (cells.length !== header.cells.length && separator === WIDE) cells = joined(cellsOf(s, line, BLANKS));
    // A number before each row without a heading of its own.
    if (cells.length === header.cells.length + 1 && /^\d{1,3}[.、]?$/.test(cells[0]!.text))
      cells = cells.slice(1);
    if (cells.length !== header.cells.length) return undefined;
  }
  const filled = cells.filter((c) => c.text !== '');
  if (filled.length === 0 || cells.length > header.cells.length + 1) return undefined;
  return filled.every((c) => labelOfCell(c.text)) || /[:]$/.test(filled[0]!.text) ? undefined : cells;
}

/** 11月20日 15:00 is one value though a blank is in it. */
function joined(cells: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const cell of cells) {
    const before = out.at(-1);
    if (before && DATE.test(before.text) && CLOCK.test(cell.text))
      out[out.length - 1] = { at: before.at, end: cell.end, text: `${before.text} ${cell.text}` };
    else out.push(cell);
  }
  return out;
}

function fieldsOf(
  s: string,
  header: Header,
  cells: readonly Piece[],
  table: number,
  record: number,
): FieldSpan[] {
  const fields: FieldSpan[] = [];
  header.labels.forEach((label, i) => {
    const head = header.cells[i]!;
    const cell = cells[i];
    if (!label || !cell) return;
    fields.push({
      key: label.key,
      at: head.at,
      labelEnd: head.end,
      valueAt: cell.at,
      end: cell.end,
      value: s.slice(cell.at, cell.end),
      style: 'form',
      table,
      record,
    });
  });
  return fields;
}
