// In which months a unit held what: what is asked of a year is looked up in a row per unit and kind, not in its meetings.
import { sql } from 'kysely';
import { outcomeOf } from '../../domain/figures/activities.ts';
import { isStanding } from '../figures-sql.ts';
import { ATTENDED, BY_RECORD, dayOf, type Part } from './sums.ts';

export const MONTH_COLUMNS = [
  'm01',
  'm02',
  'm03',
  'm04',
  'm05',
  'm06',
  'm07',
  'm08',
  'm09',
  'm10',
  'm11',
  'm12',
] as const;

export const IS_HELD = isStanding((standing) => outcomeOf(standing) === 'held');

/** Days from 1968-03-01 to the epoch. From there a leap day ends every fourth year, until 2100. */
const EPOCH_DAY = sql.lit(671);

/** The rows of `from`, that have a `start_at`, with `year` and `month` (0 is January) of Shanghai. */
export const withMonth = (from: Part): Part => sql`(
  select d.*, 1968 + 4 * quad + at + part / 10 as year, (part + 2) % 12 as month
  from (select c.*, (5 * (rest - 365 * at) + 2) / 153 as part
    from (select b.*, (rest - rest / 1460) / 365 as at
      from (select a.*, (day + ${EPOCH_DAY}) / 1461 as quad, (day + ${EPOCH_DAY}) % 1461 as rest
        from (select m.*, ${dayOf(sql`m.start_at`)} as day from ${from} m) a) b) c) d)`;

/** Adds the meetings `m` for which that holds to the months in which their units held them (1), or takes them out (-1). */
export const addToYears = (sign: 1 | -1, where: Part): Part => sql`
  insert into unit_year (unit_id, year, types, ${sql.join(MONTH_COLUMNS.map((c) => sql.ref(c)))})
  select unit_id, year, types, ${sql.join(
    MONTH_COLUMNS.map((_, i) => sql`sum(case when month = ${sql.lit(i)} then ${sql.lit(sign)} else 0 end)`),
  )}
  from ${withMonth(sql`(select m.*, 1 as closed, ${BY_RECORD} as by_record, ${ATTENDED} as attended
    from meeting_sum m where m.stage <> 'cancelled' and ${where})`)} held
  where ${IS_HELD}
  group by unit_id, year, types
  on conflict (year, types, unit_id) do update set ${sql.join(
    MONTH_COLUMNS.map((c) => sql`${sql.ref(c)} = unit_year.${sql.ref(c)} + excluded.${sql.ref(c)}`),
  )}`;
