import { StartError, type StoreTrouble, StoreUnavailable } from '../domain/errors.ts';

/**
 * Codes that speak of the database itself, not of what was asked of it: SQLite's result codes, PostgreSQL's classes 08,
 * 28, 40, 53, 57 and 58 and some single ones, and what the system says of a connection. The first row that
 * knows a code names its trouble.
 */
const TROUBLES: readonly (readonly [StoreTrouble, RegExp])[] = [
  ['full', /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|53100$)/],
  ['corrupt', /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX00[12]$)/],
  ['readonly', /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|25006$)/],
  ['busy', /^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|(25P03|55P03|57014)$|40[0-9A-Z]{3}$)/],
  [
    'unreachable',
    /^(SQLITE_(IOERR|NOMEM)|(08|28|53|57|58)[0-9A-Z]{3}$|3D000$|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN))/,
  ],
];
/** What drivers say without a code once a connection is gone. */
const GONE =
  /connection (is not open|terminated|ended unexpectedly)|timeout expired|query read timeout|no connection became free|client has encountered a connection error|client was closed|already been destroyed|connections are closed|reading thread ended/i;

/** What is wrong with the database, where the error speaks of it. */
export function troubleOf(error: unknown): StoreTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof StoreUnavailable) return error.trouble;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return GONE.test(error.message) ? 'unreachable' : undefined;
  return TROUBLES.find(([, codes]) => codes.test(code))?.[0];
}

/** Lets errors of the work through, and names those of the database. @throws StoreUnavailable */
export async function namingOutages<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const trouble = troubleOf(error);
    throw trouble ? new StoreUnavailable(trouble, { cause: error }) : error;
  }
}

/** Troubles of a server that have a sentence of their own: which part of the address is to be looked at. */
const OF_ADDRESS: Readonly<Record<string, string>> = {
  '3D000': 'database_missing',
  '28000': 'database_login',
  '28P01': 'database_login',
  '42501': 'database_rights',
  '53300': 'database_crowded',
};
/** What the system says of a folder or file that is to be opened. */
const OF_FILE: Readonly<Record<string, StoreTrouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'readonly',
  EPERM: 'readonly',
  EROFS: 'readonly',
  ENOENT: 'readonly',
  ENOTDIR: 'readonly',
  EEXIST: 'readonly',
};
/** The server asks for a password and the address has none. */
const NO_PASSWORD = /password must be a/i;

/** The same for the operator, while the store is opened: where it lies, and what to look at. */
export function startTrouble(error: unknown, place: string): StartError | undefined {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (OF_ADDRESS[code]) return new StartError(OF_ADDRESS[code], { place }, { cause: error });
  if (NO_PASSWORD.test(message)) return new StartError('database_login', { place }, { cause: error });
  const trouble = OF_FILE[code] ?? troubleOf(error);
  return trouble && new StartError(`store_${trouble}`, { place, code }, { cause: error });
}
