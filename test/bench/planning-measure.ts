// Run by planning.ts in a process of its own, under its own heap limit; answers with one message.
import { HOUR_MS, instantOf, MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { createPlanner } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { city } from './planning-city.ts';

export interface Measured {
  messages: number;
  seconds: number;
  peakMb: number;
  firstTickMs: number;
  slowestTickMs: number;
}

const input = city();
const year = planYear(input);
process.send!({ ...year, ...ticks(input) } satisfies Measured);

function planYear(of: PlanInput) {
  const started = performance.now();
  const planner = createPlanner(of);
  let messages = 0;
  let parts = 0;
  let peak = 0;
  for (const part of planner.portions({ from: instantOf('2026-01-01'), to: instantOf('2027-01-01') })) {
    messages += part.length;
    if (++parts % 200 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { messages, seconds: (performance.now() - started) / 1000, peakMb: peak / 2 ** 20 };
}

/** Every minute of the 20th, when half of all requirements are due for reminding. */
function ticks(of: PlanInput) {
  const planner = createPlanner(of);
  const day = instantOf('2026-11-20');
  const timed = (at: number) => {
    const started = performance.now();
    planner.due({ from: at, to: at + MINUTE_MS });
    return performance.now() - started;
  };
  const firstTickMs = timed(day + 8 * HOUR_MS);
  let slowestTickMs = 0;
  for (let at = day + 8 * HOUR_MS; at < day + 18 * HOUR_MS; at += MINUTE_MS)
    slowestTickMs = Math.max(slowestTickMs, timed(at));
  return { firstTickMs, slowestTickMs };
}
