// 进展, 完成 and 延期: what the responsible person says; 完成 only asks for closing.

import { addMonths } from '../../../domain/calendar/dates.ts';
import { monthsEarlier } from '../../../domain/calendar/period.ts';
import { addDays, DAY_MS, dateOf, type Instant } from '../../../domain/calendar/time.ts';
import type { Filled } from '../../../domain/intent.ts';
import { approversOf } from '../../../domain/ledger/approvers.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import { MOVES, type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import { actOnEach, permit, together } from '../../act.ts';
import { askItem } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { askApprovers, askApproversForMany } from './approval.ts';
import { endOfDay, goneBy } from './drafts.ts';
import { makeMove } from './effects.ts';
import { itemsMeant, targetOf, unknownItem } from './find.ts';
import { attachLoose } from './media.ts';
import { nodeDone, nodeSaidDone, reportNodes } from './nodes.ts';
import { approvalOf, othersOf, tell } from './people.ts';
import { brief, itemWords } from './words.ts';

/** Progress this near before a review is the review. */
const REVIEW_MS = 30 * DAY_MS;
const REVIEW_MONTHS = 3;
/** More cards than this at once would be a flood: the approver gets one list instead. */
const MAX_CARDS = 3;
/** Read back, so that a slip is seen. */
const SAID = 40;

/** Three months after the day, as `YYYY-MM-DD` to the end of that day. */
export const nextReview = (at: number): number => endOfDay(monthsEarlier(dateOf(at), -REVIEW_MONTHS))!;

type Reporting = 'rectify_progress' | 'rectify_done' | 'rectify_extend';

/** A move made on every item that a message of the person responsible means. */
const onEach = <N extends Reporting>(
  move: Move,
  carryOut: (turn: Turn<N>, items: readonly Item[], troubles: readonly Reply[]) => Promise<Reply>,
) =>
  actOnEach<N, Item>({
    permit: permit(MOVES[move].action, targetOf),
    async about(turn) {
      const { itemKind }: Filled = turn.intent;
      const meant = await itemsMeant(
        turn,
        turn.intent.itemNo,
        (item) =>
          isWorkedOn(item) &&
          stateAfter(item, move) !== undefined &&
          (itemKind === undefined || item.kind === itemKind),
      );
      if ('reply' in meant) return meant;
      const troubles = meant.unknown.length > 0 ? [unknownItem(turn, meant.unknown)] : [];
      return { things: meant.items, troubles };
    },
    carryOut(turn, items, troubles) {
      const isPossible = (item: Item) => stateAfter(item, move) !== undefined;
      const stuck = items.filter((item) => !isPossible(item)).map((item) => cannot(turn, item, move));
      return carryOut(turn, items.filter(isPossible), [...troubles, ...stuck]);
    },
  });

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

/** What is said of how it goes; what it belongs to may also be the answer to where pictures belong. */
export const progress = onEach<'rectify_progress'>('progress', async (turn, items, troubles) => {
  const { intent } = turn;
  const remark = wholeClause(turn.text, withoutName(turn, items));
  const text = remark ?? (intent.progress === undefined ? turn.text.trim() : null);
  const moved: Item[] = [];
  const steps: Reply[] = [];
  for (const item of items) {
    const node = intent.progress === undefined ? nodeSaidDone(item, turn.text) : undefined;
    if (node) {
      steps.push(await nodeDone(turn, item, node, text ?? undefined));
      continue;
    }
    const reviewed = item.reviewAt !== null && item.reviewAt - turn.now < REVIEW_MS;
    const reviewAt = reviewed ? nextReview(Math.max(turn.now, item.reviewAt!)) : undefined;
    moved.push(await makeMove(turn, item, 'progress', { progress: intent.progress, text, reviewAt }));
  }
  await tellAskers(turn, moved, text ?? '');
  const promised = endOfDay(intent.dueAt);
  const isLate = (item: Item) => promised !== null && item.dueAt !== null && promised > item.dueAt;
  const lines = moved.map((item) =>
    turn.say('ledger.progress', {
      ...itemWords(turn, item),
      late: isLate(item) ? intent.dueAt!.slice(0, 10) : '',
      one: moved.length === 1,
    }),
  );
  return together([...steps, ...lines, await pictures(turn, steps.length > 0 ? items : moved), ...troubles]);
});

/** 灯杆到了: a remark goes to the end of its clause, where nothing that was read otherwise stands there. */
function wholeClause(text: string, remark: string | undefined): string | undefined {
  const at = remark === undefined ? -1 : text.indexOf(remark);
  if (remark === undefined || at < 0) return remark;
  const rest = /^\p{Script=Han}{1,6}(?=$|[，,。；;！!\n])/u.exec(text.slice(at + remark.length))?.[0] ?? '';
  return READ.test(rest) ? remark : remark + rest;
}
const READ = /[零一二两三四五六七八九十百半成]|进展|进度|今天|明天|后天|月|年|底|前|延期|申请/u;

/** 赵六整改1进展60%: the name in front says whose it is, and nothing of how it goes. */
function withoutName(
  { intent: { remark }, sender }: Turn<'rectify_progress'>,
  items: readonly Item[],
): string | undefined {
  for (const name of [sender.name, ...items.map(({ ownerName }) => ownerName)]) {
    if (!name || !remark?.startsWith(name)) continue;
    const rest = remark.slice(name.length);
    if (/^(?:$|[\s,，、:：])/.test(rest)) return rest.replace(/^[\s,，、:：]+/, '') || undefined;
  }
  return remark;
}

