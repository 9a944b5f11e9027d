// 转给, 转长期, 重新挂号, 督办: handling of items by those in charge.
import { decisionOn } from '../../../domain/ledger/approvers.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import { MOVES, type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { askItem } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { endOfDay } from './drafts.ts';
import { changeItem, makeMove } from './effects.ts';
import { askNumber, itemsNamed, targetOf, unknownItem } from './find.ts';
import { merge, split } from './merge.ts';
import { othersOf, tell } from './people.ts';
import { personNamed } from './person.ts';
import { cannot, nextReview } from './progress.ts';
import { itemWords } from './words.ts';

const SHOWN = 8;

type Managing = Turn<'rectify_manage'>;

/** Handling of items; what each word does with those it is about. */
const MOVES_OF_MANAGING = {
  transfer,
  supervise,
  long_term: longTerm,
  reopen,
  merge,
  split,
} satisfies Partial<Record<Move, (turn: Managing, items: readonly Item[]) => Promise<Reply>>>;
type Managed = keyof typeof MOVES_OF_MANAGING;

const isManaged = (what: string | undefined): what is Managed =>
  what !== undefined && Object.hasOwn(MOVES_OF_MANAGING, what);

export const manage = act<'rectify_manage', { items: readonly Item[]; move: Managed }>({
  permit: {
    actions: ['open_item', 'decide_item'],
    asked: (_turn, { items, move }) => {
      const { action } = MOVES[move];
      return items.map((item) => ({
        action,
        on: action === 'decide_item' ? decisionOn(item) : targetOf(item),
      }));
    },
  },
  async about(turn) {
    const { what: move, itemNo, names = [] } = turn.intent;
    if (!isManaged(move)) return { reply: turn.say('general.not_yet') };
    // 张三的整改都转给李四: everything of somebody who leaves.
    const found =
      move === 'transfer' && !itemNo && names.length >= 2
        ? await itemsOf(turn, names[0]!)
        : await numbered(turn, itemNo);
    return 'reply' in found ? found : { ...found, move };
  },
  async carryOut(turn, { items, move }) {
    const stuck = items.find((item) => stateAfter(item, move) === undefined);
    return stuck ? cannot(turn, stuck, move) : MOVES_OF_MANAGING[move](turn, items);
  },
});

async function numbered(turn: Managing, itemNo: string | undefined): Promise<{ items: Item[] } | Ended> {
  if (!itemNo) return askNumber(turn);
  const { items, unknown } = await itemsNamed(turn, itemNo);
  return unknown.length > 0 ? { reply: unknownItem(turn, unknown) } : { items };
}

/** Open items of a person by name: who left may not be in the roster any more. Those the sender may hand on are meant. */
async function itemsOf(turn: Managing, name: string): Promise<{ items: Item[] } | Ended> {
  const all = (await turn.tx.items({})).filter((item) => isOpen(item) && item.ownerName === name);
  if (all.length === 0) return { reply: turn.say('ledger.none_of', { person: name }) };
  const own = all.filter((item) => mayDo(turn, 'open_item', targetOf(item)));
  return { items: own.length > 0 ? own : all.slice(0, 1) };
}

async function transfer(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const to = await theOther(turn, turn.intent.names?.at(-1), items[0]!);
  if ('reply' in to) return to.reply;
  const before = [...new Set(items.map((item) => item.ownerId))];
  const moved: Item[] = [];
  for (const item of items) {
    const after = { ...item, ownerId: to.person.id, ownerName: to.person.name };
    moved.push(await changeItem(turn, item, after, 'transfer', to.person.name));
  }
  const lines = moved.slice(0, SHOWN).map((item) => itemWords(turn, item));
  const data = {
    items: lines,
    count: moved.length,
    more: Math.max(0, moved.length - SHOWN),
    to: to.person.name,
    by: turn.sender.name,
    names: moved.map((item) => itemLabel(item)),
  };
  const first = moved[0]!;
  await tell(turn, first, {
    rule: 'item_transferred',
    people: othersOf(turn, to.person.id),
    text: turn.say('ledger.notice_transfer', data).text,
  });
  await tell(turn, first, {
    rule: 'item_taken_over',
    people: othersOf(turn, ...before).filter((p) => p.id !== to.person.id),
    text: turn.say('ledger.notice_taken_over', data).text,
  });
  return turn.say('ledger.transferred', data);
}

