// 进展, 完成 and 延期: what the responsible person says; 完成 only asks for closing.

import { monthsEarlier } from '../../../domain/calendar/period.ts';
import { DAY_MS, dateOf } from '../../../domain/calendar/time.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { ITEM_KINDS } from '../../../domain/ledger/kinds.ts';
import { MOVES, type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import { saidAfterDone, saidAfterFigure } from '../../../parsing/ledger-words.ts';
import type { Reply } from '../../../ports/channels.ts';
import { askItem } from '../../questions.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { askApprovers, askApproversForMany } from './approval.ts';
import { endOfDay } from './drafts.ts';
import { makeMove } from './effects.ts';
import { itemsMeant, matterOf, unknownItem } from './find.ts';
import { attachLoose } from './media.ts';
import { approvalOf } from './people.ts';
import { itemName, itemWords } from './words.ts';

/** Progress this near before a review is the review. */
const REVIEW_MS = 30 * DAY_MS;
const REVIEW_MONTHS = 3;
/** More cards than this at once would be a flood: the approver gets one list instead. */
const MAX_CARDS = 3;

/** Three months after the day, as `YYYY-MM-DD` to the end of that day. */
export const nextReview = (at: number): number => endOfDay(monthsEarlier(dateOf(at), -REVIEW_MONTHS))!;

interface Outcome {
  done: Item[];
  /** one line for each item that could not be moved */
  troubles: Reply[];
}

/** Makes the move on every item the message means. */
async function onEach(
  turn: Turn,
  move: Move,
  act: (item: Item) => Promise<Item>,
): Promise<Outcome | { reply: Reply }> {
  const meant = await itemsMeant(turn, (item) => isWorkedOn(item) && stateAfter(item, move) !== undefined);
  if ('reply' in meant) return meant;
  const outcome: Outcome = { done: [], troubles: [] };
  if (meant.unknown.length > 0) outcome.troubles.push(unknownItem(turn, meant.unknown));
  for (const item of meant.items) {
    const matter = matterOf(item);
    const { action } = MOVES[move];
    if (!mayDo(turn, action, matter)) outcome.troubles.push(refuse(turn, action, matter));
    else if (stateAfter(item, move) === undefined) outcome.troubles.push(cannot(turn, item, move));
    else outcome.done.push(await act(item));
  }
  return outcome;
}

/** Without a number, what already waits for the approver is not meant. */
const isWorkedOn = (item: Item) => item.state !== '提交销号';

/** Why not, and what can be said instead. */
export function cannot(turn: Turn, item: Item, move: Move): Reply {
  return turn.say('ledger.cannot', {
    ...itemWords(turn, item),
    move,
    gone: item.gone ?? '',
    related: item.related,
  });
}

const together = (...replies: Reply[]): Reply => ({
  text: replies
    .map((r) => r.text)
    .filter((text) => text !== '')
    .join('\n'),
});

export async function progress(turn: Turn): Promise<Reply> {
  const { intent } = turn;
  if (intent.what === 'attach') return attachLoose(turn);
  const text =
    (intent.remark && (saidAfterFigure(turn.text) ?? intent.remark)) ??
    (intent.progress === undefined ? turn.text.trim() : null);
  const outcome = await onEach(turn, 'progress', (item) => {
    const reviewed = item.reviewAt !== null && item.reviewAt - turn.now < REVIEW_MS;
    return makeMove(turn, item, 'progress', {
      progress: intent.progress,
      text,
      reviewAt: reviewed ? nextReview(Math.max(turn.now, item.reviewAt!)) : undefined,
    });
  });
  if ('reply' in outcome) return outcome.reply;
  const promised = endOfDay(intent.dueAt);
  const lines = outcome.done.map((item) =>
    turn.say('ledger.progress', {
      ...itemWords(turn, item),
      late:
        promised !== null && item.dueAt !== null && promised > item.dueAt ? intent.dueAt!.slice(0, 10) : '',
      one: outcome.done.length === 1,
    }),
  );
  const first = outcome.done[0];
  const pictures = first && outcome.done.length === 1 ? await attachLoose(turn, first) : { text: '' };
  return together(...lines, pictures, ...outcome.troubles);
}

export async function done(turn: Turn): Promise<Reply> {
  const { remark } = turn.intent;
  const outcome = await onEach(turn, 'ask_closing', async (item) => {
    await turn.tx.cancelOutbox(approvalOf(item));
    return makeMove(turn, item, 'ask_closing', {
      text: remark ? (saidAfterDone(turn.text) ?? remark) : null,
    });
  });
  if ('reply' in outcome) return outcome.reply;
  const asked = outcome.done.filter((item) => ITEM_KINDS[item.kind].closing === 'approved');
  const reported = outcome.done.filter(isNotAsked);
  const [only] = outcome.done;
  const pictures = only && outcome.done.length === 1 ? await attachLoose(turn, only) : { text: '' };
  const deciders =
    asked.length > MAX_CARDS ? await askApproversForMany(turn, asked) : await askApprovers(turn, asked);
  const replies: Reply[] = [];
  if (asked.length > 0) {
    const names = asked.map((item) => itemName(turn, item));
    const one = asked.length === 1;
    replies.push(turn.say('ledger.asked', { ...itemWords(turn, asked[0]!), one, names, deciders }));
  }
  if (reported.length > 0)
    replies.push(turn.say('ledger.reported', { names: reported.map((item) => itemName(turn, item)) }));
  return together(...replies, pictures, ...outcome.troubles);
}

const isNotAsked = (item: Item) => !isOpen(item);

export async function extend(turn: Turn): Promise<Reply> {
  const { intent } = turn;
  const to = endOfDay(intent.dueAt);
  if (to === null) {
    const meant = await itemsMeant(turn, (item) => stateAfter(item, 'ask_extension') !== undefined);
    if ('reply' in meant) return meant.reply;
    await askItem(turn, { ...intent, itemNo: String(meant.items[0]!.no), lacks: 'due' });
    return turn.say('ledger.ask_new_due', itemWords(turn, meant.items[0]!));
  }
  const early: Item[] = [];
  const outcome = await onEach(turn, 'ask_extension', async (item) => {
    if (to <= turn.now || (item.dueAt !== null && to <= item.dueAt)) {
      early.push(item);
      return item;
    }
    await turn.tx.cancelOutbox(approvalOf(item));
    const asked = await makeMove(turn, item, 'ask_extension', { dueAt: to, text: intent.reason ?? null });
    // An approver who is not responsible need not ask anybody.
    return mayDo(turn, 'decide_item', matterOf(item)) ? makeMove(turn, asked, 'approve_extension') : asked;
  });
  if ('reply' in outcome) return outcome.reply;
  const asked = outcome.done.filter((item) => !early.includes(item));
  const deciders = await askApprovers(
    turn,
    asked.filter((item) => item.extensionTo !== null),
  );
  const lines = asked.map((item) =>
    turn.say('ledger.extension', { ...itemWords(turn, item), granted: item.extensionTo === null, deciders }),
  );
  const refused = early.map((item) => turn.say('ledger.extension_not_later', itemWords(turn, item)));
  return together(...lines, ...refused, ...outcome.troubles);
}
