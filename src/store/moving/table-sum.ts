import { createHash } from 'node:crypto';

/** How many rows a table has, and one sum over what stands in them. */
export interface TableSum {
  table: string;
  rows: number;
  /** hex */
  sum: string;
}

export type Row = Readonly<Record<string, unknown>>;

const MASK = (1n << 256n) - 1n;

/**
 * Adds up rows in whatever order they come: two databases sort texts differently, and neither needs to hold a table in
 * memory. Columns are known by their names.
 */
export function createTableSum(table: string): { add(row: Row): void; done(): TableSum } {
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      rows += 1;
      sum = (sum + BigInt(`0x${sha256(JSON.stringify(plain(row)))}`)) & MASK;
    },
    done: () => ({ table, rows, sum: sum.toString(16).padStart(64, '0') }),
  };
}

const plain = (row: Row): unknown[] =>
  Object.keys(row)
    .sort()
    .map((column) => [column, Buffer.isBuffer(row[column]) ? sha256(row[column]) : row[column]]);

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
