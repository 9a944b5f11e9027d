import type { SlotName } from '../slots.ts';

/** What the intents about things registered carry. */
export const FILING_SLOTS = {
  /**
   * 民情日记：今天走访…, 登记党费 11月已收齐 23人; `said`: as written; `field`: the one that is asked for; `what`: more than before;
   * `remark`: it is of several periods
   */
  filing_add: [
    'filing',
    'said',
    'filed',
    'filedOf',
    'self',
    'period',
    'startAt',
    'scope',
    'field',
    'what',
    'remark',
  ],
  /** 刚才那条改成4小时, 民情日记改成…: the last one of the sender */
  filing_change: ['filing', 'said', 'filed', 'period', 'startAt', 'names', 'what', 'scope'],
  /** 11月民情日记有哪些, 今年双报到多少小时 */
  filing_ask: ['filing', 'period', 'scope', 'mine', 'names', 'what', 'after'],
  /** 哪些支部没登记党费 */
  filing_missing: ['filing', 'period', 'scope', 'what', 'after'],
  /** 民情日记怎么记, 党费怎么交; `what`: money, an amount that nothing keeps */
  filing_how: ['filing', 'what'],
  /** 导出11月民情日记 */
  filing_export: ['filing', 'period', 'scope'],
} as const satisfies Record<string, readonly SlotName[]>;
