// A plan file taken in, by command or sent in a chat: what was read, what is wrong with it, what it changes. All or nothing.
import type { TableNotes } from '../documents/rows.ts';
import { readScheme } from '../documents/scheme.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { planScheme, type SchemePlan, type WorkDraft, workChanges } from '../domain/scheme/import.ts';
import type { SchemeNote, SchemeProblem } from '../domain/scheme/import-row.ts';
import type { ReadTx, Store, Tx } from '../ports/store.ts';
import type { Wording } from '../wording/templates.ts';

interface SchemeImport {
  file: Buffer;
  fileName: string;
  /** whose plan it is */
  topOf(org: Organisation): Unit;
  unitsNamed(name: string, org: Organisation, top: Unit): readonly Unit[];
  /** what somebody said of it; undefined: as the file has it */
  name?: string | undefined;
  year?: number | undefined;
  sums?: 'cumulative' | 'monthly' | undefined;
  isDry: boolean;
  /** works that the file no longer has are ended */
  isPruning: boolean;
  by: string;
  now: Instant;
}

interface Told {
  lines: string[];
  isDone: boolean;
  notes?: TableNotes | undefined;
}

/** Reads the file and writes what it changes. */
export async function importScheme(
  store: Pick<Store, 'read' | 'write'>,
  asked: SchemeImport,
  words: Wording,
): Promise<Told> {
  const { file, fileName, now, sums } = asked;
  const thisYear = Number(new Date(now).toISOString().slice(0, 4));
  const found = await readScheme(file, fileName, { year: asked.year, thisYear });
  if (found.unreadable)
    return {
      lines: [
        words(`table.unreadable.${found.unreadable}`, { file: fileName, row: found.unreadableFrom ?? 0 }),
      ],
      isDone: false,
    };
  const name = asked.name ?? found.name;
  const isCumulative = sums === undefined ? found.isCumulative : sums === 'cumulative';
  const read = async (tx: ReadTx) => {
    const org = await tx.organisation();
    const top = asked.topOf(org);
    const before = (await tx.schemes()).find((one) => one.unitId === top.id && one.name === name);
    const plan = planScheme(found.rows, before, {
      ...{ org, top, year: found.year, isCumulative, isSettled: sums !== undefined },
      unitsNamed: (written) => asked.unitsNamed(written, org, top),
    });
    return { org, top, before, plan };
  };
  const write = async (tx: Tx) => {
    const all = await read(tx);
    const isGood = found.problems.length + all.plan.problems.length === 0;
    if (isGood) await carryOut(tx, asked, name, all);
    return all;
  };
  const { org, top, plan } = asked.isDry
    ? await store.read(read)
    : await store.write(write, { patient: true });
  const problems = found.problems.length > 0 ? found.problems : plan.problems;
  const about = words('scheme_import.read', {
    ...{ name, unit: top.name, year: found.year, cumulative: isCumulative, rows: found.rows.length },
    months: found.rows.some(({ months }) => months.length > 0),
    guessed: found.isYearGuessed,
  });
  if (problems.length > 0)
    return {
      lines: [...faultLines(problems, words), words('scheme_import.refused', { count: problems.length })],
      isDone: false,
      notes: found.notes,
    };
  return {
    lines: [about, ...noteLines(plan.notes, words), ...changeLines(plan, asked, org, words)],
    isDone: true,
    notes: found.notes,
  };
}

async function carryOut(
  tx: Tx,
  { by, now, isPruning }: SchemeImport,
  name: string,
  { top, before, plan }: { top: Unit; before: { id: number } | undefined; plan: SchemePlan },
): Promise<void> {
  const ended = isPruning ? plan.missing.map((work): WorkDraft => ({ ...work, gone: true })) : [];
  const works = [...plan.added, ...plan.changed.map(({ after }) => after), ...ended];
  if (works.length === 0) return;
  await tx.putScheme({ id: before?.id, unitId: top.id, name, by, at: now }, works);
  await tx.audit({
    at: now,
    by,
    action: 'plan import',
    detail: {
      name,
      unit: top.id,
      added: plan.added.length,
      changed: plan.changed.length,
      ended: ended.length,
    },
  });
}

/** Lines of one kind, however many different values have it. */
const LINES_OF_KIND = 12;
const ROWS_NAMED = 5;
const SHOWN = 24;

const brief = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

const whereOf = (rows: readonly number[], words: Wording): string =>
  words('table.where', {
    sheets: [{ name: null, rows: rows.slice(0, ROWS_NAMED) }],
    more: rows.length > ROWS_NAMED,
    count: rows.length,
    names: [],
  })
    .replace(/\s+/g, ' ')
    .trim();

/** The same fault of many rows as one line. */
function faultLines(problems: readonly SchemeProblem[], words: Wording): string[] {
  const same = Map.groupBy(problems, (p) => [p.code, p.column, p.value, p.otherRow].join('\n'));
  const perKind = Map.groupBy([...same.values()], ([first]) => first!.code);
  return [...perKind.values()].flatMap((kinds) => {
    const lines = kinds.slice(0, LINES_OF_KIND).map((all) => {
      const { code, row, column = '', value = '', otherRow = 0 } = all[0]!;
      const where = whereOf(
        all.map((one) => one.row),
        words,
      );
      return words(`scheme_import.problem.${code}`, { row, where, column, value, otherRow });
    });
    const rest = kinds.slice(LINES_OF_KIND).flat();
    const where = whereOf(
      rest.map(({ row }) => row),
      words,
    );
    return rest.length > 0 ? [...lines, words('table.same_kind', { count: rest.length, where })] : lines;
  });
}

function noteLines(notes: readonly SchemeNote[], words: Wording): string[] {
  const same = Map.groupBy(notes, (n) => (n.code === 'joint' ? n.code : [n.code, n.value, n.as].join('\n')));
  return [...same.values()].map((all) =>
    words(`scheme_import.note.${all[0]!.code}`, {
      ...all[0]!,
      where: whereOf(
        all.map(({ row }) => row),
        words,
      ),
    }),
  );
}

function changeLines(plan: SchemePlan, asked: SchemeImport, org: Organisation, words: Wording): string[] {
  const changed = plan.changed.map(({ before, after }) =>
    words('scheme_import.changed', {
      no: before.no,
      name: brief(before.name),
      changes: workChanges(before, after, org).map((change) =>
        words('scheme_import.change', {
          ...change,
          before: brief(change.before),
          after: brief(change.after),
        }),
      ),
    }),
  );
  const tasks = new Set([...plan.added, ...plan.changed.map(({ after }) => after)].map(({ task }) => task));
  tasks.delete('');
  const missing =
    plan.missing.length > 0
      ? [
          words('scheme_import.missing', {
            names: plan.missing.slice(0, LINES_OF_KIND).map(({ no, name }) => `${no} ${brief(name)}`),
            count: plan.missing.length,
            ended: asked.isPruning,
          }),
        ]
      : [];
  const summary = words('scheme_import.summary', {
    dry: asked.isDry,
    tasks: tasks.size,
    added: plan.added.length,
    changed: plan.changed.length,
    same: plan.same,
  });
  return [...changed.slice(0, LINES_OF_KIND * 3), ...missing, summary];
}
