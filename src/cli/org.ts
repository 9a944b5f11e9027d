import { basename } from 'node:path';
import { openCore } from '../app/core.ts';
import { readRoster, writeRoster } from '../documents/roster.ts';
import { StartError } from '../domain/errors.ts';
import { hasChanges, personDifferences, planRoster, type RosterPlan } from '../domain/organisation/roster.ts';
import { rosterRows } from '../domain/organisation/roster-export.ts';
import { ROSTER_COLUMNS, TEAM_COLUMN } from '../domain/organisation/roster-row.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { type Command, print, readArgs } from './command.ts';
import { readInput } from './in-file.ts';
import { checkEnding, writeOut } from './out-file.ts';
import { printFaults, printNotes, rowWords } from './table-lines.ts';

/** `org import FILE [--dry-run] [--prune]`: all or nothing, every bad row named. */
export const importRoster: Command = async ({ args, config }) => {
  const { values, positionals } = readArgs(args, {
    'dry-run': { type: 'boolean' },
    prune: { type: 'boolean' },
  });
  const file = positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'org import' });
  const content = readInput(file);
  const { store, templates } = await openCore(config);
  try {
    if (content.length > LARGE_FILE)
      process.stderr.write(`${templates.render('table.reading', { file: basename(file) })}\n`);
    const {
      rows,
      problems,
      unreadable,
      unreadableFrom = 0,
      notes,
      unsaid = [],
    } = await readRoster(content, basename(file));
    if (unreadable) {
      print(
        templates.render(`table.unreadable.${unreadable}`, { file: basename(file), row: unreadableFrom }),
      );
      return 1;
    }
    const progress = progressOf(templates, rows.length);
    progress('read', rows.length);
    const isDry = values['dry-run'] === true;
    // A trial run reads; the true one reads and writes under the writer's lock, so that nothing changes in between.
    const read = async (tx: ReadTx) =>
      planRoster(rows, await tx.organisation(), await tx.departed(), {
        prune: values.prune === true,
        unsaid,
      });
    const plan = isDry
      ? await store.read(read)
      : await store.write(
          async (tx) => {
            const found = await read(tx);
            const isGood = problems.length === 0 && found.problems.length === 0;
            if (!isGood || !hasChanges(found.changes)) return found;
            progress('planned', found.changes.people.length);
            await tx.applyRoster(found.changes, Date.now(), (people) => progress('written', people));
            await tx.audit({
              at: Date.now(),
              by: 'cli',
              action: 'org import',
              detail: { people: found.changes.people.length },
            });
            return found;
          },
          { patient: true },
        );
    if (notes) printNotes(templates, notes);
    if (unsaid.length > 0 && rows.length > 0)
      print(templates.render('roster.unsaid', { columns: unsaid.map((field) => ROSTER_COLUMNS[field]) }));
    const all = problems.length > 0 ? problems : plan.problems;
    const parts = notes?.parts;
    printFaults(templates, all, parts, (problem, where) =>
      templates.render(`roster.problem.${problem.code}`, {
        ...BLANK,
        ...problem,
        where,
        otherRow: rowWords(templates, problem.otherRow, parts),
      }),
    );
    if (all.length > 0) {
      print(templates.render('roster.refused', { count: all.length }));
      return 1;
    }
    show(templates, values.prune ? { ...plan, missing: [] } : plan, isDry);
    return 0;
  } finally {
    await store.close();
  }
};

/** Bytes from which on reading takes a moment. */
const LARGE_FILE = 1_000_000;
/** A file of fewer rows is through before one line of it could be read. */
const LARGE = 5000;
/** People between two lines about what is written. */
const A_LINE_EACH = 20_000;

/** How far a large file has come, beside what the command answers. */
function progressOf(templates: Templates, size: number) {
  let next = A_LINE_EACH;
  return (step: 'read' | 'planned' | 'written', count: number): void => {
    if (size < LARGE || (step === 'written' && count < next)) return;
    if (step === 'written') next += A_LINE_EACH;
    process.stderr.write(`${templates.render(`roster.progress.${step}`, { count })}\n`);
  };
}

const BLANK = { value: '', column: '' };

function show(templates: Templates, plan: RosterPlan, isDry: boolean): void {
  const { changes, missing } = plan;
  for (const unit of changes.unitsToAdd) print(templates.render('roster.unit_added', { path: unit.path }));
  for (const near of plan.near) print(templates.render('roster.unit_near', near));
  const nothing = templates.render('roster.nothing');
  for (const { what, person, before } of changes.people) {
    const told = before ? personDifferences(before, person) : [];
    print(
      templates.render(`roster.person_${what}`, {
        name: person.name,
        user_id: person.userId,
        unit: person.group ?? person.branch ?? '',
        dry: isDry,
        changes: told.map(({ field, before: was, after }) =>
          templates.render('roster.change', {
            field: field === TEAM_COLUMN ? field : ROSTER_COLUMNS[field],
            before: was || nothing,
            after: after || nothing,
          }),
        ),
      }),
    );
  }
  for (const o of changes.officesToAdd) print(templates.render('roster.office_added', { ...o }));
  for (const o of changes.officesToRemove) print(templates.render('roster.office_removed', { ...o }));
  if (missing.length > 0)
    print(templates.render('roster.missing', { names: missing.map((p) => `${p.name}(${p.userId})`) }));
  const count = (what: string) => changes.people.filter((p) => p.what === what).length;
  print(
    templates.render('roster.summary', {
      dry: isDry,
      units: changes.unitsToAdd.length,
      added: count('add') + count('return'),
      changed: count('change') + count('move'),
      left: count('deactivate'),
      offices: changes.officesToAdd.length + changes.officesToRemove.length,
    }),
  );
}

/** `org export [FILE]`: CSV on stdout, or FILE by its ending. */
export const exportRoster: Command = async ({ args, config }) => {
  const { positionals } = readArgs(args, {});
  const file = positionals[0];
  if (file !== undefined) checkEnding(file, 'org export', ['.xlsx', '.csv']);
  const { store, templates } = await openCore(config);
  try {
    const rows = rosterRows(await store.read((tx) => tx.organisation()));
    const content = await writeRoster(rows, file?.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv');
    if (file) {
      writeOut(file, content);
      print(templates.render('roster.exported', { rows: rows.length, file }));
    } else process.stdout.write(content);
    await store.write((tx) =>
      tx.audit({ at: Date.now(), by: 'cli', action: 'org export', detail: { rows: rows.length } }),
    );
    return 0;
  } finally {
    await store.close();
  }
};
