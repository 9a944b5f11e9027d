// 同意销号, 退回, 同意延期, 不同意延期: never by those responsible, and only once.
import type { IntentOf } from '../../../domain/intent.ts';
import { approversOf, decisionOn, sendingBackOn } from '../../../domain/ledger/approvers.ts';
import { type Item, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import { type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import { actOnEach, permit, together } from '../../act.ts';
import { askItem } from '../../questions.ts';
import { refuse, type Turn } from '../../turn.ts';
import { decidedAlready, settleCards } from './approval.ts';
import { makeMove } from './effects.ts';
import { askNumber, itemsNamed, maySee, otherKind, unknownItem } from './find.ts';
import { othersOf, tell } from './people.ts';
import { itemWords } from './words.ts';

type Decision = Extract<Move, 'approve' | 'return' | 'approve_extension' | 'deny_extension'>;

interface Case {
  item: Item;
  move: Decision;
}

export const decide = actOnEach<'rectify_decide', Case>({
  permit: permit('decide_item', ({ item, move }, { org }) =>
    move === 'return' ? sendingBackOn(org, item) : decisionOn(item),
  ),
  async about(turn) {
    const { itemId, itemNo, revision } = turn.intent;
    if (itemId !== undefined) return shownItem(turn, itemId, revision);
    if (!itemNo) return askNumber(turn);
    const { items, unknown } = await itemsNamed(turn, itemNo);
    const other = otherKind(turn, items);
    if (other) return { reply: other };
    return {
      things: items.map((item) => ({ item, move: meant(turn.intent, item) })),
      troubles: unknown.length > 0 ? [unknownItem(turn, unknown)] : [],
    };
  },
  /** Nobody closes their own; else the usual line with who can. */
  refusal(turn, { item }, { action, on }) {
    if (!decisionOn(item).responsible.includes(turn.sender.id)) return refuse(turn, action, on);
    const who = approversOf(turn, item)
      .slice(0, 3)
      .map((p) => p.name);
    return turn.say('ledger.not_own', { name: itemLabel(item), who });
  },
  async carryOut(turn, cases, troubles) {
    const replies = [...troubles];
    for (const { item, move } of cases) replies.push(await decideOne(turn, item, move));
    return together(replies);
  },
});

/** A bare 同意 or 不同意 is about what waits. */
function meant({ decision }: IntentOf<'rectify_decide'>, item: Item): Decision {
  const isExtension = item.extensionTo !== null && item.state !== '提交销号';
  if (decision === 'approve' && isExtension) return 'approve_extension';
  if (decision === 'return' && isExtension) return 'deny_extension';
  if (decision === 'deny') return isExtension ? 'deny_extension' : 'return';
  return decision ?? 'approve';
}

/** The item of the approver's card, as long as it is what the card shows. */
async function shownItem(turn: Turn<'rectify_decide'>, itemId: number, revision: number | undefined) {
  const item = await turn.tx.item(itemId);
  const { decision } = turn.intent;
  const move = decision === 'deny' ? undefined : decision;
  if (!item || !move || !maySee(turn, item)) return { reply: turn.say('general.button_gone') };
  // Handed in anew since this card: what it shows is not what would be decided.
  if (stateAfter(item, move) !== undefined && item.revision !== revision)
    return { reply: turn.say('ledger.changed_since', itemWords(turn, item)) };
  return { things: [{ item, move }], troubles: [] };
}

async function decideOne(turn: Turn<'rectify_decide'>, item: Item, move: Decision): Promise<Reply> {
  if (stateAfter(item, move) === undefined) {
    const words = itemWords(turn, item);
    return (await decidedAlready(turn, item)) ?? turn.say('ledger.not_asked', { ...words, move });
  }
  const reason = turn.intent.reason ?? turn.intent.remark ?? null;
  if (move === 'return' && reason === null) {
    await askItem(turn, {
      intent: 'rectify_decide',
      itemNo: String(item.no),
      decision: 'return',
      lacks: 'reason',
    });
    return turn.say('ledger.ask_reason', itemWords(turn, item));
  }
  const asker = item.askedBy;
  const after = await makeMove(turn, item, move, { text: reason });
  const cardState = turn.say('ledger.decided_state', { what: move }).text;
  await settleCards(
    turn,
    after,
    turn.say('ledger.decided_by_state', { who: turn.sender.name, what: move }).text,
  );
  const data = { ...itemWords(turn, after), what: move, reason: reason ?? '', who: turn.sender.name };
  const told = othersOf(turn, ...ownersOf(after), asker);
  await tell(turn, after, {
    rule: 'item_decided',
    people: told,
    text: turn.say('ledger.decision', data).text,
  });
  return { ...turn.say('ledger.decided', { ...data, told: told.map((p) => p.name) }), cardState };
}
