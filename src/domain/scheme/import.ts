// A plan file as works: all rows or none, the same file twice changes nothing, a later one changes what differs.
import type { Organisation } from '../organisation/organisation.ts';
import {
  type ReadRow,
  readSchemeRow,
  type SchemeContext,
  type SchemeNote,
  type SchemeProblem,
} from './import-row.ts';
import { SCHEME_COLUMNS, type SchemeField, type SchemeRow } from './row.ts';
import { amountText, type Scheme, type SchemePart, type SchemeWork, unitsOfPart, worksOf } from './scheme.ts';

/** A work as it is to be written; without an id it is new. */
export type WorkDraft = Omit<SchemeWork, 'id'> & { id: number | null };

export interface SchemePlan {
  problems: SchemeProblem[];
  notes: SchemeNote[];
  added: WorkDraft[];
  changed: { before: SchemeWork; after: WorkDraft }[];
  same: number;
  /** of the plan, and not of the file: kept, unless whoever imports wants them out */
  missing: SchemeWork[];
}

/** @param before the plan of that name as it stands; undefined: there is none */
export function planScheme(
  rows: readonly SchemeRow[],
  before: Scheme | undefined,
  context: SchemeContext,
): SchemePlan {
  const plan: SchemePlan = { problems: [], notes: [], added: [], changed: [], same: 0, missing: [] };
  const read = rows.flatMap((row) => {
    const found = readSchemeRow(row, context, plan.problems, plan.notes);
    return found ? [{ ...found, isShared: row.isShared }] : [];
  });
  const works = gathered(read, plan, context.org);
  if (plan.problems.length > 0) return plan;
  const known = before ? worksOf(before) : [];
  const matched = matches(works, known);
  const taken = new Set<number>();
  for (const [i, work] of works.entries()) {
    const old = matched.get(i);
    const own = works.every(({ fileNo }) => fileNo !== null) ? work.fileNo : null;
    const no = own ?? old?.no ?? nextNo(known, taken);
    taken.add(no);
    const after = draftOf(work, no, old, context.year);
    if (!old) plan.added.push(after);
    else if (JSON.stringify({ ...old, id: 0 }) === JSON.stringify({ ...after, id: 0 })) plan.same++;
    else plan.changed.push({ before: old, after });
  }
  const found = new Set([...matched.values()]);
  plan.missing = known.filter((work) => !found.has(work));
  return plan;
}

interface Gathered {
  work: ReadRow['work'];
  fileNo: number | null;
  parts: SchemePart[];
}

/** Rows of one work together: each of them names units of its own, or shares the numbers of the row above. */
function gathered(
  read: readonly (ReadRow & { isShared: boolean })[],
  plan: SchemePlan,
  org: Organisation,
): Gathered[] {
  const works = new Map<string, Gathered & { rows: number[] }>();
  const numbers = read.map(({ no }) => no);
  const isNumbered = new Set(numbers).size === numbers.length && !numbers.includes(null);
  for (const { row, work, no, part, isShared } of read) {
    const key = keyOf(work);
    const known = works.get(key);
    if (!known) {
      works.set(key, { work, fileNo: isNumbered ? no : null, parts: [part], rows: [row] });
      continue;
    }
    const mine = unitsOfPart(part, org);
    const taken = known.parts.some((other) => [...unitsOfPart(other, org)].some((id) => mine.has(id)));
    if (taken)
      plan.problems.push({
        row,
        code: 'row_repeated',
        value: work.name.slice(0, 20),
        otherRow: known.rows[0]!,
      });
    const last = known.parts.at(-1)!;
    if (isShared && part.every === null && last.every === null)
      known.parts[known.parts.length - 1] = { ...last, unitIds: [...last.unitIds, ...part.unitIds] };
    else known.parts.push(part);
    known.rows.push(row);
  }
  for (const { parts, rows, work } of works.values()) {
    const joint = parts.find((part) => !part.each && hasNumbers(part) && unitsOfPart(part, org).size > 1);
    if (joint)
      plan.notes.push({
        row: rows[0]!,
        code: 'joint',
        column: SCHEME_COLUMNS.goal,
        value: work.name.slice(0, 20),
        as: String(unitsOfPart(joint, org).size),
      });
  }
  return [...works.values()].map(({ work, fileNo, parts }) => ({ work, fileNo, parts }));
}

