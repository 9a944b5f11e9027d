import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../domain/calendar/time.ts';
import type { Tables } from '../tables.ts';
import { addToDays, countRolls, isSummed, UNTIL, unitDue, writeMeetings } from './sums.ts';
import { addToYears } from './years.ts';

const ALL = sql`1 = 1`;

/**
 * Makes all sums anew from what they sum: a city's takes some ten seconds of the writer.
 * @param until meetings that began before it are over, and go into the sums of days
 */
export async function rebuildSums(db: Kysely<Tables>, until: Instant): Promise<void> {
  await rebuildDays(db, until);
  await rebuildYears(db);
}

/** All but the months of units, which came later. */
export async function rebuildDays(db: Kysely<Tables>, until: Instant): Promise<void> {
  for (const table of ['meeting_sum', 'day_sum', 'summed', 'unit_due'] as const)
    await db.deleteFrom(table).execute();
  await db.insertInto('summed').values({ until }).execute();
  await sql`insert into unit_due (unit_id, everyone, committee) ${unitDue(() => ALL)}`.execute(db);
  await writeMeetings(ALL).execute(db);
  await countRolls(ALL).execute(db);
  await addToDays(1, isSummed(UNTIL)).execute(db);
}

/** From the sums of the meetings. */
export async function rebuildYears(db: Kysely<Tables>): Promise<void> {
  await db.deleteFrom('unit_year').execute();
  await addToYears(1, isSummed(UNTIL)).execute(db);
}
