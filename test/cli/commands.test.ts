// What all commands have in common: help, what they refuse, and that they end with one line where the set-up is bad.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backup } from '../../src/cli/backup.ts';
import { type Command, readArgs } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { corpus } from '../../src/cli/corpus.ts';
import { exportLedger } from '../../src/cli/export.ts';
import { exportAttendance, exportMatrix, exportMinutes } from '../../src/cli/export-meetings.ts';
import { helpAsked, helpText } from '../../src/cli/help.ts';
import { importLedger } from '../../src/cli/ledger.ts';
import { exportRoster, importRoster } from '../../src/cli/org.ts';
import { syncRoster } from '../../src/cli/org-sync.ts';
import { checkOut, writeOut } from '../../src/cli/out-file.ts';
import { outbox } from '../../src/cli/outbox.ts';
import { plan } from '../../src/cli/plan.ts';
import { importPlanFile } from '../../src/cli/plan-file.ts';
import { retain } from '../../src/cli/retain.ts';
import { metricNames, stats } from '../../src/cli/stats.ts';
import { StartError } from '../../src/domain/errors.ts';
import { METRICS } from '../../src/domain/figures/metrics.ts';
import { startupMessage } from '../../src/wording/startup.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { runCommand } from '../support/cli.ts';
import { runCli, runCliTo, runCliToClosed, runCommands } from '../support/process.ts';

vi.setConfig({ testTimeout: 120_000 });

const NAMES = Object.keys(COMMANDS);
const PREFIX = 'npm run -s cli -- ';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-commands-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The words of a refusal. */
async function refusalOf(
  command: Command,
  args: string[],
): Promise<{ code: string; text: string; known: string[] }> {
  const error = await runCommand(command, args, { DATA_DIR: dir }).then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof StartError)) throw new Error(`not refused: ${String(error)}`);
  const { code, details } = error;
  return {
    code,
    text: startupMessage(code, details),
    known: (details.known ?? '').split(' ').filter(Boolean),
  };
}

describe('every command', () => {
  it.each(NAMES)(
    '%s: its help says how it is written, what it does, its options and an example',
    async (name) => {
      const lines = (await helpText(NAMES, name.split(' '))).split('\n');
      expect(lines[0]).toMatch(new RegExp(`^${name}( |$)`));
      const example = lines.filter((line) => line.startsWith('例：'));
      expect(example).toHaveLength(1);
      expect(lines.join('\n')).not.toMatch(/\{\w+\}|undefined/);
      // The options told are those that it takes, no more and no less.
      const { known } = await refusalOf(await COMMANDS[name]!(), [...placesFor(name), '--zzz']);
      const told = [
        ...new Set(
          lines
            .filter((l) => !l.startsWith('例：'))
            .join('\n')
            .match(/--[a-z][a-z-]*/g) ?? [],
        ),
      ];
      expect(told.toSorted()).toEqual(known.toSorted());
      // What the example writes is taken.
      const words = example[0]!.slice(example[0]!.indexOf(PREFIX) + PREFIX.length).split(' ');
      expect(words.slice(0, name.split(' ').length).join(' ')).toBe(name);
      for (const option of words.filter((w) => w.startsWith('--'))) expect(known).toContain(option);
    },
  );

  it.each(NAMES)('%s refuses an option that it does not know, and names those it does', async (name) => {
    const { code, text, known } = await refusalOf(await COMMANDS[name]!(), [...placesFor(name), '--zzz']);
    expect(['unknown_option', 'no_options']).toContain(code);
    expect(text).toMatch(/^没有 --zzz 这个选项；[^\n]+$/);
    for (const option of known) expect(text).toContain(option);
  });

  it.each(NAMES)('%s refuses a word too many', async (name) => {
    const { text } = await refusalOf(await COMMANDS[name]!(), [...placesFor(name), 'a', 'b', 'c']);
    expect(text).toMatch(/^[^\n]+$/);
  });
});

/** stats and outbox look at their options first as well, but need a word to get there. */
const placesFor = (name: string): string[] => (name === 'stats' ? ['attendance_rate'] : []);

