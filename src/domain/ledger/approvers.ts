// Who decides on an item: the people asked, reminded and allowed are the same.
import { type Organisation, type Person, SECRETARY_ROLES } from '../organisation/organisation.ts';
import type { Permissions, Target } from '../organisation/permissions.ts';
import { type Item, responsibleOf } from './item.ts';
import { kindRow } from './kinds.ts';

/** What the permission table is asked about a decision: who asked may not decide either (四眼). */
export function decisionOn(org: Organisation, item: Item): Target & { responsible: readonly string[] } {
  const responsible = [...responsibleOf(item), item.askedBy].filter((id) => id !== null);
  const { bySecretary, byAsker } = kindRow(item.kind);
  if (byAsker) return { unitId: item.unitId, responsible, authors: askersOf(org, item, responsible) };
  const own = org.holders(item.unitId, ...SECRETARY_ROLES).map(({ id }) => id);
  // What one of them is responsible for, none of them decides.
  const isTheirs = own.some((id) => responsible.includes(id));
  const authors = bySecretary && !isTheirs ? own : [];
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
  const authors = toUnit ? askersOf(org, item, decision.responsible) : [item.openedBy];
  return { ...decision, authors: authors.filter((id) => !decision.responsible.includes(id)) };
}

/** Whoever asked another unit, and the secretaries of the branch it was asked from. */
function askersOf(org: Organisation, { openedBy }: Item, responsible: readonly string[]): string[] {
  const branch = org.person(openedBy)?.branchId;
  const beside = branch == null ? [] : org.holders(branch, ...SECRETARY_ROLES).map(({ id }) => id);
  return [openedBy, ...beside].filter((id) => !responsible.includes(id));
}

/** Whoever may: every 管理员 whose subtree holds the item (and of some kinds its secretaries), those of ADMIN_USERIDS last, except who is responsible or asked. */
export function approversOf(
  { org, permissions }: { org: Organisation; permissions: Permissions },
  item: Item,
): Person[] {
  const target = decisionOn(org, item);
  if (kindRow(item.kind).byAsker)
    return (target.authors ?? []).slice(0, 1).flatMap((id) => org.person(id) ?? []);
  const found = permissions.whoMay(org, 'decide_item', target);
  const others = permissions
    .bootstrapAdmins(org)
    .filter((p) => !found.some((f) => f.id === p.id) && permissions.may(org, p, 'decide_item', target));
  return [...found, ...others];
}
