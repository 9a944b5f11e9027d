// The life-cycle of an item as a table, and what each move changes.

import type { Instant } from '../calendar/time.ts';
import type { Action } from '../organisation/permissions.ts';
import type { Item, ItemNode, ItemState } from './item.ts';
import { kindRow } from './kinds.ts';
import { withDeadline, withDone, withReopened } from './nodes.ts';

/** `back`: to 长期整改 when it has review dates, else to 整改中. */
type Next = ItemState | 'back';

interface MoveRule {
  /** what the permission table is asked */
  action: Action;
  from: Partial<Record<ItemState, Next>>;
}

const same = (...states: ItemState[]) => Object.fromEntries(states.map((s) => [s, s])) as MoveRule['from'];

/** Who may do what in which state, and where it leads; what is not here is refused. */
export const MOVES = {
  progress: {
    action: 'report_progress',
    from: { 待整改: '整改中', ...same('整改中', '提交销号', '长期整改') },
  },
  node_done: { action: 'report_progress', from: { 待整改: '整改中', ...same('整改中', '长期整改') } },
  ask_closing: {
    action: 'ask_closing',
    from: { 待整改: '提交销号', 整改中: '提交销号', 长期整改: '提交销号' },
  },
  approve: { action: 'decide_item', from: { 提交销号: '已销号' } },
  return: { action: 'decide_item', from: { 提交销号: 'back' } },
  ask_extension: { action: 'ask_closing', from: same('待整改', '整改中') },
  approve_extension: { action: 'decide_item', from: same('待整改', '整改中') },
  deny_extension: { action: 'decide_item', from: same('待整改', '整改中') },
  // Without a deadline nobody is chased any more, so only an approver may grant it.
  long_term: {
    action: 'decide_item',
    from: { 待整改: '长期整改', 整改中: '长期整改', 长期整改: '长期整改' },
  },
  reopen: { action: 'open_item', from: { 已销号: '整改中' } },
  transfer: { action: 'open_item', from: same('待整改', '整改中', '提交销号', '长期整改') },
  supervise: { action: 'open_item', from: same('待整改', '整改中', '提交销号', '长期整改') },
  merge: { action: 'open_item', from: same('待整改', '整改中', '长期整改') },
  split: { action: 'open_item', from: same('待整改', '整改中', '长期整改') },
} as const satisfies Record<string, MoveRule>;
export type Move = keyof typeof MOVES;

const RULES: Readonly<Record<Move, MoveRule>> = MOVES;

/** Where the move leads from here; undefined when it may not be made now. */
export function stateAfter(item: Item, move: Move): ItemState | undefined {
  if (item.gone !== null) return undefined;
  if (move === 'approve_extension' || move === 'deny_extension') {
    if (item.extensionTo === null) return undefined;
  }
  const reported = kindRow(item.kind).closing === 'reported';
  // A report closes itself; whoever asked for it may send it back.
  if (reported && move === 'return') return item.state === '已销号' ? '整改中' : undefined;
  // A figure that was told wrong is told again.
  if (reported && move === 'progress' && item.state === '已销号') return item.state;
  // 评诺 comes at the end of the year, asked for or not, and is set right by giving another.
  if (move === 'approve' && kindRow(item.kind).grades.length > 0) return '已销号';
  // 约请: another day is an answer again, and who asked knows whether they came, whatever was answered.
  const { byAsker } = kindRow(item.kind);
  if (byAsker && move === 'ask_closing' && item.state === '提交销号') return '提交销号';
  if (byAsker && move === 'approve' && item.state !== '已销号') return '已销号';
  const next = RULES[move].from[item.state];
  if (reported && next === '提交销号' && move === 'ask_closing') return '已销号';
  return next === 'back' ? (item.reviewAt === null ? '整改中' : '长期整改') : next;
}