describe('examples', () => {
  it.each([
    ['plan', 0],
    ['stats', 0],
    ['outbox', 0],
    ['audit verify', 0],
    ['figures verify', 0],
    ['evidence', 0],
    ['retain', 0],
    ['org export', 0],
    ['corpus', 0],
    ['export ledger', 0],
    ['backup', 0],
    ['migrate', 0],
  ])('%s runs as its help says', async (name, expected) => {
    const example = (await helpText(NAMES, name.split(' '))).split('\n').find((l) => l.startsWith('例：'))!;
    const words = example.slice(example.indexOf(PREFIX) + PREFIX.length).split(' ');
    const args = words
      .slice(name.split(' ').length)
      .map((w) => (/\.(xlsx|docx|db|jsonl)$/.test(w) ? join(dir, w) : w));
    const { code } = await runCommand(await COMMANDS[name]!(), args, { DATA_DIR: dir });
    expect(code).toBe(expected);
  });
});

describe('help', () => {
  it.each<[string[], string[] | undefined]>([
    [[], []],
    [['help'], []],
    [['--help'], []],
    [['-h'], []],
    [['help', 'plan'], ['plan']],
    [['plan', '--help'], ['plan']],
    [
      ['org', 'import', 'x.csv', '-h'],
      ['org', 'import', 'x.csv'],
    ],
    [['plan', '--json'], undefined],
    [['erase', '--', '-h'], undefined],
  ])('%j asks for %j', (words, asked) => {
    expect(helpAsked(words)).toEqual(asked);
  });

  it('lists every command in the overview, and those of a group', async () => {
    for (const name of NAMES) expect(await helpText(NAMES, [])).toMatch(new RegExp(`^  ${name}( |$)`, 'm'));
    expect((await helpText(NAMES, ['export'])).match(/^例：/gm)).toHaveLength(6);
  });

  it('goes to stdout with 0; a command that is not there is named, with the nearest, on stderr with 2', async () => {
    const shown = await runCli(['doctor', '--help'], {});
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toContain('--json');
    const bare = await runCli([], {});
    expect(bare).toMatchObject({ code: 0, err: '' });
    expect(bare.out).toContain('npm run -s cli -- help');
    expect(await runCli(['docter'], {})).toEqual({
      code: 2,
      out: '',
      err: '没有 docter 这个命令，是不是想用 doctor？全部命令：npm run -s cli -- help\n',
    });
    const group = await runCli(['import', 'x.csv'], {});
    expect(group.err).toContain('是不是想用 org import、ledger import、plan-file import？');
    expect((await runCli(['help', 'whatever'], {})).err).toMatch(
      /^没有 whatever 这个命令；全部命令：[^\n]+\n$/,
    );
  });

  it('shows no stack where nobody reads on', async () => {
    expect(await runCliToClosed(['help'], {})).toBe(0);
    expect(await runCliToClosed(['org', 'export'], { DATA_DIR: dir })).toBe(0);
  });

  it('says so where the answer cannot be written', async () => {
    const { code, err } = await runCliTo('/dev/full', ['org', 'export'], { DATA_DIR: dir });
    expect([code, err]).toEqual([1, '结果写不出去（ENOSPC），没有写全，请检查磁盘是不是满了\n']);
  });
});

