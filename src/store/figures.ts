import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { type AttendanceState, PRESENT_STATES } from '../domain/activity/attendance.ts';
import type { KeptPerson } from '../domain/activity/due.ts';
import { type ActivityType, COMMITTEE_TYPES } from '../domain/activity/types.ts';
import type { ActivityFact, ActivityStanding, ActivityTally } from '../domain/figures/activities.ts';
import { COMMITTEE_ROLES } from '../domain/organisation/organisation.ts';
import type { FigureQuery, FiguresTx } from '../ports/figures.ts';
import { toActivity } from './activity.ts';
import type { ActivityTable, Tables } from './tables.ts';

/** Parameters of one statement: SQLite takes 32,766. */
const CHUNK = 20_000;
const PRESENT = sql`(${sql.join(PRESENT_STATES)})`;
/** What the JSON text of a meeting's types leaves when those of the committee are taken out: nothing, if it is theirs. */
const EXCEPT_COMMITTEE = COMMITTEE_TYPES.reduce<RawBuilder<unknown>>(
  (types, type) => sql`replace(${types}, ${`"${type}"`}, '')`,
  sql`replace(a.types, ',', '')`,
);

export function figuresStore(db: Kysely<Tables>): FiguresTx {
  return {
    async activityTallies(query) {
      const found: ActivityTally[] = [];
      for (const part of parts(query)) {
        const { rows } = await tallies(part).execute(db);
        for (const row of rows)
          found.push({
            unitId: row.unit_id,
            types: JSON.parse(row.types) as ActivityType[],
            activities: Number(row.activities),
            ...standing(row),
            ...presence(row),
          });
      }
      return found;
    },
    async activityFacts(query) {
      const found: ActivityFact[] = [];
      for (const part of parts(query)) {
        const { rows } = await facts(part).execute(db);
        for (const row of rows) found.push({ activity: toActivity(row), ...standing(row), ...presence(row) });
      }
      return found.sort((a, b) => a.activity.startAt - b.activity.startAt || a.activity.id - b.activity.id);
    },
    async rollLines(activityIds) {
      const found = [];
      for (let i = 0; i < activityIds.length; i += CHUNK) {
        const rows = await db
          .selectFrom('attendance')
          .select(['activity_id', 'person_id', 'state'])
          .where('activity_id', 'in', activityIds.slice(i, i + CHUNK))
          .execute();
        for (const r of rows)
          found.push({ activityId: r.activity_id, personId: r.person_id, state: r.state as AttendanceState });
      }
      return found;
    },
    async keptDue(activityIds) {
      const found = new Map<number, ReadonlySet<string>>();
      for (let i = 0; i < activityIds.length; i += CHUNK) {
        const rows = await db
          .selectFrom('meeting_record')
          .select(['activity_id', 'due'])
          .where('activity_id', 'in', activityIds.slice(i, i + CHUNK))
          .where('due', '!=', '[]')
          .execute();
        for (const { activity_id, due } of rows)
          found.set(activity_id, new Set((JSON.parse(due) as KeptPerson[]).map(({ id }) => id)));
      }
      return found;
    },
  };
}

interface Part extends Omit<FigureQuery, 'lastsMs'> {
  lastsMs: number;
}

/** Units whose activities last equally long are asked for together: nearly always all of them. */
function parts(query: FigureQuery): Part[] {
  const byLength = new Map<number, number[]>();
  for (const unitId of query.unitIds) {
    const lastsMs = query.lastsMs(unitId);
    const list = byLength.get(lastsMs);
    if (list) list.push(unitId);
    else byLength.set(lastsMs, [unitId]);
  }
  const found: Part[] = [];
  for (const [lastsMs, unitIds] of byLength) {
    for (let i = 0; i < unitIds.length; i += CHUNK)
      found.push({ ...query, lastsMs, unitIds: unitIds.slice(i, i + CHUNK) });
  }
  return found;
}

