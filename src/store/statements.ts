import type Sqlite from 'better-sqlite3';

const KEPT = 500;

/** Prepares each statement once: the query builder gives the same text again and again. */
export function statementCache(db: Sqlite.Database): (text: string) => Sqlite.Statement<unknown[]> {
  const statements = new Map<string, Sqlite.Statement<unknown[]>>();
  return (text) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare(text);
      if (statements.size >= KEPT) statements.delete(statements.keys().next().value!);
      statements.set(text, statement);
    }
    return statement;
  };
}
