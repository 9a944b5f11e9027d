import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Rows or keys per statement: SQLite takes 32,766 parameters. */
const CHUNK = 500;

/** As many of the list as go into one statement, one after the other. */
export function* inChunks<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += CHUNK) yield list.slice(from, from + CHUNK);
}

/**
 * Writes many rows of one shape. The statement for a number of rows is built once and then only given new values:
 * building it costs more than running it, and check-ins come in batches of every size.
 * @param build the statement for these rows; its parameters are the rows' values in the order of `columns`
 */
export function bulkWriter<Row extends Record<string, unknown>>(
  columns: readonly (keyof Row & string)[],
  build: (db: Kysely<Tables>, rows: Row[]) => { compile(): CompiledQuery },
): (db: Kysely<Tables>, rows: readonly Row[]) => Promise<void> {
  const statements = new Map<string, string>();
  return async (db, rows) => {
    for (const part of inChunks(rows)) {
      const key = `${db.getExecutor().adapter.constructor.name}:${part.length}`;
      let statement = statements.get(key);
      if (statement === undefined) {
        statement = build(db, part).compile().sql;
        statements.set(key, statement);
      }
      const values: unknown[] = [];
      for (const row of part) for (const column of columns) values.push(row[column]);
      await db.executeQuery(CompiledQuery.raw(statement, values));
    }
  };
}