/** What the sender sent just now belongs to the one item that is named. */
const pictures = async (turn: Turn, moved: readonly Item[]): Promise<Reply> =>
  moved.length === 1 ? attachLoose(turn, moved[0]!) : { text: '' };

export const done = onEach<'rectify_done'>('ask_closing', async (turn, items, troubles) => {
  const text = turn.intent.remark ?? null;
  const moved: Item[] = [];
  const { ending, noted, replies } = await reportNodes(turn, items);
  for (const item of ending) {
    await turn.tx.cancelOutbox(approvalOf(item));
    moved.push(await makeMove(turn, item, 'ask_closing', { text, dueAt: agreedDay(turn, item) }));
  }
  const answered = moved.filter((item) => kindRow(item.kind).byAsker);
  const asked = moved.filter(({ kind }) => kindRow(kind).closing === 'approved' && !kindRow(kind).byAsker);
  const reported = moved.filter((item) => !isOpen(item));
  await tellAskers(turn, [...reported, ...answered], text ?? '');
  for (const item of answered) {
    const told = approversOf(turn, item).map(({ name }) => name);
    replies.push(turn.say('ledger.answered', { ...itemWords(turn, item), said: text ?? '', told }));
  }
  const kept = await pictures(turn, [...moved, ...noted]);
  const deciders =
    asked.length > MAX_CARDS ? await askApproversForMany(turn, asked) : await askApprovers(turn, asked);
  if (asked.length > 0) {
    const names = asked.map((item) => itemLabel(item));
    const one = asked.length === 1;
    replies.push(turn.say('ledger.asked', { ...itemWords(turn, asked[0]!), one, names, deciders }));
  }
  if (reported.length > 0)
    replies.push(
      turn.say('ledger.reported', {
        ...itemWords(turn, reported[0]!),
        names: reported.map((item) => itemLabel(item)),
        said: brief(text ?? '', SAID),
      }),
    );
  return together([...replies, kept, ...troubles]);
});

/** 周四下午3点到; of what is refused, and of 应约 alone, there is none. */
function agreedDay({ intent }: Turn<'rectify_done'>, { kind }: Item): Instant | null | undefined {
  if (!kindRow(kind).byAsker) return undefined;
  return endOfDay(intent.agreedAt);
}

/** Who asked another unit hears what it answered. */
async function tellAskers(turn: Turn, answered: readonly Item[], said: string): Promise<void> {
  for (const item of answered.filter(({ kind }) => kindRow(kind).toUnit)) {
    const data = { ...itemWords(turn, item), by: turn.sender.name, said };
    const text = turn.say('ledger.notice_answered', data).text;
    await tell(turn, item, { rule: 'item_answered', people: othersOf(turn, item.openedBy), text });
  }
}

/** So much later than the deadline that holds; an item without one counts from today. */
function laterThan(
  item: Item,
  { now, settings }: Pick<Turn, 'now' | 'settings'>,
  by: Turn<'rectify_extend'>['intent']['extendBy'],
): Instant | null {
  if (by === undefined) return null;
  const from = dateOf(item.dueAt ?? now);
  if (by.workingDays !== undefined) return endOfDay(settings.calendar.addWorkingDays(from, by.workingDays));
  return endOfDay(addDays(addMonths(from, by.months ?? 0), by.days ?? 0));
}

export const extend = onEach<'rectify_extend'>('ask_extension', async (turn, items, troubles) => {
  const { intent } = turn;
  const newDue = (item: Item) => endOfDay(intent.dueAt) ?? laterThan(item, turn, intent.extendBy);
  const [first] = items;
  if (first && newDue(first) === null) {
    await askItem(turn, { ...intent, itemNo: String(first.no), lacks: 'due' });
    return turn.say('ledger.ask_new_due', itemWords(turn, first));
  }
  const past = goneBy(turn, endOfDay(intent.dueAt));
  if (past !== undefined) return turn.say('ledger.due_past', { due: past });
  const isEarly = (item: Item) => {
    const to = newDue(item);
    return to === null || to <= turn.now || (item.dueAt !== null && to <= item.dueAt);
  };
  const asked: Item[] = [];
  for (const item of items.filter((i) => !isEarly(i))) {
    await turn.tx.cancelOutbox(approvalOf(item));
    const waiting = await makeMove(turn, item, 'ask_extension', {
      dueAt: newDue(item),
      text: intent.reason ?? null,
    });
    // An approver who is not responsible need not ask anybody.
    const isGranted = mayDo(turn, 'decide_item', targetOf(item));
    asked.push(isGranted ? await makeMove(turn, waiting, 'approve_extension') : waiting);
  }
  const deciders = await askApprovers(
    turn,
    asked.filter((item) => item.extensionTo !== null),
  );
  const lines = asked.map((item) =>
    turn.say('ledger.extension', { ...itemWords(turn, item), granted: item.extensionTo === null, deciders }),
  );
  const early = items
    .filter(isEarly)
    .map((item) => turn.say('ledger.extension_not_later', itemWords(turn, item)));
  return together([...lines, ...early, ...troubles]);
});
