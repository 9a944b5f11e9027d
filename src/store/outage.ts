import { StoreUnavailable } from '../domain/errors.ts';

/**
 * Codes that speak of the database itself, not of what was asked of it: SQLite's result codes by their beginning,
 * PostgreSQL's classes 08, 28, 40, 53, 57 and 58, a database that is gone or only reads, a lock that did not come free
 * and a pause that was too long; and what the system says of a connection.
 */
const OUTAGES =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB|NOMEM|PROTOCOL)|(08|28|40|53|57|58)[0-9A-Z]{3}$|(25006|25P03|3D000|55P03)$|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN))/;
/** What drivers say without a code once a connection is gone. */
const GONE =
  /connection (is not open|terminated|ended unexpectedly)|timeout expired|query read timeout|no connection became free|client has encountered a connection error|client was closed|already been destroyed|connections are closed|reading thread ended/i;

/** Lets errors of the work through, and names those of the database. @throws StoreUnavailable */
export async function namingOutages<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const isOutage = code === undefined ? GONE.test(error.message) : OUTAGES.test(code);
    throw isOutage ? new StoreUnavailable({ cause: error }) : error;
  }
}
