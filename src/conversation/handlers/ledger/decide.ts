// 同意销号, 退回, 同意延期, 不同意延期: never by those responsible, and only once.
import { dateOf, type Instant } from '../../../domain/calendar/time.ts';
import { type IntentOf, toIntent } from '../../../domain/intent.ts';
import { approversOf, decisionOn, sendingBackOn } from '../../../domain/ledger/approvers.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import { type Item, type ItemKind, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow, stateWord } from '../../../domain/ledger/kinds.ts';
import { type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import { actOnEach, type Ended, permit, together } from '../../act.ts';
import { askItem, offerDone, offerItems } from '../../questions.ts';
import { refuse, type Turn } from '../../turn.ts';
import { decidedAlready, settleCards } from './approval.ts';
import { endOfDay } from './drafts.ts';
import { makeMove } from './effects.ts';
import { askNumber, itemsNamed, maySee, otherKind, unknownItem } from './find.ts';
import { othersOf, tell } from './people.ts';
import { itemWords } from './words.ts';

type Decision = Extract<Move, 'approve' | 'return' | 'approve_extension' | 'deny_extension'>;

interface Case {
  item: Item;
  move: Decision;
}
interface About {
  things: Case[];
  troubles: Reply[];
}
const SHOWN = 8;

export const decide = actOnEach<'rectify_decide', Case>({
  permit: permit('decide_item', ({ item, move }, { org }) =>
    move === 'return' ? sendingBackOn(org, item) : decisionOn(org, item),
  ),
  async about(turn) {
    const { itemId, itemNo, revision } = turn.intent;
    if (itemId !== undefined) return shownItem(turn, itemId, revision);
    if (!itemNo && turn.intent.itemKind !== undefined) return gradedOf(turn, turn.intent.itemKind);
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
    if (!decisionOn(turn.org, item).responsible.includes(turn.sender.id)) return refuse(turn, action, on);
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

/** 我的承诺评为好 */
const OWN = /^\s*(?:给|把|将)?我(?:自己)?的/u;

/** 赵六的承诺评为好: of one kind, of whoever is named; where several are open it is asked which. */
async function gradedOf(turn: Turn<'rectify_decide'>, kind: ItemKind): Promise<Ended | About> {
  const names = OWN.test(turn.text) ? [turn.sender.name] : (turn.intent.names ?? []);
  const found = (await turn.tx.items({ kind })).filter(
    (item) =>
      isOpen(item) &&
      maySee(turn, item) &&
      names.every((name) => namesIn(item.ownerName ?? '', turn.org).includes(name)),
  );
  const [only, ...more] = found;
  if (!only) return { reply: turn.say('ledger.none_to_grade', { noun: kindRow(kind).noun, names }) };
  if (more.length === 0) return { things: [{ item: only, move: 'approve' }], troubles: [] };
  const shown = found.slice(0, SHOWN);
  await offerItems(
    turn,
    shown.map((item) => toIntent({ ...turn.intent, itemNo: String(item.no) })),
  );
  const items = shown.map((item) => itemWords(turn, item));
  return {
    reply: turn.say('ledger.which', {
      items,
      more: found.length - shown.length,
      example: items[0]!.name,
      list: turn.say('ledger.kind_list', items[0]!).text,
    }),
  };
}

/** What stands in the way of closing it with the grade that is said, or that is not; undefined: nothing. */
async function gradeTrouble(turn: Turn<'rectify_decide'>, item: Item): Promise<Reply | undefined> {
  const { grade } = turn.intent;
  const { grades, closingWord } = kindRow(item.kind);
  const words = itemWords(turn, item);
  if (grades.length === 0) return grade === undefined ? undefined : turn.say('ledger.no_grades', words);
  if (grade !== undefined && grades.includes(grade))
    return grade === item.grade ? decidedAlready(turn, item) : undefined;
  if (grade === undefined && item.grade !== null) return decidedAlready(turn, item);
  const ways = grades.map((one) =>
    toIntent({
      ...turn.intent,
      intent: 'rectify_decide',
      decision: 'approve',
      itemNo: String(item.no),
      grade: one,
    }),
  );
  return offerDone(turn, turn.say('ledger.ask_grade', { ...words, said: grade ?? '' }), ways, {
    title: turn.say('ledger.ask_grade_title', words).text,
    each: grades,
    none: turn.say('ledger.ask_grade_none', { closing: closingWord }).text,
  });
}

/** 约请 that was not kept is to be answered anew, within as many days as before. */
function answerAgainBy({ now, settings }: Turn, { kind }: Item): Instant | undefined {
  const { byAsker, dueIn } = kindRow(kind);
  if (!byAsker || dueIn === null) return undefined;
  return endOfDay(settings.calendar.addWorkingDays(dateOf(now), dueIn)) ?? undefined;
}

async function decideOne(turn: Turn<'rectify_decide'>, item: Item, move: Decision): Promise<Reply> {
  const trouble = move === 'approve' ? await gradeTrouble(turn, item) : undefined;
  if (trouble) return trouble;
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
  const after = await makeMove(turn, item, move, {
    text: reason,
    grade: turn.intent.grade,
    dueAt: move === 'return' ? answerAgainBy(turn, item) : undefined,
  });
  const stateSaid = { what: move, state_word: stateWord(after), grade: after.grade ?? '' };
  const cardState = turn.say('ledger.decided_state', stateSaid).text;
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
