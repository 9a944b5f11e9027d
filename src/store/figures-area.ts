// Questions about a whole city: answered from the sums of days, and with lists of units packed into one row.
import { type Kysely, sql } from 'kysely';
import type { ActivityType } from '../domain/activity/types.ts';
import type { StandingTally } from '../domain/figures/activities.ts';
import type { FigureQuery, FiguresTx, SpanQuery } from '../ports/figures.ts';
import {
  amongUnits,
  BY_STANDING,
  inSpan,
  isStanding,
  type NumbersRow,
  ofTypes,
  presence,
  type StandingRow,
  SUMMED,
  standing,
  standingOf,
} from './figures-sql.ts';
import { dayOf, dayStart, IS_LONG, LONGEST_MS, type Part } from './sums/sums.ts';
import type { Tables } from './tables.ts';

type AreaStore = Pick<FiguresTx, 'activitySums' | 'unitsWith' | 'unitsHaving' | 'unitsByStanding'>;
type SumRow = NumbersRow & { types: string; activities: number | string };

export function areaStore(db: Kysely<Tables>, settle: () => Promise<void>): AreaStore {
  /** Kinds of meetings there are: some twenty, found by as many looks into the index. */
  async function kindsOf(types: readonly ActivityType[]): Promise<string[]> {
    const { rows } = await sql<{ types: string | null }>`
      with recursive kind (types) as (select min(types) from meeting_sum
        union all select (select min(m.types) from meeting_sum m where m.types > kind.types)
          from kind where kind.types is not null)
      select types from kind`.execute(db);
    return rows.flatMap((row) =>
      row.types !== null && (JSON.parse(row.types) as ActivityType[]).some((type) => types.includes(type))
        ? [row.types]
        : [],
    );
  }

  return {
    async activitySums(query) {
      await settle();
      const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
      const { from, to, topIds, types, now } = query;
      // A sum is of whole days whose meetings are over: for any other question all is counted.
      const isWhole = dayStart(from) === from && dayStart(to + 1) === to + 1;
      const upTo = isWhole && until + LONGEST_MS <= now ? Math.min(until, to + 1) : from;
      const day = (at: number) => dayOf(sql.lit(at));
      const kept = sql`select s.types, s.stage, s.source, 1 as closed, s.by_record, s.attended,
          sum(s.activities) as activities, sum(s.expected) as expected, sum(s.present) as present, sum(s.extra) as extra
        from day_sum s where s.unit_id in (${sql.join(topIds)}) and s.day >= ${day(from)} and s.day < ${day(upTo)}
          ${ofTypes(types, 's')}
        group by s.types, s.stage, s.source, s.by_record, s.attended having sum(s.activities) > 0`;
      const { rows: others } = await sql`select 1 as one from unit u
        where u.parent_id is null and u.id not in (${sql.join(topIds)}) limit 1`.execute(db);
      const isHere = others.length === 0 ? sql`1 = 1` : sql`m.unit_id in (select id from below)`;
      // One bound each way: with two the embedded store looks through all from the earlier one.
      const live = (
        span: SpanQuery,
        where: Part,
      ) => sql`select m.types, ${standingOf(query)}, count(*) as activities, ${SUMMED}
        from meeting_sum m where ${inSpan(span)} ${where} and ${isHere}
        group by m.types, ${BY_STANDING}`;
      const { rows } = await sql<SumRow>`
        with recursive below (id) as (select u.id from unit u where u.id in (${sql.join(topIds)})
          union all select u.id from unit u join below on u.parent_id = below.id)
        select * from (${kept}) k
        union all select * from (${live({ ...query, from: Math.max(from, upTo) }, sql``)}) l
        union all select * from (${live({ ...query, to: Math.min(to, upTo - 1) }, sql`and ${IS_LONG}`)}) n`.execute(
        db,
      );
      return rows.map(
        (row): StandingTally => ({
          types: JSON.parse(row.types) as ActivityType[],
          activities: Number(row.activities),
          ...standing(row),
          ...presence(row),
        }),
      );
    },

    async unitsWith(query, is, withDue) {
      await settle();
      // In the order of the index, so that looking ends with the first that fits.
      const { rows } = await sql<{ ids: string | null }>`
        select string_agg(cast(u.id as text), ',') as ids from unit u where ${amongUnits(query, sql`u.id`)}
          and (select 1 from (select m.expected, m.start_at, ${standingOf(query)} from meeting_sum m
              where m.unit_id = u.id and ${inSpan(query)}) x
            where ${isStanding(is)} ${withDue ? sql`and x.expected > 0` : sql``}
            order by x.start_at limit 1) = 1`.execute(db);
      return new Set(pickerOf(query)(rows[0]?.ids));
    },

    async unitsHaving(query, is) {
      await settle();
      const kinds = await kindsOf(query.types);
      if (kinds.length === 0) return [];
      // Of each unit and kind the first that fits is looked for, and no other.
      const each = kinds.map(
        (
          types,
        ) => sql`select cast(${types} as text) as types, string_agg(cast(u.id as text), ',') as ids from unit u
          where ${amongUnits(query, sql`u.id`)} and exists (select 1 from (select ${standingOf(query)} from meeting_sum m
            where m.types = ${types} and m.unit_id = u.id and ${inSpan({ ...query, types: undefined })}) x
            where ${isStanding(is)})`,
      );
      const { rows } = await sql<{
        types: string;
        ids: string | null;
      }>`${sql.join(each, sql` union all `)}`.execute(db);
      const pick = pickerOf(query);
      return rows.map(({ types, ids }) => ({
        types: JSON.parse(types) as ActivityType[],
        unitIds: pick(ids),
      }));
    },

    async unitsByStanding(query, is) {
      await settle();
      const kinds = query.unitIds.length === 0 ? [] : await kindsOf(query.types);
      if (kinds.length === 0) return [];
      const { rows } = await sql<StandingRow & { types: string; ids: string }>`
        select types, stage, source, closed, by_record, attended, string_agg(cast(unit_id as text), ',') as ids
        from (select m.unit_id, m.types, ${standingOf(query)} from meeting_sum m
          where ${inSpan({ ...query, types: undefined })} and m.types in (${sql.join(kinds)})
            and ${amongUnits(query, sql`m.unit_id`)}) x
        where ${isStanding(is)}
        group by types, stage, source, closed, by_record, attended`.execute(db);
      const pick = pickerOf(query);
      return rows.map((row) => ({
        types: JSON.parse(row.types) as ActivityType[],
        ...standing(row),
        unitIds: pick(row.ids),
      }));
    },
  };
}

/** Of what the database tells those asked for. */
function pickerOf({ unitIds }: FigureQuery): (ids: string | null | undefined) => number[] {
  const wanted = new Set(unitIds);
  return (ids) =>
    (ids ?? '')
      .split(',')
      .map(Number)
      .filter((id) => wanted.has(id));
}
