// 集结 with two instances, restarts and a WeCom that refuses: every step of its clock is taken once, nothing is doubled and
// nothing lost, and it leaves before all that waits.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { setLogLevel } from '../../src/observe/log.ts';
import type { OutboxRow } from '../../src/ports/outbox.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { toolsFor } from '../support/dialogue.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { instanceThatSends, MINUTE, message } from '../support/sending.ts';
import { type WecomStandIn, wecomStandIn } from '../support/wecom-stand-in.ts';

const START = Date.parse('2026-11-23T10:00:00+08:00');
const ALL = ['lisi', 'lixiaohong', 'qianqi', 'wangwu', 'zhaoliu'];

for (const database of DATABASES) {
  describe.skipIf(database.missing)(`on ${database.name}`, { timeout: 60_000 }, () => {
    let made: TestDatabase;
    const open: OpenStore[] = [];
    let now: number;
    let wecom: WecomStandIn;
    const clock = { now: () => now };
    const tools = toolsFor();
    let count = 0;

    const instance = () => {
      const store = openStore(made.choice, clock);
      open.push(store);
      const intake = createIntake(tools, store, clock, {
        answered: () => undefined,
        pushesAdded: () => undefined,
        failed: (error) => {
          throw error;
        },
      });
      const runner = createRunner(
        store,
        {
          settings: tools.settings,
          permissions: tools.permissions,
          privateChannel: 'app',
          groupsBy: 'webhook',
          botName: null,
          render: tools.templates.render,
        },
        clock,
      );
      const queue = instanceThatSends(store, wecom.base, clock);
      return {
        store,
        runner,
        queue,
        async says(userId: string, text: string) {
          count += 1;
          const content = { kind: 'text' as const, text };
          return (
            (await intake.submit({ key: `k${count}`, channel: 'app', userId, at: now, content }))?.text ?? ''
          );
        },
      };
    };
    let one: ReturnType<typeof instance>;
    let two: ReturnType<typeof instance>;
    const rowsOf = (subject: string): Promise<OutboxRow[]> => one.store.read((tx) => tx.outboxOf(subject));
    const keysOf = async () =>
      [...(await rowsOf('muster:1')), ...(await rowsOf('muster_report:1'))].map((r) => r.key);
    /** both at once, as their minute comes */
    const minute = async (at: number) => {
      now = at;
      await Promise.all([one.runner.tick(), two.runner.tick()]);
      await Promise.all([one.queue.run(), two.queue.run()]);
      await Promise.all([one.runner.stepMusters(), two.runner.stepMusters()]);
    };
    const gotBy = (userId: string) => wecom.delivered.filter((d) => d.to === userId).map((d) => d.text);

    beforeEach(async () => {
      setLogLevel('silent');
      made = await database.create();
      now = START;
      count = 0;
      wecom = await wecomStandIn(clock);
      const store = openStore(made.choice, clock);
      await store.migrate();
      await store.write((tx) => tx.applyRoster(SMALL_ROSTER, now));
      await store.close();
      one = instance();
      two = instance();
    }, 20_000);
    afterEach(async () => {
      await Promise.all(open.splice(0).map((store) => store.close()));
      await made.remove();
    }, 20_000);

    it('takes each step once: the call, the second one to the silent only, the report and the summary', async () => {
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      await minute(START + 1000);
      expect(wecom.calls.get('/cgi-bin/message/send')).toBe(1);
      for (const id of ALL) expect(gotBy(id)).toHaveLength(1);
      await Promise.all([
        one.says('zhaoliu', '收到'),
        two.says('wangwu', '到了'),
        one.says('lisi', '去不了，在外地'),
      ]);
      for (const at of [9, 10, 11, 12, 59]) await minute(START + at * MINUTE);
      expect(gotBy('zhaoliu')).toHaveLength(1);
      for (const id of ['lixiaohong', 'qianqi']) {
        expect(gotBy(id)).toHaveLength(2);
        expect(gotBy(id)[1]).toContain('还没有您的回音');
      }
      const [report, ...more] = gotBy('zhangsan');
      expect(more).toEqual([]);
      expect(report).toContain('收到 3/5，到岗 1，去不了 1');
      expect(report).toContain('没回音 2 人：李晓红、钱七');
      await two.says('zhaoliu', '到岗');
      for (const at of [60, 61, 90]) await minute(START + at * MINUTE);
      expect(gotBy('zhangsan')).toHaveLength(2);
      expect(gotBy('zhangsan')[1]).toContain('10 分钟内收到 3 人，按时到岗 2 人');
      expect(gotBy('qianqi')).toHaveLength(2);
      // Late answers count, as late ones.
      now = START + 95 * MINUTE;
      expect(await two.says('qianqi', '到岗')).toContain('过了规定时间');
      expect(await one.says('zhangsan', '集结情况')).toContain('到岗 3（1 人超时）');
      await minute(START + 14 * 60 * MINUTE);
      expect(await one.store.read((tx) => tx.openMusters())).toEqual([]);
      expect(new Set(await keysOf()).size).toBe((await keysOf()).length);
    });

    it('an instance that comes up after an outage calls nobody too late, and sums up once', async () => {
      await one.says('zhangsan', '集结第一支部全体党员 30分钟内到河堤');
      await minute(START + 1000);
      await Promise.all(open.splice(0).map((store) => store.close()));
      one = instance();
      two = instance();
      await minute(START + 40 * MINUTE);
      await minute(START + 41 * MINUTE);
      expect(gotBy('zhaoliu')).toHaveLength(1);
      expect(gotBy('zhangsan')).toHaveLength(1);
      expect(gotBy('zhangsan')[0]).toContain('集结小结');
    });

    it('waits out a refused rate and goes once; what WeCom takes too late is dropped', async () => {
      wecom.suffers({ errcode: 45009 });
      await one.says('zhangsan', '集结第一支部全体党员 30分钟内到河堤');
      await minute(START + 1000);
      expect(gotBy('zhaoliu')).toEqual([]);
      wecom.suffers('ok');
      await minute(START + 5 * MINUTE);
      expect(gotBy('zhaoliu')).toHaveLength(1);
      wecom.suffers({ errcode: 45009 });
      await one.says('lisi', '集结 赵六 5分钟内到村委会');
      await minute(now + 1000);
      wecom.suffers('ok');
      await minute(now + 10 * MINUTE);
      expect(gotBy('zhaoliu').some((text) => text.includes('村委会'))).toBe(false);
    });

    it('leaves before hundreds that were due before it, over both instances', async () => {
      const others = Array.from({ length: 300 }, (_, i) =>
        message(`o${i}`, now - MINUTE, { to: [`other${i}`] }),
      );
      await one.store.write((tx) => tx.addOutbox(others));
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      wecom.slowness = 5;
      await Promise.all([one.queue.run(), two.queue.run()]);
      const at = wecom.delivered.findIndex((d) => d.text.includes('紧急集结'));
      expect(at).toBeGreaterThanOrEqual(0);
      // A few others were in hand when both began.
      expect(at).toBeLessThan(150);
      expect(wecom.delivered).toHaveLength(300 + ALL.length);
    });

    it('tells the caller at once whom WeCom did not reach, once', async () => {
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      const [row] = await one.store.claimDue(now, {
        kind: 'push',
        haste: 'muster',
        limit: 5,
        leaseMs: MINUTE,
      });
      await one.store.settle(row!, { state: 'accepted', refused: ['qianqi', 'LiSi'] }, now);
      for (const at of [0.1, 1, 2]) await minute(START + at * MINUTE);
      expect(gotBy('zhangsan')).toEqual([expect.stringContaining('2 人消息没有送到，请打电话：钱七、李四')]);
      await minute(START + 10 * MINUTE);
      expect(gotBy('qianqi')).toEqual([]);
      expect(gotBy('zhaoliu')).toEqual([expect.stringContaining('还没有您的回音')]);
    });

    it('more than one call holds are told in portions by both instances, each of them once', async () => {
      const rows = Array.from({ length: 2100 }, (_, i) => ({
        row: i + 2,
        name: `兵${'零一二三四五六七八九'[i % 10]}`,
        userId: `m${i}`,
        unit: '城郊党委/第一党支部',
        role: '',
        kind: '',
        mobile: '',
      }));
      const org = await one.store.read((tx) => tx.organisation());
      const { changes } = planRoster(rows, org, [], { prune: false });
      await one.store.write((tx) => tx.applyRoster(changes, now));
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      expect(await one.says('zhangsan', '发出')).toContain('2105 人');
      await minute(START + 1000);
      await minute(START + 2000);
      expect(wecom.calls.get('/cgi-bin/message/send')).toBe(3);
      const told = wecom.delivered.filter((d) => d.text.includes('紧急集结')).map((d) => d.to);
      expect(new Set(told).size).toBe(2105);
      expect(told).toHaveLength(2105);
      // Called off, everybody who was told is told once, in as few calls.
      expect(await two.says('zhangsan', '取消集结')).toContain('已告诉 2105 人');
      await minute(START + 3000);
      await minute(START + 4000);
      expect(wecom.calls.get('/cgi-bin/message/send')).toBe(6);
      expect(wecom.delivered.filter((d) => d.text.includes('集结取消'))).toHaveLength(2105);
    });

    it('called off before the later portions, nobody of them hears anything', async () => {
      const rows = Array.from({ length: 1200 }, (_, i) => ({
        row: i + 2,
        name: `兵${'零一二三四五六七八九'[i % 10]}`,
        userId: `m${i}`,
        unit: '城郊党委/第一党支部',
        role: '',
        kind: '',
        mobile: '',
      }));
      const org = await one.store.read((tx) => tx.organisation());
      await one.store.write((tx) => tx.applyRoster(planRoster(rows, org, [], { prune: false }).changes, now));
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      await one.says('zhangsan', '发出');
      expect(await one.says('zhangsan', '取消集结')).toContain('还没发出的 1205 人不再发');
      await minute(START + 1000);
      expect(wecom.delivered).toEqual([]);
      expect(await one.store.read((tx) => tx.mustersToTell())).toEqual([]);
    });

    it('the same person heard by both instances at once has one state', async () => {
      await one.says('zhangsan', '集结第一支部全体党员 到河堤');
      await Promise.all([
        one.says('zhaoliu', '收到'),
        two.says('zhaoliu', '到了'),
        one.says('zhaoliu', '收到'),
        two.says('wangwu', '去不了'),
        one.says('wangwu', '到岗'),
      ]);
      const entries = await one.store.read((tx) => tx.musterEntries(1, '', 10));
      expect(entries.filter((e) => e.said === 'arrived').map((e) => e.personId)).toEqual([
        'wangwu',
        'zhaoliu',
      ]);
    });
  });
}
