// The sums in SQL, one code path for both databases: what a meeting counts as, and what of it stands in the sum of a day.
import { type RawBuilder, sql } from 'kysely';
import { PRESENT_STATES } from '../../domain/activity/attendance.ts';
import { committeeTypes } from '../../domain/activity/types.ts';
import { DAY_MS, type Instant, SHANGHAI_OFFSET_MS } from '../../domain/calendar/time.ts';
import { COMMITTEE_ROLES } from '../../domain/organisation/organisation.ts';

export type Part = RawBuilder<unknown>;

/** Literals, not parameters: such a statement is built once and only then given ids. */
export const words = (list: readonly string[]): Part => sql.raw(`(${list.map((w) => `'${w}'`).join(', ')})`);
export const PRESENT = words(PRESENT_STATES);
const COMMITTEE = words(COMMITTEE_ROLES);

/** A meeting that ends a day after its start or later never stands in `day_sum`: whether it is over, the clock says. */
export const LONGEST_MS = DAY_MS;
const SETTLED_DAYS = 2;

export const dayStart = (at: Instant): Instant =>
  Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS;

/** Up to here meetings may be summed: whatever a unit's settings say, they are over. */
export const settledBefore = (now: Instant): Instant => dayStart(now) - SETTLED_DAYS * DAY_MS;

/** Day number of a moment, as `dayNumber` counts. */
export const dayOf = (at: Part): Part => sql`((${at} + ${sql.lit(SHANGHAI_OFFSET_MS)}) / ${sql.lit(DAY_MS)})`;

/** What the JSON text of a meeting's types leaves when those of the committee are taken out: nothing, if it is theirs. */
const isCommitteeOnly = (types: Part): Part => {
  const rest = committeeTypes().reduce<Part>(
    (left, type) => sql`replace(${left}, ${sql.lit(`"${type}"`)}, '')`,
    sql`replace(${types}, ',', '')`,
  );
  return sql`case when ${rest} = '[]' then 1 else 0 end`;
};

/** Belongs to somebody's 应到: neither 流动党员 nor 列席. */
const COUNTS = sql`p.active = 1 and p.mobile = 0 and p.kind <> '入党积极分子'`;

/** 1 where person `p` is due at meeting `m`; the same as `isDue` of domain/activity/due.ts. */
const DUE = sql`case when ${COUNTS} and case when m.committee_only = 1
    then exists (select 1 from office o where o.person_id = p.id and o.unit_id = m.unit_id and o.role in ${COMMITTEE})
    else p.branch_id = m.unit_id or p.group_id = m.unit_id end then 1 else 0 end`;

/** Each of `n` who came, as one of three. */
export const cameAs = (n: Part): Part => sql`
  sum(${n} * ${DUE}) as came,
  sum(case when p.active = 1 then ${n} * (1 - ${DUE}) else 0 end) as extra,
  sum(case when p.active = 1 then 0 else ${n} end) as others`;

/** 应到 by unit, from the roster as it stands, of the units for whose id that holds. */
export const unitDue = (isAmong: (id: Part) => Part): Part => sql`
  select u.id as unit_id, coalesce(e.n, 0) as everyone, coalesce(c.n, 0) as committee from unit u
  left join (select unit_id, count(*) as n from (
      select p.branch_id as unit_id from person p where ${COUNTS} and ${isAmong(sql`p.branch_id`)}
      union all select p.group_id from person p
        where ${COUNTS} and p.group_id is not null and ${isAmong(sql`p.group_id`)}) member
    group by unit_id) e on e.unit_id = u.id
  left join (select o.unit_id, count(distinct p.id) as n from office o join person p on p.id = o.person_id
    where o.role in ${COMMITTEE} and ${COUNTS} and ${isAmong(sql`o.unit_id`)} group by o.unit_id) c on c.unit_id = u.id
  where ${isAmong(sql`u.id`)}`;

const dueOf = (meeting: string): Part => {
  const m = sql.table(meeting);
  return sql`coalesce((select case when ${m}.committee_only = 1 then d.committee else d.everyone end
    from unit_due d where d.unit_id = ${m}.unit_id), 0)`;
};

