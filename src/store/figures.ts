import { type Kysely, type Selectable, sql } from 'kysely';
import type { AttendanceState } from '../domain/activity/attendance.ts';
import type { KeptPerson } from '../domain/activity/due.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import type { ActivityFact, ActivityTally } from '../domain/figures/activities.ts';
import type { FiguresTx } from '../ports/figures.ts';
import { toActivity } from './activity.ts';
import { areaStore } from './figures-area.ts';
import { monthStore } from './figures-months.ts';
import {
  BY_STANDING,
  inSpan,
  isStanding,
  NUMBERS,
  type NumbersRow,
  presence,
  SUMMED,
  standing,
  standingOf,
} from './figures-sql.ts';
import { storedKeys } from './stored-keys.ts';
import { unsummedDay } from './sums/keeping.ts';
import type { ActivityTable, Tables } from './tables.ts';

/** Parameters of one statement: SQLite takes 32,766. */
const CHUNK = 20_000;

type TallyRow = NumbersRow & { unit_id: number; types: string; activities: number | string };
type FactRow = NumbersRow & Selectable<ActivityTable>;

/** @param settle writes what this transaction changed of the sums, where it is one that changes */
export function figuresStore(
  db: Kysely<Tables>,
  settle: () => Promise<void> = async () => undefined,
): FiguresTx {
  return {
    ...areaStore(db, settle),
    ...monthStore(db, settle),
    async firstActivity() {
      await settle();
      const first = await db
        .selectFrom('meeting_sum')
        .select((e) => e.fn.min('start_at').as('at'))
        .executeTakeFirst();
      return first?.at ?? undefined;
    },

    async activityTallies(query) {
      await settle();
      const found: ActivityTally[] = [];
      for (const unitIds of chunks(query.unitIds)) {
        const { rows } = await sql<TallyRow>`
          select m.unit_id, m.types, ${standingOf(query)}, count(*) as activities, ${SUMMED}
          from meeting_sum m where m.unit_id in (${sql.join(unitIds)}) and ${inSpan(query)}
          group by m.unit_id, m.types, ${BY_STANDING}`.execute(db);
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
    storedKeys: () => storedKeys(db),
    async activityFacts(query, choice) {
      await settle();
      const found: ActivityFact[] = [];
      for (const unitIds of chunks(query.unitIds)) {
        const chosen = choice
          ? sql`where ${isStanding(choice.is)} order by x.start_at, x.activity_id ${limit(choice.first)}`
          : sql``;
        const { rows } = await sql<FactRow>`
          select a.*, x.closed, x.by_record, x.attended, x.expected, x.present, x.extra
          from (select * from (select m.activity_id, m.start_at, ${standingOf(query)}, ${NUMBERS}
            from meeting_sum m where m.unit_id in (${sql.join(unitIds)}) and ${inSpan(query)}) x ${chosen}) x
          join activity a on a.id = x.activity_id`.execute(db);
        for (const row of rows) found.push({ activity: toActivity(row), ...standing(row), ...presence(row) });
      }
      return found
        .sort((a, b) => a.activity.startAt - b.activity.startAt || a.activity.id - b.activity.id)
        .slice(0, choice?.first);
    },
    async rollLines(activityIds) {
      const found = [];
      for (const ids of chunks(activityIds)) {
        const rows = await db
          .selectFrom('attendance')
          .select(['activity_id', 'person_id', 'state'])
          .where('activity_id', 'in', ids)
          .execute();
        for (const r of rows)
          found.push({ activityId: r.activity_id, personId: r.person_id, state: r.state as AttendanceState });
      }
      return found;
    },
    async keptDue(activityIds) {
      const found = new Map<number, ReadonlySet<string>>();
      for (const ids of chunks(activityIds)) {
        const rows = await db
          .selectFrom('meeting_record')
          .select(['activity_id', 'due'])
          .where('activity_id', 'in', ids)
          .where('due', '!=', '[]')
          .execute();
        for (const { activity_id, due } of rows)
          found.set(activity_id, new Set((JSON.parse(due) as KeptPerson[]).map(({ id }) => id)));
      }
      return found;
    },
    hasUnsummed: async (now) => (await unsummedDay(db, now)) !== undefined,
  };
}

const limit = (n: number | undefined) => (n === undefined ? sql`` : sql`limit ${n}`);

function* chunks<T>(list: readonly T[]): Generator<T[]> {
  for (let i = 0; i < list.length; i += CHUNK) yield list.slice(i, i + CHUNK);
}
