// 导出会议记录, 导出签到表: who gets which file, what it is called, and what is said where there is none.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWorker } from '../../src/delivery/files.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { OutgoingFile } from '../../src/ports/channels.ts';
import { meetingsFile } from '../../src/reports/meetings-file.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { readDocx } from '../support/docx.ts';
import { queueOf } from '../support/queue.ts';

let chat: Dialogue;
let sent: OutgoingFile[];
beforeEach(async () => {
  chat = await openDialogue();
  sent = [];
});
afterEach(() => chat.close());

/** What waits goes out, as the server would send it. */
async function arrives(at = instantOf('2026-11-29', 18)): Promise<OutgoingFile[]> {
  const clock = { now: () => at };
  const { templates, settings } = chat.tools;
  const file = createFileWorker({
    store: chat.store,
    shelf: { put: async () => '', get: async () => undefined, remove: async () => undefined },
    makeMuster: async () => undefined,
    makeFilings: async () => undefined,
    makeProcesses: async () => undefined,
    makeFigures: async () => undefined,
    drawer: { png: async () => Buffer.from('png') },
    makeLedger: async () => Buffer.from('ledger'),
    async makeMeetings(request) {
      const found = await chat.store.read(
        async (tx) =>
          meetingsFile(
            { tx, org: await tx.organisation(), now: clock.now(), settings },
            request,
            templates.render,
          ),
        { heavy: true },
      );
      return found.meetings > 0 ? found.write() : undefined;
    },
    senders: {
      app: async (out) => {
        sent.push(out);
        return { kind: 'accepted' };
      },
    },
    clock,
    templates,
    pushAt: (at) => at,
  });
  await queueOf(chat.store, { file }, clock).run();
  return sent;
}
const titles = ({ content }: OutgoingFile) =>
  readDocx(content).paragraphs.filter((text) => text.endsWith('会议记录'));

/** October has one recorded meeting; November three that are over, two of them recorded. */
async function threeMeetings(): Promise<void> {
  chat.at('2026-10-25 18:00');
  await chat.says('zhangsan', '上报 主题党日 10月25日下午3点 应到6 实到6');
  chat.at('2026-11-05 18:00');
  await chat.says('zhangsan', '上报 支委会 11月5日下午3点 应到2 实到2');
  chat.at('2026-11-10 10:00');
  await chat.says('zhangsan', '安排 主题党日 11月12日下午3点 三楼会议室');
  await chat.says('wangwu', '安排 党小组会 11月26日下午3点 活动室');
  chat.at('2026-11-12 14:50');
  await chat.says('lisi', '签到');
  await chat.says('zhaoliu', '请假 住院手术');
  chat.at('2026-11-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 应到6 实到5 赵六请假');
  chat.at('2026-11-29 10:00');
}

