import type { SlotName } from '../slots.ts';

/** What the intents about calls and teams carry. */
export const MUSTER_SLOTS = {
  /** 集结 党群先锋队 1小时内到村委会 */
  muster_call: ['called', 'place', 'topic', 'minutes', 'dueAt', 'drill', 'sure', 'spoken'],
  /** 收到, 到岗, 去不了 where the sender is called, or of others by whoever leads it; `what`: MusterAnswer or none */
  muster_answer: ['what', 'reason', 'names', 'everyone', 'musterId', 'meant', 'topic', 'place'],
  /** 集结情况 */
  muster_roll: [],
  /** 集结改到镇政府, 再叫一次; `what`: move, again */
  muster_change: ['what', 'place', 'minutes', 'dueAt', 'musterId', 'topic'],
  /** 结束集结 */
  muster_end: ['musterId', 'topic'],
  /** 取消集结 */
  muster_cancel: ['musterId', 'topic'],
  /** 集结记录: those of a period */
  muster_list: ['period', 'after'],
  /** 导出集结名单 */
  muster_export: [],
  /** 党群先锋队加上张三, 党群先锋队去掉张三, 党群先锋队队长是张三; `what`: add, remove, lead */
  team_change: ['team', 'what', 'names', 'meant'],
  /** 党群先锋队名单, 队伍 */
  team_show: ['team', 'scope'],
} as const satisfies Record<string, readonly SlotName[]>;
