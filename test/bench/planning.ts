import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './main.ts';
import type { Measured } from './planning-measure.ts';

/** Heap the planner is given; without a limit V8 keeps garbage as long as the machine has room. */
const HEAP_MB = 320;

/** Planning for a city: a year of every message, and the one-minute tick through a busy day. */
export async function planningRows(): Promise<Row[]> {
  const measured = await new Promise<Measured>((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'planning-measure.ts'), {
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
    });
    child.once('message', (message) => resolve(message as Measured));
    child.once('exit', (code) => reject(new Error(`planning ended with ${code}`)));
  });
  process.stderr.write(`planned ${measured.messages} messages of a year\n`);
  return [
    row('plan a year, 10,000 branches / 200,000 members', measured.seconds, 's', 10),
    row('memory while planning it', measured.peakMb, 'MB', 512),
    row('first tick of a new planner, with its indexes', measured.firstTickMs, 'ms', null),
    row('slowest one-minute tick of a day', measured.slowestTickMs, 'ms', 50),
  ];
}

const row = (name: string, value: number, unit: string, target: number | null): Row => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  target: target === null ? null : `<= ${target}`,
  ok: target === null || value <= target,
});
