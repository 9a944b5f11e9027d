// The sums counted once more from raw rows, in SQL that shares nothing with what keeps them.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { PRESENT_STATES } from '../../domain/activity/attendance.ts';
import { committeeTypes, perTypes } from '../../domain/activity/types.ts';
import { nextPeriod, periodOf } from '../../domain/calendar/period.ts';
import { DAY_MS, dateOf, type Instant, instantOf, SHANGHAI_OFFSET_MS } from '../../domain/calendar/time.ts';
import { COMMITTEE_ROLES } from '../../domain/organisation/organisation.ts';
import type { Tables } from '../tables.ts';
import { MONTH_COLUMNS } from './years.ts';

export interface SumsVerdict {
  /** meetings, and sums of days, that were compared */
  meetings: number;
  days: number;
  /** where kept and counted differ: the unit, and a moment in the month that does */
  differing: { unitId: number; at: Instant }[];
}

/** Who is due where: members of a unit, and (committee 1) those who hold an office in it. */
const MEMBERS = sql`
  member (unit_id, committee, person_id) as (
    select branch_id, 0, id from person where active = 1 and mobile = 0 and kind in ('正式党员', '预备党员')
    union select group_id, 0, id from person where active = 1 and mobile = 0 and kind in ('正式党员', '预备党员')
    union select o.unit_id, 1, o.person_id from office o join person p on p.id = o.person_id
      where p.active = 1 and p.mobile = 0 and p.kind in ('正式党员', '预备党员') and o.role in (${sql.join(COMMITTEE_ROLES)})),
  duty (unit_id, committee, due) as (
    select unit_id, committee, count(*) from member where unit_id is not null group by unit_id, committee)`;

/** What the committee's meetings are stored as; one of two of its kinds is its own too. */
const only = perTypes(() =>
  committeeTypes().flatMap((type) =>
    [[type], ...committeeTypes().map((other) => [type, other])].map((types) => sql`${JSON.stringify(types)}`),
  ),
);

/** Each meeting with what its roll, record and roster come to. */
const counted = perTypes(
  () => sql`${MEMBERS},
  kind as (select id, case when types in (${sql.join(only())}) then 1 else 0 end as committee from activity),
  roll as (
    select t.activity_id, count(member.person_id) as came,
      count(case when p.active = 1 and member.person_id is null then 1 end) as extra,
      count(case when p.active is null or p.active = 0 then 1 end) as others
    from attendance t join activity a on a.id = t.activity_id join kind on kind.id = a.id
    left join person p on p.id = t.person_id
    left join member on member.unit_id = a.unit_id and member.committee = kind.committee
      and member.person_id = t.person_id
    where t.state in (${sql.join(PRESENT_STATES)}) group by t.activity_id),
  record as (select activity_id, expected, present from meeting_record
    where state = 'confirmed' and expected is not null and present is not null),
  counted as (
    select a.id, a.unit_id, a.types, a.stage, a.source, a.start_at, a.end_at, kind.committee, record.present as recorded,
      coalesce(record.expected, duty.due, 0) as expected, coalesce(roll.came, 0) as came,
      coalesce(roll.extra, 0) as extra, coalesce(roll.others, 0) as others
    from activity a join kind on kind.id = a.id
    left join record on record.activity_id = a.id left join roll on roll.activity_id = a.id
    left join duty on duty.unit_id = a.unit_id and duty.committee = kind.committee)`,
);

const same = (a: RawBuilder<unknown>, b: RawBuilder<unknown>, columns: readonly string[]) =>
  sql.join(
    columns.map((c) => sql`${a}.${sql.ref(c)} is not distinct from ${b}.${sql.ref(c)}`),
    sql` and `,
  );

/** Months of the years from the first meeting's to the last's, with their first moments and those after them. */
async function monthsOfAll(db: Kysely<Tables>) {
  const { first, last } = await db
    .selectFrom('activity')
    .select((e) => [e.fn.min('start_at').as('first'), e.fn.max('start_at').as('last')])
    .executeTakeFirstOrThrow();
  let month = periodOf('month', periodOf('year', dateOf(first ?? 0)).from);
  const end = instantOf(periodOf('year', dateOf(last ?? 0)).to);
  const found = [];
  do {
    const next = nextPeriod(month);
    const [from, to] = [instantOf(month.from), instantOf(next.from)];
    found.push(sql`(${sql.lit(month.year)}, ${sql.lit(month.number)}, ${bigint(from)}, ${bigint(to)})`);
    month = next;
  } while (instantOf(month.from) <= end);
  return found;
}

const bigint = (at: Instant) => sql`cast(${sql.lit(at)} as bigint)`;

