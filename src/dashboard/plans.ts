// Works of plans that somebody below has not reported for this month.
import { dateOf } from '../domain/calendar/time.ts';
import { unitsOfPart, worksOf } from '../domain/scheme/scheme.ts';
import { idsBelow, schemeProgress, type WorkProgress } from '../reports/scheme.ts';
import type { Looking } from './view.ts';

/** What is asked of a branch is asked of no 党小组: theirs is the branch's, for those who see it. */
export const planUnit = ({ org, asked }: Pick<Looking, 'org' | 'asked'>) =>
  org.branchOf(asked.unit.id) ?? asked.unit;

/** In the order of the plan; empty where there is none, or all is told. */
export async function plansSilent(looking: Looking): Promise<WorkProgress[]> {
  const { tx, org, now } = looking;
  const schemes = await tx.schemes();
  if (schemes.length === 0) return [];
  const unit = planUnit(looking);
  const area = idsBelow(org, [unit]);
  const works = schemes
    .flatMap(worksOf)
    .filter(({ parts }) => parts.some((part) => [...unitsOfPart(part, org)].some((id) => area.has(id))));
  const rows = await schemeProgress(tx, org, works, [unit], dateOf(now).slice(0, 7));
  return rows.filter(({ due, reported }) => due > reported);
}
