// How far a muster is, as whoever leads it reads it: for 集结情况, the report with the second call, and the summary.
import type { Muster, MusterStand } from '../domain/muster/muster.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { MusterPart, MusterReadTx } from './muster.ts';

/** As many names as a phone shows. */
const NAMES = 50;

interface Asked extends MusterPart {
  /** without: figures only, for those who may not read names, and in a group */
  names: boolean;
  /** branches whose people's reasons may be read */
  reasonsOf?: readonly number[] | undefined;
}

/** Counts and names of a roll, as muster.roll takes them. */
export async function musterRoll(tx: MusterReadTx, org: Organisation, muster: Muster, asked: Asked) {
  const part = { branchIds: asked.branchIds };
  const counts = await tx.musterCounts(muster.id, part);
  const idsOf = (stand: MusterStand) => (asked.names ? tx.musterPeople(muster.id, stand, NAMES, part) : []);
  const namesOf = async (stand: MusterStand) => {
    const ids = await idsOf(stand);
    return ids.flatMap((id) => org.person(id)?.name ?? []);
  };
  const silent = counts.called - counts.acked;
  const underWay = counts.acked - counts.arrived - counts.cannot;
  const { refused } = await tx.musterReach(muster.id);
  const mayReach = (id: string) => {
    const branch = org.person(id)?.branchId;
    return asked.branchIds === undefined || (branch != null && asked.branchIds.includes(branch));
  };
  const unreached = refused.filter(mayReach);
  return {
    ...counts,
    acked_late: counts.acked - counts.ackedInTime,
    arrived_late: counts.arrived - counts.arrivedInTime,
    silent_count: silent,
    under_way_count: underWay,
    silent: await namesOf('silent'),
    under_way: await namesOf('ack'),
    cannot_names: await cannotNames(tx, org, muster, asked, await idsOf('cannot')),
    unreached: asked.names ? unreached.slice(0, NAMES).flatMap((id) => org.person(id)?.name ?? []) : [],
    unreached_count: unreached.length,
    names: asked.names,
  };
}

async function cannotNames(
  tx: MusterReadTx,
  org: Organisation,
  muster: Muster,
  { reasonsOf = [] }: Asked,
  ids: readonly string[],
): Promise<string[]> {
  const shown: string[] = [];
  for (const id of ids) {
    const person = org.person(id);
    if (!person) continue;
    const maySee = person.branchId !== null && reasonsOf.includes(person.branchId);
    const reason = maySee ? (await tx.musterEntry(muster.id, id))?.reason : null;
    shown.push(reason ? `${person.name}(${reason})` : person.name);
  }
  return shown;
}

/** Branches whose secretary somebody is: why their people cannot come is for them alone. */
export const ownBranches = (org: Organisation, personId: string): number[] =>
  org
    .officesOf(personId)
    .filter(({ role }) => ['书记', '副书记', '组织委员'].includes(role))
    .flatMap(({ unitId }) => (org.units.get(unitId)?.kind === 'branch' ? [unitId] : []));