/** Compares all of them; a city's takes some tens of seconds, and no writer waits for it. */
export async function verifySums(db: Kysely<Tables>): Promise<SumsVerdict> {
  const c = sql`c`;
  const meetings = await sql<{ unit_id: number; at: number }>`with ${counted()}
    select coalesce(c.unit_id, m.unit_id) as unit_id, coalesce(c.start_at, m.start_at) as at
    from counted c full join meeting_sum m on m.activity_id = c.id
    where not (${same(c, sql`m`, ['unit_id', 'types', 'stage', 'source', 'start_at', 'end_at', 'recorded', 'expected', 'came', 'extra', 'others'])}
      and c.committee = m.committee_only and c.id is not null)
      or c.id is null or m.activity_id is null`.execute(db);
  const key = ['unit_id', 'day', 'types', 'stage', 'source', 'by_record', 'attended'];
  const days = await sql<{ unit_id: number; day: number }>`with recursive ${counted()},
    above (unit_id, id) as (select id, id from unit
      union all select above.unit_id, unit.parent_id from above join unit on unit.id = above.id
        where unit.parent_id is not null),
    summed_anew as (
      select u.id as unit_id, (c.start_at + ${sql.lit(SHANGHAI_OFFSET_MS)}) / ${sql.lit(DAY_MS)} as day,
        c.types, c.stage, c.source, case when c.recorded is null then 0 else 1 end as by_record,
        case when c.recorded is null and c.came + c.extra + c.others > 0 then 1 else 0 end as attended,
        count(*) as activities, sum(c.expected) as expected, sum(coalesce(c.recorded, c.came)) as present,
        sum(case when c.recorded is null then c.extra else 0 end) as extra
      from counted c join above on above.unit_id = c.unit_id
      join unit u on u.id = above.id and u.kind not in ('branch', 'group')
      where c.stage in ('planned', 'recorded') and c.start_at < (select until from summed)
        and coalesce(c.end_at, c.start_at) - c.start_at <= ${sql.lit(DAY_MS)}
      group by 1, 2, 3, 4, 5, 6, 7),
    kept as (select * from day_sum where activities <> 0 or expected <> 0 or present <> 0 or extra <> 0)
    select coalesce(s.unit_id, k.unit_id) as unit_id, coalesce(s.day, k.day) as day
    from summed_anew s full join kept k on ${sql.join(
      key.map((column) => sql`s.${sql.ref(column)} = k.${sql.ref(column)}`),
      sql` and `,
    )}
    where s.unit_id is null or k.unit_id is null
      or not (${same(sql`s`, sql`k`, ['activities', 'expected', 'present', 'extra'])})`.execute(db);
  const years = await sql<{ unit_id: number; at: number }>`with ${counted()},
    month (year, number, first, last) as (values ${sql.join(await monthsOfAll(db))}),
    held (unit_id, year, number, types, n) as (
      select c.unit_id, month.year, month.number, c.types, count(*) from counted c
      join month on c.start_at >= month.first and c.start_at < month.last
      where (c.recorded is not null or c.stage = 'recorded'
          or c.came + c.extra + c.others > 0 and c.source <> 'fixed_day')
        and c.stage <> 'cancelled' and c.start_at < (select until from summed)
        and coalesce(c.end_at, c.start_at) - c.start_at <= ${sql.lit(DAY_MS)}
      group by 1, 2, 3, 4),
    kept (unit_id, year, number, types, n) as (
      select y.unit_id, y.year, month.number, y.types,
        case month.number ${sql.join(
          MONTH_COLUMNS.map((column, i) => sql`when ${sql.lit(i + 1)} then y.${sql.ref(column)}`),
          sql` `,
        )} end
      from unit_year y left join month on month.year = y.year)
    select coalesce(h.unit_id, k.unit_id) as unit_id, coalesce(month.first, 0) as at
    from held h full join (select * from kept where n is null or n <> 0) k
      on ${sql.join(
        ['unit_id', 'year', 'number', 'types'].map(
          (column) => sql`h.${sql.ref(column)} = k.${sql.ref(column)}`,
        ),
        sql` and `,
      )}
    left join month on month.year = coalesce(h.year, k.year) and month.number = coalesce(h.number, k.number)
    where h.n is null or k.n is null or h.n <> k.n`.execute(db);
  const count = async (table: 'meeting_sum' | 'day_sum') =>
    Number((await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
  return {
    meetings: await count('meeting_sum'),
    days: await count('day_sum'),
    differing: [
      ...[...meetings.rows, ...years.rows].map(({ unit_id, at }) => ({ unitId: unit_id, at: Number(at) })),
      ...days.rows.map(({ unit_id, day }) => ({
        unitId: unit_id,
        at: Number(day) * DAY_MS - SHANGHAI_OFFSET_MS,
      })),
    ],
  };
}
