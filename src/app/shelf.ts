import { join } from 'node:path';
import { inObjectStore } from '../channels/object-store/place.ts';
import { createShelf, onDisk } from '../documents/shelf.ts';
import type { Shelf } from '../ports/ledger.ts';
import type { Config } from '../settings/environment.ts';
import { inDatabase } from '../store/contents.ts';
import type { OpenStore } from '../store/store.ts';

/** Below DATA_DIR: evidence by its SHA-256. */
const EVIDENCE_FOLDER = 'evidence';

/**
 * Evidence lies where every instance finds it: in the object store that is set, else in the served database; a single
 * server with the embedded store keeps it on its own disk. What lay elsewhere before is found there, and moves.
 */
export function openShelf({ dataDir, database, objectStore }: Config, store: Pick<OpenStore, 'db'>): Shelf {
  const places = [
    ...(objectStore ? [inObjectStore(objectStore)] : []),
    ...(database.kind === 'postgres' ? [inDatabase(store.db)] : []),
    onDisk(join(dataDir, EVIDENCE_FOLDER)),
  ];
  return createShelf(places[0]!, places.slice(1));
}
