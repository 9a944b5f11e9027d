// What somebody waits for that others are to answer: handed out, or asked of another unit.
import { decisionOn } from '../../../domain/ledger/approvers.ts';
import { type Item, type ItemState, ownersOf } from '../../../domain/ledger/item.ts';
import { kindRow, kindsInUse } from '../../../domain/ledger/kinds.ts';
import type { Turn } from '../../turn.ts';

/** What the sender waits for, and what their branch asked of another unit, whoever of them asked. */
export async function awaited(turn: Turn): Promise<Item[]> {
  const handedOut = (await turn.tx.items({ person: turn.sender.id })).filter(
    (item) =>
      !kindRow(item.kind).byAsker &&
      item.openedBy === turn.sender.id &&
      !ownersOf(item).includes(turn.sender.id),
  );
  return [...handedOut, ...(await askedOfOthers(turn))];
}

const ASKED: readonly ItemState[] = ['待整改', '整改中', '提交销号'];

async function askedOfOthers({ tx, org, sender, admins }: Turn): Promise<Item[]> {
  // Who holds no office has asked nobody: what a whole city has asked for is not read for each of its members.
  if (org.officesOf(sender.id).length === 0 && !admins.has(sender.id)) return [];
  const found: Item[] = [];
  for (const { key } of kindsInUse().filter(({ byAsker }) => byAsker))
    found.push(...(await tx.items({ kind: key, states: ASKED })));
  return found.filter((item) => decisionOn(org, item).authors?.includes(sender.id) ?? false);
}

/** 约请 of the sender's branch that is not done yet, newest first. */
export const askedAndOpen = async (turn: Turn): Promise<Item[]> =>
  (await askedOfOthers(turn)).toSorted((a, b) => b.no - a.no);
