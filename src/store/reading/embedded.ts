import Sqlite from 'better-sqlite3';
import type { Connection } from '../pool.ts';
import { statementCache } from '../statements.ts';

/**
 * A connection that cannot write. In WAL it waits for no writer, and what it reads in one transaction is the state at
 * its first statement.
 */
export function openReadOnly(file: string): Sqlite.Database {
  return new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 20 });
}

/** Reads in this thread: for questions that take no longer than a check-in. */
export function readHere(file: string): Connection {
  const db = openReadOnly(file);
  const prepared = statementCache(db);
  return {
    async query(text, parameters) {
      const statement = prepared(text);
      if (statement.reader) return { rows: statement.all(...parameters) };
      statement.run(...parameters);
      return { rows: [] };
    },
    isBroken: () => !db.open,
    close: async () => void db.close(),
  };
}