describe('values', () => {
  it.each<[Command, string[], string]>([
    [plan, ['--from'], '--from 后面要写内容'],
    [plan, ['--from='], '--from 后面要写内容'],
    [plan, ['--unit', '--json'], '--unit 后面要写内容'],
    [plan, ['--json=1'], '--json 后面不写内容'],
    [plan, ['--from', '2026-11-01', '--from=2026-11-02'], '--from 写了两次，内容不同，请只留一个'],
    [
      exportLedger,
      ['--unit', 'A', '--out', 'x.xlsx', '--unit', 'B'],
      '--unit 写了两次，内容不同，请只留一个',
    ],
    [
      plan,
      ['--frm', '2026-11-01'],
      '没有 --frm 这个选项，是不是想用 --from？可用的有 --from --to --unit --json',
    ],
    [plan, ['--from', '11月1日'], '--from 收到 11月1日，应为日期，如 2027-03-01'],
    [plan, ['--unit', '第九党支部'], '没有找到党组织 第九党支部'],
    [
      exportLedger,
      ['--out', 'x.xlsx', '--from', '2026-13-01'],
      '--from 收到 2026-13-01，应为日期，如 2027-03-01',
    ],
    [corpus, ['--since', 'x'], '--since 收到 x，应为日期，如 2027-03-01'],
    [retain, ['--days', '-1'], '--days 收到 -1，应为不小于 1 的整数'],
    [retain, ['--days', '0'], '--days 收到 0，应为不小于 1 的整数'],
    [
      stats,
      ['attendance_rate', '--type', '舞会'],
      '--type 收到 舞会，应为活动类型，如 主题党日、支部党员大会、党课、三会一课',
    ],
    [outbox, ['retry'], 'outbox retry 后面要写消息编号或 all，收到“”；编号用 outbox list 查看'],
    [outbox, ['show'], '没有 outbox show 这种用法，可用的有 outbox list、outbox retry、outbox drop'],
    [outbox, ['list', '5'], '看不懂参数 5'],
  ])('of %o %j', async (command, args, line) => {
    expect((await refusalOf(command, args)).text).toBe(line);
  });
});

describe('metrics', () => {
  const templates = loadTemplates('templates', { onFault: () => undefined });
  const all = metricNames(templates).flatMap(({ metric, name, also }) => [metric, name, ...also]);

  it('each have names of their own, all of them in the help and all of them taken', async () => {
    expect(all).toHaveLength(new Set(all).size);
    expect(metricNames(templates).map(({ metric }) => metric)).toEqual(METRICS);
    const help = await helpText(NAMES, ['stats']);
    for (const name of [...all, '签到率', '整改销号率']) expect(help).toContain(name);
    for (const [i, name] of ['签到率', '整改销号率'].entries()) {
      const { out } = await runCommand(stats, [name, '--json'], { DATA_DIR: dir });
      expect(JSON.parse(out)).toMatchObject({ metric: ['attendance_rate', 'rectify_rate'][i] });
    }
  });

  it('are named after a slip', async () => {
    expect((await refusalOf(stats, ['签道率'])).text).toMatch(
      /^没有指标 签道率，是不是想查 \S+率？可用的有 .*到会率/,
    );
    expect((await refusalOf(stats, [])).text).toMatch(/^stats 后面要写指标，可用的有 .*整改销号率/);
  });
});

