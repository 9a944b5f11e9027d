import { fieldOf, type Headings, letterOf, type Place, placesIn } from './headings.ts';
import type { SheetText } from './reading/sheet.ts';

// The rows of a table under its headings, and everything of the file that is not in them.

/** What whoever chose the file is told of it beside its rows. */
export interface TableNotes {
  /** present when it was one of several */
  sheet?: string;
  /** row of the headings */
  header: number;
  /** headings taken for another one */
  taken: { heading: string; as: string }[];
  /** headings that mean nothing here, as written; their cells are not used */
  unknown: string[];
  /** headings that were not used because another column has their field */
  second: { heading: string; column: string; as: string }[];
  /** titles, sums and signatures among the rows */
  leftOut: { row: number; text: string }[];
  /** further sheets with the same headings, which were not read */
  sheets: string[];
}

interface TableProblem<F extends string> {
  row: number;
  code: 'columns_missing' | 'column_repeated' | 'no_rows';
  /** for columns_missing */
  fields?: F[];
  /** for column_repeated: headings with their columns */
  value?: string;
}

interface TableRows<F extends string> {
  rows: { row: number; cells: Record<F, string> }[];
  problems: TableProblem<F>[];
  notes: TableNotes;
}

/** Rows in which a used column has text; row numbers are those of the file. */
export function rowsIn<F extends string>(sheets: readonly SheetText[], headings: Headings<F>): TableRows<F> {
  const [place, ...others] = placesIn(sheets, headings);
  if (!place) return nothingIn(sheets, headings);
  const { sheet, index, cells: header } = place;
  const row = sheet.rows[index]!.row;
  const columns = columnsOf(header, headings);
  const notes: TableNotes = {
    ...(sheets.length > 1 && sheet.name !== undefined && { sheet: sheet.name }),
    header: row,
    taken: columns.taken,
    unknown: header.filter((text, i) => text !== '' && !columns.known.has(i)),
    second: columns.second,
    leftOut: [],
    sheets: others.flatMap((other) => (other.isWhole && place.isWhole ? (other.sheet.name ?? []) : [])),
  };
  const missing = headings.required.filter((one) => !one.some((field) => columns.found.has(field)));
  if (missing.length > 0)
    return {
      rows: [],
      notes,
      problems: [{ row, code: 'columns_missing', fields: missing.map(([f]) => f!) }],
    };
  if (columns.repeated.length > 0)
    return {
      rows: [],
      notes,
      problems: columns.repeated.map((value) => ({ row, code: 'column_repeated', value })),
    };
  const rows = rowsBelow(place, columns.at, headings, notes);
  return { rows, notes, problems: rows.length === 0 ? [{ row: row + 1, code: 'no_rows' }] : [] };
}

function nothingIn<F extends string>(sheets: readonly SheetText[], { required }: Headings<F>): TableRows<F> {
  const first = sheets.find(({ rows }) => rows.length > 0)?.rows[0];
  const notes = { header: first?.row ?? 1, taken: [], unknown: [], second: [], leftOut: [], sheets: [] };
  const problem: TableProblem<F> = first
    ? { row: first.row, code: 'columns_missing', fields: required.map(([field]) => field!) }
    : { row: 1, code: 'no_rows' };
  return { rows: [], problems: [problem], notes };
}

/** Which column has which field. Of two the one with the heading itself holds; two alike are for people to settle. */
function columnsOf<F extends string>(header: readonly string[], headings: Headings<F>) {
  const at = new Map<F, number>();
  const known = new Set<number>();
  const taken: TableNotes['taken'] = [];
  const second: TableNotes['second'] = [];
  const repeated: string[] = [];
  const named = header.flatMap((heading, column) => {
    const read = fieldOf(heading, headings);
    return read ? [{ ...read, heading, column }] : [];
  });
  const told = new Set(named.filter((c) => !c.isWeak).map((c) => c.field));
  const found = named.filter((c) => !c.isWeak || !told.has(c.field));
  for (const { column } of found) known.add(column);
  for (const [field, columns] of Map.groupBy(found, (c) => c.field)) {
    const own = columns.filter((c) => c.isOwn);
    const isRequired = headings.required.some((one) => one.includes(field));
    const chosen = columns.length === 1 ? columns[0] : own.length === 1 && !isRequired ? own[0] : undefined;
    if (!chosen) {
      repeated.push(
        `${headings.own[field]}（${columns.map((c) => `${letterOf(c.column)} ${c.heading}`).join('、')}）`,
      );
      continue;
    }
    at.set(field, chosen.column);
    const as = headings.own[field];
    if (!chosen.isOwn) taken.push({ heading: chosen.heading, as });
    for (const { heading, column } of columns)
      if (column !== chosen.column) second.push({ heading, column: letterOf(column), as });
  }
  return { at, found: new Set(found.map(({ field }) => field)), known, taken, second, repeated };
}

