import { basename } from 'node:path';
import { openCore } from '../app/core.ts';
import { StartError } from '../domain/errors.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { resolveUnit } from '../parsing/resolve.ts';
import { importScheme } from '../reports/scheme-import.ts';
import { badOption, type Command, print, readArgs } from './command.ts';
import { readInput } from './in-file.ts';
import { printNotes } from './table-lines.ts';
import { unitOption } from './unit-option.ts';

/**
 * `plan-file import FILE [--unit NAME] [--name NAME] [--year YEAR] [--cumulative|--monthly] [--dry-run] [--prune]`: all or
 * nothing, every bad row named; the same file twice is harmless.
 */
export const importPlanFile: Command = async ({ args, config }) => {
  const { values, positionals } = readArgs(args, {
    'dry-run': { type: 'boolean' },
    prune: { type: 'boolean' },
    cumulative: { type: 'boolean' },
    monthly: { type: 'boolean' },
    unit: { type: 'string' },
    name: { type: 'string' },
    year: { type: 'string' },
  });
  const file = positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'plan-file import' });
  const { year } = values;
  if (year !== undefined && !/^20\d{2}$/.test(year)) throw badOption('--year', year, 'plan_year');
  if (values.cumulative && values.monthly) throw badOption('--cumulative', '--monthly', 'one_of_both');
  const content = readInput(file);
  const { store, templates } = await openCore(config);
  try {
    const { lines, isDone, notes } = await importScheme(
      store,
      {
        ...{ file: content, fileName: basename(file), by: 'cli', now: Date.now(), name: values.name },
        topOf: (org) => topOf(org, values.unit),
        unitsNamed(name, org, top) {
          const found = resolveUnit(name, org, top.id);
          return found.kind === 'one' ? [found.unit] : found.kind === 'many' ? found.units : [];
        },
        year: year === undefined ? undefined : Number(year),
        sums: values.cumulative ? 'cumulative' : values.monthly ? 'monthly' : undefined,
        isDry: values['dry-run'] === true,
        isPruning: values.prune === true,
      },
      templates.render,
    );
    if (notes) printNotes(templates, notes);
    for (const line of lines) print(line.trimEnd());
    return isDone ? 0 : 1;
  } finally {
    await store.close();
  }
};

/** Where no unit is named and there are several at the top, it has to be said. @throws StartError */
function topOf(org: Organisation, unit: string | undefined) {
  if (unit !== undefined) return unitOption(unit, org);
  const [root, ...others] = org.roots();
  if (!root) throw new StartError('no_unit_at_all', {});
  if (others.length > 0)
    throw new StartError('unit_needed', {
      units: org
        .roots()
        .map((u) => u.path)
        .join('、'),
    });
  return root;
}
