// A file of the embedded store read as rows, one at a time: for copies, and for moving to another database.
import Sqlite from 'better-sqlite3';
import { createTableSum, type Row, type TableSum } from './table-sum.ts';

/** Where a copy keeps the sums of its tables. */
const SEAL = 'copy_sum';

/** Tables in the order of their names, but for the copy's own. */
export function tablesIn(db: Sqlite.Database): string[] {
  const all = db
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
    )
    .pluck()
    .all() as string[];
  return all.filter((name) => name !== SEAL);
}

export const rowsIn = (db: Sqlite.Database, table: string): IterableIterator<Row> =>
  db.prepare(`select * from "${table}"`).iterate() as IterableIterator<Row>;

function sumsIn(db: Sqlite.Database): TableSum[] {
  return tablesIn(db).map((table) => {
    const sum = createTableSum(table);
    for (const row of rowsIn(db, table)) sum.add(row);
    return sum.done();
  });
}

/** Writes the sums of its tables into a finished copy, and makes it one file. */
export function sealCopy(file: string): TableSum[] {
  const db = new Sqlite(file);
  try {
    const sums = sumsIn(db);
    db.exec(`create table ${SEAL} ("table" text primary key, rows integer not null, sum text not null)`);
    const insert = db.prepare(`insert into ${SEAL} ("table", rows, sum) values (@table, @rows, @sum)`);
    db.transaction(() => {
      for (const sum of sums) insert.run(sum);
    })();
    db.pragma('journal_mode = DELETE');
    // What was deleted goes: a copy is kept for years.
    db.exec('vacuum');
    return sums;
  } finally {
    db.close();
  }
}

/** The sums of a copy that is whole and ours; undefined for anything else. One made before there were sums has none. */
export function sumsOfWholeCopy(file: string): TableSum[] | undefined {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(file, { readonly: true, fileMustExist: true });
    const tables = tablesIn(db);
    if (db.pragma('integrity_check', { simple: true }) !== 'ok' || !tables.includes('migration'))
      return undefined;
    const isSealed = db.prepare('select 1 from sqlite_master where name = ?').get(SEAL) !== undefined;
    const now = sumsIn(db);
    if (!isSealed) return now;
    const told = db.prepare(`select "table", rows, sum from ${SEAL} order by "table"`).all();
    return JSON.stringify(told) === JSON.stringify(now) ? now : undefined;
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

/** Takes out of a copy what only a copy has. */
export function unsealCopy(file: string): void {
  const db = new Sqlite(file);
  try {
    db.exec(`drop table if exists ${SEAL}`);
    if (tablesIn(db).includes('evidence_content')) db.exec('delete from evidence_content');
    db.exec('vacuum');
  } finally {
    db.close();
  }
}
