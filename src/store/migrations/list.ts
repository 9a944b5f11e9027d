import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import * as foundation from './0001-foundation.ts';

export interface Migration {
  name: string;
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>;
}

/** Applied in this order, each once; a released migration is never edited. */
export const MIGRATIONS: Migration[] = [{ name: '0001-foundation', up: foundation.up }];
