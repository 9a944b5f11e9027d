// Between commits and sends: the portions of a 集结 that are to be told, and whom what has left did not reach.
import type { Runner } from '../reminders/runner.ts';

/** One look at a time; who asks meanwhile is looked for once more. */
export function createMusterSteps(
  runner: Pick<Runner, 'stepMusters'>,
  send: () => void,
): () => Promise<void> {
  let isLooking = false;
  let again = false;
  return async () => {
    again = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (again) {
        again = false;
        await runner.stepMusters(send);
      }
    } finally {
      isLooking = false;
    }
  };
}
