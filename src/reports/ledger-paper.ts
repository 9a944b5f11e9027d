// The ledger to read, in Word: what is on it branch by branch, under the headings of the workbook.
import { writeReport } from '../documents/report.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { LedgerExport } from '../domain/ledger/export.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import { LEDGER_COLUMNS, type LedgerField } from '../domain/ledger/row.ts';
import type { Wording } from '../wording/templates.ts';

const FIELDS = [
  ...(['no', 'problem', 'source', 'measure', 'owner', 'leader', 'due', 'progress', 'state'] as const),
] satisfies readonly LedgerField[];
/** In parts of a page across. */
const SHARES = [7, 20, 9, 18, 8, 8, 10, 13, 7];

export function ledgerPaper(
  { rows, figures }: LedgerExport,
  { at, kind = LEDGER_KIND, title }: { at: Instant; kind?: ItemKind | undefined; title: string },
  words: Wording,
): Promise<Buffer> {
  const { noun, closingWord } = kindRow(kind);
  return writeReport({
    title,
    paragraphs: [words('ledger.paper_about', { ...figures, noun, closing: closingWord, at })],
    columns: FIELDS.map((field) => LEDGER_COLUMNS[field]),
    rows: [],
    parts: [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, own]) => ({
      name: words('ledger.paper_part', { unit, count: own.length }),
      rows: own.map((row) => FIELDS.map((field) => row[field])),
    })),
    shares: SHARES,
    isAcross: true,
    at,
  });
}
