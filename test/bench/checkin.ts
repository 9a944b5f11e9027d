import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appText } from './callbacks.ts';
import { MEMBERS_PER_BRANCH, memberId } from './city.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';

const BRANCHES = 600;
const CONNECTIONS = 64;
const ROUNDS = 3;

/** The durable check-in against a bare Koa floor, in turns within one run. */
export async function checkinRows(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const floor = await start('floor.ts', []);
  const server = await start('server.ts', [dir, String(BRANCHES)]);
  try {
    // Each member checks in once: the first answer is a write, a repetition would be cheaper.
    const all = Array.from({ length: BRANCHES * MEMBERS_PER_BRANCH }, (_, i) => i);
    const shuffled = all.sort((a, b) => ((a * 7919) % 104_729) - ((b * 7919) % 104_729));
    const perRound = Math.floor(shuffled.length / (ROUNDS + 1));
    const floors: number[] = [];
    const checkins: number[] = [];
    const p99s: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const requests = shuffled
        .slice(round * perRound, (round + 1) * perRound)
        .map((i) =>
          appText(memberId(Math.floor(i / MEMBERS_PER_BRANCH), i % MEMBERS_PER_BRANCH), '签到', `m${i}`),
        );
      const bare = await load(floor.port, requests, CONNECTIONS);
      const real = await load(server.port, requests, CONNECTIONS);
      if (bare.failed + real.failed > 0)
        throw new Error(`answers other than 200: ${bare.failed} + ${real.failed}`);
      // The first round warms both up.
      if (round === 0) continue;
      floors.push(bare.perSecond);
      checkins.push(real.perSecond);
      p99s.push(real.p99Ms);
    }
    const ratio = median(checkins.map((c, i) => c / floors[i]!));
    return [
      {
        name: 'floor: bare Koa, verify + decrypt + encrypt',
        value: Math.round(median(floors)),
        unit: '/s',
        target: null,
        ok: true,
      },
      {
        name: 'durable check-in over the app callback',
        value: Math.round(median(checkins)),
        unit: '/s',
        target: null,
        ok: true,
      },
      {
        name: 'check-in against the floor',
        value: round2(ratio),
        unit: 'ratio',
        target: '>= 0.6',
        ok: ratio >= 0.6,
      },
      {
        name: 'check-in p99 at 64 connections',
        value: round2(median(p99s)),
        unit: 'ms',
        target: '< 100',
        ok: median(p99s) < 100,
      },
    ];
  } finally {
    floor.child.kill();
    server.child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

export const round2 = (n: number) => Math.round(n * 100) / 100;

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function start(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(join(import.meta.dirname, file), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
  return new Promise((resolve, reject) => {
    child.once('message', (m) => resolve({ child, port: (m as { port: number }).port }));
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}
