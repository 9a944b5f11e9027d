// Who decides on an item: the people asked, reminded and allowed are the same.
import { type Organisation, type Person, SECRETARY_ROLES } from '../organisation/organisation.ts';
import type { Permissions, Target } from '../organisation/permissions.ts';
import { type Item, responsibleOf } from './item.ts';
import { kindRow } from './kinds.ts';

/** What the permission table is asked about a decision: who asked may not decide either (四眼). */
export function decisionOn(org: Organisation, item: Item): Target & { responsible: readonly string[] } {
  const responsible = [...responsibleOf(item), item.askedBy].filter((id) => id !== null);
  const own = org.holders(item.unitId, ...SECRETARY_ROLES).map(({ id }) => id);
  // What one of them is responsible for, none of them decides.
  const isTheirs = own.some((id) => responsible.includes(id));
  const authors = kindRow(item.kind).bySecretary && !isTheirs ? own : [];
  return { unitId: item.unitId, responsible, authors };
}

/**
 * What the permission table is asked about sending back a report that closed the item by itself: whoever handed it out may,
 * and of another unit that was asked, the secretaries of who asked it; never who reported it.
 */
export function sendingBackOn(org: Organisation, item: Item): Target {
  const decision = decisionOn(org, item);
  const { closing, toUnit } = kindRow(item.kind);
  if (closing !== 'reported') return decision;
  const asking = toUnit ? org.person(item.openedBy)?.branchId : null;
  const beside = asking == null ? [] : org.holders(asking, ...SECRETARY_ROLES).map(({ id }) => id);
  const authors = [item.openedBy, ...beside].filter((id) => !decision.responsible.includes(id));
  return { ...decision, authors };
}

/** Whoever may: every 管理员 whose subtree holds the item (and of some kinds its secretaries), those of ADMIN_USERIDS last, except who is responsible or asked. */
export function approversOf(
  { org, permissions }: { org: Organisation; permissions: Permissions },
  item: Item,
): Person[] {
  const target = decisionOn(org, item);
  const found = permissions.whoMay(org, 'decide_item', target);
  const others = permissions
    .bootstrapAdmins(org)
    .filter((p) => !found.some((f) => f.id === p.id) && permissions.may(org, p, 'decide_item', target));
  return [...found, ...others];
}
