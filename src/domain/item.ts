import type { Instant } from './time.ts';

/** States of domain reference §3.2; 逾期 is derived from the deadline and never stored. */
export const ITEM_STATES = ['待整改', '整改中', '提交销号', '已销号', '长期整改'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** A rectification item; 承诺 and 限期上报 are kinds of the same machine. */
export interface Item {
  id: number;
  /** running number of the organisation: 整改12 */
  no: number;
  kind: 'rectification' | 'promise' | 'task';
  /** alias given by the superior: WT-2026-003 */
  code: string | null;
  unitId: number;
  problem: string;
  source: string | null;
  measure: string | null;
  /** userids lower-cased; null when the written name is nobody in the roster */
  ownerId: string | null;
  leaderId: string | null;
  ownerName: string | null;
  leaderName: string | null;
  department: string | null;
  supervision: string | null;
  prevention: string | null;
  /** end of the day of the deadline; null for 长期整改 without one */
  dueAt: Instant | null;
  /** next review of a 长期整改 item */
  reviewAt: Instant | null;
  state: ItemState;
  /** 0–100 */
  progress: number;
  /** asked-for new deadline that waits for the approver */
  extensionTo: Instant | null;
  openedAt: Instant;
  closedAt: Instant | null;
  /** last time anything moved; 零进展 is derived from it */
  movedAt: Instant;
  revision: number;
}

export const isOverdue = (item: Item, now: Instant): boolean =>
  item.dueAt !== null && item.state !== '已销号' && now > item.dueAt;