describe('an output file', () => {
  const reason = (work: () => void): string => {
    try {
      work();
    } catch (error) {
      return startupMessage((error as StartError).code, (error as StartError).details);
    }
    return '';
  };

  it('is refused in one line that says why, before any work', () => {
    mkdirSync(join(dir, 'folder'));
    writeFileSync(join(dir, 'file'), '');
    expect(reason(() => checkOut(join(dir, 'none', 'a.xlsx')))).toContain('文件夹不存在');
    expect(reason(() => checkOut(join(dir, 'file', 'a.xlsx')))).toContain('文件夹不存在');
    expect(reason(() => checkOut(join(dir, 'folder')))).toContain('是文件夹');
    expect(reason(() => checkOut(join(dir, 'x'.repeat(300))))).toContain('文件名太长');
    expect(reason(() => checkOut('/proc/a.xlsx'))).toMatch(/^\/proc\/a\.xlsx [^\n]+$/);
    expect(reason(() => writeOut('/dev/full', 'x'))).toContain('磁盘满了');
    expect(readdirSync(dir).toSorted()).toEqual(['file', 'folder']);
  });

  it.skipIf(process.getuid?.() === 0)('is refused where there is no right to write', () => {
    chmodSync(dir, 0o500);
    expect(reason(() => checkOut(join(dir, 'a.xlsx')))).toContain('没有写的权限');
    chmodSync(dir, 0o700);
  });

  it('is whole or stays as it was, and a link stays a link', () => {
    const file = join(dir, 'a.csv');
    writeFileSync(file, 'before', { mode: 0o640 });
    symlinkSync(file, join(dir, 'link'));
    // A name that is taken by a folder: the part can not be written.
    mkdirSync(`${file}.${process.pid}.part`);
    expect(reason(() => writeOut(file, 'after'))).not.toBe('');
    expect(readFileSync(file, 'utf8')).toBe('before');
    rmSync(`${file}.${process.pid}.part`, { recursive: true });
    writeOut(join(dir, 'link'), 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(readdirSync(dir).toSorted()).toEqual(['a.csv', 'link']);
  });

  it.each<[Command, string[]]>([
    [exportLedger, ['--out', 'none/a.xlsx']],
    [exportMinutes, ['--out', 'none/a.docx']],
    [exportAttendance, ['--out', 'none/a.xlsx']],
    [exportMatrix, ['--out', 'none/a.xlsx']],
    [corpus, ['--out', 'none/a.jsonl']],
    [backup, ['none/copy']],
    [exportRoster, ['none/a.csv']],
  ])('of %o %j', async (command, args) => {
    const given = args.map((a) => (a.startsWith('none/') ? join(dir, a) : a));
    expect((await refusalOf(command, given)).text).toContain('文件夹不存在');
    expect(existsSync(join(dir, 'none'))).toBe(false);
  });

  it.each<[Command, string[]]>([
    [exportLedger, ['--out', 'a.pdf']],
    [exportMinutes, ['--out', 'a.xlsx']],
    [exportMatrix, ['--out', 'a']],
    [exportRoster, ['a.xls']],
    [syncRoster, ['--out', 'a.docx']],
  ])('of %o %j would not open, and is refused before any work', async (command, args) => {
    const given = args.map((a) => (a.startsWith('a') ? join(dir, a) : a));
    expect((await refusalOf(command, given)).text).toMatch(/文件名请以 \.(?:xlsx|docx)(?: 或 \.csv)? 结尾/);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('a file that is given', () => {
  it.each<[string, Command]>([
    ['org import', importRoster],
    ['ledger import', importLedger],
    ['plan-file import', importPlanFile],
  ])('to %s may be missing or a folder', async (_, command) => {
    expect((await refusalOf(command, [join(dir, 'none.xlsx')])).text).toContain('找不到文件');
    expect((await refusalOf(command, [dir])).text).toContain('是文件夹，请在后面写上文件名');
  });
});

describe('a bad set-up', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'zhibutong-bad-'));
    writeFileSync(join(place, 'file'), '');
    writeFileSync(join(place, 'roster.csv'), '姓名,账号,党组织\n');
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const ENVIRONMENTS: [string, () => Record<string, string>][] = [
    ['DATA_DIR is a file', () => ({ DATA_DIR: join(place, 'file') })],
    ['DATA_DIR lies in a file', () => ({ DATA_DIR: join(place, 'file', 'sub') })],
    ['DATA_DIR can not be made', () => ({ DATA_DIR: '/proc/nowhere' })],
    ['CONFIG_DIR is missing', () => ({ CONFIG_DIR: join(place, 'none'), DATA_DIR: place })],
    ['CONFIG_DIR is a file', () => ({ CONFIG_DIR: join(place, 'file'), DATA_DIR: place })],
  ];
  it.each(ENVIRONMENTS)('%s: a command ends with one line and 1', async (_, env) => {
    const all = [['outbox', 'list'], ['migrate'], ['restore', join(place, 'roster.csv')]];
    const { out, err } = await runCommands(all, env());
    expect(out).toBe(all.map((_, i) => `command ${i} ended with 1\n`).join(''));
    expect(err).toMatch(/^([^\n]*(DATA_DIR|CONFIG_DIR|数据库)[^\n]*\n){3}$/);
  });
});

it('takes an option that stands twice where both say the same, and refuses it else', () => {
  const read = (...args: string[]) => readArgs(args, { days: { type: 'string' }, yes: { type: 'boolean' } });
  expect(read('--days', '30', '--yes', '--days=30', '--yes').values).toEqual({ days: '30', yes: true });
  expect(() => read('--days', '30', '--days', '31')).toThrow(
    expect.objectContaining({ code: 'option_twice' }),
  );
});
