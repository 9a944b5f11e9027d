import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { exportAttendance, exportMatrix, exportMinutes } from '../../src/cli/export-meetings.ts';
import type { Activity } from '../../src/domain/activity/activity.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { StartError } from '../../src/domain/errors.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { startupMessage } from '../../src/wording/startup.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { readDocx } from '../support/docx.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

let dir: string;
let store: OpenStore;
beforeEach(async () => {
  vi.useFakeTimers({ now: instantOf('2026-11-29', 10), toFake: ['Date'] });
  dir = mkdtempSync(join(tmpdir(), 'cli-meetings-'));
  store = openStore(toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }).database);
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dir, { recursive: true });
});

const [BRANCH, GROUP, OTHER] = [2, 3, 5];
const file = (name: string) => join(dir, name);
const run = (command: Command, ...args: string[]) => runCommand(command, args, { DATA_DIR: dir });
/** What the operator reads where nothing comes of it. */
const refusal = async (command: Command, ...args: string[]) => {
  const error: unknown = await run(command, ...args).catch((e: unknown) => e);
  if (!(error instanceof StartError)) throw new Error('not refused', { cause: error });
  return startupMessage(error.code, error.details);
};
const held = (given: Partial<Activity> & { startAt: number }, isRecorded = true) =>
  store.write(async (tx) => {
    const stage = isRecorded ? 'recorded' : 'planned';
    const { id } = await tx.addActivity(plannedActivity({ unitId: BRANCH, stage, ...given }));
    if (isRecorded) await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 6 }));
  });
const audited = async () =>
  (await store.db.selectFrom('audit').select(['action', 'detail']).execute()).filter((a) =>
    a.action.startsWith('export'),
  );

describe('export minutes and export attendance', () => {
  it('write the meetings of this month, tell how many, and are written down', async () => {
    await held({ startAt: instantOf('2026-11-05', 15) });
    await held({ startAt: instantOf('2026-11-06', 15), unitId: OTHER });
    await held({ startAt: instantOf('2026-11-20', 15) }, false);
    await held({ startAt: instantOf('2026-10-05', 15) });
    const minutes = await run(exportMinutes, '--out', file('a.docx'));
    expect(minutes.out).toContain(`已导出 2026-11-01 至 2026-11-30 的 2 次会到 ${file('a.docx')}`);
    expect(minutes.out).toContain('另有 1 次没有上报，没有打印：11月20日第一党支部主题党日');
    const { paragraphs } = readDocx(readFileSync(file('a.docx')));
    expect(paragraphs.filter((p) => p.endsWith('会议记录'))).toEqual([
      '第一党支部会议记录',
      '第二党支部会议记录',
    ]);
    const attendance = await run(exportAttendance, '--out', file('a.xlsx'), '--unit', '第一支部');
    expect(attendance.out).toContain('的 2 次会');
    expect((await readSheet(readFileSync(file('a.xlsx')), 1))[0]).toContain('11月20日\n主题党日');
    expect((await audited()).map((a) => a.action)).toEqual(['export minutes', 'export attendance']);
    expect(JSON.parse((await audited())[1]!.detail)).toEqual({
      unit: '第一支部',
      from: '2026-11-01',
      to: '2026-11-30',
      rows: 2,
    });
  });

  it('keep to the span given', async () => {
    await held({ startAt: instantOf('2026-09-05', 15) });
    await held({ startAt: instantOf('2026-10-05', 15) });
    const { out } = await run(
      exportMinutes,
      '--out',
      file('a.docx'),
      '--from',
      '2026-09-01',
      '--to',
      '2026-09-30',
    );
    expect(out).toContain('的 1 次会');
  });

  it('write no file where there is no meeting, and say which span was asked and what helps', async () => {
    await held({ startAt: instantOf('2026-11-20', 15) }, false);
    expect(await refusal(exportMinutes, '--out', file('a.docx'))).toMatch(
      /^2026-11-01 至 2026-11-30 没有可以打印的会议记录，没有写文件：开过的会有 1 次没有上报。请先上报/,
    );
    const past = ['--from', '2026-01-01', '--to', '2026-01-31'];
    expect(await refusal(exportAttendance, '--out', file('a.xlsx'), ...past)).toMatch(
      /^2026-01-01 至 2026-01-31 没有开过的会，没有写文件。请用 --from/,
    );
    expect([existsSync(file('a.docx')), existsSync(file('a.xlsx'))]).toEqual([false, false]);
    expect(await audited()).toEqual([]);
  });

  it('more records than a Word file holds are told before they are read, with what to do', async () => {
    await held({ startAt: instantOf('2026-11-05', 15) });
    // Adds up what was recorded.
    await run(exportAttendance, '--out', file('a.xlsx'));
    const { rows } = await sql<{ name: string }>`select name from pragma_table_info('meeting_sum')`.execute(
      store.db,
    );
    const columns = rows.map(({ name }) => name);
    const copied = columns.map((name) => (name === 'activity_id' ? sql`1000 + n.i` : sql.ref(name)));
    await sql`insert into meeting_sum (${sql.join(columns.map((name) => sql.ref(name)))})
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 65000)
      select ${sql.join(copied)} from meeting_sum, n`.execute(store.db);
    expect(await refusal(exportMinutes, '--out', file('a.docx'))).toBe(
      '这段时间有 65001 次会的记录，一个 Word 文件最多装 65000 次，没有写文件。请用 --unit 按党组织、或用 --from、--to 按月分开导出；只要一张总表，请用 export attendance',
    );
    expect(existsSync(file('a.docx'))).toBe(false);
  });

  it.each<[string[], RegExp]>([
    [[], /^export minutes 后面要用 --out 写文件名$/],
    [['--out', 'a.xlsx'], /^a\.xlsx：export minutes 写出的是 \.docx 文件/],
    [['--out', 'a.docx', '--from', '2026-13-01'], /^--from 收到 2026-13-01，应为日期，如 2027-03-01$/],
    [
      ['--out', 'a.docx', '--from', '2026-11-05', '--to', '2026-11-01'],
      /^--to 收到 2026-11-01，应为不早于 --from 的日期$/,
    ],
    [['--out', 'a.docx', '--colour'], /^没有 --colour 这个选项；可用的有 --out --unit --from --to$/],
    [['--out', 'a.docx', '11月'], /^看不懂参数 11月$/],
    [['--out', 'a.docx', '--unit', '第九支部'], /^没有找到党组织 第九支部$/],
    [['--out', 'no/such/folder/a.docx'], /^no\/such\/folder\/a\.docx 写不进去：文件夹不存在/],
  ])('refuse %j in one line', async (args, line) => {
    await held({ startAt: instantOf('2026-11-05', 15) });
    expect(await refusal(exportMinutes, ...args)).toMatch(line);
  });
});

