// One tick: what became due since the last one is written into the outbox, and then the watermark moves on. The
// watermark elects: who finds it moved on under the writer's lock has nothing left to do.
import type { Instant } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';
import type { ReadTx, Store } from '../ports/store.ts';
import { createLookout } from './lookout.ts';
import { mustersDue, nextMusterStep, stepMusters, takeSteps } from './musters.ts';
import { createPlanner } from './plan.ts';
import { type PlanRules, planInput } from './plan-input.ts';
import { heldDigests, isFarAhead, putWatermark, serve, turnBack, watermark } from './serve.ts';
import { othersTurn } from './steps.ts';

export interface Runner {
  /** writes what became due; safe to call from anywhere, as often as one likes */
  tick(): Promise<void>;
  /**
   * 集结 alone: its clock, and the next portions of those who are to be told.
   * @param told after each portion that can be sent
   */
  stepMusters(told?: () => void): Promise<void>;
  /** the next moment up to `to` at which a message is planned, as things stand */
  next(to: Instant): Promise<Instant | undefined>;
}

/** From so many people on, what planning reads is a heavy read. */
const CITY = 2000;
/** Units planned at once: each writing is short, and what is planned beside the writer is young when it is written. */
const UNITS_AT_ONCE = 50;

/** @param isRight whether somebody else says the same as the clock; asked where it contradicts what was planned */
export function createRunner(
  store: Store,
  rules: PlanRules,
  clock: Clock,
  isRight: () => Promise<boolean> = async () => false,
): Runner {
  const lookout = createLookout(rules);

  const isCity = async (tx: ReadTx) => (await tx.organisation()).people.size >= CITY;

  return {
    stepMusters: (told) => stepMusters(store, rules, clock.now(), told),
    async tick() {
      const now = clock.now();
      const { since, groups, heavy, hasUnsummed, musters } = await store.read(async (tx) => {
        const from = await watermark(tx, now);
        const hasHeld = (await heldDigests(tx, now)).length > 0;
        const groups = now < from ? [] : await lookout.unitsIn(tx, { from, to: now + 1 }, hasHeld);
        const hasUnsummed = await tx.hasUnsummed(now);
        const musters = await mustersDue(tx, now);
        return { since: from, groups, heavy: await isCity(tx), hasUnsummed, musters };
      });
      await takeSteps(store, rules, now, musters);
      // A clock set back finds the watermark ahead: those moments were served. But it may have been ahead before.
      if (now < since) {
        if (isFarAhead(since, now) && (await isRight())) await turnBack(store, now);
        return;
      }
      const errand = { rules, now, span: { from: since, to: now + 1 } };
      const errands = groups
        ? portionsOf(groups).map((units) => ({ ...errand, units, heavy: false }))
        : [{ ...errand, units: undefined, heavy }];
      // Somebody else was quicker: what is left is due in the next minute still.
      for (const each of errands) {
        if (!(await serve(store, each))) return;
        await othersTurn();
      }
      await store.write(async (tx) => {
        if ((await watermark(tx, now)) === since) await putWatermark(tx, now);
      });
      if (hasUnsummed) await sumDays(store, now);
    },
    async next(to) {
      const now = clock.now();
      const step = await store.read(nextMusterStep);
      const heavy = await store.read(isCity);
      const input = await store.read((tx) => planInput(tx, rules, now), { heavy });
      for (const part of createPlanner(input).portions({ from: now + 1, to: to + 1 })) {
        if (part.length > 0) return Math.min(...part.map((m) => m.at), step ?? to);
      }
      return step !== undefined && step <= to ? step : undefined;
    },
  };
}

/** A day at a time, so that check-ins go between; whoever else does the same finds fewer left. */
async function sumDays(store: Store, now: Instant): Promise<void> {
  while (await store.write((tx) => tx.sumNextDay(now))) await othersTurn();
}

function portionsOf(groups: readonly (readonly number[])[]): number[][] {
  const portions: number[][] = [];
  for (const group of groups) {
    const last = portions.at(-1);
    if (last && last.length < UNITS_AT_ONCE) last.push(...group);
    else portions.push([...group]);
  }
  return portions;
}
