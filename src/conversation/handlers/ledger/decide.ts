// 同意销号, 退回, 同意延期, 不同意延期: never by those responsible, and only once.
import type { Intent } from '../../../domain/intent.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import { type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import { askItem } from '../../questions.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { decidedAlready, settleCards } from './approval.ts';
import { makeMove } from './effects.ts';
import { itemsNamed, maySee, unknownItem } from './find.ts';
import { approversOf, decisionOn, othersOf, tell } from './people.ts';
import { itemName, itemWords } from './words.ts';

type Decision = Extract<Move, 'approve' | 'return' | 'approve_extension' | 'deny_extension'>;

export async function decide(turn: Turn): Promise<Reply> {
  if (!turn.intent.itemNo) return turn.say('ledger.ask_number');
  const { items, unknown } = await itemsNamed(turn);
  const replies: Reply[] = unknown.length > 0 ? [unknownItem(turn, unknown)] : [];
  for (const item of items) replies.push(await decideOne(turn, item, meant(turn.intent, item)));
  const [only] = replies;
  return replies.length === 1 ? only! : { text: replies.map((r) => r.text).join('\n') };
}

/** A bare 同意 or 不同意 is about what waits. */
function meant({ decision }: Intent, item: Item): Decision {
  const isExtension = item.extensionTo !== null && item.state !== '提交销号';
  if (decision === 'approve' && isExtension) return 'approve_extension';
  if (decision === 'return' && isExtension) return 'deny_extension';
  if (decision === 'deny') return isExtension ? 'deny_extension' : 'return';
  return decision ?? 'approve';
}

/** Buttons of the approver's card: `item_ok|item_back|item_ext_ok|item_ext_no:<id>:<revision>`. */
export async function pressedDecision(turn: Turn, what: string, rest: string): Promise<Reply> {
  const [id, revision] = rest.split(':').map(Number);
  const item = await turn.tx.item(id!);
  const move = BUTTONS[what];
  if (!item || !move || !maySee(turn, item)) return turn.say('general.button_gone');
  // Handed in anew since this card: what it shows is not what would be decided.
  if (stateAfter(item, move) !== undefined && item.revision !== revision)
    return turn.say('ledger.changed_since', itemWords(turn, item));
  const intent: Intent = { intent: 'rectify_decide', itemNo: String(item.no), decision: move };
  return decideOne({ ...turn, intent, text: itemName(turn, item) }, item, move);
}

const BUTTONS: Record<string, Decision> = {
  item_ok: 'approve',
  item_back: 'return',
  item_ext_ok: 'approve_extension',
  item_ext_no: 'deny_extension',
};

async function decideOne(turn: Turn, item: Item, move: Decision): Promise<Reply> {
  const matter = decisionOn(item);
  if (!mayDo(turn, 'decide_item', matter)) return refuseDecision(turn, item);
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
  const told = othersOf(turn, after.ownerId, asker);
  await tell(turn, after, {
    rule: 'item_decided',
    people: told,
    text: turn.say('ledger.decision', data).text,
  });
  return { ...turn.say('ledger.decided', { ...data, told: told.map((p) => p.name) }), cardState };
}

/** Nobody closes their own; else the usual line with who can. */
function refuseDecision(turn: Turn, item: Item): Reply {
  if (!decisionOn(item).responsible.includes(turn.sender.id))
    return refuse(turn, 'decide_item', decisionOn(item));
  const who = approversOf(turn, item)
    .slice(0, 3)
    .map((p) => p.name);
  return turn.say('ledger.not_own', { name: itemName(turn, item), who });
}
