// 转给, 转长期, 重新挂号, 督办: handling of items by those in charge.
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { watcherIn } from '../../../parsing/ledger-words.ts';
import type { Reply } from '../../../ports/channels.ts';
import { askItem } from '../../questions.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { endOfDay } from './drafts.ts';
import { changeItem, makeMove } from './effects.ts';
import { matterOf } from './find.ts';
import { merge, split } from './merge.ts';
import { movable } from './movable.ts';
import { othersOf, tell } from './people.ts';
import { personNamed } from './person.ts';
import { nextReview } from './progress.ts';
import { itemName, itemWords } from './words.ts';

const SHOWN = 8;

export async function manage(turn: Turn): Promise<Reply> {
  switch (turn.intent.what) {
    case 'transfer':
      return transfer(turn);
    case 'supervise':
      return supervise(turn);
    case 'long_term':
      return longTerm(turn);
    case 'reopen':
      return reopen(turn);
    case 'merge':
      return merge(turn);
    case 'split':
      return split(turn);
    default:
      return turn.say('general.not_yet');
  }
}

/** 整改3、8 转给李四, or everything of somebody who leaves: 张三的整改都转给李四. */
async function transfer(turn: Turn): Promise<Reply> {
  const names = turn.intent.names ?? [];
  const leaver = turn.intent.itemNo || names.length < 2 ? undefined : names[0];
  const found = leaver === undefined ? await movable(turn, 'transfer') : await itemsOf(turn, leaver);
  if ('reply' in found) return found.reply;
  const to = await theOther(turn, names.at(-1), found.items[0]!);
  if ('reply' in to) return to.reply;
  const before = [...new Set(found.items.map((item) => item.ownerId))];
  const moved: Item[] = [];
  for (const item of found.items) {
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
    names: moved.map((item) => itemName(turn, item)),
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

/** Open items of a person by name: who left may not be in the roster any more. */
async function itemsOf(turn: Turn, name: string): Promise<{ items: Item[] } | { reply: Reply }> {
  const all = (await turn.tx.items({})).filter((item) => isOpen(item) && item.ownerName === name);
  const items = all.filter((item) => mayDo(turn, 'open_item', matterOf(item)));
  if (items.length > 0) return { items };
  if (all[0]) return { reply: refuse(turn, 'open_item', matterOf(all[0])) };
  return { reply: turn.say('ledger.none_of', { person: name }) };
}

/** The person named; else asked for, or why the name will not do. */
async function theOther(
  turn: Turn,
  name: string | undefined,
  item: Item,
): Promise<{ person: Person } | { reply: Reply }> {
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
async function supervise(turn: Turn): Promise<Reply> {
  const found = await movable(turn, 'supervise');
  if ('reply' in found) return found.reply;
  const who = await theOther(turn, turn.intent.names?.[0] ?? watcherIn(turn.text), found.items[0]!);
  if ('reply' in who) return who.reply;
  const watched: Item[] = [];
  for (const item of found.items) {
    const after = { ...item, supervisorId: who.person.id, supervisorName: who.person.name };
    watched.push(await changeItem(turn, item, after, 'supervise', who.person.name));
  }
  const data = {
    names: watched.map((item) => itemName(turn, item)),
    who: who.person.name,
    by: turn.sender.name,
  };
  const first = watched[0]!;
  const lines = watched.slice(0, SHOWN).map((item) => itemWords(turn, item));
  const text = turn.say('ledger.notice_supervise', { ...data, items: lines }).text;
  await tell(turn, first, { rule: 'item_supervised', people: othersOf(turn, who.person.id), text });
  return turn.say('ledger.supervised', data);
}

async function longTerm(turn: Turn): Promise<Reply> {
  const found = await movable(turn, 'long_term');
  if ('reply' in found) return found.reply;
  const reviewAt = endOfDay(turn.intent.dueAt) ?? nextReview(turn.now);
  const replies: Reply[] = [];
  for (const item of found.items) {
    await turn.tx.cancelOutbox(`item:${item.id}`);
    const after = await makeMove(turn, item, 'long_term', { reviewAt });
    replies.push(turn.say('ledger.long_term', itemWords(turn, after)));
    const text = turn.say('ledger.notice_long_term', itemWords(turn, after)).text;
    await tell(turn, after, { rule: 'item_long_term', people: othersOf(turn, after.ownerId), text });
  }
  return { text: replies.map((r) => r.text).join('\n') };
}

/** 重新挂号, when the problem has come back: needs a new deadline. */
async function reopen(turn: Turn): Promise<Reply> {
  const found = await movable(turn, 'reopen');
  if ('reply' in found) return found.reply;
  const dueAt = endOfDay(turn.intent.dueAt);
  if (dueAt === null) {
    await askItem(turn, { ...turn.intent, lacks: 'due' });
    return turn.say('ledger.ask_new_due', itemWords(turn, found.items[0]!));
  }
  if (dueAt <= turn.now) return turn.say('ledger.due_past', { due: turn.intent.dueAt!.slice(0, 10) });
  const replies: Reply[] = [];
  for (const item of found.items) {
    const text = turn.intent.reason ?? turn.intent.remark ?? null;
    const after = await makeMove(turn, item, 'reopen', { dueAt, text });
    const data = { ...itemWords(turn, after), by: turn.sender.name };
    replies.push(turn.say('ledger.reopened', data));
    const notice = turn.say('ledger.notice_reopened', data).text;
    await tell(turn, after, { rule: 'item_reopened', people: othersOf(turn, after.ownerId), text: notice });
  }
  return { text: replies.map((r) => r.text).join('\n') };
}
