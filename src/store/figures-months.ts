// In which months units held what: of the past from kept months, of the last days from their meetings.
import { type Kysely, sql } from 'kysely';
import type { ActivityType } from '../domain/activity/types.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { FigureQuery, FiguresTx } from '../ports/figures.ts';
import { amongUnits, inSpan, ofTypes, standingOf } from './figures-sql.ts';
import { IS_LONG, LONGEST_MS, type Part } from './sums/sums.ts';
import { IS_HELD, MONTH_COLUMNS, withMonth } from './sums/years.ts';
import type { Tables } from './tables.ts';

/** Months as bits, the lowest is January. */
const BITS = sql.join(
  MONTH_COLUMNS.map(
    (column, i) => sql`case when y.${sql.ref(column)} > 0 then ${sql.lit(1 << i)} else 0 end`,
  ),
  sql` + `,
);
/** Thousands of units in one row: a row each costs more than what stands in it. */
const PACKED = sql`string_agg(cast(unit_id as text), ',') as ids, string_agg(cast(bits as text), ',') as bits`;

export function monthStore(db: Kysely<Tables>, settle: () => Promise<void>): Pick<FiguresTx, 'monthsHeld'> {
  return {
    async monthsHeld(query) {
      await settle();
      const { from, to, types, now } = query;
      const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
      // Behind a clock set back nothing kept is known to be over.
      const upTo = until + LONGEST_MS <= now ? until : from;
      const [first, last] = [from, to].map((at) => sql.lit(Number(dateOf(at).slice(0, 4))));
      const kept = sql`select types, year, ${PACKED} from (
          select y.types, y.year, y.unit_id, ${BITS} as bits from unit_year y
          where y.year between ${first} and ${last} and ${sql.lit(upTo)} > ${sql.lit(from)}
            ${ofTypes(types, 'y')} and ${amongUnits(query, sql`y.unit_id`)}) k
        where bits > 0 group by types, year`;
      const live = (span: FigureQuery, where: Part) => sql`select types, year, ${PACKED} from (
          select types, year, unit_id, 1 << cast(month as integer) as bits
          from ${withMonth(sql`(select * from (
            select m.types, m.unit_id, m.start_at, ${standingOf(query)} from meeting_sum m
            where ${inSpan(span)} ${where} and ${amongUnits(query, sql`m.unit_id`)}) s where ${IS_HELD})`)} x) l
        group by types, year`;
      const { rows } = await sql<{ types: string; year: number; ids: string; bits: string }>`
        ${kept} union all ${live({ ...query, from: Math.max(from, upTo) }, sql``)}
        union all ${live({ ...query, to: Math.min(to, upTo - 1) }, sql`and ${IS_LONG}`)}`.execute(db);
      return rows.map(({ types, year, ids, bits }) => ({
        types: JSON.parse(types) as ActivityType[],
        year: Number(year),
        unitIds: ids.split(',').map(Number),
        months: bits.split(',').map(Number),
      }));
    },
  };
}
