// What is printed of a meeting, against the roll and the record in the store: one truth on paper too.
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import { type AttendanceState, rollOf } from '../../src/domain/activity/attendance.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import type { MeetingRecord } from '../../src/ports/store.ts';
import { meetingsFile } from '../../src/reports/meetings-file.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { SETTINGS } from '../support/dialogue.ts';
import { readDocx } from '../support/docx.ts';
import { gate } from '../support/gate.ts';
import { MIGRATED } from '../support/migrated.ts';
import { rosterRows, SMALL_ROSTER, without } from '../support/roster.ts';

const words = loadTemplates('templates').render;
const NOW = instantOf('2026-11-29', 10);
const [BRANCH, GROUP, OTHER] = [2, 3, 5];
const ROW = { personId: 'zhangsan', state: 'present' as const, reason: null, at: 1, by: 'zhangsan' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `meetings on paper on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        await store.migrate();
        await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
      });
      afterEach(async () => {
        await store.close();
        await made.remove();
      });

      /** A meeting that took place, with what is known of people; recorded where a record is given. */
      const held = (
        given: Partial<Activity> & { startAt: number },
        states: Record<string, [AttendanceState, string?]> = {},
        record?: Partial<MeetingRecord> & { expected: number; present: number },
      ) =>
        store.write(async (tx) => {
          const stage = record ? 'recorded' : 'planned';
          const { id } = await tx.addActivity(plannedActivity({ unitId: BRANCH, stage, ...given }));
          for (const [personId, [state, reason]] of Object.entries(states))
            await tx.putAttendance({
              activityId: id,
              personId,
              state,
              reason: reason ?? null,
              at: 1,
              by: personId,
            });
          if (record) await tx.putRecord(recordOf({ activityId: id, ...record }));
          return id;
        });
      const file = async (
        paper: 'minutes' | 'attendance',
        unitIds = [BRANCH, GROUP, 4],
        period = NOVEMBER,
      ) => {
        const found = await store.read(
          async (tx) => {
            const counter = { tx, org: await tx.organisation(), now: NOW, settings: SETTINGS };
            return meetingsFile(counter, { paper, unitIds, ...period, reasonsOf: 'all' }, words);
          },
          { heavy: true },
        );
        return { ...found, content: found.meetings > 0 ? await found.write() : Buffer.alloc(0) };
      };
      const minutes = async (...asked: Parameters<typeof file> extends [unknown, ...infer R] ? R : never) => {
        const { content, ...found } = await file('minutes', ...asked);
        const { tables, paragraphs } = readDocx(content);
        const heads = tables.filter((table) => table[0]![0] === '会议名称');
        return { ...found, paragraphs, heads: heads.map((head) => new Map(head.map(([a, b]) => [a!, b!]))) };
      };
      const table = async (...asked: Parameters<typeof file> extends [unknown, ...infer R] ? R : never) => {
        const { content } = await file('attendance', ...asked);
        const rows = await readSheet(content, 1);
        return rows.map((row) => row.map((cell) => (cell === null ? '' : `${cell}`)));
      };
      const members = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'];
      const due = (...ids: string[]) => ids.map((id) => ({ id, name: id === 'zhaoliu' ? '赵六' : id }));

      it('has everybody in the list of the roll they are in, with reasons', async () => {
        const id = await held(
          {
            startAt: instantOf('2026-11-05', 15),
            endAt: instantOf('2026-11-05', 16, 30),
            types: ['theme_day', 'party_lecture'],
            place: '三楼会议室',
            host: '张三',
            recorder: '李四',
            topic: '活动室修缮',
          },
          {
            zhangsan: ['present'],
            lisi: ['late'],
            wangwu: ['leave', '出差'],
            zhaoliu: ['absent', '未说明'],
            qianqi: ['exempt', '长期卧病'],
            liudong: ['present'],
            jiji: ['present'],
            sunba: ['makeup'],
          },
          {
            expected: 6,
            present: 2,
            due: due(...members),
            guestsAway: [{ name: '周老师', reason: '住院' }],
            content: '一、传达文件。\n二、交流。',
            votes: [{ matter: '修缮方案', yes: 2, no: 0, abstain: 0 }],
            resolutions: [{ text: '维修屋顶', owner: '李四', due: '2026-12-10', itemNo: 12 }],
          },
        );
        const { heads, paragraphs } = await minutes();
        expect(Object.fromEntries(heads[0]!)).toEqual({
          会议名称: '主题党日暨党课',
          时间: '2026年11月5日 15时00分—16时30分',
          地点: '三楼会议室',
          主持人: '书记张三',
          主讲人: '张三',
          应到: '6人',
          到会人员: '张三、李四',
          迟到: '李四',
          请假: '王五（出差）、钱七（免予参加，长期卧病）、周老师（住院）',
          缺席: '赵六（未说明）',
          未记到人: '李晓红（没有签到，也没有批准的请假）',
          另到流动党员: '刘动',
          列席: '冯积极、孙八',
          议题: '活动室修缮',
        });
        expect(paragraphs).toEqual(
          expect.arrayContaining([
            '第一党支部会议记录',
            '一、传达文件。',
            '修缮方案：赞成2票，反对0票，弃权0票。',
          ]),
        );
        const roll = await store.read(async (tx) =>
          rollOf(
            { unitId: BRANCH, types: ['theme_day'] },
            await tx.attendance(id),
            await tx.organisation(),
            await tx.record(id),
          ),
        );
        expect(heads[0]!.get('到会人员')).toBe(roll.present.map((p) => p.name).join('、'));
        expect(heads[0]!.get('应到')).toBe(`${roll.expected}人`);
      });

      it('prints figures of which no names are known as such, in both files', async () => {
        await held(
          { startAt: instantOf('2026-11-05', 15) },
          { zhangsan: ['present'] },
          { expected: 23, present: 20 },
        );
        const { heads } = await minutes();
        expect(heads[0]!.get('到会人员')).toBe('张三（其余上报人数，姓名未记）');
        expect(heads[0]!.has('未记到人')).toBe(false);
        const rows = await table();
        expect(rows.slice(-3, -1).map((row) => row[3])).toEqual(['23', '20']);
      });

      it('leaves the hour open where only the day is known', async () => {
        const startAt = instantOf('2026-11-05', 12);
        await held({ startAt, hasClock: false }, {}, { expected: 6, present: 6 });
        expect((await minutes()).heads[0]!.get('时间')).toBe('2026年11月5日');
      });

      it('keeps who has left the roster since in the list of 应到', async () => {
        await held(
          { startAt: instantOf('2026-11-05', 15) },
          { zhangsan: ['present'], zhaoliu: ['leave', '搬家'] },
          { expected: 2, present: 1, due: due('zhangsan', 'zhaoliu') },
        );
        const { changes } = without('zhaoliu', await store.read((tx) => tx.organisation()));
        await store.write((tx) => tx.applyRoster(changes, 2));
        expect((await minutes()).heads[0]!.get('请假')).toBe('赵六（搬家）');
        expect(await table()).toEqual([
          ['姓名', '党小组', '类型', '2026年\n11月5日\n主题党日', '应到次数', '到会', '请假', '缺席', '未记'],
          ['张三', '', '正式党员', '到', '1', '1', '0', '0', '0'],
          ['赵六', '', '正式党员（已不在册）', '请假', '1', '0', '1', '0', '0'],
          ['应到', '', '', '2', '', '', '', '', ''],
          ['实到', '', '', '1', '', '', '', '', ''],
          ['合计', '', '', '', '2', '1', '1', '0', '0'],
        ]);
      });

      it('prints no meeting without a record, and counts it; who was there is listed all the same', async () => {
        await held({ startAt: instantOf('2026-11-05', 15) }, { lisi: ['present'] });
        await held({ startAt: instantOf('2026-11-12', 15) }, {}, { expected: 6, present: 6 });
        await held({ startAt: instantOf('2026-11-29', 9, 30) }, { lisi: ['present'] });
        await held({ startAt: instantOf('2026-11-20', 15), stage: 'cancelled' });
        const { meetings, unreported, heads } = await minutes();
        expect([meetings, unreported.length, heads.length]).toEqual([1, 1, 1]);
        const [heading, ...rows] = await table();
        expect(heading!.filter((cell) => cell.includes('月'))).toHaveLength(2);
        expect(rows.find(([name]) => name === '李四')!.slice(3, 5)).toEqual(['到', '未记']);
      });

      it('words the kind of a member once for all who are alike', async () => {
        for (const unitId of [BRANCH, OTHER]) await held({ unitId, startAt: instantOf('2026-11-05', 15) });
        const worded: unknown[] = [];
        const counted = new Proxy(words, {
          apply(target, self, asked) {
            if (asked[0] === 'attendance_table.kind') worded.push(asked[1]);
            return Reflect.apply(target, self, asked);
          },
        });
        await store.read(async (tx) => {
          const counter = { tx, org: await tx.organisation(), now: NOW, settings: SETTINGS };
          const asked = { paper: 'attendance', unitIds: [BRANCH, OTHER], ...NOVEMBER } as const;
          return meetingsFile(counter, asked, counted);
        });
        expect(worded).toEqual([
          { kind: '正式党员', mobile: false, left: false },
          { kind: '预备党员', mobile: false, left: false },
        ]);
      });

      it("names the groups of the unit, and no guest's of another", async () => {
        const startAt = instantOf('2026-11-05', 15);
        await held({ startAt, unitId: OTHER }, { sunba: ['present'], wangwu: ['present'] });
        await held({ startAt }, { wangwu: ['present'] });
        const groupIn = async (unitId: number) =>
          (await table([unitId])).find(([name]) => name === '王五')!.slice(1, 4);
        expect(await groupIn(OTHER)).toEqual(['', '正式党员', '另到']);
        expect(await groupIn(BRANCH)).toEqual(['第一党小组', '正式党员', '到']);
      });

      it('is read in a few questions, however many branches there are', async () => {
        for (const unitId of [BRANCH, OTHER])
          for (const day of ['05', '06'])
            await held(
              { unitId, startAt: instantOf(`2026-11-${day}`, 15) },
              { [unitId === OTHER ? 'sunba' : 'lisi']: [day === '05' ? 'present' : 'late'] },
            );
        const asked: string[] = [];
        const found = await store.read(async (tx) => {
          const told = new Proxy(tx, {
            get(target, name: keyof typeof tx & string) {
              if (/^(rolls|records|photosOf)$/.test(name)) asked.push(name);
              return target[name];
            },
          });
          const counter = { tx: told, org: await tx.organisation(), now: NOW, settings: SETTINGS };
          return meetingsFile(counter, { paper: 'attendance', unitIds: [BRANCH, OTHER], ...NOVEMBER }, words);
        });
        expect(asked).toEqual(['rolls', 'records', 'photosOf']);
        const content = await found.write();
        const states = async (sheet: number, name: string) =>
          (await readSheet(content, sheet)).find((row) => row[0] === name)!.slice(3, 5);
        expect(await states(1, '李四')).toEqual(['到', '迟到']);
        expect(await states(2, '孙八')).toEqual(['到', '迟到']);
      });

      it('says nothing of why somebody was away in the table, nor of a leave that waits', async () => {
        await held(
          { startAt: instantOf('2026-11-05', 15) },
          {
            zhangsan: ['leave', '住院手术'],
            lisi: ['leave_pending', '陪护'],
            wangwu: ['leave_refused', '旅游'],
          },
        );
        const rows = await table();
        expect(rows.flat().join()).not.toMatch(/住院手术|陪护|旅游/);
        const of = (name: string) => rows.find((row) => row[0] === name)![3];
        expect([of('张三'), of('李四'), of('王五')]).toEqual(['请假', '未记', '未记']);
      });

      it("puts a group's meeting into its branch's table, naming the group; of the group alone it is the group's", async () => {
        await held({ startAt: instantOf('2026-11-05', 15) }, {}, { expected: 6, present: 6 });
        await held(
          { unitId: GROUP, types: ['group_meeting'], startAt: instantOf('2026-11-03', 19), host: '王五' },
          { wangwu: ['present'], zhaoliu: ['present'] },
          { expected: 2, present: 2 },
        );
        const [heading, ...rows] = await table();
        expect(heading!.slice(3, 5)).toEqual(['2026年\n11月3日\n第一党小组党小组会', '11月5日\n主题党日']);
        const group = rows.map((row) => [row[0], row[3]]);
        expect(group).toContainEqual(['赵六', '到']);
        expect(group).toContainEqual(['张三', '—']);
        const { heads, paragraphs } = await minutes();
        expect(heads.map((head) => head.get('主持人'))).toEqual(['', '党小组长王五']);
        expect(paragraphs.filter((p) => p.endsWith('会议记录'))).toEqual([
          '第一党支部会议记录',
          '第一党支部第一党小组会议记录',
        ]);
        expect((await table([GROUP]))[0]![3]).toBe('2026年\n11月3日\n党小组会');
        expect((await table([GROUP])).map(([name]) => name)).toEqual([
          '姓名',
          '王五',
          '赵六',
          '应到',
          '实到',
          '合计',
        ]);
      });

      it('says whose office it is where the host comes from above, and leaves a stranger as written', async () => {
        for (const [day, host] of [
          ['02', '张三'],
          ['03', '郑管理'],
          ['04', '孙八'],
          ['05', '书记张三'],
        ] as const)
          await held(
            { unitId: GROUP, types: ['group_meeting'], startAt: instantOf(`2026-11-${day}`, 15), host },
            {},
            { expected: 2, present: 2 },
          );
        const hosts = (await minutes()).heads.map((head) => head.get('主持人'));
        expect(hosts).toEqual(['第一党支部书记张三', '郑管理', '孙八', '书记张三']);
      });

      it('says the office of a host who belongs to no branch, but to the committee above', async () => {
        await store.write(async (tx) => {
          const rows = rosterRows('吴强 wuqiang 城郊党委 书记');
          await tx.applyRoster(planRoster(rows, await tx.organisation(), [], { prune: false }).changes, 2);
        });
        await held({ startAt: instantOf('2026-11-02', 15), host: '吴强' }, {}, { expected: 6, present: 6 });
        expect((await minutes()).heads.map((head) => head.get('主持人'))).toEqual(['城郊党委书记吴强']);
      });

      it('reads a county in handfuls, keeps none of its rolls in memory, and waits for no writer', async () => {
        await store.write(async (tx) => {
          for (let i = 0; i < 250; i++) {
            const startAt = instantOf('2026-11-02') + i * 60_000;
            const { id } = await tx.addActivity(
              plannedActivity({ unitId: BRANCH, startAt, stage: 'recorded' }),
            );
            await tx.putAttendance({ ...ROW, activityId: id });
            await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 1 }));
          }
        });
        const asked: string[] = [];
        const written = gate();
        const writing = store.write(() => written.passed, { patient: true });
        const { meetings } = await store.read(
          async (tx) => {
            const counting = new Proxy(tx, {
              get(target, name: keyof typeof tx) {
                if (['attendance', 'preloadAttendance', 'record', 'rolls', 'records'].includes(name))
                  asked.push(name);
                return target[name];
              },
            });
            const counter = { tx: counting, org: await tx.organisation(), now: NOW, settings: SETTINGS };
            return meetingsFile(counter, { paper: 'minutes', unitIds: [BRANCH], ...NOVEMBER }, words);
          },
          { heavy: true },
        );
        written.pass();
        await writing;
        expect(meetings).toBe(250);
        expect(asked).toEqual(Array(3).fill(['rolls', 'records']).flat());
      });

      it('writes nothing where nothing was held', async () => {
        await held({ unitId: OTHER, startAt: instantOf('2026-11-05', 15) }, {}, { expected: 2, present: 2 });
        expect((await file('minutes')).meetings).toBe(0);
        expect((await file('minutes', [OTHER], { from: '2026-10-01', to: '2026-10-31' })).meetings).toBe(0);
        expect((await file('attendance', [OTHER, 999])).meetings).toBe(1);
      });
    },
  );
}
