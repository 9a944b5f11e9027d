import type { LedgerProblem } from '../domain/ledger/import.ts';
import { LEDGER_COLUMNS, LEDGER_FIELDS, type LedgerField, type LedgerRow } from '../domain/ledger/row.ts';
import { readTable, TableUnreadable, writeSheets } from './table.ts';

// The rectification ledger (整改台账) as a workbook: headings in any order, one item per row.

interface LedgerSheetFile {
  rows: LedgerRow[];
  /** the file as a whole cannot be used; `rows` is empty then */
  problems: LedgerProblem[];
  /** headings that mean nothing here, as written; their cells are not used */
  unknownColumns: string[];
}

const REQUIRED: readonly LedgerField[] = ['problem', 'owner', 'due'];
/** Other headings in use for the same column. */
const ALSO: Readonly<Record<string, LedgerField>> = {
  序号: 'no',
  问题编号: 'no',
  存在问题: 'problem',
  存在的问题: 'problem',
  整改内容: 'problem',
  具体问题: 'problem',
  问题来源: 'source',
  牵头领导: 'leader',
  分管领导: 'leader',
  责任单位: 'department',
  整改责任人: 'owner',
  具体责任人: 'owner',
  措施: 'measure',
  时限: 'due',
  完成时限: 'due',
  整改期限: 'due',
  类型: 'type',
  整改进展: 'progress',
  进展情况: 'progress',
  佐证: 'evidence',
  督办领导: 'supervisor',
  销号时间: 'closed',
  防止反弹措施: 'prevention',
  防反弹: 'prevention',
  长效机制: 'prevention',
  党支部: 'unit',
  支部: 'unit',
};

/** Reads .xlsx or .csv; blank rows and a title above the headings are left out. Never throws. */
export async function readLedger(file: Buffer, fileName: string): Promise<LedgerSheetFile> {
  try {
    return toLedger(await readTable(file));
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    return failed({ row: 1, code: 'file_unreadable', value: fileName });
  }
}

const failed = (...problems: LedgerProblem[]): LedgerSheetFile => ({
  rows: [],
  problems,
  unknownColumns: [],
});

function toLedger(table: string[][]): LedgerSheetFile {
  const header = table.findIndex((cells) => cells.filter((cell) => fieldOf(cell)).length >= 2);
  if (header < 0) return failed({ row: 1, code: 'columns_missing', value: headings(REQUIRED) });
  const fields = table[header]!.map(fieldOf);
  const repeated = LEDGER_FIELDS.filter((f) => fields.indexOf(f) !== fields.lastIndexOf(f));
  const missing = REQUIRED.filter((f) => !fields.includes(f));
  const row = header + 1;
  if (missing.length > 0) return failed({ row, code: 'columns_missing', value: headings(missing) });
  if (repeated.length > 0) return failed({ row, code: 'column_repeated', value: headings(repeated) });
  const rows: LedgerRow[] = [];
  for (let i = header + 1; i < table.length; i++) {
    const cell = (field: LedgerField) => table[i]![fields.indexOf(field)]?.trim() ?? '';
    const read = Object.fromEntries(LEDGER_FIELDS.map((f) => [f, cell(f)])) as Record<LedgerField, string>;
    const isBlank = LEDGER_FIELDS.every((f) => f === 'no' || read[f] === '');
    if (!isBlank) rows.push({ row: i + 1, ...read });
  }
  if (rows.length === 0) return failed({ row: row + 1, code: 'no_rows' });
  const unknownColumns = table[header]!.filter((text, i) => text !== '' && !fields[i]);
  return { rows, problems: [], unknownColumns };
}

const headings = (fields: readonly LedgerField[]) => fields.map((f) => LEDGER_COLUMNS[f]).join('、');

/** Headings as people write them: blanks, full width, a star, a note in brackets. */
function fieldOf(heading: string): LedgerField | undefined {
  const text = heading
    .normalize('NFKC')
    .replace(/[\s\p{Cf}*:]/gu, '')
    .replace(/^([^(]*)\(.*\)$/, '$1');
  return LEDGER_FIELDS.find((field) => LEDGER_COLUMNS[field] === text) ?? ALSO[text];
}

/** Further sheets of a workbook: name and rows, the first of them its heading. */
interface ExtraSheet {
  name: string;
  rows: readonly (readonly string[])[];
}

/** The ledger first, so that readLedger reads it back. */
export function writeLedger(
  name: string,
  rows: readonly Omit<LedgerRow, 'row'>[],
  more: readonly ExtraSheet[] = [],
): Promise<Buffer> {
  const body = rows.map((row) => LEDGER_FIELDS.map((field) => row[field]));
  return writeSheets([{ name, rows: [Object.values(LEDGER_COLUMNS), ...body] }, ...more]);
}
