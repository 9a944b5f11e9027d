// A file asked for in the chat and the same from the command line are one: the same sheets, the figures of `stats`, and
// what somebody else adds up from the lines.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileMakers } from '../../src/app/files.ts';
import type { Command } from '../../src/cli/command.ts';
import { exportFigures } from '../../src/cli/export-figures.ts';
import { exportAttendance, exportMatrix, exportMinutes } from '../../src/cli/export-meetings.ts';
import { stats } from '../../src/cli/stats.ts';
import { createIntake } from '../../src/conversation/intake.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { FileContent } from '../../src/ports/outbox.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { SETTINGS, toolsFor } from '../support/dialogue.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { unzip } from '../support/zip.ts';

const NOW = instantOf('2026-11-29', 10);
const [BRANCH, GROUP, OTHER] = [2, 3, 5];
let dir: string;
let store: OpenStore;
let said: number;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  dir = mkdtempSync(join(tmpdir(), 'cli-one-file-'));
  const config = toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' });
  store = openStore(config.database);
  said = 0;
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
  for (const [unitId, day, expected, present] of [
    [BRANCH, '2026-10-15', 6, 3],
    [BRANCH, '2026-11-05', 6, 5],
    [BRANCH, '2026-11-12', 6, 6],
    [GROUP, '2026-11-13', 2, 1],
    [OTHER, '2026-11-20', 2, 1],
  ] as const)
    await store.write(async (tx) => {
      const types = unitId === GROUP ? (['group_meeting'] as const) : (['theme_day'] as const);
      const startAt = instantOf(day, 15);
      const planned = plannedActivity({ unitId, types: [...types], stage: 'recorded', startAt });
      const { id } = await tx.addActivity(planned);
      await tx.putRecord(recordOf({ activityId: id, expected, present }));
      const mark = { state: 'leave' as const, reason: '出差', at: 1, by: 'lisi' };
      await tx.putAttendance({ activityId: id, personId: 'lisi', ...mark });
    });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dir, { recursive: true });
});

const file = (name: string) => join(dir, name);

async function byChat(text: string): Promise<Buffer> {
  const intake = createIntake(
    toolsFor(['admin']),
    store,
    { now: () => NOW },
    {
      answered: () => undefined,
      pushesAdded: () => undefined,
      failed: (error) => {
        throw error;
      },
    },
  );
  said += 1;
  const content = { kind: 'text' as const, text };
  await intake.submit({ key: `app:${said}`, channel: 'app', userId: 'admin', at: NOW, content });
  const { payload } = await store.db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'file')
    .executeTakeFirstOrThrow();
  const asked = (JSON.parse(payload!) as { content: FileContent }).content;
  const makers = fileMakers({ ...toolsFor(), settings: SETTINGS, store } as never, { now: () => NOW });
  const made = 'meetings' in asked ? makers.makeMeetings(asked.meetings) : undefined;
  return (await (made ?? makers.makeFigures((asked as { figures: never }).figures)))!;
}

async function byCommand(command: Command, out: string, ...args: string[]): Promise<Buffer> {
  await runCommand(command, [...args, '--out', file(out)], { DATA_DIR: dir });
  return readFileSync(file(out));
}

/** Every part of a workbook, but for the line of when and by whom it was made. */
const partsOf = (book: Buffer) =>
  [...unzip(book).files]
    .filter(([name]) => /worksheets|sharedStrings|styles|workbook\.xml$/.test(name))
    .map(([name, xml]) => [name, xml.replace(/11月29日[^<]*/, '')]);

const NOVEMBER = ['--from', '2026-11-01', '--to', '2026-11-30'];

describe('one file both ways', () => {
  it.each([
    ['导出本月到会率', exportFigures, ['attendance_rate', ...NOVEMBER]],
    ['导出本月人次', exportFigures, ['headcount_total', ...NOVEMBER]],
    ['导出本月签到表', exportAttendance, NOVEMBER],
    ['导出三会一课情况', exportMatrix, []],
  ] as const)('%s', async (text, command, args) => {
    const chat = await byChat(text);
    const cli = await byCommand(command, 'a.xlsx', ...args);
    expect(partsOf(chat).length).toBeGreaterThan(3);
    expect(partsOf(chat)).toEqual(partsOf(cli));
  });

  it('of records, but for reasons: those are for the branch, and for whoever runs the machine', async () => {
    const [chat, cli] = [
      await byChat('导出本月会议记录'),
      await byCommand(exportMinutes, 'a.docx', ...NOVEMBER),
    ];
    const document = (docx: Buffer) => unzip(docx).files.get('word/document.xml')!;
    expect(document(cli)).toContain('（出差）');
    expect(document(chat)).toBe(document(cli).replaceAll('（出差）', ''));
  });
});

describe('what anybody adds up', () => {
  it.each([
    ['attendance_rate', ['会议次数', '应到', '实到']],
    ['headcount_total', ['会议次数', '数量']],
    ['activity_count', ['数量']],
  ] as const)('from the lines of %s is its total, and the value of stats', async (metric, columns) => {
    const book = await byCommand(exportFigures, 'a.xlsx', metric, ...NOVEMBER);
    const [sheet] = await readSheets(book);
    const [head, ...rows] = sheet!.data;
    const lines = rows.slice(0, -1);
    const total = rows.at(-1)!;
    const sums = new Map<string, number>();
    for (const name of columns) {
      const at = head!.indexOf(name);
      sums.set(
        name,
        lines.reduce((sum, line) => sum + Number(line[at] ?? 0), 0),
      );
      expect([name, total[at]]).toEqual([name, sums.get(name)]);
    }
    const { out } = await runCommand(stats, [metric, ...NOVEMBER, '--json'], { DATA_DIR: dir });
    const { value } = JSON.parse(out) as { value: number };
    expect(value).toBe(
      metric === 'attendance_rate' ? sums.get('实到')! / sums.get('应到')! : sums.get(columns.at(-1)!),
    );
    // The records themselves, added up by nobody's code but this test's.
    const { n, present, expected } = await store.db
      .selectFrom('meeting_record as r')
      .innerJoin('activity as a', 'a.id', 'r.activity_id')
      .select(({ fn }) => [
        fn.countAll<number>().as('n'),
        fn.sum<number>('r.present').as('present'),
        fn.sum<number>('r.expected').as('expected'),
      ])
      .where('a.start_at', '>=', instantOf('2026-11-01', 0))
      .executeTakeFirstOrThrow();
    const own = { attendance_rate: present / expected, headcount_total: present, activity_count: n };
    expect(value).toBe(own[metric]);
  });
});
