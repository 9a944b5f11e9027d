// 限期上报: one task to every branch, and a quiet list of who has not answered, for the sender only.
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { SECRETARY_ROLES, type Unit } from '../../../domain/organisation/organisation.ts';
import { responsibleFor } from '../../../domain/organisation/responsible.ts';
import type { Reply } from '../../../ports/channels.ts';
import { mayDo, type Turn } from '../../turn.ts';
import type { Draft } from './drafts.ts';
import { openItem } from './effects.ts';
import { itemFrom, tellOwners } from './new-item.ts';
import { brief, itemWords } from './words.ts';

const SHOWN = 30;

/** @param scope the one unit named; without it every branch in the sender's reach */
export async function handOut(turn: Turn, draft: Draft, scope: Unit | undefined): Promise<Reply> {
  const branches = branchesBelow(turn, scope ?? draft.unit!);
  if (branches.length === 0) return turn.say('ledger.ask_unit');
  const opened: Item[] = [];
  for (const branch of branches) {
    const owners = responsibleFor(turn.org, branch.id, SECRETARY_ROLES).slice(0, 1);
    const item = itemFrom(turn, { ...draft, owners }, branch);
    opened.push(await openItem(turn, { ...item, batch: turn.message.key }));
  }
  await tellOwners(turn, opened);
  const nobody = opened.filter((i) => i.ownerId === null).map((i) => turn.org.unit(i.unitId).name);
  return turn.say('ledger.handed_out', { ...itemWords(turn, opened[0]!), count: opened.length, nobody });
}

function branchesBelow(turn: Turn, top: Unit): Unit[] {
  const branches = turn.org.subtree(top.id).filter((u) => u.kind === 'branch');
  return branches.filter((u) => mayDo(turn, 'open_item', { unitId: u.id }));
}

/** Who has answered and who has not; undefined for an item that was not handed out, or for somebody else. */
export async function answersTo(turn: Turn, item: Item): Promise<Reply | undefined> {
  if (item.batch === null || item.openedBy !== turn.sender.id) return undefined;
  const all = await turn.tx.items({ batch: item.batch });
  const missing = all.filter(isOpen).map((i) => turn.org.units.get(i.unitId)?.name ?? '');
  return turn.say('ledger.answers', {
    ...itemWords(turn, item),
    problem: brief(item.problem, 30),
    count: all.length,
    answered: all.length - missing.length,
    missing: missing.slice(0, SHOWN),
    more: Math.max(0, missing.length - SHOWN),
  });
}
