// The files a city's clerk takes away by the command line: how much memory each takes, and how long the program stands still.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { round2, start } from './checkin.ts';
import type { Row } from './main.ts';

const BRANCHES = 8000;
const MEMBERS = 23;
const PEAK_MB = 512;
const STILL_MS = 500;

const month = () => {
  const now = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 7);
  const last = new Date(Date.UTC(Number(now.slice(0, 4)), Number(now.slice(5)), 0)).getUTCDate();
  return ['--from', `${now}-01`, '--to', `${now}-${last}`];
};

/** Each in a process of its own. EXPORTS_DATA keeps the city in that folder for the next run. */
export async function exportRows(): Promise<Row[]> {
  const kept = process.env.EXPORTS_DATA;
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const files = mkdtempSync(join(tmpdir(), 'zhibutong-files-'));
  try {
    mkdirSync(dir, { recursive: true });
    if (!existsSync(join(dir, 'zhibutong.db'))) await fill(dir);
    const asked: [string, string[]][] = [
      ['attendance', ['attendance', ...month(), '--out', join(files, 'a.xlsx')]],
      ['minutes', ['minutes', ...month(), '--out', join(files, 'm.docx')]],
      ['matrix', ['matrix', '--out', join(files, 'x.xlsx')]],
      ['rates', ['figures', 'attendance_rate', '--out', join(files, 'r.xlsx')]],
    ];
    const rows: Row[] = [];
    for (const [name, args] of asked) rows.push(...(await measure(name, args, dir)));
    return rows;
  } finally {
    rmSync(files, { recursive: true });
    if (kept === undefined) rmSync(dir, { recursive: true });
  }
}

async function fill(dir: string): Promise<void> {
  process.stderr.write(`  filling a city of ${BRANCHES} branches\n`);
  const { child } = await start('server.ts', [dir, String(BRANCHES), String(MEMBERS), 'year'], process.env);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send('stop');
  await ended;
}

async function measure(name: string, args: readonly string[], dir: string): Promise<Row[]> {
  const began = Date.now();
  const said: string[] = [];
  const watch = new URL('./exports-watch.ts', import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=8', '--import', watch, 'src/cli/start.mjs', 'export', ...args],
    { env: { ...process.env, DATA_DIR: dir }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.stderr.on('data', (text: Buffer) => said.push(`${text}`));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const found = /watched (\d+) MB (\d+) ms/.exec(said.join(''));
  if (code !== 0 || !found) throw new Error(`export ${name}: ${said.join('')}`);
  const size = statSync(args.at(-1)!).size / 2 ** 20;
  process.stderr.write(
    `  ${name}: ${Math.round((Date.now() - began) / 1000)} s, ${round2(size)} MB of file\n`,
  );
  const [peak, still] = found.slice(1).map(Number) as [number, number];
  const row = (what: string, value: number, unit: string, most: number): Row => ({
    name: `${what}, export ${name} of a city`,
    value,
    unit,
    target: `<= ${most}`,
    ok: value <= most,
  });
  return [row('peak RSS', peak, 'MB', PEAK_MB), row('longest stand-still', still, 'ms', STILL_MS)];
}
