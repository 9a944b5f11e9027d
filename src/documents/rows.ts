import { fieldOf, type Headings, letterOf, type Place, placesIn } from './headings.ts';
import { OPEN_FORMULA, type SheetText } from './reading/sheet.ts';

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
  /** the sheets that were read, where they are several; see placeOf */
  parts: string[];
  /** further sheets with the same headings, which were not read */
  sheets: string[];
}

/** No sheet has so many rows: those of a second one are numbered on from here, those of a third from twice of it. */
const ROWS_OF_SHEET = 2 ** 21;

/** Where a row stands: its number in the file, and the sheet where several were read. */
export const placeOf = (
  row: number,
  parts: readonly string[] = [],
): { row: number; sheet: string | null } => ({
  row: row % ROWS_OF_SHEET,
  sheet: parts[Math.floor(row / ROWS_OF_SHEET)] ?? null,
});

interface TableProblem<F extends string> {
  row: number;
  code: 'columns_missing' | 'column_repeated' | 'no_rows' | 'not_calculated';
  /** for columns_missing */
  fields?: F[];
  /** for column_repeated: headings with their columns; for not_calculated: what the cell shows */
  value?: string;
  /** for not_calculated: heading with its column */
  column?: string;
}

interface TableRows<F extends string> {
  rows: { row: number; cells: Record<F, string> }[];
  /** fields that have no column */
  absent: F[];
  problems: TableProblem<F>[];
  notes: TableNotes;
}

/** Rows in which a used column has text; row numbers are those of the file. */
export function rowsIn<F extends string>(sheets: readonly SheetText[], headings: Headings<F>): TableRows<F> {
  const [place, ...others] = placesIn(sheets, headings);
  if (!place) return nothingIn(sheets, headings);
  const { row } = place.sheet.rows[place.index]!;
  const first = readPlace(place, headings);
  const { columns, notes } = first;
  const missing = headings.required.filter((one) => !one.some((field) => columns.found.has(field)));
  if (missing.length > 0)
    return {
      rows: [],
      absent: [],
      notes,
      problems: [{ row, code: 'columns_missing', fields: missing.map(([f]) => f!) }],
    };
  if (columns.repeated.length > 0)
    return {
      rows: [],
      absent: [],
      notes,
      problems: columns.repeated.map((value) => ({ row, code: 'column_repeated', value })),
    };
  const { rows, problems } = first;
  if (sheets.length > 1 && place.sheet.name !== undefined) notes.sheet = place.sheet.name;
  const identities = new Set(headings.identity && rows.map(({ cells }) => cells[headings.identity!]));
  const parts = [place.sheet.name ?? ''];
  for (const other of others.filter(({ isWhole }) => isWhole)) {
    const name = other.sheet.name ?? '';
    const more = readPlace(other, headings, parts.length * ROWS_OF_SHEET);
    if (more.rows.length === 0) continue;
    if (!isPart(other, more, identities, headings)) {
      notes.sheets.push(name);
      continue;
    }
    parts.push(name);
    for (const found of more.rows) {
      rows.push(found);
      identities.add(found.cells[headings.identity!]);
    }
    problems.push(...more.problems);
    notes.leftOut.push(...more.notes.leftOut);
    notes.unknown = [...new Set([...notes.unknown, ...more.notes.unknown])];
    const isNew = (pair: TableNotes['taken'][number]) => !notes.taken.some((t) => t.heading === pair.heading);
    notes.taken.push(...more.notes.taken.filter(isNew));
  }
  if (parts.length > 1) notes.parts = parts;
  const absent = (Object.keys(headings.own) as F[]).filter((field) => !columns.at.has(field));
  return {
    rows,
    absent,
    notes,
    problems: rows.length === 0 ? [{ row: row + 1, code: 'no_rows' }] : problems,
  };
}

/** What shows how to fill in the rest, or is kept for the record. */
const NOT_THE_TABLE = /示例|样例|样表|范例|模板|说明|作废|停用|备份|旧/;

