import type { Kysely } from 'kysely';
import type { ShelfPlace } from '../ports/ledger.ts';
import { namingOutages } from './outage.ts';
import type { Tables } from './tables.ts';

/** Small enough that a statement with one never keeps others waiting, and no driver holds several copies of a film. */
const PART_BYTES = 1024 * 1024;

/**
 * Contents of evidence in the database, where every instance finds them. In parts, each in a statement of its own and
 * outside the writer; a content whose last parts are missing is not what its name says, and the shelf gives it out as
 * little as one that is not there.
 */
export function inDatabase(db: Kysely<Tables>): ShelfPlace {
  const partOf = (sha256: string, part: number) =>
    db
      .selectFrom('evidence_content')
      .select('content')
      .where('sha256', '=', sha256)
      .where('part', '=', part)
      .executeTakeFirst();
  return {
    write: (sha256, content) =>
      namingOutages(async () => {
        for (let part = 0; part === 0 || part * PART_BYTES < content.length; part++) {
          const row = {
            sha256,
            part,
            content: content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
          };
          // What was damaged is mended by whoever brings it again.
          await db
            .insertInto('evidence_content')
            .values(row)
            .onConflict((c) => c.columns(['sha256', 'part']).doUpdateSet({ content: row.content }))
            .execute();
        }
      }),
    read: (sha256) =>
      namingOutages(async () => {
        const parts: Buffer[] = [];
        for (;;) {
          const found = await partOf(sha256, parts.length);
          if (!found) return parts.length > 0 ? Buffer.concat(parts) : undefined;
          parts.push(found.content);
        }
      }),
    remove: (sha256) =>
      namingOutages(async () => {
        await db.deleteFrom('evidence_content').where('sha256', '=', sha256).execute();
      }),
  };
}
