import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { recordOf } from '../support/activity.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { SMALL_ROSTER, without } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const HOUR = 3600_000;

for (const database of DATABASES) {
  describe.skipIf(database.missing)(
    `store on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let second: OpenStore;

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        second = openStore(made.choice);
        await store.migrate();
        await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
      });
      afterEach(async () => {
        await store.close();
        await second.close();
        await made.remove();
      });

      const activity = {
        unitId: 2,
        types: ['theme_day' as const],
        topic: '志愿服务',
        place: '村口广场',
        startAt: NOW + HOUR,
        endAt: null,
        host: null,
        recorder: null,
        lecturer: null,
        hasClock: true,
        stage: 'planned' as const,
        source: 'person' as const,
        createdBy: 'zhangsan',
        createdAt: NOW,
      };
      const entry = (key: string, at = NOW): OutboxEntry => ({
        key,
        at,
        expiresAt: NOW + 24 * HOUR,
        rule: 'invitation',
        unitId: 2,
        subject: 'activity:1',
        channel: 'app',
        to: [key],
        audience: ['zhangsan'],
        text: '通知',
        card: null,
      });

      it('migrates once, from whichever instance comes first', async () => {
        const again = await Promise.all([store.migrate(), second.migrate()]);
        expect(again).toEqual([[], []]);
        expect(await store.trouble()).toBeUndefined();
      });

      it('keeps what people chose, until it is taken back or too old', async () => {
        const lesson = {
          at: NOW,
          readAt: NOW - 5,
          userId: 'zhangsan',
          messageKey: 'a',
          text: '千道',
          intent: { intent: 'checkin' as const },
          choice: 1,
          choices: 2,
        };
        await store.write(async (tx) => {
          await tx.addLesson(lesson);
          await tx.addLesson({ ...lesson, messageKey: 'b', at: NOW + 1 });
          await tx.addLesson({ ...lesson, messageKey: 'c', at: NOW + 2 });
        });
        expect((await second.read((tx) => tx.lessons(NOW)))[0]).toEqual(lesson);
        await store.write((tx) => tx.forgetLesson({ userId: 'zhangsan', key: 'b' }));
        await store.write((tx) => tx.forgetLessons(NOW + 1));
        expect((await second.read((tx) => tx.lessons(0))).map((l) => l.messageKey)).toEqual(['c']);
      });

      it('gives back the organisation as imported, people who left apart', async () => {
        await leave(store, 'zhaoliu');
        const [org, departed] = await store.write(
          async (tx) => [await tx.organisation(), await tx.departed()] as const,
        );
        expect(org.person('ZhangSan')).toMatchObject({ name: '张三', kind: '正式党员', branchId: 2 });
        expect(
          org
            .membersOf(2)
            .map((p) => p.name)
            .sort(),
        ).toEqual(['张三', '李四', '王五', '钱七', '李晓红', '刘动', '冯积极'].sort());
        expect(org.holders(2, '书记', '组织委员').map((p) => p.name)).toEqual(['张三', '李四']);
        expect(departed.map((p) => p.name)).toEqual(['赵六']);
      });

      it('reads rolls and records of several activities at once, with what is not committed yet', async () => {
        const row = { state: 'present' as const, reason: null, at: NOW, by: 'zhangsan' };
        const [first, second, third] = await store.write(async (tx) => {
          const ids = [];
          for (let i = 0; i < 3; i++) ids.push((await tx.addActivity(activity)).id);
          await tx.putAttendance({ ...row, activityId: ids[0]!, personId: 'zhangsan' });
          await tx.putRecord(recordOf({ activityId: ids[0]!, expected: 6, present: 5 }));
          return ids as [number, number, number];
        });
        await store.write(async (tx) => {
          await tx.putAttendance({ ...row, activityId: second, personId: 'lisi' });
          const rolls = await tx.rolls([first, second, third]);
          expect([...rolls].map(([id, roll]) => [id, roll.map((a) => a.personId)])).toEqual([
            [first, ['zhangsan']],
            [second, ['lisi']],
            [third, []],
          ]);
          const records = await tx.records([first, second]);
          expect([...records.values()]).toEqual([await tx.record(first)]);
          expect([(await tx.rolls([])).size, (await tx.records([])).size]).toEqual([0, 0]);
        });
      });

      it('shows a change of one instance to another at its next transaction', async () => {
        await second.write((tx) => tx.organisation());
        await leave(store, 'wangwu');
        const org = await second.write((tx) => tx.organisation());
        expect(org.person('wangwu')).toBeUndefined();
      });

      it('forgets everything of a transaction that fails, caches included', async () => {
        await expect(
          store.write(async (tx) => {
            await tx.addActivity(activity);
            expect(await tx.activities([2], NOW, NOW + 2 * HOUR)).toHaveLength(1);
            throw new Error('stop');
          }),
        ).rejects.toThrow('stop');
        expect(await store.write((tx) => tx.activities([2], NOW, NOW + 2 * HOUR))).toEqual([]);
      });

      it('keeps an activity through change, and leaves cancelled ones out of lists', async () => {
        const made = await store.write((tx) => tx.addActivity(activity));
        expect(made).toMatchObject({ ...activity, revision: 1 });
        const moved = await store.write((tx) => tx.changeActivity({ ...made, startAt: NOW + 5 * HOUR }));
        expect(moved.revision).toBe(2);
        expect(await second.write((tx) => tx.activities([2], NOW, NOW + 6 * HOUR))).toEqual([moved]);
        await store.write((tx) => tx.changeActivity({ ...moved, stage: 'cancelled' }));
        expect(await second.write((tx) => tx.activities([2], NOW, NOW + 6 * HOUR))).toEqual([]);
      });

      it('finds an activity older than what it keeps in memory', async () => {
        const old = await store.write((tx) =>
          tx.addActivity({ ...activity, startAt: NOW - 100 * 24 * HOUR }),
        );
        await store.write((tx) => tx.activities([2], NOW, NOW + HOUR));
        expect(await store.write((tx) => tx.activities([2], NOW - 101 * 24 * HOUR, NOW))).toEqual([old]);
      });

      it('keeps the newest attendance per person and lets it be taken back', async () => {
        const { id } = await store.write((tx) => tx.addActivity(activity));
        const row = {
          activityId: id,
          personId: 'wangwu',
          state: 'present' as const,
          reason: null,
          at: NOW,
          by: 'wangwu',
        };
        await store.write(async (tx) => {
          await tx.putAttendance({ ...row, state: 'leave', reason: '出差' });
          await tx.putAttendance(row);
          expect([...(await tx.attendance(id))]).toEqual([row]);
        });
        expect([...(await second.write((tx) => tx.attendance(id)))]).toEqual([row]);
        await store.write((tx) => tx.removeAttendance(id, 'wangwu'));
        expect([...(await second.write((tx) => tx.attendance(id)))]).toEqual([]);
      });

      it('loads a new roster once, however many ask for it meanwhile', async () => {
        const { changes } = without('zhaoliu', await second.read((tx) => tx.organisation()));
        await store.write((tx) => tx.applyRoster(changes, NOW));
        const asked = Array.from({ length: 6 }, () => second.read((tx) => tx.organisation()));
        const [first, ...others] = await Promise.all(asked);
        expect(first!.people.has('zhaoliu')).toBe(false);
        for (const other of others) expect(other).toBe(first);
      });

      it('keeps rolls in memory true: over two instances and after a failure', async () => {
        const { id } = await store.write((tx) => tx.addActivity(activity));
        const row = (personId: string) =>
          ({ activityId: id, personId, state: 'present', reason: null, at: NOW, by: personId }) as const;
        const seenBy = (s: OpenStore) =>
          s.write(async (tx) => [...(await tx.attendance(id))].map((a) => a.personId).sort());
        await store.write((tx) => tx.putAttendance(row('wangwu')));
        expect(await seenBy(second)).toEqual(['wangwu']);
        await second.write((tx) => tx.putAttendance(row('zhaoliu')));
        expect(await seenBy(store)).toEqual(['wangwu', 'zhaoliu']);
        await expect(
          store.write(async (tx) => {
            await tx.putAttendance(row('lisi'));
            throw new Error('stop');
          }),
        ).rejects.toThrow('stop');
        expect(await seenBy(store)).toEqual(['wangwu', 'zhaoliu']);
        await store.write((tx) => tx.removeAttendance(id, 'wangwu'));
        expect([await seenBy(store), await seenBy(second)]).toEqual([['zhaoliu'], ['zhaoliu']]);
      });

      it('remembers the reply of a message and what it changed', async () => {
        const message = {
          key: 'app:wangwu:1',
          channel: 'app',
          chatId: null,
          userId: 'wangwu',
          at: NOW,
          intent: 'checkin',
          text: '签到',
          reply: { text: '已签到' },
          changes: [
            { of: 'attendance' as const, activityId: 1, personId: 'wangwu', before: null, after: null },
          ],
        };
        await store.write(async (tx) => tx.addMessage(message));
        await store.write(async (tx) => {
          expect(await tx.answered([message, { userId: 'wangwu', key: 'app:wangwu:2' }])).toEqual(
            new Map([['app:wangwu:1', { text: '已签到' }]]),
          );
          expect(await tx.lastChanged('wangwu', NOW - HOUR)).toEqual(message);
          expect(await tx.lastChanged('wangwu', NOW + 1)).toBeUndefined();
          await tx.markUndone(message, NOW);
          expect(await tx.lastChanged('wangwu', NOW - HOUR)).toBeUndefined();
        });
      });

      it('tells what changed a meeting since any moment, from the first that did', async () => {
        const changed = (key: string, at: number, activityId: number) =>
          store.write(async (tx) =>
            tx.addMessage({
              key,
              channel: 'app',
              chatId: null,
              userId: 'wangwu',
              at,
              intent: 'checkin',
              text: null,
              reply: null,
              changes: [{ of: 'attendance', activityId, personId: 'wangwu', before: null, after: null }],
            }),
          );
        const since = (at: number) =>
          second.read(async (tx) => (await tx.changesOf(1, at)).map(({ key }) => key));
        expect(await since(0)).toEqual([]);
        for (let i = 0; i < 9; i++) await changed(`m${i}`, NOW + i * HOUR, i === 4 ? 11 : 1);
        await store.db.deleteFrom('message').where('key', 'in', ['m2', 'm3']).execute();
        const all = ['m0', 'm1', 'm5', 'm6', 'm7', 'm8'];
        for (let i = 0; i <= 9; i++) {
          expect(await since(NOW + i * HOUR)).toEqual(all.filter((key) => key >= `m${i}`));
          expect(await since(NOW + i * HOUR - 1)).toEqual(all.filter((key) => key >= `m${i}`));
        }
      });

      it('knows the last thing somebody said in each chat, entering apart', async () => {
        const say = (key: string, chatId: string | null, intent: string | null = 'none', userId = 'wangwu') =>
          store.write(async (tx) =>
            tx.addMessage({
              key,
              channel: 'app',
              chatId,
              userId,
              at: NOW,
              intent,
              text: null,
              reply: null,
              changes: [],
            }),
          );
        const last = (chat: string) => second.read(async (tx) => (await tx.lastSaid('wangwu', chat))?.key);
        expect(await last('')).toBeUndefined();
        await say('b', null);
        await say('a', null);
        await say('g', 'group');
        await say('x', null, 'none', 'lisi');
        await say('enter', null, null);
        expect([await last(''), await last('group'), await last('other')]).toEqual(['a', 'g', undefined]);
      });

      it('keeps which push addresses are dead, until they are bound anew', async () => {
        const own = { chatId: null, boundBy: 'zhangsan', boundAt: NOW };
        const webhook = { ...own, unitId: 2, webhookKey: 'k2' };
        const made = { ...own, unitId: 3, webhookKey: null, appchatId: 'g3' };
        await store.write(async (tx) => {
          await tx.putBinding(webhook);
          await tx.putBinding(made);
        });
        const dead = { at: NOW + 1, why: 'webhook_gone' };
        await store.write(async (tx) => {
          await tx.loseAddress({ channel: 'webhook', chat: 'k2' }, dead);
          await tx.loseAddress({ channel: 'webhook', chat: 'g3' }, dead);
          // The first to notice is right.
          await tx.loseAddress({ channel: 'webhook', chat: 'k2' }, { at: NOW + 9, why: 'x' });
        });
        expect(await second.read((tx) => tx.bindings())).toEqual([{ ...webhook, dead }, made]);
        await store.write((tx) => tx.loseAddress({ channel: 'appchat', chat: 'g3' }, dead));
        await store.write((tx) => tx.putBinding(webhook));
        expect(await second.read((tx) => tx.bindings())).toEqual([webhook, { ...made, dead }]);
      });

      it('keeps bindings, settings, questions and marks', async () => {
        const binding = { unitId: 2, chatId: 'wr1', webhookKey: null, boundBy: 'zhangsan', boundAt: NOW };
        const question = {
          userId: 'wangwu',
          chat: '',
          awaiting: 'choice' as const,
          options: [{ intent: 'checkin' as const }],
          intent: null,
          text: null,
          expiresAt: NOW + HOUR,
        };
        await store.write(async (tx) => {
          await tx.putBinding(binding);
          await tx.putSetting(2, 'leave.approval', 'true');
          await tx.putQuestion(question);
          await tx.putMark('hint:wangwu', '1');
        });
        await second.write(async (tx) => {
          expect(await tx.bindings()).toEqual([binding]);
          expect((await tx.settings()).get(2)?.get('leave.approval')).toBe('true');
          expect(await tx.question('wangwu', '')).toEqual(question);
          expect(await tx.mark('hint:wangwu')).toBe('1');
          await tx.removeBinding(2);
          await tx.putSetting(2, 'leave.approval', null);
          await tx.clearQuestion('wangwu', '');
        });
        await store.write(async (tx) => {
          expect(await tx.bindings()).toEqual([]);
          expect((await tx.settings()).get(2)?.get('leave.approval')).toBeUndefined();
          expect(await tx.question('wangwu', '')).toBeUndefined();
        });
      });

      it('writes a message to be pushed once, however often it is planned', async () => {
        await Promise.all(
          [store, second].map((s) => s.write((tx) => tx.addOutbox([entry('a'), entry('b')]))),
        );
        expect((await store.write((tx) => tx.outboxOf('activity:1'))).map((r) => r.key)).toEqual(['a', 'b']);
      });

      it('gives a due message to one claimant only', async () => {
        await store.write((tx) => tx.addOutbox([entry('a'), entry('b'), entry('later', NOW + HOUR)]));
        const claims = await Promise.all([
          store.claimDue(NOW, { kind: 'push', limit: 1, leaseMs: 60_000 }),
          second.claimDue(NOW, { kind: 'push', limit: 5, leaseMs: 60_000 }),
        ]);
        const keys = claims.flat().map((r) => r.key);
        expect(keys.sort()).toEqual([...new Set(keys)].sort());
        const rest = await store.claimDue(NOW, { kind: 'push', limit: 5, leaseMs: 60_000 });
        expect([...keys, ...rest.map((r) => r.key)].sort()).toEqual(['a', 'b']);
        expect(await store.nextDue()).toBe(NOW + HOUR);
      });

      it('cancels what waits under a settled matter, not what went out', async () => {
        await store.write((tx) => tx.addOutbox([entry('a'), entry('b', NOW + HOUR)]));
        const [sent] = await store.claimDue(NOW, { kind: 'push', limit: 1, leaseMs: 60_000 });
        await store.settle(sent!, { state: 'accepted' }, NOW);
        expect(await store.write((tx) => tx.cancelOutbox('activity:1'))).toBe(1);
        const rows = await store.write((tx) => tx.outboxOf('activity:1'));
        expect(rows.map((r) => r.state)).toEqual(['accepted', 'cancelled']);
      });
    },
  );
}

/** Imports the roster again without one person, who is pruned. */
async function leave(store: OpenStore, userId: string): Promise<void> {
  await store.write(async (tx) => {
    const plan = without(userId, await tx.organisation());
    await tx.applyRoster(plan.changes, NOW);
  });
}
