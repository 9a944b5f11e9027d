// Whose items a question is about: own ones, a unit named, the bound group's, or all the sender is in charge of.

import type { Slots } from '../../../domain/intent.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Ended } from '../../act.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';

export interface Reach {
  /** only what the sender is responsible for, watches or has handed out */
  own: boolean;
  /** the first is the unit named, when `named` */
  unitIds: number[];
  named: boolean;
  /** only items of people of this 党小组; items themselves lie in branches */
  group?: number;
}

const OWN: Reach = { own: true, unitIds: [], named: false };

export const isInReach = (turn: Turn, unitId: number): boolean => mayDo(turn, 'see_figures', { unitId });

/** Figures are for those in charge; a member asking without a unit gets their own items. */
export async function reachOf(
  turn: Turn,
  asked: Partial<Pick<Slots, 'scope' | 'mine'>>,
): Promise<Reach | Ended> {
  if (asked.mine) return OWN;
  const scope = unitInQuestion(turn, asked.scope);
  if (scope && 'reply' in scope) return scope;
  const place = scope?.unit ?? turn.groupUnit;
  if (place) {
    if (isInReach(turn, place.id)) return reachOfUnit(turn, place);
    return scope ? { reply: refuse(turn, 'see_figures', { unitId: place.id }) } : OWN;
  }
  const tops = turn.admins.has(turn.sender.id)
    ? turn.org.roots()
    : turn.org.officesOf(turn.sender.id).map((office) => turn.org.unit(office.unitId));
  const inCharge = tops.filter((unit) => unit.kind !== 'group' && isInReach(turn, unit.id));
  const unitIds = new Set(inCharge.flatMap((unit) => turn.org.subtree(unit.id).map((u) => u.id)));
  return unitIds.size > 0 ? { own: false, unitIds: [...unitIds], named: false } : OWN;
}

function reachOfUnit({ org }: Turn, unit: Unit): Reach {
  const branch = unit.kind === 'group' ? org.branchOf(unit.id) : undefined;
  if (branch) return { own: false, unitIds: [branch.id], named: true, group: unit.id };
  return { own: false, unitIds: org.subtree(unit.id).map((u) => u.id), named: true };
}

export async function itemsInReach(turn: Turn, reach: Reach): Promise<Item[]> {
  if (reach.own) return turn.tx.items({ person: turn.sender.id });
  const items = await turn.tx.items({ unitIds: reach.unitIds });
  if (reach.group === undefined) return items;
  return items.filter((item) => item.ownerId && turn.org.person(item.ownerId)?.groupId === reach.group);
}