/** One sheet for each branch is one table; last year's of the same people is another, and so is a whole beside its parts. */
function isPart<F extends string>(
  { sheet }: Place,
  { rows, columns }: ReturnType<typeof readPlace<F>>,
  known: ReadonlySet<string>,
  { identity }: Headings<F>,
): boolean {
  if (identity === undefined || sheet.isHidden || NOT_THE_TABLE.test(sheet.name ?? '')) return false;
  const again = rows.filter(({ cells }) => known.has(cells[identity])).length;
  return columns.repeated.length === 0 && again * 2 <= rows.length;
}

/** @param before added to the number of each row */
function readPlace<F extends string>(place: Place, headings: Headings<F>, before = 0) {
  const { sheet, index, cells: header } = place;
  const columns = columnsOf(header, headings);
  const notes: TableNotes = {
    header: sheet.rows[index]!.row,
    taken: columns.taken,
    unknown: header.flatMap((text, i) => (text !== '' && !columns.known.has(i) ? inOneLine(text) : [])),
    second: columns.second,
    leftOut: [],
    parts: [],
    sheets: [],
  };
  const { rows, problems } = rowsBelow(place, columns.at, headings, notes);
  for (const one of [...rows, ...problems, ...notes.leftOut]) one.row += before;
  return { columns, notes, rows, problems };
}

/** A heading broken over lines in its cell. */
const inOneLine = (heading: string): string => heading.replace(/\s*\n\s*/g, '');

function nothingIn<F extends string>(sheets: readonly SheetText[], { required }: Headings<F>): TableRows<F> {
  const first = sheets.find(({ rows }) => rows.length > 0)?.rows[0];
  const notes = {
    header: first?.row ?? 1,
    taken: [],
    unknown: [],
    second: [],
    leftOut: [],
    parts: [],
    sheets: [],
  };
  const problem: TableProblem<F> = first
    ? { row: first.row, code: 'columns_missing', fields: required.map(([field]) => field!) }
    : { row: 1, code: 'no_rows' };
  return { rows: [], absent: [], problems: [problem], notes };
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
    return read ? [{ ...read, heading: inOneLine(heading), column }] : [];
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
): Pick<TableRows<F>, 'rows' | 'problems'> {
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
  const problems: TableRows<F>['problems'] = [];
  for (let i = index + 1; i < sheet.rows.length; i++) {
    const { row, cells } = sheet.rows[i]!;
    if (!telling.some((column) => cells[column])) continue;
    const texts = cells.filter((cell) => cell !== '');
    if (telling.filter((column) => header[column] !== '' && cells[column] === header[column]).length >= 2)
      continue;
    const isTitle = texts.length === 1 && titles.has(row) && cells[titles.get(row)!] === texts[0];
    const isSum = texts.length < telling.length && NO_ROW.test(texts[0]!);
    if (isTitle || isSum || (i === index + 1 && isCountOfColumns(texts))) {
      notes.leftOut.push({ row, text: texts.join(' ') });
      continue;
    }
    const values = { ...empty };
    for (const [field, column] of fields) {
      const value = cells[column] || merged(row, column) || '';
      values[field] = value;
      if (headings.idle.includes(field) || !(FAILED.test(value) || value.startsWith(OPEN_FORMULA))) continue;
      const heading = `${letterOf(column)} ${headings.own[field]}`;
      problems.push({
        row,
        code: 'not_calculated',
        value: value.replace(OPEN_FORMULA, '='),
        column: heading,
      });
    }
    rows.push({ row, cells: values });
  }
  return { rows, problems };
}

/** What a sheet shows for a formula that failed. */
const FAILED = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;

/** 1, 2, 3 … or （1）, （2） … under the headings, by which a form counts its columns; 甲 and 栏次 may lead. */
function isCountOfColumns(texts: readonly string[]): boolean {
  const plain = texts.map((text) => text.normalize('NFKC').replace(/[()\s]/g, ''));
  const numbers = plain.filter((text) => !/^(?:[甲乙丙丁戊A-E]|栏次|列次|序号)$/.test(text)).map(Number);
  return numbers.length >= 3 && numbers.every((n, i) => n > 0 && n === numbers[0]! + i);
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