/** The person named; else asked for, or why the name will not do. */
async function theOther(
  turn: Managing,
  name: string | undefined,
  item: Item,
): Promise<{ person: Person } | Ended> {
  const found = name === undefined ? undefined : personNamed(turn.org, name, item.unitId);
  if (found?.kind === 'one') return { person: found.person };
  const { names: _asked, ...rest } = turn.intent;
  await askItem(turn, { ...rest, itemNo: rest.itemNo ?? String(item.no), lacks: 'person' });
  return {
    reply: turn.say('ledger.ask_person', {
      what: turn.intent.what ?? '',
      name: name ?? '',
      similar: found?.kind === 'none' ? found.similar : [],
      several: found?.kind === 'several' ? found.people.map((p) => unitName(turn, p)) : [],
    }),
  };
}

const unitName = (turn: Turn, p: Person) => turn.org.units.get(p.groupId ?? p.branchId ?? -1)?.name ?? '';

/** 挂名督办: a leader watches it by name. */
async function supervise(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const who = await theOther(turn, turn.intent.names?.[0], items[0]!);
  if ('reply' in who) return who.reply;
  const watched: Item[] = [];
  for (const item of items) {
    const after = { ...item, supervisorId: who.person.id, supervisorName: who.person.name };
    watched.push(await changeItem(turn, item, after, 'supervise', who.person.name));
  }
  const data = {
    names: watched.map((item) => itemLabel(item)),
    who: who.person.name,
    by: turn.sender.name,
  };
  const first = watched[0]!;
  const lines = watched.slice(0, SHOWN).map((item) => itemWords(turn, item));
  const text = turn.say('ledger.notice_supervise', { ...data, items: lines }).text;
  await tell(turn, first, { rule: 'item_supervised', people: othersOf(turn, who.person.id), text });
  return turn.say('ledger.supervised', data);
}

async function longTerm(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const reviewAt = endOfDay(turn.intent.dueAt) ?? nextReview(turn.now);
  const replies: Reply[] = [];
  for (const item of items) {
    await turn.tx.cancelOutbox(`item:${item.id}`);
    const after = await makeMove(turn, item, 'long_term', { reviewAt });
    replies.push(turn.say('ledger.long_term', itemWords(turn, after)));
    const text = turn.say('ledger.notice_long_term', itemWords(turn, after)).text;
    await tell(turn, after, { rule: 'item_long_term', people: othersOf(turn, after.ownerId), text });
  }
  return { text: replies.map((r) => r.text).join('\n') };
}

/** 重新挂号, when the problem has come back: needs a new deadline. */
async function reopen(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const dueAt = endOfDay(turn.intent.dueAt);
  if (dueAt === null) {
    await askItem(turn, { ...turn.intent, lacks: 'due' });
    return turn.say('ledger.ask_new_due', itemWords(turn, items[0]!));
  }
  if (dueAt <= turn.now) return turn.say('ledger.due_past', { due: turn.intent.dueAt!.slice(0, 10) });
  const replies: Reply[] = [];
  for (const item of items) {
    const text = turn.intent.reason ?? turn.intent.remark ?? null;
    const after = await makeMove(turn, item, 'reopen', { dueAt, text });
    const data = { ...itemWords(turn, after), by: turn.sender.name };
    replies.push(turn.say('ledger.reopened', data));
    const notice = turn.say('ledger.notice_reopened', data).text;
    await tell(turn, after, { rule: 'item_reopened', people: othersOf(turn, after.ownerId), text: notice });
  }
  return { text: replies.map((r) => r.text).join('\n') };
}
