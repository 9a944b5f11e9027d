// Items beside the own ones that somebody may ask after without a number.
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import type { Turn } from '../../turn.ts';
import { awaited } from './awaited.ts';
import { maySee } from './find.ts';

/** Whoever is in charge of more is asked for a number: all that lies there would be read for every unclear line. */
const MOST_UNITS = 60;
const MOST_READ = 1000;

/** @param areOpen those alone that are still to be done, or those alone that are not */
export async function othersSeen(turn: Turn, isAsked: boolean, areOpen = true): Promise<Item[]> {
  const { org, sender, permissions, tx } = turn;
  const inCharge = unitsInCharge(permissions, org, sender, 'open_item');
  // 党小组长 look at what those of their group are responsible for.
  const ofGroups = inCharge.length > 0 ? [] : unitsInCharge(permissions, org, sender, 'see_item');
  const branches = ofGroups.flatMap(({ id }) => org.branchOf(id) ?? []);
  const tops = inCharge.length > 0 ? inCharge : branches;
  const unitIds = [...new Set(tops.flatMap((top) => org.subtree(top.id).map(({ id }) => id)))];
  const isFew = unitIds.length > 0 && unitIds.length <= MOST_UNITS;
  const here = isFew ? await tx.items({ unitIds }) : isAsked ? await openIn(turn, unitIds) : [];
  const all = new Map([...here, ...(await awaited(turn))].map((item) => [item.id, item]));
  return [...all.values()].filter(
    (item) => isOpen(item) === areOpen && item.gone === null && maySee(turn, item),
  );
}

/** Whoever asks after one item waits for what is open of a county, and for no more than that. */
async function openIn({ tx }: Turn, unitIds: readonly number[]): Promise<Item[]> {
  const open = (await tx.itemBriefs({ unitIds })).filter(isOpen);
  return open.length > MOST_READ ? [] : tx.itemsWith(open.map(({ id }) => id));
}
