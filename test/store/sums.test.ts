// Kept sums against raw rows, counted by other means, after each step of whatever happens to meetings and roster.
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import type { AttendanceState } from '../../src/domain/activity/attendance.ts';
import type { ActivityType } from '../../src/domain/activity/types.ts';
import {
  DAY_MS,
  dateOf,
  dateOfDayNumber,
  dayNumber,
  HOUR_MS,
  instantOf,
} from '../../src/domain/calendar/time.ts';
import {
  type ActivityStanding,
  countsForRate,
  figuresOf,
  outcomeOf,
} from '../../src/domain/figures/activities.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import type { FigureQuery } from '../../src/ports/figures.ts';
import type { Tx } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { rebuildSums } from '../../src/store/sums/rebuild.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { MONTH_COLUMNS, withMonth } from '../../src/store/sums/years.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { runs } from '../support/long.ts';
import { MIGRATED } from '../support/migrated.ts';
import { rosterRows, SMALL_ROSTER_ROWS } from '../support/roster.ts';

const START = instantOf('2026-11-05', 12);
const TYPES: ActivityType[][] = [
  ['theme_day'],
  ['committee_meeting'],
  ['committee_meeting', 'party_lecture'],
  ['group_meeting'],
];

/** Few of each, so that steps meet each other. */
const nth = fc.nat({ max: 4 });
const ATTENDING = ['zhangsan', 'wangwu', 'liudong', 'sunba'];
const day = fc.integer({ min: -12, max: 4 });
const types = fc.constantFrom(...TYPES);
/** What an import says otherwise of somebody. */
const OTHERWISE = [
  { role: '' },
  { role: '宣传委员' },
  { kind: '入党积极分子' },
  { mobile: '是' },
  { unit: '城郊党委/第二党支部' },
  { unit: '城郊党委/第一党支部/第二党小组', role: '' },
] as const;
const states = fc.constantFrom<(AttendanceState | null)[]>(
  'present',
  'late',
  'makeup',
  'leave',
  'absent',
  null,
);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('meet' as const),
      unit: nth,
      day,
      types,
      hours: fc.constantFrom(null, 2, 24, 80),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('mark' as const),
      of: nth,
      entries: fc.array(fc.tuple(fc.constantFrom(...ATTENDING), states), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      of: nth,
      present: fc.constantFrom(null, 3, 5),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      of: nth,
      patch: fc.oneof(
        fc.record({ stage: fc.constantFrom<Activity['stage'][]>('planned', 'recorded', 'cancelled') }),
        fc.record({ day }),
        fc.record({ types }),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      who: fc.constantFrom(...ATTENDING, 'lisi'),
      otherwise: fc.constantFrom(null, ...OTHERWISE),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 4 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What one run plays with: two instances on one store. */
interface World {
  stores: readonly [OpenStore, OpenStore];
  now: number;
}

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`sums on ${database.name}`, () => {
    it('are those of the rows, whatever happens and by whichever instance', {
      timeout: 120_000,
    }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      try {
        await stores[0].migrate();
        const play = async (steps: readonly Step[]) => {
          const world = { stores, now: START };
          await clear(world);
          await beginWith(world);
          for (const [i, s] of steps.entries()) {
            await carryOut(world, stores[i % 2 ? 1 : 0], s);
            await compare(world);
          }
        };
        await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), play), {
          numRuns: database.name === 'sqlite' ? runs(10, 30) : runs(3, 8),
        });
      } finally {
        for (const store of stores) await store.close();
        await made.remove();
      }
    });

    it('follow a guest from elsewhere who leaves', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      try {
        await stores[0].migrate();
        await clear(world);
        await carryOut(world, stores[0], {
          do: 'meet',
          unit: 1,
          day: -11,
          types: ['theme_day'],
          hours: null,
        });
        await carryOut(world, stores[0], { do: 'mark', of: 0, entries: [['sunba', 'present']] });
        await carryOut(world, stores[0], { do: 'import', who: 'sunba', otherwise: null });
        await compare(world);
      } finally {
        for (const store of stores) await store.close();
        await made.remove();
      }
    });

    it('count who comes in the transaction that changes the meeting once', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      try {
        await stores[0].migrate();
        await clear(world);
        await carryOut(world, stores[0], { do: 'meet', unit: 1, day: -1, types: ['theme_day'], hours: null });
        const [{ id } = { id: 0 }] = await meetingsIn(stores[0]);
        await stores[0].write(async (tx) => {
          await tx.changeActivity({ ...(await tx.activity(id))!, topic: '学习' });
          const entry = { activityId: id, reason: null, at: START, by: 'lisi' };
          for (const personId of ['lisi', 'wangwu'])
            await tx.putAttendance({ ...entry, personId, state: 'present' });
        });
        await compare(world);
      } finally {
        for (const store of stores) await store.close();
        await made.remove();
      }
    });

    it('take along who comes in the transaction that sums the day', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      const [store] = stores;
      try {
        await store.migrate();
        await clear(world);
        await carryOut(world, store, { do: 'meet', unit: 1, day: -3, types: ['theme_day'], hours: null });
        const [{ id } = { id: 0 }] = await meetingsIn(store);
        await store.write(async (tx) => {
          await tx.activities([(await tx.activity(id))!.unitId], 0, START);
          const entry = { activityId: id, reason: null, at: START, by: 'lisi' };
          await tx.putAttendance({ ...entry, personId: 'lisi', state: 'present' });
          while (await tx.sumNextDay(START + 3 * DAY_MS));
        });
        await compare({ ...world, now: START + 3 * DAY_MS });
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });

    it('follow an officer of the committee above who counts no longer', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      const [store] = stores;
      try {
        await store.migrate();
        await clear(world);
        await carryOut(world, store, {
          do: 'meet',
          unit: 0,
          day: -12,
          types: ['committee_meeting'],
          hours: null,
        });
        for (const mobile of ['', '是', '']) {
          const rows = SMALL_ROSTER_ROWS.map((row) => (row.userId === 'lisi' ? { ...row, mobile } : row));
          const office = rosterRows('李四 lisi 城郊党委 副书记');
          await store.write(async (tx) => {
            const all = [...rows, ...office.map((row) => ({ ...row, mobile }))];
            const plan = planRoster(all, await tx.organisation(), await tx.departed(), { prune: true });
            expect(plan.problems).toEqual([]);
            await tx.applyRoster(plan.changes, START);
          });
          await compare(world);
        }
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });

    it('never sum what lies ahead', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      try {
        await stores[0].migrate();
        await clear(world);
        await carryOut(world, stores[0], { do: 'meet', unit: 1, day: 4, types: ['theme_day'], hours: null });
        await carryOut(world, stores[0], { do: 'wait', days: 0 });
        await compare(world);
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });

    it('lose no meeting that lasts just a day', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      try {
        await stores[0].migrate();
        await clear(world);
        await carryOut(world, stores[0], { do: 'meet', unit: 1, day: -8, types: ['theme_day'], hours: 24 });
        await carryOut(world, stores[0], { do: 'mark', of: 0, entries: [['zhangsan', 'present']] });
        await carryOut(world, stores[0], { do: 'wait', days: 1 });
        await compare(world);
      } finally {
        for (const store of stores) await store.close();
        await made.remove();
      }
    });

    it('know the month of every day', async () => {
      const made = await database.create();
      const store = openStore(made.choice);
      try {
        const [first, count] = [dayNumber('1990-01-01'), dayNumber('2100-01-01') - dayNumber('1990-01-01')];
        const days = sql`(with recursive n (i) as (select 0 union all select i + 1 from n where i < ${sql.lit(count - 1)})
          select cast(n.i + ${sql.lit(first)} as bigint) * ${sql.lit(DAY_MS)} - ${sql.lit(8 * HOUR_MS)} + last.ms as start_at
          from n cross join (select 0 as ms union all select ${sql.lit(DAY_MS - 1)}) last)`;
        const { rows } = await sql<{ day: number; year: number; month: number }>`
          select day, year, month from ${withMonth(days)} m`.execute(store.db);
        expect(rows).toHaveLength(2 * count);
        const wrong = rows.filter(({ day, year, month }) => {
          const date = dateOfDayNumber(Number(day));
          return Number(date.slice(0, 4)) !== Number(year) || Number(date.slice(5, 7)) !== Number(month) + 1;
        });
        expect(wrong).toEqual([]);
      } finally {
        await store.close();
        await made.remove();
      }
    });

    it('say so, whatever of them is wrong', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      const [store] = stores;
      try {
        await store.migrate();
        await clear(world);
        await carryOut(world, store, { do: 'meet', unit: 1, day: -8, types: ['theme_day'], hours: 2 });
        await carryOut(world, store, { do: 'mark', of: 0, entries: [['zhangsan', 'present']] });
        await carryOut(world, store, { do: 'wait', days: 1 });
        const otherwise = ({ isText, column }: { isText: boolean; column: string }) =>
          isText ? sql`${sql.ref(column)} || 'x'` : sql`coalesce(${sql.ref(column)}, 0) + 1`;
        const columns = (table: 'meeting_sum' | 'day_sum' | 'unit_year', names: string) =>
          names.split(' ').map((column) => {
            const isText = ['types', 'stage', 'source'].includes(column);
            return sql`update ${sql.table(table)} set ${sql.ref(column)} = ${otherwise({ isText, column })}`;
          });
        const damages = [
          ...columns(
            'meeting_sum',
            'unit_id types committee_only start_at end_at stage source expected recorded came extra others',
          ),
          ...columns(
            'day_sum',
            'unit_id day types stage source by_record attended activities expected present extra',
          ),
          ...columns('unit_year', `unit_id year types ${MONTH_COLUMNS.join(' ')}`),
          sql`delete from meeting_sum`,
          sql`delete from unit_year`,
          sql`delete from day_sum`,
          sql`insert into meeting_sum select activity_id + 9, unit_id, types, committee_only, start_at, end_at, stage,
            source, expected, recorded, came, extra, others from meeting_sum`,
          sql`insert into day_sum select unit_id, day + 1, types, stage, source, by_record, attended, activities, expected,
            present, extra from day_sum`,
        ];
        for (const damage of damages) {
          await store.rewrite(async (db) => void (await damage.execute(db)));
          const { sql: said } = damage.compile(store.db);
          expect([said, (await verifySums(store.db)).differing.length > 0]).toEqual([said, true]);
          await store.rewrite((db) => rebuildSums(db, START - 7 * DAY_MS));
          expect([said, (await verifySums(store.db)).differing]).toEqual([said, []]);
        }
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });

    it('are those of the rows after an import of many people, into few branches and into many', {
      timeout: 60_000,
    }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      const [store] = stores;
      try {
        await store.migrate();
        await clear(world);
        await beginWith(world);
        await carryOut(world, store, { do: 'mark', of: 0, entries: [['wangwu', 'present']] });
        const moved = SMALL_ROSTER_ROWS.map((row) =>
          row.userId === 'wangwu' ? { ...row, unit: '城郊党委/第二党支部', role: '' } : row,
        );
        const bringIn = async (branchOf: (i: number) => string) => {
          const lines = Array.from({ length: 1200 }, (_, i) => `众${i} many${i} 城郊党委/${branchOf(i)}`);
          await store.write(async (tx) => {
            const rows = [...moved, ...rosterRows(lines.join('\n'))];
            const plan = planRoster(rows, await tx.organisation(), await tx.departed(), { prune: true });
            await tx.applyRoster(plan.changes, START);
          });
          await compare(world);
        };
        await bringIn((i) => `第${i % 2 ? '一' : '二'}党支部`);
        // Into so many branches that all is counted anew.
        await bringIn((i) => `第${(i % 300) + 10}党支部`);
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });

    it('say where they differ, and are rebuilt', { timeout: 60_000 }, async () => {
      const made = await database.create();
      const stores = [openStore(made.choice), openStore(made.choice)] as const;
      const world = { stores, now: START };
      const [store] = stores;
      try {
        await store.migrate();
        await clear(world);
        await carryOut(world, store, { do: 'meet', unit: 1, day: -8, types: ['theme_day'], hours: null });
        await carryOut(world, store, { do: 'mark', of: 0, entries: [['zhangsan', 'present']] });
        await carryOut(world, store, { do: 'wait', days: 1 });
        const { meetings, days, differing } = await verifySums(store.db);
        expect([meetings, days, differing]).toEqual([1, 1, []]);
        await sql`update meeting_sum set came = came + 1`.execute(store.db);
        await sql`update day_sum set present = present + 7`.execute(store.db);
        const org = await store.read((tx) => tx.organisation());
        const [meeting, sum] = (await verifySums(store.db)).differing;
        expect(
          [meeting, sum].map((d) => [org.unit(d!.unitId).name, new Date(d!.at).toISOString().slice(0, 7)]),
        ).toEqual([
          ['第一党支部', '2026-10'],
          ['城郊党委', '2026-10'],
        ]);
        await store.rewrite((db) => rebuildSums(db, START - 3 * DAY_MS));
        expect((await verifySums(store.db)).differing).toEqual([]);
      } finally {
        for (const each of stores) await each.close();
        await made.remove();
      }
    });
  });
}

