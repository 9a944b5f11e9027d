import {
  ROSTER_COLUMNS,
  type RosterField,
  type RosterProblem,
  type RosterRow,
} from '../domain/organisation/roster-row.ts';
import { readTable, type TableFormat, TableUnreadable, writeTable } from './table.ts';

// The roster file (花名册): headings in any order, one person and office per row.

interface RosterFile {
  rows: RosterRow[];
  /** the file as a whole cannot be used; `rows` is empty then */
  problems: RosterProblem[];
  /** headings that mean nothing here, as written; their cells are not used */
  unknownColumns: string[];
}

const FIELDS = Object.keys(ROSTER_COLUMNS) as RosterField[];
const REQUIRED: readonly RosterField[] = ['name', 'userId', 'unit'];

/** Reads .xlsx or .csv (UTF-8 or GBK); blank rows are left out, row numbers are those of the file. Never throws. */
export async function readRoster(file: Buffer, fileName: string): Promise<RosterFile> {
  try {
    return toRoster(await readTable(file));
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    return failed({ row: 1, code: 'file_unreadable', value: fileName });
  }
}

const failed = (...problems: RosterProblem[]): RosterFile => ({ rows: [], problems, unknownColumns: [] });

function toRoster(table: string[][]): RosterFile {
  const isBlank = (cells: string[]) => cells.every((cell) => cell === '');
  const headerIndex = table.findIndex((cells) => !isBlank(cells));
  const row = headerIndex + 1;
  if (headerIndex < 0) return failed({ row: 1, code: 'no_rows' });
  const headings = table[headerIndex]!;
  const fields = headings.map(fieldOf);
  const repeated = FIELDS.filter((field) => fields.indexOf(field) !== fields.lastIndexOf(field));
  const missing = REQUIRED.filter((field) => !fields.includes(field));
  const names = (list: readonly RosterField[]) => list.map((field) => ROSTER_COLUMNS[field]).join('、');
  if (missing.length > 0) return failed({ row, code: 'columns_missing', value: names(missing) });
  if (repeated.length > 0) return failed({ row, code: 'column_repeated', value: names(repeated) });
  const rows: RosterRow[] = [];
  for (let i = headerIndex + 1; i < table.length; i++) {
    const cells = table[i]!;
    const cell = (field: RosterField) => cells[fields.indexOf(field)] ?? '';
    if (!isBlank(cells))
      rows.push({
        row: i + 1,
        ...(Object.fromEntries(FIELDS.map((f) => [f, cell(f)])) as Record<RosterField, string>),
      });
  }
  return { rows, problems: [], unknownColumns: headings.filter((text, i) => text !== '' && !fields[i]) };
}

/** Headings as people write them: blanks, full width, a star, a note in brackets, 帐号 for 账号. */
function fieldOf(heading: string): RosterField | undefined {
  const text = heading
    .normalize('NFKC')
    .replace(/[\s\p{Cf}*:]/gu, '')
    .replace(/^([^(]*)\(.*\)$/, '$1')
    .replace('帐', '账');
  return FIELDS.find((field) => ROSTER_COLUMNS[field] === text);
}

/** The rows as a file that readRoster reads back unchanged. */
export function writeRoster(rows: readonly RosterRow[], format: TableFormat): Promise<Buffer> {
  const body = rows.map((row) => FIELDS.map((field) => row[field]));
  return writeTable([Object.values(ROSTER_COLUMNS), ...body], format);
}