/** Sums, notes and signatures below or between the rows. */
const NO_ROW =
  /^(?:合计|总计|小计|共计|总人数|注|备注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|复核人?|审批人|经办人|负责人|单位负责人|支部书记签字|联系人|联系电话|填报单位|填报时间|填报日期|填表日期|填表时间|报送单位|日期)(?:[(:（：\s\d]|$)|^共\s*\d+\s*[人项条名]/;
/** A title among the rows goes across at least so many columns. */
const TITLE_COLUMNS = 3;

function rowsBelow<F extends string>(
  { sheet, index, cells: header }: Place,
  at: ReadonlyMap<F, number>,
  headings: Headings<F>,
  notes: TableNotes,
): TableRows<F>['rows'] {
  const top = sheet.rows[index]!.row;
  const fields = [...at];
  const telling = fields.filter(([field]) => !headings.idle.includes(field)).map(([, column]) => column);
  const merged = mergedTexts(sheet, top, new Set(at.values()));
  const titles = new Map<number, number>();
  for (const { top: row, bottom, left, right } of sheet.merges)
    if (row === bottom && right - left + 1 >= TITLE_COLUMNS) titles.set(row, left);
  const empty = Object.fromEntries((Object.keys(headings.own) as F[]).map((f) => [f, ''])) as Record<
    F,
    string
  >;
  const rows: TableRows<F>['rows'] = [];
  for (let i = index + 1; i < sheet.rows.length; i++) {
    const { row, cells } = sheet.rows[i]!;
    if (!telling.some((column) => cells[column])) continue;
    const texts = cells.filter((cell) => cell !== '');
    if (telling.filter((column) => header[column] !== '' && cells[column] === header[column]).length >= 2)
      continue;
    const isTitle = texts.length === 1 && titles.has(row) && cells[titles.get(row)!] === texts[0];
    if (isTitle || (texts.length < telling.length && NO_ROW.test(texts[0]!))) {
      notes.leftOut.push({ row, text: texts.join(' ') });
      continue;
    }
    const values = { ...empty };
    for (const [field, column] of fields) values[field] = cells[column] || merged(row, column) || '';
    rows.push({ row, cells: values });
  }
  return rows;
}

/** The text of a merged cell for every row it covers. */
function mergedTexts({ rows, merges }: SheetText, header: number, columns: ReadonlySet<number>) {
  const perColumn = new Map<number, { top: number; bottom: number; text: string }[]>();
  const textAt = new Map(merges.length > 0 ? rows.map(({ row, cells }) => [row, cells]) : []);
  for (const { top, bottom, left } of merges) {
    const text = top > header && columns.has(left) ? textAt.get(top)?.[left] : undefined;
    if (!text) continue;
    const list = perColumn.get(left) ?? [];
    if (list.length === 0) perColumn.set(left, list);
    list.push({ top, bottom, text });
  }
  for (const list of perColumn.values()) list.sort((a, b) => a.top - b.top);
  const passed = new Map<number, number>();
  // Rows are asked for from the top down: what ended above is never looked at again.
  return (row: number, column: number): string | undefined => {
    const list = perColumn.get(column);
    if (!list) return undefined;
    let i = passed.get(column) ?? 0;
    while (i < list.length && list[i]!.bottom < row) i++;
    passed.set(column, i);
    const found = list[i];
    return found && found.top <= row ? found.text : undefined;
  };
}