async function clear({ stores: [store] }: World): Promise<void> {
  await store.rewrite(async (db, tx) => {
    for (const table of ['activity', 'attendance', 'attendance_gone', 'meeting_record'] as const)
      await db.deleteFrom(table).execute();
    await imported(tx, null, null);
    await rebuildSums(db, START - 10 * DAY_MS);
  });
}

/** A meeting of each kind, some of them over for good. */
async function beginWith(world: World): Promise<void> {
  const meetings: [unit: number, day: number, types: ActivityType[]][] = [
    [1, -9, ['theme_day']],
    [1, -1, ['committee_meeting']],
    [2, -4, ['group_meeting']],
  ];
  for (const [unit, day, types] of meetings)
    await carryOut(world, world.stores[0], { do: 'meet', unit, day, types, hours: null });
}

async function imported(
  tx: Tx,
  who: string | null,
  otherwise: (typeof OTHERWISE)[number] | null,
): Promise<void> {
  const rows = SMALL_ROSTER_ROWS.flatMap((row) =>
    row.userId !== who ? [row] : otherwise ? [{ ...row, ...otherwise }] : [],
  );
  const plan = planRoster(rows, await tx.organisation(), await tx.departed(), { prune: true });
  await tx.applyRoster(plan.changes, START);
}

