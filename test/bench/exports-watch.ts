// Loaded into a process under measure: tells at its end how much memory it took and how long its event loop stood still.
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  // What stands still while the program itself is loaded is no part of an export.
  setTimeout(() => delay.enable(), 0);
  process.on('exit', () => {
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    writeSync(2, `watched ${peak} MB ${Math.round(delay.max / 1e6)} ms\n`);
  });
}
