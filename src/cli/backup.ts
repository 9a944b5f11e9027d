import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { assertOwnDataDir } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { createShelf } from '../documents/shelf.ts';
import { StartError } from '../domain/errors.ts';
import type { Config } from '../settings/environment.ts';
import { inDatabase } from '../store/contents.ts';
import { lockEmbeddedStore } from '../store/dialect.ts';
import { sealCopy, sumsOfWholeCopy, unsealCopy } from '../store/moving/embedded-file.ts';
import type { TableSum } from '../store/moving/table-sum.ts';
import { troubleOf } from '../store/outage.ts';
import { type OpenStore, openStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';
import { checkOut } from './out-file.ts';

/** When the last copy was made, epoch ms. */
export const BACKUP_MADE = 'backup_made';

/**
 * `backup FILE`: one file with a consistent copy of the embedded store and all evidence, while the server runs; of
 * PostgreSQL a dump that is there is noted.
 */
export const backup: Command = async ({ args, config }) => {
  const file = readArgs(args, {}).positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'backup' });
  if (config.database.kind !== 'sqlite') return noteDump(file, config.database);
  checkOut(file);
  const part = `${file}.part`;
  const store = openStore(config.database);
  try {
    if (!store.backup) throw new StartError('embedded_only');
    const copied = store.backup;
    await fitting(file, () => copied(part));
    const { files, missing, rows } = await fitting(file, async () => {
      const copy = openStore({ kind: 'sqlite', file: part });
      // The copy may be of a server that has not been started since an update.
      await copy.migrate();
      const found = await putEvidence(copy, openShelf(config, store)).finally(copy.close);
      return { ...found, rows: rowsOf(sealCopy(part)) };
    });
    // A half-written copy must never look like a good one.
    renameSync(part, file);
    // A server of an older version may be at work on it.
    if ((await store.trouble()) === undefined)
      await store.write(async (tx) => {
        await tx.putMark(BACKUP_MADE, String(Date.now()));
        await tx.audit({ at: Date.now(), by: 'cli', action: 'backup', detail: { rows, files } });
      });
    print(
      startupMessage(missing > 0 ? 'backed_up_in_part' : 'backed_up', texts({ file, rows, files, missing })),
    );
    return missing > 0 ? 1 : 0;
  } finally {
    await store.close();
    for (const left of [part, `${part}-wal`, `${part}-shm`, `${part}-journal`]) rmSync(left, { force: true });
  }
};

/** What every archive of pg_dump begins with. */
const DUMP_MAGIC = 'PGDMP';

/** PostgreSQL's own tool made the copy: only that it was made is noted, for `doctor`. @throws StartError for anything else */
async function noteDump(file: string, database: Config['database']): Promise<number> {
  if (beginningOf(file) !== DUMP_MAGIC) throw new StartError('embedded_only');
  const store = openStore(database);
  try {
    await store.migrate();
    await store.write(async (tx) => {
      await tx.putMark(BACKUP_MADE, String(Date.now()));
      await tx.audit({ at: Date.now(), by: 'cli', action: 'backup', detail: {} });
    });
    print(startupMessage('backup_noted', { file }));
    return 0;
  } finally {
    await store.close();
  }
}

/** Empty where nothing can be read. */
function beginningOf(file: string): string {
  const head = Buffer.alloc(DUMP_MAGIC.length);
  try {
    const opened = openSync(file, 'r');
    readSync(opened, head);
    closeSync(opened);
  } catch {
    return '';
  }
  return head.toString('latin1');
}

/** The disk that is full is the copy's, not the store's. @throws StartError */
async function fitting<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (troubleOf(error) !== 'full') throw error;
    throw new StartError('out_full', { file }, { cause: error });
  }
}

async function putEvidence(copy: OpenStore, shelf: ReturnType<typeof openShelf>) {
  const names = await copy.read((tx) => tx.evidenceContents());
  const inside = createShelf(inDatabase(copy.db));
  let missing = 0;
  for (const sha256 of names) {
    const content = await shelf.get(sha256);
    if (content) await inside.put(content);
    else missing += 1;
  }
  return { files: names.length - missing, missing };
}

/** `restore FILE`: puts a copy in place of the store; refuses while a server runs, and a damaged copy whole. */
export const restore: Command = async ({ args, config }) => {
  const file = readArgs(args, {}).positionals[0];
  if (!file) throw new StartError('file_needed', { command: 'restore' });
  if (config.database.kind !== 'sqlite') throw new StartError('embedded_only');
  if (!existsSync(file)) throw new StartError('no_such_file', { file });
  if (statSync(file).isDirectory()) throw new StartError('in_is_folder', { file });
  const target = config.database.file;
  assertOwnDataDir(dirname(target));
  const unlock = lockEmbeddedStore(target);
  const part = `${target}.part`;
  try {
    copyFileSync(file, part);
    const sums = sumsOfWholeCopy(part);
    if (!sums) throw new StartError('not_a_backup', { file });
    const copy = openStore({ kind: 'sqlite', file: part });
    const files = await takeEvidence(copy, openShelf(config, copy), file).finally(copy.close);
    unsealCopy(part);
    for (const side of ['-wal', '-shm']) rmSync(`${target}${side}`, { force: true });
    renameSync(part, target);
    print(startupMessage('restored', texts({ file, rows: rowsOf(sums), files })));
    return 0;
  } finally {
    for (const left of [part, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true });
    unlock();
  }
};

/** Contents lie beside the store again before it is put in place, and its audit trail says so. @throws StartError for one that is not what it was */
async function takeEvidence(
  copy: OpenStore,
  shelf: ReturnType<typeof openShelf>,
  file: string,
): Promise<number> {
  await copy.migrate();
  const inside = createShelf(inDatabase(copy.db));
  const names = await copy.db.selectFrom('evidence_content').select('sha256').distinct().execute();
  for (const { sha256 } of names) {
    const content = await inside.get(sha256);
    if (!content) throw new StartError('not_a_backup', { file });
    await shelf.put(content);
  }
  const files = names.length;
  await copy.write((tx) => tx.audit({ at: Date.now(), by: 'cli', action: 'restore', detail: { files } }));
  return files;
}

/** Contents are counted as files. */
const rowsOf = (sums: readonly TableSum[]): number =>
  sums.filter(({ table }) => table !== 'evidence_content').reduce((all, { rows }) => all + rows, 0);

const texts = (numbers: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
