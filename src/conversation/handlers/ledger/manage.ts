// 转给, 转长期, 重新挂号, 督办: handling of items by those in charge.
import { decisionOn } from '../../../domain/ledger/approvers.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import { type Item, isOpen, ownedBy, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import { MOVES, type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import { inPlaceOf } from '../../../domain/ledger/owners.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { askItem } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { callOff, toCallOff } from './call-off.ts';
import { endOfDay } from './drafts.ts';
import { changeItem, makeMove } from './effects.ts';
import { askNumber, itemsNamed, otherKind, targetOf, unknownItem } from './find.ts';
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

export const manage = act<'rectify_manage', { items: readonly Item[]; move: Managed | 'withdraw' }>({
  permit: {
    actions: ['open_item', 'decide_item'],
    asked: (turn, { items, move }) => {
      const action = move === 'withdraw' ? 'open_item' : MOVES[move].action;
      return items.map((item) => ({
        action,
        on: action === 'decide_item' ? decisionOn(turn.org, item) : targetOf(item),
      }));
    },
  },
  async about(turn) {
    const { what: move, itemNo } = turn.intent;
    if (move === 'withdraw') return withdrawn(turn, itemNo);
    if (!isManaged(move)) return { reply: turn.say('general.not_yet') };
    const from = leaving(turn.intent);
    const found = from === undefined ? await numbered(turn, itemNo) : await itemsOf(turn, from);
    return 'reply' in found ? found : { ...found, move };
  },
  async carryOut(turn, { items, move }) {
    if (move === 'withdraw') return callOff(turn, items);
    const stuck = items.find((item) => stateAfter(item, move) === undefined);
    return stuck ? cannot(turn, stuck, move) : MOVES_OF_MANAGING[move](turn, items);
  },
});

/**
 * 取消约请7: what was registered stays, so that nothing disappears from a ledger, and how to end it is said. What the
 * sender handed out to several is called off where it is not answered.
 */
async function withdrawn(
  turn: Managing,
  itemNo: string | undefined,
): Promise<{ items: Item[]; move: 'withdraw' } | Ended> {
  const found = await numbered(turn, itemNo);
  if ('reply' in found) return found;
  const first = found.items[0]!;
  const open = await toCallOff(turn, first);
  if (!open) return { reply: turn.say('ledger.no_withdraw', itemWords(turn, first)) };
  if (open.length === 0) return { reply: turn.say('ledger.none_to_call_off', itemWords(turn, first)) };
  return { items: open, move: 'withdraw' };
}

/** 张三的整改都转给李四: everything of somebody who leaves. */
const leaving = ({ what, itemNo, names }: Managing['intent']): string | undefined =>
  what === 'transfer' && !itemNo && (names?.length ?? 0) >= 2 ? names![0] : undefined;

async function numbered(turn: Managing, itemNo: string | undefined): Promise<{ items: Item[] } | Ended> {
  if (!itemNo) return askNumber(turn);
  const { items, unknown } = await itemsNamed(turn, itemNo);
  const other = otherKind(turn, items);
  if (other) return { reply: other };
  return unknown.length > 0 ? { reply: unknownItem(turn, unknown) } : { items };
}

/** Open items of a person by name: who left may not be in the roster any more. Those the sender may hand on are meant. */
async function itemsOf(turn: Managing, name: string): Promise<{ items: Item[] } | Ended> {
  const isOwner = (item: Item) => namesIn(item.ownerName ?? '', turn.org).includes(name);
  const all = (await turn.tx.items({})).filter((item) => isOpen(item) && isOwner(item));
  if (all.length === 0) return { reply: turn.say('ledger.none_of', { person: name }) };
  const own = all.filter((item) => mayDo(turn, 'open_item', targetOf(item)));
  return { items: own.length > 0 ? own : all.slice(0, 1) };
}

