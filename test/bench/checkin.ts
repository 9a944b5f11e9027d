import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appText } from './callbacks.ts';
import { memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';

const CONNECTIONS = 64;
const ROUNDS = 4;

/** Branches of a round and their members; one after another: those of a branch say it at once. */
interface Meeting {
  name: string;
  branches: number;
  members: number;
  target: number;
}
const MEETINGS: readonly Meeting[] = [
  { name: '', branches: 100, members: 20, target: 0.6 },
  { name: ', one branch of 2,000', branches: 1, members: 2000, target: 0.5 },
];

/** The durable check-in against a bare Koa floor, in turns within one run. */
export async function checkinRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const meeting of MEETINGS)
    rows.push(...(await onEachStore((where, env) => measure(meeting, where, env))));
  return rows;
}

async function measure(meeting: Meeting, where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const { name, branches, members, target } = meeting;
  const floor = await start('floor.ts', []);
  const server = await start('server.ts', [dir, ...[(ROUNDS + 2) * branches, members].map(String)], env);
  try {
    const floors: number[] = [];
    const checkins: number[] = [];
    const p99s: number[] = [];
    // The first rounds warm both up.
    for (let round = -1; round <= ROUNDS; round++) {
      const requests = requestsOf(meeting, round + 1);
      const bare = await load(floor.port, requests, CONNECTIONS);
      const real = await load(server.port, requests, CONNECTIONS);
      if (bare.failed + real.failed > 0)
        throw new Error(`answers other than 200: ${bare.failed} + ${real.failed}`);
      if (round < 1) continue;
      floors.push(bare.perSecond);
      checkins.push(real.perSecond);
      p99s.push(real.p99Ms);
    }
    const ratio = median(checkins.map((c, i) => c / floors[i]!));
    const row = (what: string, value: number, unit: string, more: Partial<Row> = {}): Row => ({
      name: `${what}${name}${where}`,
      value: round2(value),
      unit,
      target: null,
      ok: true,
      ...more,
    });
    return [
      row('floor: bare Koa, verify + decrypt + encrypt', median(floors), '/s'),
      row('durable check-in over the app callback', median(checkins), '/s'),
      row('check-in against the floor', ratio, 'ratio', { target: `>= ${target}`, ok: ratio >= target }),
      row('check-in p99 at 64 connections', median(p99s), 'ms', {
        target: '< 100',
        ok: median(p99s) < 100,
      }),
    ];
  } finally {
    floor.child.kill();
    server.child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Each member checks in once: the first answer is a write, a repetition would be cheaper. */
function requestsOf({ branches, members }: Meeting, round: number): Buffer[] {
  const found: Buffer[] = [];
  for (let b = round * branches; b < (round + 1) * branches; b++)
    for (let m = 0; m < members; m++) found.push(appText(memberId(b, m), '签到', `m${b}x${m}`));
  return found;
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
