import { DAY_MS, type Instant } from '../calendar/time.ts';

/** States of an item; 逾期 is derived from the deadline and never stored. */
export const ITEM_STATES = ['待整改', '整改中', '提交销号', '已销号', '长期整改'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** A key of config/item-kinds.yaml, as it is stored with every item. */
export type ItemKind = string;

/** A step of an item with a day of its own: 12月5日前完成摸底. */
export interface ItemNode {
  name: string;
  /** end of the day */
  dueAt: Instant;
  doneAt: Instant | null;
  doneBy: string | null;
}

/** A rectification item; 承诺 and 限期上报 are kinds of the same machine. */
export interface Item {
  id: number;
  /** running number of the organisation: 整改12 */
  no: number;
  kind: ItemKind;
  /** alias given by the superior: WT-2026-003 */
  code: string | null;
  unitId: number;
  problem: string;
  source: string | null;
  /** 整改类型: 立行立改, 限期整改, 长期坚持 */
  type: string | null;
  measure: string | null;
  /** the first 责任人, lower-cased userid; null when none of the written names is anybody in the roster */
  ownerId: string | null;
  /** all further 责任人 in the order written, who stand for it as the first does */
  otherOwnerIds: string[];
  leaderId: string | null;
  /** all 责任人 as written: 张三、李四 */
  ownerName: string | null;
  leaderName: string | null;
  department: string | null;
  /** 督查措施 */
  supervision: string | null;
  /** 督办人, a leader who watches it by name (挂名督办) */
  supervisorId: string | null;
  supervisorName: string | null;
  prevention: string | null;
  /** end of the day of the deadline; null for 长期整改 without one */
  dueAt: Instant | null;
  /** the deadline before any extension */
  firstDueAt: Instant | null;
  /** next review of a 长期整改 item */
  reviewAt: Instant | null;
  state: ItemState;
  /** in the order of their days; none where the item has its deadline alone */
  nodes: readonly ItemNode[];
  /** day of the first node that is not done; kept beside them for what reads no more than briefs */
  nodeDueAt: Instant | null;
  /** 0–100 */
  progress: number;
  progressText: string | null;
  progressAt: Instant | null;
  /** asked-for new deadline that waits for the approver */
  extensionTo: Instant | null;
  extensionReason: string | null;
  /** who asked for closing or for the extension that waits; may not decide it */
  askedBy: string | null;
  /** when closing was asked for last */
  askedAt: Instant | null;
  /** 审核人 and 审核意见 of the last decision on closing */
  decidedBy: string | null;
  opinion: string | null;
  /** of those of its kind, what it was given when it was closed: 较好 */
  grade: string | null;
  /** sent back and not handed in again since */
  returnedAt: Instant | null;
  openedBy: string;
  openedAt: Instant;
  closedAt: Instant | null;
  /** last time anything moved; 零进展 is derived from it */
  movedAt: Instant;
  /** items handed out by one message (限期上报) share it */
  batch: string | null;
  /** out of lists and figures, its number used up */
  gone: 'withdrawn' | 'merged' | 'split' | null;
  /** numbers of the items it was merged into or split into, or came from */
  related: number[];
  revision: number;
}

/**
 * What lists choose, order and count by. A city's ledger is read so, and whole only what of it is shown: every rule about
 * where an item stands is content with this.
 */
export type ItemBrief = Pick<
  Item,
  | 'id'
  | 'no'
  | 'kind'
  | 'unitId'
  | 'source'
  | 'dueAt'
  | 'firstDueAt'
  | 'reviewAt'
  | 'state'
  | 'nodeDueAt'
  | 'extensionTo'
  | 'returnedAt'
  | 'openedAt'
  | 'closedAt'
  | 'movedAt'
  | 'gone'
>;

/** An item about to be stored. */
export type NewItem = Omit<Item, 'id' | 'no' | 'revision'>;

/** Everything of an item that nobody has said or done yet. */
export const BLANK_ITEM = {
  code: null,
  otherOwnerIds: [] as string[],
  source: null,
  type: null,
  measure: null,
  department: null,
  supervision: null,
  supervisorId: null,
  supervisorName: null,
  prevention: null,
  reviewAt: null,
  state: '待整改',
  nodes: [] as readonly ItemNode[],
  nodeDueAt: null,
  progress: 0,
  progressText: null,
  progressAt: null,
  extensionTo: null,
  extensionReason: null,
  askedBy: null,
  askedAt: null,
  decidedBy: null,
  opinion: null,
  grade: null,
  returnedAt: null,
  closedAt: null,
  batch: null,
  gone: null,
  related: [] as number[],
} satisfies Partial<Item>;

/** Days before the deadline in which an item is called 快到期, everywhere: it is how people speak and no setting. */
const DUE_SOON_DAYS = 7;

export const isOpen = (item: ItemBrief): boolean => item.gone === null && item.state !== '已销号';

export const isOverdue = (item: ItemBrief, now: Instant): boolean =>
  item.dueAt !== null && isOpen(item) && now > item.dueAt;

export const isDueSoon = (item: ItemBrief, now: Instant): boolean =>
  item.dueAt !== null && isOpen(item) && now <= item.dueAt && item.dueAt - now < DUE_SOON_DAYS * DAY_MS;

/**
 * 零进展: being worked on, and nothing moved for so many days (`items.noProgressDays`); what waits for the approver or
 * is long-term is not meant.
 */
export const isStale = (item: ItemBrief, now: Instant, noProgressDays: number): boolean =>
  item.gone === null &&
  (item.state === '待整改' || item.state === '整改中') &&
  now - item.movedAt > noProgressDays * DAY_MS;

/** Every 责任人, the first one first: all are reminded, all may report, none may decide. */
export const ownersOf = ({ ownerId, otherOwnerIds }: Pick<Item, 'ownerId' | 'otherOwnerIds'>): string[] =>
  ownerId === null ? [] : [ownerId, ...otherOwnerIds];

/** The fields of an item that say who is responsible. */
export function ownedBy(
  people: readonly { id: string; name: string }[],
): Pick<Item, 'ownerId' | 'otherOwnerIds' | 'ownerName'> {
  const [first, ...others] = people;
  return {
    ownerId: first?.id ?? null,
    otherOwnerIds: others.map((p) => p.id),
    ownerName: first ? people.map((p) => p.name).join('、') : null,
  };
}

/** They may report on it and never decide it (四眼). */
export const responsibleOf = (item: Item): string[] => [
  ...ownersOf(item),
  ...(item.leaderId === null ? [] : [item.leaderId]),
];
