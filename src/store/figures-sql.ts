// How questions about figures read a meeting `m` of `meeting_sum`.
import { sql } from 'kysely';
import type { ActivityType } from '../domain/activity/types.ts';
import type { ActivityStanding } from '../domain/figures/activities.ts';
import type { FigureQuery, SpanQuery } from '../ports/figures.ts';
import { ATTENDED, BY_RECORD, EXTRA_OF, type Part, PRESENT_OF, words } from './sums/sums.ts';

export interface StandingRow {
  stage: string;
  source: string;
  closed: number;
  by_record: number;
  attended: number;
}
/** PostgreSQL gives sums as text. */
export interface NumbersRow extends StandingRow {
  expected: number | string;
  present: number | string;
  extra: number | string;
}

/** A moment that stands for the meeting's end, by what its unit has settled. */
function endOf({ lastsMs, ownLastsMs }: SpanQuery): Part {
  const byLength = Map.groupBy(ownLastsMs, ([, ms]) => ms);
  byLength.delete(lastsMs);
  const cases = [...byLength].map(
    ([ms, units]) =>
      sql`when m.unit_id in (${sql.join(units.map(([id]) => sql.lit(id)))}) then ${sql.lit(ms)}`,
  );
  const lasts =
    cases.length === 0 ? sql.lit(lastsMs) : sql`case ${sql.join(cases, sql` `)} else ${sql.lit(lastsMs)} end`;
  return sql`coalesce(m.end_at, m.start_at + ${lasts})`;
}

/** Columns that decide whether and how it counts. */
export const standingOf = (query: SpanQuery): Part => sql`m.stage, m.source,
  case when ${endOf(query)} <= ${query.now} then 1 else 0 end as closed,
  ${BY_RECORD} as by_record, ${ATTENDED} as attended`;
export const BY_STANDING = sql`m.stage, m.source, closed, by_record, attended`;

export const NUMBERS = sql`m.expected, ${PRESENT_OF} as present, ${EXTRA_OF} as extra`;
export const SUMMED = sql`sum(m.expected) as expected, sum(${PRESENT_OF}) as present, sum(${EXTRA_OF}) as extra`;

export const inSpan = ({ from, to, types }: SpanQuery): Part =>
  sql`m.start_at between ${from} and ${to} and m.stage <> 'cancelled' ${ofTypes(types, 'm')}`;

/** So few units are named to the database; of more it tells all, and whoever asks picks out those asked for. */
const FEW_UNITS = 500;

export const amongUnits = ({ unitIds }: Pick<FigureQuery, 'unitIds'>, id: Part): Part =>
  unitIds.length === 0
    ? sql`1 = 0`
    : unitIds.length <= FEW_UNITS
      ? sql`${id} in (${sql.join(unitIds)})`
      : sql`1 = 1`;

/** Types are stored as JSON text of words that do not contain each other. */
export function ofTypes(types: readonly ActivityType[] | undefined, table: string): Part {
  if (!types) return sql``;
  const likes = types.map((type) => sql`${sql.ref(`${table}.types`)} like ${`%"${type}"%`}`);
  return types.length === 0 ? sql`and 1 = 0` : sql`and (${sql.join(likes, sql` or `)})`;
}

/** The rows of which the rule holds, written out: what counts is said once, in domain/figures/activities.ts. */
export function isStanding(is: (standing: ActivityStanding) => boolean): Part {
  const fitting = STAGES.flatMap((stage) =>
    SOURCES.flatMap((source) =>
      EITHER.flatMap((closed) =>
        EITHER.flatMap((by_record) => EITHER.map((attended) => ({ closed, by_record, attended }))),
      )
        .filter((row) => is(standing({ stage, source, ...row })))
        .map(({ closed, by_record, attended }) => `${stage} ${source} ${closed}${by_record}${attended}`),
    ),
  );
  return fitting.length === 0
    ? sql`1 = 0`
    : sql`stage || ' ' || source || ' ' || closed || by_record || attended in ${words(fitting)}`;
}
const EITHER = [0, 1];
const STAGES: readonly ActivityStanding['stage'][] = ['planned', 'recorded'];
const SOURCES: readonly ActivityStanding['source'][] = ['person', 'fixed_day', 'report'];

export const standing = (row: StandingRow): ActivityStanding => ({
  stage: row.stage as ActivityStanding['stage'],
  source: row.source as ActivityStanding['source'],
  closed: row.closed === 1,
  byRecord: row.by_record === 1,
  attended: row.attended === 1,
});

export const presence = (row: NumbersRow) => ({
  expected: Number(row.expected),
  present: Number(row.present),
  extra: Number(row.extra),
});