/** What a move brings along. */
export interface Given {
  by: string;
  at: Instant;
  progress?: number | undefined;
  text?: string | null;
  /** of a kind that has grades */
  grade?: string | undefined;
  /** new deadline of an extension or of 重新挂号; of 约请 the day that was agreed on */
  dueAt?: Instant | null | undefined;
  /** next review of 长期整改 */
  reviewAt?: Instant | undefined;
  /** of the item, those that are done */
  nodes?: readonly ItemNode[] | undefined;
}

/** The item after the move, revision not yet raised. @throws Error when the move may not be made */
export function moved(item: Item, move: Move, given: Given): Item {
  const state = stateAfter(item, move);
  if (state === undefined) throw new Error(`${move} is not possible in ${item.state}`);
  return { ...item, state, ...patchOf(item, move, given, state) };
}

function patchOf(item: Item, move: Move, given: Given, state: ItemState): Partial<Item> {
  const { by, at } = given;
  const text = given.text ?? null;
  switch (move) {
    case 'progress':
      return {
        movedAt: at,
        progress: given.progress ?? item.progress,
        progressText: text ?? item.progressText,
        progressAt: at,
        reviewAt: given.reviewAt ?? item.reviewAt,
      };
    case 'ask_closing': {
      const asked = { movedAt: at, askedBy: by, askedAt: at, returnedAt: null, ...NO_EXTENSION };
      const said = text === null ? {} : { progressText: text, progressAt: at };
      return {
        ...asked,
        ...said,
        ...(given.dueAt !== undefined && { dueAt: given.dueAt }),
        ...(state === '已销号' ? { closedAt: at, progress: 100, ...withDone(item, by, at) } : {}),
      };
    }
    case 'node_done': {
      const done = given.nodes ?? [];
      return { movedAt: at, progressAt: at, ...withDone(item, by, at, (node) => done.includes(node)) };
    }
    case 'approve': {
      const nodes = withDone(item, item.askedBy ?? by, at);
      const progress = kindRow(item.kind).grades.length > 0 ? item.progress : 100;
      const decided = { grade: given.grade ?? item.grade, decidedBy: by, opinion: text };
      return { movedAt: at, closedAt: item.closedAt ?? at, progress, ...decided, ...nodes };
    }
    case 'return':
      return {
        movedAt: at,
        closedAt: null,
        decidedBy: by,
        opinion: text,
        grade: null,
        ...(given.dueAt !== undefined && { dueAt: given.dueAt }),
        returnedAt: at,
        ...withReopened(item),
      };
    case 'ask_extension':
      return { movedAt: at, extensionTo: given.dueAt ?? null, extensionReason: text, askedBy: by };
    case 'approve_extension':
      return {
        movedAt: at,
        dueAt: item.extensionTo,
        ...withDeadline(item, item.extensionTo),
        ...NO_EXTENSION,
      };
    case 'deny_extension':
      return { movedAt: at, ...NO_EXTENSION };
    case 'long_term':
      return { movedAt: at, dueAt: null, reviewAt: given.reviewAt ?? item.reviewAt, ...NO_EXTENSION };
    case 'reopen':
      return {
        movedAt: at,
        closedAt: null,
        dueAt: given.dueAt ?? null,
        firstDueAt: given.dueAt ?? null,
        reviewAt: null,
        progress: 0,
        askedBy: null,
        askedAt: null,
        returnedAt: null,
        decidedBy: null,
        opinion: null,
        grade: null,
      };
    default:
      return {};
  }
}

const NO_EXTENSION = { extensionTo: null, extensionReason: null };

/** Fields that differ, for the history: before and after. */
export function differences(
  before: Item | null,
  after: Item,
): { before: Partial<Item>; after: Partial<Item> } {
  const keys = (Object.keys(after) as (keyof Item)[]).filter(
    (key) =>
      key !== 'revision' && (before === null || JSON.stringify(before[key]) !== JSON.stringify(after[key])),
  );
  const pick = (item: Item) => Object.fromEntries(keys.map((k) => [k, item[k]])) as Partial<Item>;
  return { before: before === null ? {} : pick(before), after: pick(after) };
}
