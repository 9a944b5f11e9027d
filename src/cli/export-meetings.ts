import { type Core, openCore } from '../app/core.ts';
import { writeMatrix } from '../documents/matrix.ts';
import { MOST_RECORDS } from '../documents/minutes.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { MeetingsRequest, Paper } from '../ports/outbox.ts';
import { type Counter, thisMonth, unitsBelow } from '../reports/activities.ts';
import { matrixOf, thisQuarter } from '../reports/matrix.ts';
import { countOnPaper } from '../reports/meetings.ts';
import { meetingsFile, unreportedWords } from '../reports/meetings-file.ts';
import { madeWords } from '../reports/paper.ts';
import { type Command, type CommandInput, print, readArgs } from './command.ts';
import { checkEnding, checkOut, writeOut } from './out-file.ts';
import { periodOption } from './period-option.ts';
import { watched } from './progress.ts';
import { unitOption } from './unit-option.ts';

/** `export minutes --out FILE.docx [--unit NAME] [--from DATE] [--to DATE]`: the records to be printed; this month's. */
export const exportMinutes: Command = (input) => exportPaper(input, 'minutes', '.docx');

/** `export attendance --out FILE.xlsx …`: who was where, names and meetings; of this month. */
export const exportAttendance: Command = (input) => exportPaper(input, 'attendance', '.xlsx');

/** `export matrix --out FILE.xlsx …`: what each unit held and what was due; of this quarter. */
export const exportMatrix: Command = (input) =>
  exporting(input, 'matrix', '.xlsx', async (asked) => {
    const { core, read, out, span, now } = asked;
    const period = span ?? thisQuarter(dateOf(now));
    const words = core.templates.render;
    const matrix = await read((c, tops) => matrixOf(c, tops, period, words));
    if (matrix.rows.length === 0) throw new StartError('no_branches');
    writeOut(
      out,
      await writeMatrix(matrix, words, { at: now, words: madeWords(now, words('paper.by_command'), words) }),
    );
    const rows = matrix.rows.length;
    return { line: words('meetings_file.exported_matrix', { ...period, file: out, rows }), period, rows };
  });

const exportPaper = (input: CommandInput, paper: Paper, ending: string): Promise<number> =>
  exporting(input, paper, ending, async ({ core, read, out, span, now, progress }) => {
    const period = span ?? thisMonth(now);
    const words = core.templates.render;
    const { file, left } = await read(async (c, tops) => {
      const request = { paper, unitIds: unitsBelow(c, tops).map((u) => u.id), ...period } as const;
      await assertFits(c, request);
      const found = await meetingsFile(c, { ...request, reasonsOf: 'all' }, words, progress);
      return {
        file: found,
        left: unreportedWords(c.org, found.unreported, words, tops.length === 1 ? tops[0] : undefined),
      };
    });
    const rows = file.meetings;
    if (rows === 0) throw new StartError(`no_${paper}`, { ...period, unreported: `${left.unreported}` });
    writeOut(out, await file.write());
    const told = { ...period, ...left, file: out, count: rows, minutes: paper === 'minutes' };
    return { line: words('meetings_file.exported', told), period, rows };
  });

/** Known before an hour of reading. @throws StartError for more records than one file holds */
async function assertFits(c: Counter, request: MeetingsRequest): Promise<void> {
  if (request.paper !== 'minutes') return;
  const count = await countOnPaper(c, request);
  if (count > MOST_RECORDS)
    throw new StartError('too_many_minutes', { count: `${count}`, most: `${MOST_RECORDS}` });
}

interface Asked {
  core: Core;
  out: string;
  /** as said */
  span: Period | undefined;
  now: Instant;
  /** hears how many of how many meetings are read */
  progress(done: number, all: number): void;
  /** beside the server, in a thread of its own where the database runs in this process */
  read<T>(work: (c: Counter, tops: readonly Unit[]) => Promise<T>): Promise<T>;
}

/** What the three have in common: options before anything is opened, and the audit after the file stands. */
async function exporting(
  { args, config }: CommandInput,
  what: Paper | 'matrix',
  ending: string,
  write: (asked: Asked) => Promise<{ line: string; period: Period; rows: number }>,
): Promise<number> {
  const command = `export ${what}`;
  const text = { type: 'string' } as const;
  const { values } = readArgs(args, { out: text, unit: text, from: text, to: text }, 0);
  const { out, unit, from, to } = values;
  if (!out) throw new StartError('out_needed', { command });
  checkEnding(out, command, [ending]);
  const now = Date.now();
  const span = periodOption(from, to, now);
  checkOut(out);
  const core = await openCore(config);
  const { store, settings } = core;
  try {
    const { line, period, rows } = await watched(core.templates.render, (progress) =>
      write({
        core,
        progress,
        out,
        span,
        now,
        read: (work) =>
          store.read(
            async (tx) => {
              const org = await tx.organisation();
              const tops = unit === undefined ? org.roots() : [unitOption(unit, org)];
              return work({ tx, org, now, settings }, tops);
            },
            { heavy: true },
          ),
      }),
    );
    const detail = { unit: unit ?? null, ...period, rows };
    await store.write((tx) => tx.audit({ at: now, by: 'cli', action: command, detail }));
    print(line);
    return 0;
  } finally {
    await store.close();
  }
}
