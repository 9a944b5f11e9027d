// The usual 整改台账 as a workbook: for the command line, and for the bot when it is asked for the file.

import { writeLedger } from '../documents/ledger.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { figureRows, fileRows, type LedgerExport, ledgerExport } from '../domain/ledger/export.ts';
import { LEDGER_KIND } from '../domain/ledger/kinds.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { LedgerRequest } from '../ports/ledger.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';

/** What the file holds: items open at some time in the span, their files and figures. */
export async function ledgerOf(
  tx: ReadTx,
  asked: LedgerRequest & { now: Instant; noProgressDays: number },
): Promise<LedgerExport> {
  const items = await tx.items({ unitIds: asked.unitIds, kind: LEDGER_KIND });
  const evidence = await tx.evidenceOf(items.map((item) => item.id));
  return ledgerExport({ ...asked, items, evidence }, await tx.organisation());
}

/** The workbook (.xlsx) of it, with sheets for files and figures. */
export function ledgerFile(
  found: LedgerExport,
  org: Organisation,
  templates: Pick<Templates, 'render'>,
  at: Instant,
): Promise<Buffer> {
  return writeLedger({
    rows: found.rows,
    files: fileRows(found, org),
    figures: figureRows(found),
    names: {
      ledger: templates.render('ledger_import.sheet_ledger'),
      files: templates.render('ledger_import.sheet_files'),
      figures: templates.render('ledger_import.sheet_figures'),
    },
    at,
  });
}