/** Writes the meetings `m` for which that holds anew; who came stays, and is nobody for a new one. */
export const writeMeetings = (where: Part): Part => sql`
  insert into meeting_sum (activity_id, unit_id, types, committee_only, start_at, end_at, stage, source,
    expected, recorded, came, extra, others)
  select m.id, m.unit_id, m.types, m.committee_only, m.start_at, m.end_at, m.stage, m.source,
    coalesce(m.record_expected, ${dueOf('m')}), m.recorded, 0, 0, 0
  from (select a.*, ${isCommitteeOnly(sql`a.types`)} as committee_only,
      r.expected as record_expected, r.present as recorded
    from activity a left join meeting_record r on r.activity_id = a.id and r.state = 'confirmed'
      and r.expected is not null and r.present is not null) m
  where ${where}
  on conflict (activity_id) do update set unit_id = excluded.unit_id, types = excluded.types,
    committee_only = excluded.committee_only, start_at = excluded.start_at, end_at = excluded.end_at,
    stage = excluded.stage, source = excluded.source, expected = excluded.expected, recorded = excluded.recorded`;

/** Counts who came to the meetings `m` for which that holds, from their rolls. */
export const countRolls = (where: Part): Part => sql`
  update meeting_sum set came = r.came, extra = r.extra, others = r.others
  from (select m.activity_id, coalesce(sum(x.came), 0) as came, coalesce(sum(x.extra), 0) as extra,
      coalesce(sum(x.others), 0) as others
    from meeting_sum m left join (
      select m.activity_id, ${cameAs(sql`1`)}
      from meeting_sum m join attendance t on t.activity_id = m.activity_id and t.state in ${PRESENT}
      left join person p on p.id = t.person_id
      where ${where} group by m.activity_id) x on x.activity_id = m.activity_id
    where ${where} group by m.activity_id) r
  where r.activity_id = meeting_sum.activity_id`;

// What figures read of a meeting `m`.
export const BY_RECORD = sql`case when m.recorded is null then 0 else 1 end`;
export const ATTENDED = sql`case when m.recorded is null and m.came + m.extra + m.others > 0 then 1 else 0 end`;
export const PRESENT_OF = sql`coalesce(m.recorded, m.came)`;
export const EXTRA_OF = sql`case when m.recorded is null then m.extra else 0 end`;

/** Such a meeting `m` never stands in `day_sum`. */
export const IS_LONG = sql`m.end_at > m.start_at + ${sql.lit(LONGEST_MS)}`;

/** A meeting `m` that stands in `day_sum`. */
export const isSummed = (until: Part): Part =>
  sql`m.start_at < ${until} and (m.end_at is null or m.end_at <= m.start_at + ${sql.lit(LONGEST_MS)})`;
export const UNTIL = sql`(select until from summed)`;

/** Adds the meetings `m` for which that holds to the sums of their days (1), or takes them out (-1). */
export const addToDays = (sign: 1 | -1, where: Part): Part => sql`
  with recursive chosen as (select m.* from meeting_sum m where m.stage <> 'cancelled' and ${where}),
    up (unit_id, id, parent_id, kind) as (
    select u.id, u.id, u.parent_id, u.kind from unit u where u.id in (select m.unit_id from chosen m)
    union all select up.unit_id, u.id, u.parent_id, u.kind from up join unit u on u.id = up.parent_id)
  insert into day_sum (unit_id, day, types, stage, source, by_record, attended, activities, expected, present, extra)
  select up.id, ${dayOf(sql`m.start_at`)}, m.types, m.stage, m.source, ${BY_RECORD}, ${ATTENDED},
    ${sql.lit(sign)} * count(*), ${sql.lit(sign)} * sum(m.expected), ${sql.lit(sign)} * sum(${PRESENT_OF}),
    ${sql.lit(sign)} * sum(${EXTRA_OF})
  from chosen m join up on up.unit_id = m.unit_id
  where up.kind in ('committee', 'general_branch')
  group by 1, 2, 3, 4, 5, 6, 7
  on conflict (unit_id, day, types, stage, source, by_record, attended) do update set
    activities = day_sum.activities + excluded.activities, expected = day_sum.expected + excluded.expected,
    present = day_sum.present + excluded.present, extra = day_sum.extra + excluded.extra`;