interface NumbersRow {
  stage: string;
  source: string;
  closed: number;
  by_record: number;
  attended: number;
  expected: number | string | null;
  present: number | string | null;
  extra: number | string | null;
}
type TallyRow = NumbersRow & { unit_id: number; types: string; activities: number | string };
type FactRow = NumbersRow & Selectable<ActivityTable>;

/** The activities asked for, with the figures of their confirmed record. */
const activities = (part: Part): RawBuilder<unknown> => sql`
  select a.*, r.expected as record_expected, r.present as record_present,
    case when r.activity_id is null then 0 else 1 end as by_record,
    case when coalesce(a.end_at, a.start_at + ${part.lastsMs}) <= ${part.now} then 1 else 0 end as closed,
    case when ${EXCEPT_COMMITTEE} = '[]' then 1 else 0 end as committee_only
  from activity a
  left join meeting_record r on r.activity_id = a.id and r.state = 'confirmed'
    and r.expected is not null and r.present is not null
  where a.unit_id in (${sql.join(part.unitIds)}) and a.start_at between ${part.from} and ${part.to}
    and a.stage <> 'cancelled' ${ofTypes(part.types)}`;

/** Who came to activities without a record; for 应到 see `dueFor` of domain/attendance.ts. */
const CAME = sql`
  select b.id, p.active,
    case when p.active = 1 and p.mobile = 0 and p.kind <> '入党积极分子' and case
      when b.committee_only = 1 then exists (
        select 1 from office o where o.person_id = p.id and o.unit_id = b.unit_id
          and o.role in (${sql.join(COMMITTEE_ROLES)}))
      else p.branch_id = b.unit_id or p.group_id = b.unit_id end
    then 1 else 0 end as due
  from base b
  join attendance t on t.activity_id = b.id and t.state in ${PRESENT}
  left join person p on p.id = t.person_id
  where b.by_record = 0`;

/** `fact`: each activity with 应到 of its record, 实到 of record or roll, and whether anybody is on the roll. */
function counted(part: Part): RawBuilder<unknown> {
  const base = sql`with base as materialized (${activities(part)})`;
  if (part.heldOnly) {
    return sql`${base}, fact as (
      select b.*, b.record_expected as expected, b.record_present as present, 0 as extra,
        case when b.by_record = 0 and exists (
          select 1 from attendance t where t.activity_id = b.id and t.state in ${PRESENT}) then 1 else 0 end as attended
      from base b)`;
  }
  return sql`${base}, came as (${CAME}), roll as (
      select id, sum(due) as present, sum(case when active = 1 and due = 0 then 1 else 0 end) as extra
      from came group by id
    ), fact as (
      select b.*, b.record_expected as expected, coalesce(b.record_present, roll.present) as present, roll.extra,
        case when roll.id is null then 0 else 1 end as attended
      from base b left join roll on roll.id = b.id)`;
}

const tallies = (part: Part): RawBuilder<TallyRow> => sql<TallyRow>`${counted(part)}
  select unit_id, types, stage, source, closed, by_record, attended, count(*) as activities,
    sum(expected) as expected, sum(present) as present, sum(extra) as extra
  from fact group by unit_id, types, stage, source, closed, by_record, attended`;

const facts = (part: Part): RawBuilder<FactRow> => sql<FactRow>`${counted(part)} select * from fact`;

/** Types are stored as JSON text of words that do not contain each other. */
function ofTypes(types: readonly ActivityType[] | undefined): RawBuilder<unknown> {
  if (!types) return sql``;
  const likes = types.map((type) => sql`a.types like ${`%"${type}"%`}`);
  return sql`and (${sql.join(likes, sql` or `)})`;
}

const standing = (row: NumbersRow): ActivityStanding => ({
  stage: row.stage as ActivityStanding['stage'],
  source: row.source as ActivityStanding['source'],
  closed: row.closed === 1,
  byRecord: row.by_record === 1,
  attended: row.attended === 1,
});

/** PostgreSQL gives sums as text. */
const presence = (row: NumbersRow) => ({
  expected: Number(row.expected ?? 0),
  present: Number(row.present ?? 0),
  extra: Number(row.extra ?? 0),
});
