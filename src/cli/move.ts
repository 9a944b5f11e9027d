import { readFileSync } from 'node:fs';
import { openShelf } from '../app/shelf.ts';
import { createShelf } from '../documents/shelf.ts';
import { StartError } from '../domain/errors.ts';
import { inDatabase } from '../store/contents.ts';
import { lockEmbeddedStore } from '../store/dialect.ts';
import { moveToPostgres } from '../store/moving/to-postgres.ts';
import { openStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** Enough of a sum to compare two lines by eye. */
const SHOWN = 16;

/**
 * `move-to-postgres URL`: everything of the embedded store, evidence included, into an empty schema of PostgreSQL, in
 * one go or not at all. `-` reads the address from stdin, where no list of processes shows its password.
 */
export const moveCommand: Command = async ({ args, config }) => {
  const given = readArgs(args, {}).positionals[0];
  if (!given) throw new StartError('address_needed');
  if (config.database.kind !== 'sqlite') throw new StartError('embedded_only');
  const url = given === '-' ? readFileSync(0, 'utf8').trim() : given;
  if (!/^postgres(?:ql)?:\/\/./.test(url) || !URL.canParse(url)) throw new StartError('address_needed');
  const { file } = config.database;
  const unlock = lockEmbeddedStore(file);
  const store = openStore(config.database);
  let files = 0;
  let missing = 0;
  try {
    await store.migrate();
    const shelf = openShelf(config, store);
    const sums = await moveToPostgres({
      file,
      to: { kind: 'postgres', url },
      async after(db) {
        const there = createShelf(inDatabase(db));
        for (const sha256 of await store.read((tx) => tx.evidenceContents())) {
          const content = await shelf.get(sha256);
          if (!content) missing += 1;
          // An object store is where it was.
          else if (!config.objectStore) await there.put(content);
          if (content) files += 1;
        }
      },
    });
    for (const { table, rows, sum } of sums)
      print(startupMessage('moved_table', { table, rows: String(rows), sum: sum.slice(0, SHOWN) }));
    const all = sums.reduce((n, { rows }) => n + rows, 0);
    const said = {
      rows: String(all),
      tables: String(sums.length),
      files: String(files),
      missing: String(missing),
    };
    print(startupMessage(missing > 0 ? 'moved_in_part' : 'moved', said));
    return 0;
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError('move_failed', { reason: code ?? (error as Error).name }, { cause: error });
  } finally {
    await store.close();
    unlock();
  }
};
