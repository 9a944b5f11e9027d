import type { Wording } from '../wording/templates.ts';

/** Who waits hears nothing before that; then again after each such span. */
const EVERY_MS = 2000;

/**
 * Says on stderr how far work is that takes long.
 * @param work is given what to tell how many of how many are done; it need not
 */
export async function watched<T>(
  words: Wording,
  work: (done: (done: number, all: number) => void) => Promise<T>,
): Promise<T> {
  let [done, all] = [0, 0];
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += EVERY_MS / 1000;
    process.stderr.write(`${words('meetings_file.progress', { done, all, seconds })}\n`);
  }, EVERY_MS);
  try {
    return await work((some, whole) => {
      [done, all] = [some, whole];
    });
  } finally {
    clearInterval(timer);
  }
}