/** Whoever is named takes the place of all responsible so far; of somebody who leaves, of that one alone. */
async function transfer(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const from = leaving(turn.intent);
  const names = turn.intent.names ?? [];
  const to = await theOthers(turn, from === undefined ? names : names.slice(1), items);
  if ('reply' in to) return to.reply;
  const { people } = to;
  const moved: Item[] = [];
  const released = new Set<string>();
  /** of them those who answered for it together with others */
  const together = new Set<string>();
  for (const item of items) {
    const owners = from === undefined ? ownedBy(people) : inPlaceOf(turn.org, item, from, people);
    const after = await changeItem(turn, item, { ...item, ...owners }, 'transfer', nameList(people));
    const before = ownersOf(item);
    for (const id of before.filter((id) => !ownersOf(after).includes(id))) {
      released.add(id);
      if (before.length > 1) together.add(id);
    }
    moved.push(after);
  }
  const taking = othersOf(turn, ...people.map((p) => p.id));
  const data = {
    items: moved.slice(0, SHOWN).map((item) => itemWords(turn, item)),
    more: Math.max(0, moved.length - SHOWN),
    to: nameList(people),
    by: turn.sender.name,
    names: moved.map((item) => itemLabel(item)),
    told: taking.map((p) => p.name),
    // Whoever named one person may have meant to keep the others.
    shared: from === undefined ? [...together].flatMap((id) => turn.org.person(id)?.name ?? []) : [],
  };
  const first = moved[0]!;
  await tell(turn, first, {
    rule: 'item_transferred',
    people: taking,
    text: turn.say('ledger.notice_transfer', data).text,
  });
  await tell(turn, first, {
    rule: 'item_taken_over',
    people: othersOf(turn, ...released),
    text: turn.say('ledger.notice_taken_over', data).text,
  });
  return turn.say('ledger.transferred', data);
}

const nameList = (people: readonly Person[]): string => ownedBy(people).ownerName ?? '';

/** The people named; else asked for, or why one of the names will not do: the other names stay. */
async function theOthers(
  turn: Managing,
  names: readonly string[],
  items: readonly Item[],
): Promise<{ people: Person[] } | Ended> {
  const found = names.map((name) => ({ name, ...personNamed(turn.org, name, items[0]!.unitId) }));
  const doubtful = found.find((f) => f.kind !== 'one');
  if (found.length > 0 && !doubtful)
    return { people: [...new Set(found.flatMap((f) => (f.kind === 'one' ? [f.person] : [])))] };
  const { names: _asked, ...rest } = turn.intent;
  const from = leaving(turn.intent);
  const good = found.flatMap((f) => (f.kind === 'one' ? [f.name] : []));
  const kept = from === undefined ? good : [from, ...good];
  const about = from === undefined ? { itemNo: rest.itemNo ?? String(items[0]!.no) } : {};
  await askItem(turn, { ...rest, ...about, ...(kept.length > 0 && { names: kept }), lacks: 'person' });
  return {
    reply: turn.say('ledger.ask_person', {
      what: turn.intent.what ?? '',
      name: doubtful?.name ?? '',
      kept: good,
      similar: doubtful?.kind === 'none' ? doubtful.similar : [],
      several: doubtful?.kind === 'several' ? doubtful.people.map((p) => unitName(turn, p)) : [],
    }),
  };
}

const unitName = (turn: Turn, p: Person) => turn.org.units.get(p.groupId ?? p.branchId ?? -1)?.name ?? '';

/** 挂名督办: a leader watches it by name. */
async function supervise(turn: Managing, items: readonly Item[]): Promise<Reply> {
  const found = await theOthers(turn, (turn.intent.names ?? []).slice(0, 1), items);
  if ('reply' in found) return found.reply;
  const person = found.people[0]!;
  const watched: Item[] = [];
  for (const item of items) {
    const after = { ...item, supervisorId: person.id, supervisorName: person.name };
    watched.push(await changeItem(turn, item, after, 'supervise', person.name));
  }
  const data = {
    names: watched.map((item) => itemLabel(item)),
    who: person.name,
    by: turn.sender.name,
  };
  const first = watched[0]!;
  const lines = watched.slice(0, SHOWN).map((item) => itemWords(turn, item));
  const text = turn.say('ledger.notice_supervise', { ...data, items: lines }).text;
  await tell(turn, first, { rule: 'item_supervised', people: othersOf(turn, person.id), text });
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
    await tell(turn, after, { rule: 'item_long_term', people: othersOf(turn, ...ownersOf(after)), text });
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
    await tell(turn, after, {
      rule: 'item_reopened',
      people: othersOf(turn, ...ownersOf(after)),
      text: notice,
    });
  }
  return { text: replies.map((r) => r.text).join('\n') };
}
