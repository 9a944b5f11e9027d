// A city: its roster imported by the command, and the real tick over it.
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRoster } from '../../src/documents/roster.ts';
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { cityRoster } from './city.ts';
import { onEachStore } from './databases.ts';
import type { Row } from './main.ts';
import type { Ticked } from './tick-measure.ts';

const BRANCHES = 10_000;
const MEMBERS = 20;

export const growthRows = (): Promise<Row[]> => onEachStore(measure);

async function measure(where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const url = env.BENCH_DATABASE_URL;
  const row = (name: string, value: number, unit: string, target: number | null): Row => ({
    name: `${name}${where}`,
    value: Math.round(value * 10) / 10,
    unit,
    target: target === null ? null : `<= ${target}`,
    ok: target === null || value <= target,
  });
  try {
    const file = join(dir, 'roster.csv');
    writeFileSync(file, await writeRoster(cityRoster(BRANCHES, MEMBERS), 'csv'));
    const imported = await importOf(file, {
      ...env,
      DATA_DIR: dir,
      ...(url === undefined ? {} : { DATABASE_URL: url }),
    });
    process.stderr.write(`  imported${where}: ${imported.seconds.toFixed(1)} s\n`);
    const ticked = await ticksOn(
      url === undefined ? { kind: 'sqlite', file: join(dir, 'zhibutong.db') } : { kind: 'postgres', url },
    );
    process.stderr.write(`  ${JSON.stringify(ticked)}\n`);
    return [
      row('roster of 200,000 imported', imported.seconds, 's', 30),
      row('memory while importing it', imported.peakMb, 'MB', null),
      row('a new roster taken up', ticked.loadMs, 'ms', null),
      row('event loop, longest pause while it is taken up', ticked.loadPauseMs, 'ms', 50),
      row('first tick, a city looked through', ticked.firstMs, 'ms', null),
      row('one-minute tick, nothing due', ticked.quietMs, 'ms', 50),
      row('one-minute tick, nothing due, one activity changed', ticked.changedMs, 'ms', 50),
      row('tick in the hour of the digests', ticked.digestMs, 'ms', null),
      row('tick with 10,000 groups to be told', ticked.busyMs, 'ms', null),
      row('event loop, longest pause in the first tick', ticked.firstPauseMs, 'ms', 50),
      row('most processor time of one turn in it', ticked.firstTurnMs, 'ms', 50),
      row('event loop, longest pause in the hour of the digests', ticked.digestPauseMs, 'ms', 50),
      row('most processor time of one turn then', ticked.digestTurnMs, 'ms', 50),
      row('event loop, longest pause with 10,000 groups to be told', ticked.busyPauseMs, 'ms', 50),
      row('longest hold of the writer then', ticked.writerMs, 'ms', null),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function importOf(file: string, env: NodeJS.ProcessEnv): Promise<{ seconds: number; peakMb: number }> {
  const from = performance.now();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../src/cli/main.ts'), 'org', 'import', file],
    { env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let peakMb = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // ended
    }
  }, 100);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - from) / 1000, peakMb });
      else reject(new Error(`import ended with ${code}`));
    });
  });
}

function ticksOn(database: DatabaseChoice): Promise<Ticked> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'tick-measure.ts'), [JSON.stringify(database)]);
    child.once('message', (message) => resolve(message as Ticked));
    child.once('exit', (code) => reject(new Error(`ticking ended with ${code}`)));
  });
}
