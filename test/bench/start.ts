import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './checkin.ts';
import type { Row } from './main.ts';

/** From process start to the first ready answer of the sandbox, and its memory when idle. */
export async function startRows(): Promise<Row[]> {
  const seconds: number[] = [];
  const rssMb: number[] = [];
  for (let i = 0; i < 3; i++) {
    const dir = mkdtempSync(join(tmpdir(), 'zhibutong-start-'));
    const startedAt = performance.now();
    const child = spawn(
      process.execPath,
      ['--max-semi-space-size=8', join(import.meta.dirname, '../../src/start.mjs')],
      {
        env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'fatal' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        const found = /http:\/\/[\d.:]+/.exec(String(chunk));
        if (found) resolve(found[0]);
      });
      child.once('exit', (code) => reject(new Error(`server ended with ${code}`)));
    });
    while (
      !(await fetch(`${url}/readyz`).then(
        (r) => r.ok,
        () => false,
      ))
    );
    seconds.push((performance.now() - startedAt) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    rssMb.push(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024);
    child.kill();
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(dir, { recursive: true, force: true });
  }
  const start = median(seconds);
  const rss = median(rssMb);
  return [
    {
      name: 'start to ready, sandbox',
      value: Math.round(start * 100) / 100,
      unit: 's',
      target: '<= 1.5',
      ok: start <= 1.5,
    },
    {
      name: 'memory of the idle server',
      value: Math.round(rss),
      unit: 'MB',
      target: '<= 150',
      ok: rss <= 150,
    },
  ];
}
