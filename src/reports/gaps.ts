// What is due from units and was not held: cadence against what the store says was held.
import { dateOf } from '../domain/calendar/time.ts';
import type { ActivityTally } from '../domain/figures/activities.ts';
import {
  type Gap,
  type GapQuestion,
  gapsOf,
  type Obligation,
  obligationsOf,
  periodKey,
  typesByPeriod,
} from '../domain/figures/gaps.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import { type Counter, query, unitsBelow } from './activities.ts';

/**
 * What is due from the units and below, and what of it was not held.
 * @param today whose periods are asked about, if not this very day's
 */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
  today = dateOf(c.now),
): Promise<{ gaps: Gap[]; obligations: Obligation[] }> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const obligations = obligationsOf(c.settings.cadence, c.org, ids, { ...asked, today });
  const branches = ids.map((id) => c.org.branchOf(id)?.id ?? id);
  const places = [...new Set([...ids, ...branches])];
  const tallies = new Map<string, ActivityTally[]>();
  for (const [period, types] of typesByPeriod(obligations)) {
    const asking = { ...(await query(c, places, period, types)), heldOnly: true };
    tallies.set(periodKey(period), await c.tx.activityTallies(asking));
  }
  return { gaps: gapsOf(obligations, tallies, c.org), obligations };
}
