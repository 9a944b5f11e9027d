// One truth per meeting, whatever is said: dialogues made up at random over one small branch, and what must hold after
// every step of them. RECORD_SEED brings one back.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { runs } from '../support/long.ts';
import { Play } from '../support/record-play.ts';
import { dialogues } from '../support/record-talk.ts';
import { openWorld } from '../support/two-intakes.ts';

const SEED = Number(process.env.RECORD_SEED ?? Math.floor(Date.now() / 86_400_000));
const RUNS = Number(process.env.RECORD_RUNS ?? runs(15, 60));
const STEPS = 25;
/** On a busy machine fewer dialogues are played. */
const MOST_MS = Number(process.env.RECORD_MS ?? 20_000);
const START = instantOf('2026-11-24', 14, 20);

describe(`the record of a meeting (RECORD_SEED=${SEED})`, () => {
  it('is one and the same, whatever was said', {
    timeout: MOST_MS + 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(dialogues(STEPS), fc.boolean(), async (steps, leaveNeedsConsent) => {
        const world = await openWorld(START, leaveNeedsConsent);
        try {
          const play = new Play(world);
          for (const step of steps) await play.step(step);
        } finally {
          await world.close();
        }
      }),
      {
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: true,
        interruptAfterTimeLimit: MOST_MS,
      },
    );
  });
});