describe('the records of meetings', () => {
  beforeEach(threeMeetings);

  it('of this month come as one file, and what was not reported is told', async () => {
    const answer = await chat.says('zhangsan', '导出会议记录');
    expectSays(
      answer,
      '2026-11-05至2026-11-12-第一党支部-会议记录.docx 正在生成，马上发来，共 2 次会',
      '另有 1 次没有上报，没有打印：11月26日第一党支部第一党小组党小组会',
    );
    const [file] = await arrives();
    expect(file!.to).toEqual(['zhangsan']);
    expect(file!.name).toBe('2026-11-05至2026-11-12-第一党支部-会议记录.docx');
    expect(titles(file!)).toHaveLength(2);
    expect(readDocx(file!.content).tables.flat(2)).toContain('赵六（住院手术）');
  });

  it('tell names without reasons to whoever may not read these, and the answer says so', async () => {
    const line = '请假事由只有本支部书记和记录人能看，没有印';
    expectSays(await chat.says('admin', '导出第一党支部会议记录'), '共 2 次会', line);
    const [file] = await arrives();
    const cells = readDocx(file!.content).tables.flat(2);
    expect(cells).toContain('赵六');
    expect(cells.join()).not.toContain('住院手术');
    expect(await chat.says('zhangsan', '导出第一党支部会议记录')).not.toContain(line);
  });

  it.each([
    ['导出11月12日主题党日的会议记录', '2026-11-12-第一党支部-主题党日.docx'],
    ['导出11月12日主题党日', '2026-11-12-第一党支部-主题党日.docx'],
    ['导出支委会会议记录', '2026-11-05-第一党支部-支部委员会会议.docx'],
    ['导出11月5日会议记录', '2026-11-05-第一党支部-支部委员会会议.docx'],
    ['导出10月会议记录', '2026-10-25-第一党支部-主题党日.docx'],
    ['打印第四季度会议记录', '2026-10-25至2026-11-12-第一党支部-会议记录.docx'],
    ['导出主题党日会议记录', '2026-11-12-第一党支部-主题党日.docx'],
  ])('%s is %s', async (text, name) => {
    expectSays(await chat.says('zhangsan', text), `${name} 正在生成`);
    expect((await arrives()).map((f) => f.name)).toEqual([name]);
  });

  it('and the table come both where both are asked for', async () => {
    const answer = await chat.says('zhangsan', '导出会议记录和签到表');
    expectSays(answer, '会议记录.docx 正在生成', '签到表.xlsx 正在生成');
    expect((await arrives()).map((f) => f.name.split('-').at(-1)).sort()).toEqual([
      '会议记录.docx',
      '签到表.xlsx',
    ]);
  });

  it("of a branch and its groups are the branch's, and one alone is its unit's", async () => {
    await chat.says('wangwu', '上报 党小组会 11月26日下午3点 应到2 实到2');
    expectSays(
      await chat.says('zhangsan', '导出会议记录'),
      '2026-11-05至2026-11-26-第一党支部-会议记录.docx',
      '共 3 次会。',
    );
    expectSays(
      await chat.says('zhangsan', '导出11月26日会议记录'),
      '2026-11-26-第一党支部第一党小组-党小组会.docx',
    );
  });

  it('of the month before come where this one has none yet, and its open ones are told', async () => {
    chat.at('2026-12-02 09:00');
    expectSays(await chat.says('zhangsan', '导出会议记录'), '2026-11-05至2026-11-12', '没有上报');
  });

  it('asked for in a group come in private, and the group is told', async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    const answer = await chat.saysIn('wr1', 'zhangsan', '导出会议记录');
    expectSays(answer, '马上私下发给您');
    expect(answer).not.toContain('住院');
    expect((await arrives()).map((f) => f.to)).toEqual([['zhangsan']]);
  });

  it('that go to a group carry no reason, whoever asked', async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    const reasonsOf = async () => {
      const rows = await chat.store.db
        .selectFrom('outbox')
        .select('payload')
        .where('kind', '=', 'file')
        .execute();
      return rows.map(({ payload }) => JSON.parse(payload!).content.meetings.reasonsOf.length);
    };
    await chat.saysIn('wr1', 'zhangsan', '导出会议记录发到群里');
    expect(await reasonsOf()).toEqual([0]);
    await chat.saysIn('wr1', 'zhangsan', '导出会议记录');
    expect(await reasonsOf()).toEqual([0, 2]);
  });

  it('are for those who may see the figures; a leader has the own group alone', async () => {
    for (const [who, text] of [
      ['zhaoliu', '导出会议记录'],
      ['sunba', '导出第一党支部会议记录'],
      ['wangwu', '导出第一党支部会议记录'],
      ['wangwu', '导出第一党支部签到表'],
    ] as const)
      expectSays(await chat.says(who, text), '这件事要由');
    expectSays(await chat.says('wangwu', '导出签到表'), '2026-11-26-第一党支部第一党小组-签到表.xlsx');
    expect((await arrives()).map((f) => f.to)).toEqual([['wangwu']]);
    expectSays(await chat.says('admin', '导出会议记录'), '共 2 次会');
  });

  it('are written down as given away', async () => {
    await chat.says('zhangsan', '导出会议记录');
    await chat.says('zhangsan', '导出签到表');
    await chat.says('zhaoliu', '导出会议记录');
    const noted = await chat.store.db
      .selectFrom('audit')
      .select(['action', 'by_person', 'detail'])
      .where('action', 'like', 'export %')
      .execute();
    expect(noted.map((a) => [a.action, a.by_person])).toEqual([
      ['export minutes', 'zhangsan'],
      ['export attendance', 'zhangsan'],
    ]);
    expect(JSON.parse(noted[0]!.detail ?? '')).toMatchObject({
      unit: '城郊党委/第一党支部',
      from: '2026-11-01',
      to: '2026-11-30',
      rows: 2,
    });
  });

  it('that were taken back before they left are said to be gone', async () => {
    await chat.says('zhangsan', '上报 支委会 11月20日下午3点 应到2 实到2');
    expectSays(await chat.says('zhangsan', '导出11月20日会议记录'), '支部委员会会议.docx 正在生成');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect(await arrives()).toEqual([]);
    const told = await chat.store.db
      .selectFrom('outbox')
      .select('text')
      .where('rule', '=', 'file_failed')
      .execute();
    expectSays(told[0]!.text, '支部委员会会议.docx 没能发出去');
  });
});

it('where nothing is recorded, what is lacking is said, and what to say', async () => {
  expectSays(await chat.says('zhangsan', '导出会议记录'), '11月没有开过的会', '导出10月会议记录');
  expectSays(await chat.says('zhangsan', '导出去年会议记录'), '2025年没有开过的会', '导出11月会议记录');
  chat.at('2026-11-10 10:00');
  await chat.says('zhangsan', '安排 主题党日 11月12日下午3点 三楼会议室');
  chat.at('2026-11-13 10:00');
  expectSays(
    await chat.says('zhangsan', '导出会议记录'),
    '有 1 次会没有上报',
    '11月12日主题党日',
    '例如：上报 11月12日主题党日 全员到齐',
  );
  expectSays(await chat.says('zhangsan', '导出签到表'), '-签到表.xlsx', '其中 1 次没有上报，按签到列出');
  expect(await arrives(instantOf('2026-11-13', 11))).toHaveLength(1);
});

it('so many that nobody would open the file are not begun', async () => {
  const unitId = chat.unitId('第二党支部');
  await chat.store.write(async (tx) => {
    for (let i = 0; i < 601; i++) {
      const startAt = instantOf('2026-11-02') + i * 60_000;
      const { id } = await tx.addActivity(plannedActivity({ unitId, startAt, stage: 'recorded' }));
      await tx.putRecord(recordOf({ activityId: id, expected: 2, present: 2 }));
    }
  });
  expectSays(
    await chat.says('admin', '导出会议记录'),
    '城郊党委11月有 601 次会，一个 Word 文件最多 600 次，没有生成',
    '例如：导出第一党支部会议记录',
  );
  expectSays(await chat.says('admin', '导出第一党支部会议记录'), '没有开过的会');
  expectSays(await chat.says('admin', '导出签到表'), '共 601 次会');
});

it('the ledger is still the ledger', async () => {
  expectSays(await chat.says('zhangsan', '导出11月台账'), '整改台账');
});
