// Who decides on an item: the people asked, reminded and allowed are the same.
import type { Organisation, Person } from '../organisation/organisation.ts';
import type { Permissions } from '../organisation/permissions.ts';
import { type Item, responsibleOf } from './item.ts';

/** What the permission table is asked about a decision: who asked may not decide either (四眼). */
export const decisionOn = (item: Item) => ({
  unitId: item.unitId,
  responsible: [...responsibleOf(item), item.askedBy].filter((id) => id !== null),
});

/** Every 管理员 whose subtree holds the item, those of ADMIN_USERIDS last, except who is responsible or asked. */
export function approversOf(
  { org, permissions }: { org: Organisation; permissions: Permissions },
  item: Item,
): Person[] {
  const target = decisionOn(item);
  const found = permissions.whoMay(org, 'decide_item', target);
  const others = permissions
    .bootstrapAdmins(org)
    .filter((p) => !found.some((f) => f.id === p.id) && permissions.may(org, p, 'decide_item', target));
  return [...found, ...others];
}
