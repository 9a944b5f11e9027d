// The only file that knows node-cron.
import cron from 'node-cron';

/** Runs `tick` each minute at second 5 in Asia/Shanghai, one at a time; returns how to stop. */
export function everyMinute(tick: () => Promise<void>): () => Promise<void> {
  const task = cron.schedule('5 * * * * *', tick, {
    timezone: 'Asia/Shanghai',
    noOverlap: true,
    name: 'tick',
  });
  return async () => {
    await task.destroy();
  };
}
