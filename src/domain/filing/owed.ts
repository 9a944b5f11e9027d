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
  const known = new Map<number, Set<FilingKind>>();
  return (unitId, kind) => {
    if (org.unit(unitId).kind !== 'branch') return false;
    if (!asked.has(kind)) return true;
    const own =
      known.get(unitId) ??
      new Set(
        requirementsAt(cadence, org, unitId).flatMap(({ metBy }) =>
          metBy.kind === 'report' ? [metBy.report] : [],
        ),
      );
    known.set(unitId, own);
    return own.has(kind);
  };
}
