// Figures over musters: how many there were, and how many of those called answered and came in time. No persons.
import type { MusterCounts } from '../domain/muster/muster.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { MusterShare } from '../ports/muster.ts';
import { type Counter, momentsOf } from './activities.ts';

export interface MusterFigures extends MusterCounts {
  musters: number;
}

export interface MusterRow {
  unit: Unit;
  real: MusterFigures;
  drills: MusterFigures;
}

/** What the units asked about and all below them had to do with musters of the period. */
export async function mustersOf(
  q: Counter & { tops: readonly Unit[] },
  period: Period,
): Promise<Omit<MusterRow, 'unit'> & { rows: MusterRow[] }> {
  const { org, tops } = q;
  const { from, to } = momentsOf(period);
  const lies = ({ groupId, branchId, unitId }: MusterShare) => groupId ?? branchId ?? unitId;
  const within = (id: number, unit: Unit) => org.units.has(id) && org.isWithin(id, unit.id);
  const shares = (await q.tx.musterShares(from, to)).filter((share) =>
    tops.some((top) => within(lies(share), top)),
  );
  const byBranch = Map.groupBy(shares, ({ branchId }) => branchId);
  const rows = [...byBranch].flatMap(([branchId, own]) =>
    branchId === null || !org.units.has(branchId) ? [] : [{ unit: org.unit(branchId), ...bothOf(own) }],
  );
  const inOrder = [...org.units.keys()];
  const placed = new Map(inOrder.map((id, at) => [id, at]));
  rows.sort((a, b) => placed.get(a.unit.id)! - placed.get(b.unit.id)!);
  return { ...bothOf(shares), rows };
}

const bothOf = (shares: readonly MusterShare[]) => ({
  real: sumOf(shares.filter(({ isDrill }) => !isDrill)),
  drills: sumOf(shares.filter(({ isDrill }) => isDrill)),
});

function sumOf(shares: readonly MusterShare[]): MusterFigures {
  const sum = (key: keyof MusterCounts) => shares.reduce((all, share) => all + share[key], 0);
  return {
    musters: new Set(shares.map(({ musterId }) => musterId)).size,
    called: sum('called'),
    acked: sum('acked'),
    ackedInTime: sum('ackedInTime'),
    arrived: sum('arrived'),
    arrivedInTime: sum('arrivedInTime'),
    cannot: sum('cannot'),
  };
}
