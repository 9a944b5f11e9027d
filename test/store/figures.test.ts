import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import type { AttendanceState } from '../../src/domain/activity/attendance.ts';
import type { FigureQuery } from '../../src/ports/figures.ts';
import type { MeetingRecord } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { recordOf } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER, without } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const HOUR = 3600_000;
const DAY = 24 * HOUR;
const BRANCH = 2;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `figures on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let units: Map<string, number>;

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        await store.migrate();
        await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
        const org = await store.write((tx) => tx.organisation());
        units = new Map([...org.units.values()].map((u) => [u.name, u.id]));
      });
      afterEach(async () => {
        await store.close();
        await made.remove();
      });

      type Rolls = Record<string, AttendanceState>;
      /** An activity with its roll and record. */
      async function given(activity: Partial<Activity>, roll: Rolls = {}, record?: Partial<MeetingRecord>) {
        return store.write(async (tx) => {
          const { id } = await tx.addActivity({
            unitId: BRANCH,
            types: ['theme_day'],
            topic: null,
            place: null,
            startAt: NOW - DAY,
            endAt: null,
            host: null,
            recorder: null,
            lecturer: null,
            hasClock: true,
            stage: 'planned',
            source: 'person',
            createdBy: null,
            createdAt: NOW,
            ...activity,
          });
          for (const [personId, state] of Object.entries(roll))
            await tx.putAttendance({ activityId: id, personId, state, reason: null, at: NOW, by: personId });
          if (record) await tx.putRecord(recordOf({ activityId: id, expected: 0, present: 0, ...record }));
          return id;
        });
      }
      const query = (more: Partial<FigureQuery> = {}): FigureQuery => ({
        unitIds: [...units.values()],
        from: NOW - 30 * DAY,
        to: NOW + 30 * DAY,
        now: NOW,
        lastsMs: 2 * HOUR,
        ownLastsMs: new Map(),
        ...more,
      });
      const tallies = (more?: Partial<FigureQuery>) => store.write((tx) => tx.activityTallies(query(more)));

      const ROLLS: [string, Partial<Activity>, Rolls, Partial<MeetingRecord> | undefined, object][] = [
        [
          '应到, leave, the late, 流动党员, 列席 and guests of a roll',
          {},
          {
            zhangsan: 'present',
            lisi: 'late',
            wangwu: 'makeup',
            zhaoliu: 'leave',
            qianqi: 'leave_pending',
            liudong: 'present',
            jiji: 'present',
            sunba: 'present',
          },
          undefined,
          { attended: true, byRecord: false, expected: 6, present: 3, extra: 3 },
        ],
        [
          'the committee of a 支委会',
          { types: ['committee_meeting'] },
          { zhangsan: 'present', lisi: 'present', wangwu: 'present' },
          undefined,
          { present: 2, extra: 1 },
        ],
        [
          'everybody of a 支委会 held with a 党课',
          { types: ['committee_meeting', 'party_lecture'] },
          { zhangsan: 'present', wangwu: 'present' },
          undefined,
          { present: 2, extra: 0 },
        ],
        [
          'a confirmed record before the roll',
          { stage: 'recorded' },
          { zhangsan: 'present' },
          { expected: 6, present: 5 },
          { stage: 'recorded', byRecord: true, expected: 6, present: 5 },
        ],
        ['nobody on an empty roll', {}, {}, undefined, { attended: false, closed: true, present: 0 }],
        [
          'nobody where all are on leave',
          {},
          { zhangsan: 'leave' },
          undefined,
          { attended: false, present: 0 },
        ],
        [
          'a 党小组 by its own people',
          { unitId: -1, types: ['group_meeting'] },
          { wangwu: 'present', qianqi: 'present' },
          undefined,
          { present: 1, extra: 1 },
        ],
      ];

      it.each(ROLLS)('counts %s', async (_, activity, roll, record, expected) => {
        const unitId = activity.unitId === -1 ? units.get('第一党小组')! : BRANCH;
        const id = await given({ ...activity, unitId }, roll, record);
        const found = await tallies();
        expect(found).toMatchObject([{ unitId, activities: 1, ...expected }]);
        const facts = await store.write((tx) => tx.activityFacts(query()));
        const { unitId: _unit, types: _types, activities: _count, ...numbers } = found[0]!;
        expect(facts).toEqual([{ activity: await store.write((tx) => tx.activity(id)), ...numbers }]);
      });

      it('counts activities alike together and others apart', async () => {
        const roll: Rolls = { zhangsan: 'present', lisi: 'present' };
        await given({ startAt: NOW - 2 * DAY }, roll);
        await given({}, roll);
        await given({ types: ['party_lecture'] }, roll);
        await given({ source: 'fixed_day', fixedFor: '2026-11' }, roll);
        await given({ unitId: units.get('第二党支部')! }, { sunba: 'present' });
        const found = await tallies();
        expect(found.map((t) => [t.unitId, t.types[0], t.source, t.activities, t.present]).sort()).toEqual(
          [
            [BRANCH, 'party_lecture', 'person', 1, 2],
            [BRANCH, 'theme_day', 'fixed_day', 1, 2],
            [BRANCH, 'theme_day', 'person', 2, 4],
            [units.get('第二党支部')!, 'theme_day', 'person', 1, 1],
          ].sort(),
        );
      });

      it.each<[string, Partial<Activity>, number]>([
        ['by the unit’s length without a stated end', { startAt: NOW - 2 * HOUR }, 2],
        ['not before that', { startAt: NOW - 2 * HOUR + 1 }, 2],
        ['by the stated end', { startAt: NOW - 3 * HOUR, endAt: NOW + 1 }, 2],
        ['a unit of its own length', { startAt: NOW - 2 * HOUR }, 3],
      ])('takes an activity to be over %s', async (_, activity, hours) => {
        await given(activity);
        const [found] = await tallies({ lastsMs: HOUR, ownLastsMs: new Map([[BRANCH, hours * HOUR]]) });
        const end = activity.endAt ?? activity.startAt! + hours * HOUR;
        expect(found!.closed).toBe(end <= NOW);
      });

      it('reads the span, units and types asked for, cancelled ones never', async () => {
        await given({ startAt: NOW - 30 * DAY });
        await given({ startAt: NOW - 30 * DAY - 1, types: ['party_congress'] });
        await given({ startAt: NOW + 30 * DAY, types: ['theme_day', 'party_lecture'] });
        await given({ stage: 'cancelled' }, { zhangsan: 'present' });
        await given({ unitId: units.get('第二党支部')!, types: ['party_lecture'] });
        const count = async (more?: Partial<FigureQuery>) =>
          (await tallies(more)).reduce((n, t) => n + t.activities, 0);
        expect(await count()).toBe(3);
        expect(await count({ unitIds: [BRANCH] })).toBe(2);
        expect(await count({ unitIds: [] })).toBe(0);
        expect(await count({ types: ['party_lecture'] })).toBe(2);
        expect(await count({ types: ['theme_day'] })).toBe(2);
        expect(await count({ types: ['party_congress', 'group_meeting'] })).toBe(0);
      });

      it('tells of the units asked for alone, however many these are', async () => {
        await given({});
        await given({ unitId: units.get('第二党支部')! });
        const unitIds = [BRANCH, ...Array.from({ length: 600 }, (_, i) => 10_000 + i)];
        const closed = await store.read((tx) => tx.unitsWith(query({ unitIds }), (s) => s.closed, false));
        expect(closed).toEqual(new Set([BRANCH]));
        const asked = { ...query({ unitIds }), types: ['theme_day'] as const };
        const standings = await store.read((tx) => tx.unitsByStanding(asked, (s) => s.closed));
        expect(standings.flatMap((s) => s.unitIds)).toEqual([BRANCH]);
        const having = await store.read((tx) => tx.unitsHaving(asked, (s) => s.closed));
        expect(having).toEqual([{ types: ['theme_day'], unitIds: [BRANCH] }]);
      });

      it('knows from when on anything is kept', async () => {
        const first = () => store.read((tx) => tx.firstActivity());
        expect(await first()).toBeUndefined();
        await given({ startAt: NOW - DAY });
        await given({ startAt: NOW - 30 * DAY });
        expect(await first()).toBe(NOW - 30 * DAY);
      });

      it('takes who has left for neither expected nor present', async () => {
        await given({}, { zhangsan: 'present', zhaoliu: 'present' });
        await store.write(async (tx) => {
          await tx.applyRoster(without('zhaoliu', await tx.organisation()).changes, NOW);
        });
        expect(await tallies()).toMatchObject([{ attended: true, present: 1, extra: 0 }]);
      });

      it('reads the lines of rolls without reasons', async () => {
        const [first, second] = [
          await given({}, { zhangsan: 'present' }),
          await given({}, { lisi: 'leave' }),
        ];
        const lines = await store.write((tx) => tx.rollLines([first, second]));
        expect(lines).toEqual([
          { activityId: first, personId: 'zhangsan', state: 'present' },
          { activityId: second, personId: 'lisi', state: 'leave' },
        ]);
        expect(await store.write((tx) => tx.rollLines([]))).toEqual([]);
      });

      it('reads who was due where a record keeps it', async () => {
        const due = [{ id: 'zhangsan', name: '张三' }];
        const [kept, plain, none] = [await given({}, {}, { due }), await given({}, {}, {}), await given({})];
        const found = await store.read((tx) => tx.keptDue([kept, plain, none]));
        expect(found).toEqual(new Map([[kept, new Set(['zhangsan'])]]));
        expect(await store.read((tx) => tx.keptDue([]))).toEqual(new Map());
      });
    },
  );
}
