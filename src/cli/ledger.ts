import { basename } from 'node:path';
import { openCore } from '../app/core.ts';
import { readLedger } from '../documents/ledger.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { type LedgerPlan, planLedger } from '../domain/ledger/import.ts';
import type { Item } from '../domain/ledger/item.ts';
import { differences } from '../domain/ledger/moves.ts';
import { LEDGER_COLUMNS, type LedgerField } from '../domain/ledger/row.ts';
import { readDate } from '../parsing/deadline.ts';
import type { ReadTx, Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { type Command, print, readArgs } from './command.ts';
import { readInput } from './in-file.ts';
import { brief, printFaults, printNotes, rowWords } from './table-lines.ts';
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
  const {
    rows,
    problems,
    unreadable,
    unreadableFrom = 0,
    notes,
  } = await readLedger(readInput(file), basename(file));
  const { store, templates } = await openCore(config);
  try {
    if (unreadable) {
      print(
        templates.render(`table.unreadable.${unreadable}`, { file: basename(file), row: unreadableFrom }),
      );
      return 1;
    }
    const isDry = values['dry-run'] === true;
    const now = Date.now();
    const read = async (tx: ReadTx) => {
      const org = await tx.organisation();
      const unit = values.unit === undefined ? undefined : unitOption(values.unit, org);
      return planLedger(rows, {
        org,
        items: await tx.items({ withGone: true }),
        unit,
        now,
        by: BY,
        readDate,
      });
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
    if (notes) printNotes(templates, notes);
    const bad = problems.length > 0 ? problems : plan.problems;
    const parts = notes?.parts;
    printFaults(templates, bad, parts, (problem, where) =>
      templates.render(`ledger_import.problem.${problem.code}`, {
        row: problem.row,
        where,
        column: problem.field ? LEDGER_COLUMNS[problem.field] : (problem.column ?? ''),
        value: problem.value ?? '',
        otherRow: rowWords(templates, problem.otherRow, parts),
      }),
    );
    if (bad.length > 0) {
      print(templates.render('ledger_import.refused', { count: bad.length }));
      return 1;
    }
    printFaults(templates, plan.notes, parts, (note, where) =>
      templates.render(`ledger_import.${note.code}`, { ...note, value: brief(note.value), where }),
    );
    show(templates, plan, isDry, numbers);
    return 0;
  } finally {
    await store.close();
  }
};

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

/** What a line of changes names, by the column it stands in. */
const TOLD: Partial<Record<keyof Item, LedgerField>> = {
  problem: 'problem',
  source: 'source',
  type: 'type',
  measure: 'measure',
  ownerName: 'owner',
  leaderName: 'leader',
  department: 'department',
  supervision: 'supervision',
  supervisorName: 'supervisor',
  prevention: 'prevention',
  dueAt: 'due',
};

function changesOf(templates: Templates, before: Item, after: Item): string[] {
  const nothing = templates.render('ledger_import.nothing');
  const cell = (item: Item, key: keyof Item) =>
    key === 'dueAt' && item.dueAt !== null ? dateOf(item.dueAt) : brief(String(item[key] ?? '')) || nothing;
  const keys = Object.keys(differences(before, after).after) as (keyof Item)[];
  return keys.flatMap((key) => {
    // Names that were kept as written mean somebody now.
    if (key === 'otherOwnerIds' && !keys.includes('ownerName'))
      return templates.render('ledger_import.owners_known', { names: after.ownerName ?? '' });
    const field = TOLD[key];
    if (!field) return [];
    return templates.render('ledger_import.change', {
      field: LEDGER_COLUMNS[field],
      before: cell(before, key),
      after: cell(after, key),
    });
  });
}

/** People set the names of a cell on lines of their own. */
const inOneLine = (text: string): string => text.replace(/\s*\n\s*/g, '、');

function show(templates: Templates, plan: LedgerPlan, isDry: boolean, numbers: readonly number[]): void {
  plan.open.forEach((item, i) => {
    print(
      templates.render('ledger_import.opened', {
        no: `${numbers[i] ?? ''}`,
        problem: inOneLine(item.problem).slice(0, 30),
        owner: inOneLine(item.ownerName ?? ''),
        due: item.dueAt === null ? '' : dateOf(item.dueAt),
        closed: item.state === '已销号',
      }),
    );
  });
  for (const { before, after } of plan.change)
    print(
      templates.render('ledger_import.changed', {
        no: before.no,
        changes: changesOf(templates, before, after),
      }),
    );
  print(
    templates.render('ledger_import.summary', {
      dry: isDry,
      opened: plan.open.length,
      changed: plan.change.length,
      same: plan.same,
    }),
  );
}
