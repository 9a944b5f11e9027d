// Which branches owe which reports: one rule for reminders, figures, lists and the page.
import { type Cadence, requirementsAt } from '../activity/cadence.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { FilingKind, FilingKindRow } from './kinds.ts';

/** Reports that some requirement is met by. */
const required = ({ requirements }: Cadence): Set<FilingKind> =>
  new Set(requirements.flatMap(({ metBy }) => (metBy.kind === 'report' ? [metBy.report] : [])));

/** Those of branches that somebody may miss: with a day they are due, or required by config/cadence.yaml. */
export function owedKinds(cadence: Cadence, rows: readonly FilingKindRow[]): FilingKindRow[] {
  const asked = required(cadence);
  return rows.filter(
    ({ key, who, period, dueBefore }) =>
      who === 'branch' && period !== null && (dueBefore !== null || asked.has(key)),
  );
}

/**
 * Whether a branch owes a report: where a requirement is met by it, those the requirement holds for (流动党员联系 only
 * where there are 流动党员); else every branch.
 */
export function owesBy(cadence: Cadence, org: Organisation): (unitId: number, kind: FilingKind) => boolean {
  const asked = required(cadence);
  // Of those that requirements are met by; null: no branch, which owes none.
  const known = new Map<number, ReadonlySet<FilingKind> | null>();
  const ownOf = (unitId: number) =>
    org.unit(unitId).kind === 'branch'
      ? new Set(
          requirementsAt(cadence, org, unitId).flatMap(({ metBy }) =>
            metBy.kind === 'report' ? [metBy.report] : [],
          ),
        )
      : null;
  return (unitId, kind) => {
    let own = known.get(unitId);
    if (own === undefined) {
      own = ownOf(unitId);
      known.set(unitId, own);
    }
    return own !== null && (own.has(kind) || !asked.has(kind));
  };
}
