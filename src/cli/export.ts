import { basename, dirname, join } from 'node:path';
import { openCore } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { StartError } from '../domain/errors.ts';
import type { LedgerExport } from '../domain/ledger/export.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { itemKindOf, itemKinds, itemPrefixes, kindRow } from '../domain/ledger/kinds.ts';
import type { Shelf } from '../ports/ledger.ts';
import { ledgerFile, ledgerOf } from '../reports/ledger-file.ts';
import { makeFolder } from '../store/folder.ts';
import { type Command, dayOption, print, readArgs } from './command.ts';
import { checkEnding, checkOut, writeOut, writing } from './out-file.ts';
import { unitOption } from './unit-option.ts';

/** `export ledger --out FILE [--unit NAME] [--kind NAME] [--from DATE] [--to DATE]`: the usual 整改台账, its files in a folder beside it. */
export const exportLedger: Command = async ({ args, config }) => {
  const { values } = readArgs(
    args,
    {
      out: { type: 'string' },
      unit: { type: 'string' },
      kind: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
    0,
  );
  const { out, from, to } = values;
  if (!out) throw new StartError('out_needed', { command: 'export ledger' });
  if (from !== undefined) dayOption('--from', from);
  if (to !== undefined) dayOption('--to', to);
  checkEnding(out, 'export ledger', ['.xlsx']);
  checkOut(out);
  const { store, templates, settings } = await openCore(config);
  const { noProgressDays } = settings.reminders.items;
  const shelf = openShelf(config, store);
  const now = Date.now();
  try {
    const kind = values.kind === undefined ? undefined : kindOption(values.kind);
    const { exported, org } = await store.read(async (tx) => {
      const whole = await tx.organisation();
      const unitIds = values.unit
        ? whole.subtree(unitOption(values.unit, whole).id).map((u) => u.id)
        : undefined;
      return {
        exported: await ledgerOf(tx, { unitIds, kind, from, to, now, noProgressDays }),
        org: whole,
      };
    });
    const folder =
      join(dirname(out), basename(out).replace(/\.xlsx$/i, '')) + templates.render('ledger_import.folder');
    const missing = await putFiles(exported, shelf, folder);
    // Last: where the ledger stands, its files do.
    writeOut(out, await ledgerFile(exported, org, templates, { at: now, kind }));
    await store.write((tx) =>
      tx.audit({
        at: Date.now(),
        by: 'cli',
        action: 'export ledger',
        detail: {
          unit: values.unit ?? null,
          kind: kind ?? null,
          from: from ?? null,
          to: to ?? null,
          rows: exported.rows.length,
        },
      }),
    );
    print(
      templates.render('ledger_import.exported', {
        rows: exported.rows.length,
        file: out,
        files: exported.files.length - missing.length,
        folder,
        missing,
      }),
    );
    return 0;
  } finally {
    await store.close();
  }
};

/** A kind by its name or one of its words, stopped ones by their name. @throws StartError */
function kindOption(value: string): ItemKind {
  const known = itemKindOf(value) ?? itemKinds().find((key) => kindRow(key).prefix === value.trim());
  if (known !== undefined) return known;
  throw new StartError('unknown_kind', { value, known: itemPrefixes().join('、') });
}

/** @returns names of files whose content is gone or damaged */
async function putFiles(exported: LedgerExport, shelf: Shelf, folder: string): Promise<string[]> {
  const missing: string[] = [];
  if (exported.files.length > 0) writing(folder, () => makeFolder(folder));
  for (const { sha256, file } of exported.files) {
    const content = await shelf.get(sha256);
    if (content) writeOut(join(folder, file), content);
    else missing.push(file);
  }
  return missing;
}
