import { placeOf, type TableNotes } from '../documents/rows.ts';
import type { Templates } from '../wording/templates.ts';
import { print } from './command.ts';

// What roster and ledger say alike of the file they were given.

/** Rows named of those that have the same fault. */
const ROWS_NAMED = 5;
/** Lines of one kind of fault, however many different values have it. */
const LINES_OF_KIND = 20;
const LEFT_OUT_NAMED = 10;

/** What was read, what was taken for what, and what was not used. */
export function printNotes(templates: Templates, notes: TableNotes): void {
  const { sheet, header, taken, unknown, second, leftOut, parts, sheets } = notes;
  if (parts.length > 0) print(templates.render('table.parts', { names: parts }));
  else if (sheet !== undefined || header > 1)
    print(templates.render('table.header', { sheet: sheet ?? null, row: header }).trim());
  if (taken.length > 0)
    print(
      templates.render('table.taken', { pairs: taken.map((pair) => templates.render('table.pair', pair)) }),
    );
  for (const column of second) print(templates.render('table.second', column));
  if (unknown.length > 0) print(templates.render('table.unknown', { columns: unknown }));
  if (leftOut.length > 0)
    print(
      templates
        .render('table.left_out', {
          rows: leftOut.slice(0, LEFT_OUT_NAMED).map(({ row, text }) =>
            templates.render('table.left_out_row', {
              row: rowWords(templates, row, parts),
              text: text.slice(0, 30),
            }),
          ),
          more: Math.max(0, leftOut.length - LEFT_OUT_NAMED),
          count: leftOut.length,
        })
        .trim(),
    );
  if (sheets.length > 0) print(templates.render('table.sheets', { names: sheets }));
}

/** 第 3 行, with its sheet where several were read. */
export const rowWords = (
  templates: Templates,
  row: number | undefined,
  parts: readonly string[] = [],
): string => (row === undefined ? '' : templates.render('table.row', placeOf(row, parts)));

interface Fault {
  row: number;
  code: string;
  column?: string;
  value?: string;
  /** whose row it is */
  name?: string;
  otherRow?: number;
}

/**
 * The same fault of many rows as one line with their number and the first of them, in the order of the first.
 * @param parts the sheets the rows stand in, where they are several
 * @param say the sentence of a fault, `where` naming its rows
 */
export function printFaults<F extends Fault>(
  templates: Templates,
  faults: readonly F[],
  parts: readonly string[] | undefined,
  say: (fault: F, where: string) => string,
): void {
  const where = (all: readonly Fault[]) => {
    const places = all.slice(0, ROWS_NAMED).map(({ row }) => placeOf(row, parts));
    const sheets = [...Map.groupBy(places, ({ sheet }) => sheet)].map(([name, of]) => ({
      name,
      rows: of.map(({ row }) => row),
    }));
    const more = all.length > ROWS_NAMED;
    // Of many rows the first names would look like all of them.
    const names = more ? [] : [...new Set(all.flatMap(({ name }) => name ?? []))];
    return templates
      .render('table.where', { sheets, more, count: all.length, names })
      .replace(/\s+/g, ' ')
      .trim();
  };
  const same = Map.groupBy(faults, (f) => [f.code, f.column, f.value, f.otherRow].join('\n'));
  const lines = new Map<string, number>();
  const rest = new Map<string, F[]>();
  for (const all of same.values()) {
    const [fault] = all;
    const count = (lines.get(fault!.code) ?? 0) + 1;
    lines.set(fault!.code, count);
    if (count <= LINES_OF_KIND) print(say(fault!, where(all)));
    else {
      // Added to, not copied: a city's roster may have 200,000 of them.
      const further = rest.get(fault!.code) ?? [];
      for (const one of all) further.push(one);
      rest.set(fault!.code, further);
    }
  }
  for (const all of rest.values())
    print(templates.render('table.same_kind', { count: all.length, where: where(all) }));
}

/** Characters of a value that is shown beside another. */
const SHOWN = 24;

/** A text as a line shows it, cut. */
export const brief = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
};
