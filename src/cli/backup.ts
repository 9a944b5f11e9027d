import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { StartError } from '../domain/errors.ts';
import { lockEmbeddedStore } from '../store/dialect.ts';
import { openStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** `backup FILE`: a consistent copy of the embedded store, while the server runs. */
export const backup: Command = async ({ args, config }) => {
  const file = readArgs(args, {}).positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'backup' });
  const store = openStore(config.database);
  try {
    if (!store.backup) throw new StartError('embedded_only');
    // A half-written copy must never look like a good one.
    await store.backup(`${file}.part`);
    renameSync(`${file}.part`, file);
    print(startupMessage('backed_up', { file }));
    return 0;
  } finally {
    await store.close();
  }
};

/** `restore FILE`: puts a copy in place of the store; refuses while a server runs. */
export const restore: Command = async ({ args, config }) => {
  const file = readArgs(args, {}).positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'restore' });
  if (config.database.kind !== 'sqlite') throw new StartError('embedded_only');
  if (!existsSync(file)) throw new StartError('no_such_file', { file });
  assertCopy(file);
  const target = config.database.file;
  const unlock = lockEmbeddedStore(target);
  try {
    copyFileSync(file, `${target}.part`);
    for (const side of ['-wal', '-shm']) rmSync(`${target}${side}`, { force: true });
    renameSync(`${target}.part`, target);
    print(startupMessage('restored', { file }));
    return 0;
  } finally {
    unlock();
  }
};

/** @throws StartError unless the file is a whole database of ours */
function assertCopy(file: string): void {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(file, { readonly: true });
    const whole = db.pragma('integrity_check', { simple: true }) === 'ok';
    const ours = db.prepare("select 1 from sqlite_master where name = 'migration'").get();
    if (!whole || !ours) throw new Error('not ours');
  } catch (cause) {
    throw new StartError('not_a_backup', { file }, { cause });
  } finally {
    db?.close();
  }
}
