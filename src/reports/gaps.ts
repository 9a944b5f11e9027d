// What is due from units and was not held: cadence against what the store says was held.
import { type DateText, dateOf } from '../domain/calendar/time.ts';
import type { StandingUnits } from '../domain/figures/activities.ts';
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

/** What is due from the units and below, and what of it was not held as of this very day. */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
): Promise<{ gaps: Gap[]; obligations: readonly Obligation[]; today: DateText }> {
  const today = dateOf(c.now);
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const obligations = obligationsOf(c.settings.cadence, c.org, ids, { ...asked, today });
  const branches = ids.map((id) => c.org.branchOf(id)?.id ?? id);
  const places = [...new Set([...ids, ...branches])];
  const held = new Map<string, StandingUnits[]>();
  for (const [period, types] of typesByPeriod(obligations))
    held.set(periodKey(period), await c.tx.unitsByStanding(await query(c, places, period, types)));
  return { gaps: gapsOf(obligations, held, c.org), obligations, today };
}
