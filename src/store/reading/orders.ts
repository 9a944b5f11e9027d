// What passes between the thread that reads and the one that asks: one order, one answer.
export type Order =
  | { kind: 'query'; text: string; parameters: readonly unknown[] }
  /** the next portion of rows */
  | { kind: 'more' }
  | { kind: 'close' };

export type Answer =
  | { columns?: string[]; rows: unknown[][]; more: boolean }
  | { error: { message: string; code: string | undefined } };
