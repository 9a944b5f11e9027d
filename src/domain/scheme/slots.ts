import type { SlotName } from '../slots.ts';

/** What the intents about plans, and a branch's own look at itself, carry. */
export const SCHEME_SLOTS = {
  /** 第7项 完成5场: what a unit reports of a work of a plan */
  scheme_report: ['reported', 'said', 'topic'],
  /** 计划进度, 第3项做到哪了, 这个月哪些零进展; `what`: works, work, missing */
  scheme_ask: ['what', 'workId', 'period', 'scope', 'format', 'mine', 'after'],
  /** 导入计划 */
  scheme_import: ['scope'],
  /** 活力指数 */
  vitality: ['scope', 'what'],
} as const satisfies Record<string, readonly SlotName[]>;
