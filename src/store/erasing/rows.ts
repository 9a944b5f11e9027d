// Rows of any table, by what tells them apart.
import { type Kysely, type SqlBool, sql, type TableMetadata } from 'kysely';
import type { AnyRow } from './anonymous.ts';

export type AnyDb = Kysely<Record<string, Record<string, unknown>>>;

export function textColumns(schema: readonly TableMetadata[], table: string): string[] {
  const { columns } = schema.find(({ name }) => name === table)!;
  return columns.filter(({ dataType }) => dataType.toLowerCase() === 'text').map(({ name }) => name);
}

export const keyOf = (row: AnyRow, key: readonly string[]): AnyRow =>
  Object.fromEntries(key.map((column) => [column, row[column]!]));

export const isRow = (key: AnyRow) =>
  sql.join(
    Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  ) as ReturnType<typeof sql<SqlBool>>;
