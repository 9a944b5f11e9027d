// Check-ins while somebody asks for the figures of the whole city and its ledger is written.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appText, BENCH_ADMIN } from './callbacks.ts';
import { round2, start } from './checkin.ts';
import { MEMBERS_PER_BRANCH, memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';

const BRANCHES = 2000;
const WEEKS = 52;
const CONNECTIONS = 64;
const CHECKINS = 15_000;
const EXPORT_EVERY_MS = 2000;
const TARGET_MS = 100;

export const readingRows = (): Promise<Row[]> => onEachStore(measure);

async function measure(where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  process.stderr.write(`  filling${where}\n`);
  const { child, port } = await start(
    'server.ts',
    [dir, ...[BRANCHES, MEMBERS_PER_BRANCH, WEEKS].map(String)],
    env,
  );
  try {
    const checkins = Array.from({ length: 2 * CHECKINS }, (_, i) => {
      const branch = i % BRANCHES;
      return appText(memberId(branch, Math.floor(i / BRANCHES) % MEMBERS_PER_BRANCH), '签到', `m${i}`);
    });
    await load(port, checkins.slice(0, CHECKINS / 3), CONNECTIONS);
    const alone = await load(port, checkins.slice(CHECKINS / 3, CHECKINS), CONNECTIONS);
    let isOver = false;
    const asked: number[] = [];
    const asking = (async () => {
      while (!isOver) asked.push((await load(port, [question('今年各支部到会率')], 1)).p99Ms);
    })();
    const exporting = (async () => {
      while (!isOver) {
        await load(port, [question('导出台账')], 1);
        await new Promise((resolve) => setTimeout(resolve, EXPORT_EVERY_MS));
      }
    })();
    const beside = await load(port, checkins.slice(CHECKINS), CONNECTIONS);
    isOver = true;
    await Promise.all([asking, exporting]);
    process.stderr.write(
      `  ${asked.length} questions, the slowest ${Math.round(Math.max(...asked))} ms; ` +
        `${Math.round(beside.perSecond)}/s, longest check-in ${Math.round(beside.maxMs)} ms\n`,
    );
    if (alone.failed + beside.failed > 0) throw new Error('check-ins were refused');
    const row = (name: string, value: number, target: number | null): Row => ({
      name: `${name}${where}`,
      value: round2(value),
      unit: 'ms',
      target: target === null ? null : `<= ${target}`,
      ok: target === null || value <= target,
    });
    return [
      row('check-in p99 at 64 connections, a large store, nothing beside', alone.p99Ms, null),
      row('check-in p99 beside city-wide questions and ledger exports', beside.p99Ms, TARGET_MS),
      row('longest check-in beside them', beside.maxMs, null),
      row('slowest city-wide question', Math.max(...asked), null),
    ];
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

let count = 0;
const question = (text: string) => appText(BENCH_ADMIN, text, `q${count++}`);
