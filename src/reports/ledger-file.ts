// The usual 整改台账 as a workbook: for the command line, and for the bot when it is asked for the file.

import { writeLedger } from '../documents/ledger.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { figureRows, fileRows, type LedgerExport, ledgerExport } from '../domain/ledger/export.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { LedgerRequest } from '../ports/ledger.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { askedHere } from './items.ts';

/** What the file holds: items open at some time in the span, their files and figures. */
export async function ledgerOf(
  tx: ReadTx,
  asked: LedgerRequest & { now: Instant; noProgressDays: number },
): Promise<LedgerExport> {
  const { unitIds, kind = LEDGER_KIND, ids } = asked;
  const org = await tx.organisation();
  const items = ids
    ? await tx.itemsWith(ids)
    : kindRow(kind).toUnit && unitIds
      ? askedHere(await tx.items({ kind }), unitIds, org)
      : await tx.items({ unitIds, kind });
  const evidence = await tx.evidenceOf(items.map((item) => item.id));
  return ledgerExport({ ...asked, items, evidence }, org);
}

/** The workbook (.xlsx) of it, with sheets for files and figures. */
export function ledgerFile(
  found: LedgerExport,
  org: Organisation,
  templates: Pick<Templates, 'render'>,
  { at, kind = LEDGER_KIND }: { at: Instant; kind?: ItemKind | undefined },
): Promise<Buffer> {
  return writeLedger({
    rows: found.rows,
    files: fileRows(found, org),
    figures: figureRows(found),
    names: {
      ledger: templates.render('ledger_import.sheet_ledger', { noun: kindRow(kind).noun }),
      files: templates.render('ledger_import.sheet_files'),
      figures: templates.render('ledger_import.sheet_figures'),
    },
    title: templates.render('ledger_import.title', { noun: kindRow(kind).noun, at }),
    at,
  });
}