describe('export matrix', () => {
  const rows = async (...args: string[]) => {
    await run(exportMatrix, '--out', file('m.xlsx'), ...args);
    return (await readSheet(readFileSync(file('m.xlsx')), 1)).map((row) => row.map((c) => c ?? ''));
  };

  it('has units down and kinds across: held, due, and which month went by without', async () => {
    await held({ startAt: instantOf('2026-10-05', 15), types: ['committee_meeting'] });
    await held({ startAt: instantOf('2026-10-06', 15), types: ['theme_day', 'party_lecture'] });
    await held({ startAt: instantOf('2026-11-05', 15), types: ['theme_day'] });
    await held({ startAt: instantOf('2026-11-06', 15), types: ['theme_day'] }, false);
    await held({ startAt: instantOf('2026-11-07', 19), unitId: GROUP, types: ['group_meeting'] });
    await held({ startAt: instantOf('2026-11-08', 19), types: ['group_meeting'] });
    const [heading, ...body] = await rows();
    const at = (unit: string, kind: string) => body.find(([name]) => name === unit)![heading!.indexOf(kind)];
    expect([heading![0], ...heading!.slice(-3)]).toEqual(['党组织', '应开', '已开', '过期没开']);
    expect(body.map(([name]) => name)).toEqual([
      '第一党支部',
      '第一党支部第一党小组',
      '第一党支部第二党小组',
      '第二党支部',
      '合计',
      '✓ 已开（个）',
      '○ 已安排（个）',
      '! 待开、待报（个）',
      '✕ 过期没开（个）',
    ]);
    expect(at('第一党支部', '支部委员会会议')).toBe('! 1/3');
    // Nothing is arranged for December yet.
    expect(at('第一党支部', '主题党日')).toBe('! 2/3');
    expect(at('第一党支部', '党课')).toBe('✓');
    expect(at('第一党支部', '支部党员大会')).toBe('!');
    expect(at('第一党支部', '党小组会')).toBe('—');
    // what the branch held for all its groups counts for each
    expect(at('第一党支部第一党小组', '党小组会')).toBe('✕ 1/3\n缺10月');
    expect(at('第一党支部第二党小组', '党小组会')).toBe('✕ 1/3\n缺10月');
    expect(at('第二党支部', '主题党日')).toBe('✕ 0/3\n缺10月');
    expect(at('✕ 过期没开（个）', '党小组会')).toBe(2);
    expect([at('合计', '党小组会'), at('合计', '应开'), at('合计', '过期没开')]).toEqual(['', 23, 3]);
    expect((await audited()).map((a) => JSON.parse(a.detail))).toEqual([
      { unit: null, from: '2026-10-01', to: '2026-12-31', rows: 4 },
    ]);
  });

  it('asks for what ends in the span: a month has no quarterly meeting due but in its last month', async () => {
    await held({ startAt: instantOf('2026-10-05', 15), types: ['party_congress'] });
    const unit = ['--unit', '第一党支部'];
    const october = await rows('--from', '2026-10-01', '--to', '2026-10-31', ...unit);
    // The congress of the quarter is held; October itself has one committee meeting due.
    expect(october[1]!.slice(0, 3)).toEqual(['第一党支部', '✓', '✕\n缺10月']);
    const september = await rows('--from', '2026-09-01', '--to', '2026-09-30', ...unit);
    expect(september[1]![1]).toBe('✕\n缺第三季度');
    expect(await refusal(exportMatrix, '--out', 'm.docx')).toContain('请以 .xlsx 结尾');
  });

  it('writes no file of nobody', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'cli-meetings-'));
    const nobody = runCommand(exportMatrix, ['--out', file('m.xlsx')], { DATA_DIR: empty });
    await expect(nobody).rejects.toMatchObject({ code: 'no_branches' });
    expect(existsSync(file('m.xlsx'))).toBe(false);
    rmSync(empty, { recursive: true });
  });
});
