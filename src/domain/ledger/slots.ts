import type { SlotName } from '../slots.ts';

/** What the intents about items carry that are not of the message corpus. */
export const LEDGER_SLOTS = {
  /** 【整改】 form or 登记整改 … */
  rectify_create: ['items', 'remark', 'topic', 'names', 'dueAt', 'scope', 'lacks', 'sure'],
  /** which item or meeting the pictures sent just now belong to: a choice offered, never said */
  evidence_attach: ['itemId', 'activityId'],
  /** 整改12 同意销号 / 退回 / 同意延期 / 不同意延期 */
  rectify_decide: [
    'itemNo',
    'decision',
    'grade',
    'reason',
    'remark',
    'lacks',
    'itemId',
    'revision',
    'itemKind',
    'names',
  ],
  /** 整改12 转给李四 / 转长期 / 重新挂号 / 督办 / 合并 / 拆分 */
  rectify_manage: ['itemNo', 'what', 'names', 'dueAt', 'reason', 'remark', 'items', 'scope', 'lacks'],
  /** 约请没人回，催一下: items by their numbers, found where it is said */
  rectify_nudge: ['itemNo'],
} as const satisfies Record<string, readonly SlotName[]>;
