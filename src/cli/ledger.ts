import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openCore } from '../app/core.ts';
import { readLedger } from '../documents/ledger.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { type LedgerPlan, type LedgerProblem, planLedger } from '../domain/ledger/import.ts';
import { differences } from '../domain/ledger/moves.ts';
import { LEDGER_COLUMNS } from '../domain/ledger/row.ts';
import type { ReadTx, Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { type Command, print, readArgs } from './command.ts';
import { unitOption } from './unit-option.ts';

const BY = 'cli';

/** `ledger import FILE [--unit NAME] [--dry-run]`: all or nothing, every bad row named; the same file twice is harmless. */
export const importLedger: Command = async ({ args, config }) => {
  const { values, positionals } = readArgs(args, {
    'dry-run': { type: 'boolean' },
    unit: { type: 'string' },
  });
  const file = positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'ledger import' });
  const { rows, problems, unknownColumns } = await readLedger(readFile(file), basename(file));
  const { store, templates } = await openCore(config);
  try {
    const isDry = values['dry-run'] === true;
    const now = Date.now();
    const read = async (tx: ReadTx) => {
      const org = await tx.organisation();
      const unit = values.unit === undefined ? undefined : unitOption(values.unit, org);
      return planLedger(rows, { org, items: await tx.items({ withGone: true }), unit, now, by: BY });
    };
    const { plan, numbers } = isDry
      ? { plan: await store.read(read), numbers: [] }
      : await store.write(
          async (tx) => {
            const found = await read(tx);
            const isGood = problems.length === 0 && found.problems.length === 0;
            return { plan: found, numbers: isGood ? await carryOut(tx, found, now) : [] };
          },
          { patient: true },
        );
    if (unknownColumns.length > 0)
      print(templates.render('ledger_import.unknown_columns', { columns: unknownColumns }));
    const bad = problems.length > 0 ? problems : plan.problems;
    for (const problem of bad) print(sentence(templates, problem));
    if (bad.length > 0) {
      print(templates.render('ledger_import.refused', { count: bad.length }));
      return 1;
    }
    show(templates, plan, isDry, numbers);
    return 0;
  } finally {
    await store.close();
  }
};

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new StartError('no_such_file', { file });
  }
}

/** @returns numbers of the items opened */
async function carryOut(tx: Tx, plan: LedgerPlan, at: Instant): Promise<number[]> {
  const event = { at, by: BY, messageKey: null, what: 'import', note: null };
  const numbers: number[] = [];
  for (const item of plan.open) {
    const made = await tx.addItem(item);
    numbers.push(made.no);
    await tx.addItemEvent({ ...event, itemId: made.id, ...differences(null, made) });
  }
  for (const { before, after } of plan.change) {
    const changed = await tx.changeItem(after);
    await tx.addItemEvent({ ...event, itemId: changed.id, ...differences(before, changed) });
  }
  if (plan.open.length + plan.change.length > 0)
    await tx.audit({
      at,
      by: BY,
      action: 'ledger import',
      detail: { opened: plan.open.length, changed: plan.change.length },
    });
  return numbers;
}

function sentence(templates: Templates, problem: LedgerProblem): string {
  return templates.render(`ledger_import.problem.${problem.code}`, {
    row: problem.row,
    column: problem.field ? LEDGER_COLUMNS[problem.field] : '',
    value: problem.value ?? '',
    otherRow: problem.otherRow ?? 0,
  });
}

function show(templates: Templates, plan: LedgerPlan, isDry: boolean, numbers: readonly number[]): void {
  plan.open.forEach((item, i) => {
    print(
      templates.render('ledger_import.opened', {
        no: `${numbers[i] ?? ''}`,
        problem: item.problem.slice(0, 30),
        owner: item.ownerName ?? '',
      }),
    );
  });
  for (const { before, after } of plan.change) {
    const { after: changed } = differences(before, after);
    print(templates.render('ledger_import.changed', { no: before.no, count: Object.keys(changed).length }));
  }
  print(
    templates.render('ledger_import.summary', {
      dry: isDry,
      opened: plan.open.length,
      changed: plan.change.length,
      same: plan.same,
    }),
  );
}
