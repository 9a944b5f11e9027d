import { dateOf, HOUR_MS } from '../domain/calendar/time.ts';
import { type Filled, toIntent } from '../domain/intent.ts';
import type { Ended } from './act.ts';
import type { Near } from './near.ts';
import { offer } from './questions.ts';
import type { Turn } from './turn.ts';

/** Who speaks of a meeting without naming it speaks of one that is this near. */
const FRESH_MS = 36 * HOUR_MS;

/** A sentence that names no meeting changes none of long ago unasked: that one is offered. */
export async function askWhetherOld(turn: Turn, { activity }: Near): Promise<Ended | undefined> {
  const said: Filled = turn.intent;
  const isNamed =
    said.activityId !== undefined || said.activityType !== undefined || said.startAt !== undefined;
  if (isNamed || turn.now - activity.startAt < FRESH_MS) return undefined;
  const { id, types, startAt } = activity;
  const day = dateOf(startAt);
  const option = toIntent({ ...said, activityId: id, activityType: types[0]!, startAt: day });
  return { reply: await offer(turn, [option]) };
}
