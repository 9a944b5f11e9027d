// Works of plans that somebody below has not reported for this month.
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { unitsOfPart, worksOf } from '../domain/scheme/scheme.ts';
import type { ReadTx } from '../ports/store.ts';
import { idsBelow, schemeProgress, type WorkProgress } from '../reports/scheme.ts';

/** What is asked of a branch is asked of no 党小组: theirs is the branch's, for those who see it. */
export const planUnit = (org: Organisation, unit: Unit): Unit => org.branchOf(unit.id) ?? unit;

/** In the order of the plan; empty where there is none, or all is told. */
export async function plansSilent(
  tx: ReadTx,
  org: Organisation,
  unit: Unit,
  now: Instant,
): Promise<WorkProgress[]> {
  const schemes = await tx.schemes();
  if (schemes.length === 0) return [];
  const area = idsBelow(org, [unit]);
  const works = schemes
    .flatMap(worksOf)
    .filter(({ parts }) => parts.some((part) => [...unitsOfPart(part, org)].some((id) => area.has(id))));
  const rows = await schemeProgress(tx, org, works, [unit], dateOf(now).slice(0, 7));
  return rows.filter(({ due, reported }) => due > reported);
}
