// The approver's card, and what becomes of it once the matter is decided.
import { approversOf } from '../../../domain/ledger/approvers.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import { approvalWords, kindRow } from '../../../domain/ledger/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Turn } from '../../turn.ts';
import { approvalOf, person, tell } from './people.ts';
import { brief, itemWords } from './words.ts';

const SHOWN = 8;

/** One card for each item. @returns names of those who can decide all of them */
export async function askApprovers(turn: Turn, items: readonly Item[]): Promise<string[]> {
  let deciders: Person[] = [];
  for (const item of items) {
    deciders = approversOf(turn, item);
    await tell(turn, item, {
      rule: item.state === '提交销号' ? 'closing_asked' : 'extension_asked',
      people: deciders,
      ...(await cardOf(turn, item)),
    });
  }
  return names(deciders);
}

/** A batch comes as one list with the line to send, where the same people decide all of it. */
export async function askApproversForMany(turn: Turn, items: readonly Item[]): Promise<string[]> {
  const first = items[0]!;
  const deciders = approversOf(turn, first);
  const isSame = items.every(
    (item) => String(approversOf(turn, item).map(idOf)) === String(deciders.map(idOf)),
  );
  if (!isSame) return askApprovers(turn, items);
  const text = turn.say('ledger.closing_asked_many', {
    person: turn.sender.name,
    count: items.length,
    items: items.slice(0, SHOWN).map((item) => itemWords(turn, item)),
    more: Math.max(0, items.length - SHOWN),
    approve: `${kindRow(first.kind).prefix}${items.map((item) => item.no).join('、')} ${approvalWords(first.kind)}`,
  }).text;
  await tell(turn, first, { rule: 'closing_asked', people: deciders, text });
  return names(deciders);
}

const idOf = (p: Person) => p.id;
const names = (people: readonly Person[]) => people.slice(0, 3).map((p) => p.name);

async function cardOf(turn: Turn, item: Item) {
  const evidence = await turn.tx.evidenceOf([item.id]);
  const isClosing = item.state === '提交销号';
  const what = isClosing ? 'closing' : 'extension';
  const data = {
    ...itemWords(turn, item),
    problem: brief(item.problem, 40),
    person: turn.sender.name,
    evidence: evidence.length,
    files: evidence
      .map((e) => e.name)
      .filter((name) => name !== null)
      .slice(0, 3),
    reason: item.extensionReason ?? '',
  };
  const [yes, no] = isClosing ? ['item_ok', 'item_back'] : ['item_ext_ok', 'item_ext_no'];
  const shown = `${item.id}:${item.revision}`;
  const { grades } = kindRow(item.kind);
  const agreed =
    isClosing && grades.length > 0
      ? grades.map((grade) => ({ text: grade, key: `${yes}:${shown}:${grade}`, style: 1 as const }))
      : [{ text: turn.say(`ledger.${what}_yes`, data).text, key: `${yes}:${shown}`, style: 1 as const }];
  return {
    text: turn.say(`ledger.${what}_asked`, data).text,
    card: {
      title: turn.say(`ledger.${what}_title`, data).text,
      buttons: [
        ...agreed,
        { text: turn.say(`ledger.${what}_no`).text, key: `${no}:${shown}`, style: 2 as const },
      ],
    },
  };
}

/** Cards that have not left are cancelled; those that have are given their final look. */
export async function settleCards(turn: Turn, item: Item, cardState: string): Promise<void> {
  const subject = approvalOf(item);
  await turn.tx.cancelOutbox(subject);
  const sent = (await turn.tx.outboxOf(subject)).filter(
    (r) => r.state === 'accepted' && r.responseCode && r.card,
  );
  // The one who presses is answered directly.
  const pressedHere = turn.message.content.kind === 'button' ? turn.sender.userId : undefined;
  await turn.tx.addCardUpdates(
    sent
      .map((r) => ({
        at: turn.now,
        responseCode: r.responseCode!,
        users: r.to.filter((u) => u !== pressedHere),
        cardState,
      }))
      .filter((update) => update.users.length > 0),
  );
}

const DECISIONS = new Set(['approve', 'return', 'approve_extension', 'deny_extension']);

/** Who decided last, for those who come later; undefined when nobody has. */
export async function decidedAlready(turn: Turn, item: Item): Promise<Reply | undefined> {
  const last = (await turn.tx.itemEvents(item.id)).findLast(
    (e) => DECISIONS.has(e.what) || e.what === 'undo',
  );
  if (!last || last.what === 'undo') return undefined;
  const who = person(turn, last.by)?.name ?? last.by;
  return {
    ...turn.say('ledger.decided_already', { ...itemWords(turn, item), who, at: last.at, what: last.what }),
    cardState: turn.say('ledger.decided_by_state', { who, what: last.what }).text,
  };
}