const hasNumbers = ({ goal, targets }: SchemePart): boolean =>
  goal !== null || Object.keys(targets).length > 0;

const plain = (text: string) => text.normalize('NFKC').replace(/[\s,，。、;；:：]/gu, '');
const keyOf = ({ task, name, content }: Pick<SchemeWork, 'task' | 'name' | 'content'>): string =>
  [task, name, content].map(plain).join('\n');

/** The work each row is of: by its words, else by its number where its words were changed. */
function matches(works: readonly Gathered[], known: readonly SchemeWork[]): Map<number, SchemeWork> {
  const found = new Map<number, SchemeWork>();
  const left = new Map(known.map((work) => [keyOf(work), work]));
  for (const [i, { work }] of works.entries()) {
    const same = left.get(keyOf(work));
    if (!same) continue;
    found.set(i, same);
    left.delete(keyOf(work));
  }
  for (const [i, { work, fileNo }] of works.entries()) {
    if (found.has(i)) continue;
    const rest = [...left.values()];
    const named = rest.filter(
      ({ name, task }) => plain(name) === plain(work.name) && plain(task) === plain(work.task),
    );
    const numbered = rest.find(({ no, task }) => no === fileNo && plain(task) === plain(work.task));
    const one = named.length === 1 ? named[0] : numbered;
    if (!one) continue;
    found.set(i, one);
    left.delete(keyOf(one));
  }
  return found;
}

function nextNo(known: readonly SchemeWork[], taken: ReadonlySet<number>): number {
  const used = new Set([...known.map(({ no }) => no), ...taken]);
  let no = 1;
  while (used.has(no)) no++;
  return no;
}

/** What another year's file said of the months stays. */
function draftOf(
  { work, parts }: Gathered,
  no: number,
  old: SchemeWork | undefined,
  year: number,
): WorkDraft {
  const kept = (part: SchemePart): SchemePart => {
    const before = old?.parts.find(
      (one) => JSON.stringify([one.unitIds, one.every]) === JSON.stringify([part.unitIds, part.every]),
    );
    const others = Object.entries(before?.targets ?? {}).filter(([month]) => !month.startsWith(`${year}-`));
    const targets = Object.fromEntries(
      [...others, ...Object.entries(part.targets)].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return { ...part, targets };
  };
  return { id: old?.id ?? null, no, ...work, parts: parts.map(kept), gone: false };
}

/** What of a work a later file changes, by the headings of its columns. */
export function workChanges(
  before: SchemeWork,
  after: WorkDraft,
  org: Organisation,
): { column: string; before: string; after: string }[] {
  const texts: readonly [SchemeField, (work: Omit<SchemeWork, 'id'>) => string][] = [
    ['no', ({ no }) => String(no)],
    ['task', ({ task }) => task],
    ['name', ({ name }) => name],
    ['content', ({ content }) => content],
    ['unit', ({ parts }) => parts.map((part) => partUnits(part, org)).join('；')],
    ['lead', ({ lead }) => lead],
    ['assist', ({ assist }) => assist],
    ['due', ({ due }) => due ?? ''],
    ['nodes', ({ nodes }) => nodes.map(({ name, due }) => `${name} ${due ?? ''}`.trim()).join('；')],
    ['goal', ({ goalText }) => goalText],
    ['measure', ({ measure }) => measure],
  ];
  const told = texts.flatMap(([field, of]) =>
    of(before) === of(after) ? [] : [{ column: SCHEME_COLUMNS[field], before: of(before), after: of(after) }],
  );
  const months = new Set(
    [before, after].flatMap(({ parts }) => parts.flatMap((p) => Object.keys(p.targets))),
  );
  const changed = [...months].sort().flatMap((month) => {
    const [old, now] = [before, after].map(({ parts }) => monthText(parts, month)) as [string, string];
    return old === now ? [] : [{ column: month, before: old, after: now }];
  });
  return [...told, ...changed];
}

const partUnits = ({ unitIds, every }: SchemePart, org: Organisation): string =>
  every ? `各${every.noun || '支部'}` : unitIds.map((id) => org.units.get(id)?.name ?? '').join('、');

const monthText = (parts: readonly SchemePart[], month: string): string =>
  parts
    .flatMap(({ targets, each }) =>
      targets[month] === undefined ? [] : `${amountText(targets[month])}${each ? '' : '（合计）'}`,
    )
    .join('；');