/** Meetings as they stand, in the order they were made. */
const meetingsIn = (store: OpenStore) => store.db.selectFrom('activity').select('id').orderBy('id').execute();

async function carryOut(world: World, store: OpenStore, s: Step): Promise<void> {
  if (s.do === 'wait') {
    world.now += s.days * DAY_MS;
    while (await store.write((tx) => tx.sumNextDay(world.now)));
    expect(await store.read((tx) => tx.hasUnsummed(world.now))).toBe(false);
    // What lies ahead, or may still be changed by its hour, is never taken for over.
    const { until } = await store.db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
    expect(Number(until)).toBeLessThanOrEqual(Math.max(START - 10 * DAY_MS, world.now - 2 * DAY_MS));
    return;
  }
  if (s.do === 'import') return store.write((tx) => imported(tx, s.who, s.otherwise));
  const meetings = await meetingsIn(store);
  await store.write(async (tx) => {
    const org = await tx.organisation();
    const units = [...org.units.values()];
    const startAt = (days: number) => START + days * DAY_MS;
    if (s.do === 'meet') {
      const at = startAt(s.day);
      const endAt = s.hours === null ? null : at + s.hours * HOUR_MS;
      const unitId = units[s.unit % units.length]!.id;
      await tx.addActivity(plannedActivity({ unitId, types: s.types, startAt: at, endAt }));
      return;
    }
    const id = meetings[s.of % Math.max(1, meetings.length)]?.id;
    if (id === undefined) return;
    if (s.do === 'mark') {
      // As handlers do, who know the meeting; and as those who know its number alone.
      if (s.entries.length % 2)
        await tx.activities([(await tx.activity(id))!.unitId], 0, START + 30 * DAY_MS);
      for (const [personId, state] of s.entries) {
        if (state === null) await tx.removeAttendance(id, personId);
        else
          await tx.putAttendance({ activityId: id, personId, state, reason: null, at: START, by: personId });
      }
    } else if (s.do === 'record') {
      if (s.present === null) await tx.removeRecord(id);
      else await tx.putRecord(recordOf({ activityId: id, expected: 6, present: s.present }));
    } else {
      const activity = (await tx.activity(id))!;
      const patch = 'day' in s.patch ? { startAt: startAt(s.patch.day), endAt: null } : s.patch;
      await tx.changeActivity({ ...activity, ...patch });
    }
    // What a transaction changed it can ask for.
    await sameSums(tx, world.now);
  });
}

