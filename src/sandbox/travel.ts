import { nextAt, parseMoment } from './calendar.ts';
import type { ClockState } from './page-contract.ts';
import { Refusal, type World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The page shows progress once per step; within one, the app still runs every tick. */
const STEP_MS = 60 * MINUTE_MS;
const FARTHEST_MS = 366 * DAY_MS;

export interface Travel {
  state(): ClockState;
  /** @throws Refusal for a moment that has passed, lies over a year ahead, or while already moving */
  go(request: { minutes?: unknown; to?: unknown }): Promise<void>;
}

export function createTravel(
  world: Pick<World, 'now' | 'log' | 'memory'>,
  travel: (to: number) => Promise<void>,
  onStep: () => void,
): Travel {
  const { now } = world;
  let moving = false;
  let sent = 0;
  world.log.listen((event, message) => {
    if (moving && event === 'message' && message.from === 'bot') sent++;
  });
  return {
    state: () => ({ now: now(), moving, sent }),
    async go(request) {
      const start = now();
      const target = targetOf(request, start);
      if (!(target > start)) throw new Refusal('clock_backwards');
      if (target - start > FARTHEST_MS) throw new Refusal('clock_too_far');
      if (moving) throw new Refusal('clock_moving', 409);
      moving = true;
      sent = 0;
      onStep();
      try {
        for (let at = start; at < target; at += STEP_MS) {
          // The clock also runs by itself, so a short last step may lie in the past already.
          const to = Math.min(at + STEP_MS, target);
          if (to > now()) await travel(to);
          onStep();
        }
      } finally {
        world.memory.state.journey = { from: start, to: now() };
        world.memory.changed();
        moving = false;
        onStep();
      }
    },
  };
}

/** The morning's first digests go out at 08:31. */
function targetOf({ minutes, to }: { minutes?: unknown; to?: unknown }, now: number): number {
  if (typeof minutes === 'number') return now + minutes * MINUTE_MS;
  if (to === 'next_morning') return nextAt(now, 8, 31);
  if (to === 'next_week') return now + 7 * DAY_MS;
  const moment = typeof to === 'string' ? parseMoment(to) : Number.NaN;
  if (Number.isNaN(moment)) throw new Refusal('bad_request');
  return moment;
}