async function compare(world: World): Promise<void> {
  for (const store of world.stores) {
    expect((await verifySums(store.db)).differing).toEqual([]);
    await store.read((tx) => sameSums(tx, world.now));
  }
}

const RULES: [(s: ActivityStanding) => boolean, boolean][] = [
  [countsForRate, true],
  [(s) => outcomeOf(s) === 'held', false],
];

/** A whole area from sums of days, against its meetings one by one. */
async function sameSums(tx: Parameters<Parameters<OpenStore['read']>[0]>[0], now: number): Promise<void> {
  const org = await tx.organisation();
  const unitIds = [...org.units.keys()];
  const topIds = org.roots().map((u) => u.id);
  const span = { now, lastsMs: 2 * HOUR_MS, ownLastsMs: new Map([[unitIds[1]!, 5 * HOUR_MS]]) };
  await sameMonths(tx, { unitIds, ...span });
  for (const [from, to] of [
    [instantOf('2026-10-01'), instantOf('2026-12-01') - 1],
    [instantOf('2026-10-28'), instantOf('2026-11-03') - 1],
    [instantOf('2026-10-28', 5), instantOf('2026-11-03')],
  ] as const) {
    // A clock set back finds meetings ahead that were summed.
    for (const [at, types] of [
      [now, undefined],
      [START - 9 * DAY_MS - HOUR_MS, undefined],
      [now, ['party_lecture', 'group_meeting']],
    ] as const) {
      const query = { from, to, types, ...span, now: at };
      const facts = await tx.activityFacts({ unitIds, ...query });
      const sums = await tx.activitySums({ topIds, ...query });
      expect(figuresOf(sums)).toEqual(
        figuresOf(facts.map((f) => ({ ...f, types: f.activity.types, activities: 1 }))),
      );
      for (const [is, withDue] of RULES) {
        const fitting = facts.filter((f) => is(f) && (!withDue || f.expected > 0));
        expect(await tx.unitsWith({ unitIds, ...query }, is, withDue)).toEqual(
          new Set(fitting.map((f) => f.activity.unitId)),
        );
        if (withDue || !types) continue;
        const kinds = { unitIds, ...query, types };
        const found = (f: { unitId: number; types: readonly ActivityType[] }) => `${f.unitId} ${f.types}`;
        const each = (list: readonly { unitIds: readonly number[]; types: readonly ActivityType[] }[]) =>
          list.flatMap((f) => f.unitIds.map((unitId) => found({ unitId, types: f.types })));
        const wanted = new Set(fitting.map((f) => found(f.activity)));
        expect(each(await tx.unitsHaving(kinds, is)).sort()).toEqual([...wanted].sort());
        expect(new Set(each(await tx.unitsByStanding(kinds, is)))).toEqual(wanted);
      }
    }
  }
}

/** In which months units held what, against their meetings one by one; behind a clock set back too. */
async function sameMonths(
  tx: Parameters<Parameters<OpenStore['read']>[0]>[0],
  span: Pick<FigureQuery, 'unitIds' | 'now' | 'lastsMs' | 'ownLastsMs'>,
): Promise<void> {
  const [from, to] = [instantOf('2026-10-01'), instantOf('2026-12-01') - 1];
  for (const now of [span.now, START - 9 * DAY_MS - HOUR_MS]) {
    const query = { ...span, from, to, now };
    const facts = await tx.activityFacts(query);
    const wanted = facts
      .filter((f) => outcomeOf(f) === 'held')
      .map(({ activity: a }) => `${a.unitId} ${a.types} ${dateOf(a.startAt).slice(0, 7)}`);
    const told = (await tx.monthsHeld(query)).flatMap(({ types, year, unitIds, months }) =>
      unitIds.flatMap((id, i) =>
        MONTH_COLUMNS.flatMap((_, month) =>
          (months[i]! >> month) & 1 ? [`${id} ${types} ${year}-${month + 1}`] : [],
        ),
      ),
    );
    expect(new Set(told)).toEqual(new Set(wanted));
  }
}
