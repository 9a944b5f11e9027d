// The same figure as a picture, a table and a file: what is said at once, what follows, and to whom.

import { inflateRawSync } from 'node:zlib';
import readSheets from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replyBody } from '../../src/channels/aibot/replies.ts';
import { filesOf } from '../../src/documents/zip-files.ts';
import { addDays, instantOf } from '../../src/domain/calendar/time.ts';
import type { FileContent } from '../../src/ports/outbox.ts';
import type { Picture } from '../../src/ports/pictures.ts';
import { figuresFile } from '../../src/reports/figures-file.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { readDocx } from '../support/docx.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(undefined, ['sunqi']);
  chat.at('2026-11-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月12日下午3点 应到6 实到5 赵六请假');
  await chat.says('zhangsan', '上报 支委会 11月5日下午3点 应到2 实到2');
  chat.at('2026-11-21 10:00');
});
afterEach(() => chat.close());

interface Sent {
  to: string;
  name: string;
  by?: string;
  content: FileContent;
}
async function waiting(): Promise<Sent[]> {
  const rows = await chat.store.db
    .selectFrom('outbox')
    .select(['recipients', 'payload'])
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute();
  return rows.map(({ recipients, payload }) => ({ to: recipients, ...JSON.parse(payload!) }));
}
const picture = async (): Promise<Picture> =>
  ((await waiting()).at(-1)!.content as { picture: Picture }).picture;
/** A 主题党日 of the first branch on each of so many days, all of whom came. */
const heldDaily = (first: string, days: number) =>
  chat.store.write(async (tx) => {
    for (let i = 0; i < days; i++) {
      const startAt = instantOf(addDays(first, i), 15);
      const unitId = chat.unitId('第一党支部');
      const { id } = await tx.addActivity(plannedActivity({ unitId, startAt, stage: 'recorded' }));
      await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 6 }));
    }
  });
/** A meeting of the first group. */
const heldBefore = (day: string) =>
  chat.store.write(async (tx) => {
    const unitId = chat.unitId('第一党小组');
    const given = { unitId, types: ['group_meeting' as const], startAt: instantOf(day, 19) };
    const { id } = await tx.addActivity(plannedActivity({ ...given, stage: 'recorded' }));
    await tx.putRecord(recordOf({ activityId: id, expected: 2, present: 2 }));
  });
const exports = async () =>
  (await chat.store.db.selectFrom('audit').select(['action', 'detail']).execute()).filter(({ action }) =>
    action.startsWith('export'),
  );

describe('a picture', () => {
  it('of several units is bars, with the figures of the words; what cannot be counted has none', async () => {
    expectSays(
      await chat.says('sunqi', '本月签到率图'),
      '城郊党委2026年11月到会率：87.5%（7/8）',
      '图马上发来',
    );
    expect(await picture()).toMatchObject({
      kind: 'bars',
      measure: 'rate',
      rows: [
        { name: '第一党支部', value: 0.875, detail: '7/8' },
        { name: '第二党支部', value: null },
      ],
    });
  });

  it('of one branch over a year is a line by month, up to now', async () => {
    await chat.says('zhangsan', '今年签到率图');
    const drawn = (await picture()) as Extract<Picture, { kind: 'lines' }>;
    expect(drawn.periods).toEqual(Array.from({ length: 11 }, (_, i) => `${i + 1}月`));
    expect(drawn.lines[0]!.points.map(({ value }) => value)).toEqual([...Array(10).fill(null), 0.875]);
  });

  it('of the ledger shows as many near their deadline as the words, whoever they wait for', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：11月25日');
    await chat.says('zhaoliu', '整改1 完成');
    expectSays(await chat.says('zhangsan', '整改销号率'), '快到期 1', '等审核 1');
    await chat.says('zhangsan', '整改销号率图');
    const { parts } = (await picture()) as Extract<Picture, { kind: 'ring' }>;
    expect(parts.filter(({ count }) => count > 0)).toEqual([{ name: '快到期', count: 1 }]);
  });

  it('of the ledger is a ring, of what was held a matrix', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日');
    await chat.says('zhangsan', '整改销号率图');
    expect(await picture()).toMatchObject({ kind: 'ring' });
    const ring = (await picture()) as Extract<Picture, { kind: 'ring' }>;
    expect(ring.parts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    expectSays(await chat.says('zhangsan', '三会一课情况图'), '3 个党组织中 3 个有过期没开的会');
    const matrix = (await picture()) as Extract<Picture, { kind: 'matrix' }>;
    const at = (unit: string, column: string) =>
      matrix.rows.find(({ name }) => name === unit)!.cells[matrix.columns.indexOf(column)];
    expect(at('第一党支部', '支部党员大会')).toBe('due');
    expect(at('第一党支部', '支部委员会会议')).toBe('missed');
    expect(at('第一党支部第一党小组', '支部党员大会')).toBe('none');
  });

  it('of the ledger of a month that is over is as it stood then, like the words', async () => {
    const [late, done] = [instantOf('2026-10-15'), instantOf('2026-11-10', 9)];
    await chat.store.write((tx) =>
      tx.addItem(
        newItem({ openedAt: instantOf('2026-10-01'), dueAt: late, state: '已销号', closedAt: done }),
      ),
    );
    expectSays(await chat.says('zhangsan', '上月整改销号率'), '逾期 1');
    await chat.says('zhangsan', '上月整改销号率图');
    const { parts } = (await picture()) as Extract<Picture, { kind: 'ring' }>;
    expect(parts.filter(({ count }) => count > 0)).toEqual([{ name: '逾期', count: 1 }]);
  });

  it('of the ledger has what is overdue as that, also while it waits for the approver', async () => {
    const dueAt = instantOf('2026-11-10');
    await chat.store.write((tx) => tx.addItem(newItem({ dueAt, state: '提交销号' })));
    await chat.says('zhangsan', '整改销号率图');
    const { parts } = (await picture()) as Extract<Picture, { kind: 'ring' }>;
    expect(parts.filter(({ count }) => count > 0)).toEqual([{ name: '逾期', count: 1 }]);
  });

  it('of the ledger leaves out what is gone', async () => {
    await chat.store.write(async (tx) => {
      await tx.addItem(newItem({ no: 1 }));
      await tx.addItem(newItem({ no: 2, gone: 'withdrawn' }));
    });
    expectSays(await chat.says('zhangsan', '整改销号率'), '整改共 1 项');
    await chat.says('zhangsan', '整改销号率图');
    const { parts } = (await picture()) as Extract<Picture, { kind: 'ring' }>;
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  it('of part of a month counts that part', async () => {
    await chat.says('zhangsan', '10月1日到11月8日签到率图');
    const { lines } = (await picture()) as Extract<Picture, { kind: 'lines' }>;
    expect(lines[0]!.points).toEqual([
      { value: null, detail: '0/0' },
      { value: 1, detail: '2/2' },
    ]);
  });

  it('of a 党小组 has its own kind of meeting alone, and what is over without a record is still due', async () => {
    await chat.says('wangwu', '安排 党小组会 11月22日晚上7点 会议室');
    const drawn = async (when = '') => {
      await chat.says('wangwu', `${when}三会一课情况图`);
      const { columns, rows } = (await picture()) as Extract<Picture, { kind: 'matrix' }>;
      return { columns, cells: rows.map(({ cells }) => cells) };
    };
    const columns = ['党小组会'];
    chat.at('2026-11-22 10:00');
    expect(await drawn()).toEqual({ columns, cells: [['missed']] });
    await heldBefore('2026-10-20');
    expect(await drawn('11月')).toEqual({ columns, cells: [['planned']] });
    // December is still to come, and nothing is arranged for it.
    expect(await drawn()).toEqual({ columns, cells: [['due']] });
    chat.at('2026-11-24 10:00');
    expect(await drawn('11月')).toEqual({ columns, cells: [['due']] });
  });

  const HOOK = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${'k'.repeat(20)}`;
  const asked = { userId: 'zhangsan', content: { kind: 'text' as const, text: '本月签到率图' } };

  it('asked for in a group stands below the words, and nothing follows', async () => {
    const reply = await chat.send({ ...asked, chatId: 'g1', key: 'bot:1' });
    expectSays(reply!.text, '87.5%', '图在下面');
    expect(reply!.pictures).toMatchObject([{ kind: 'bars', title: '第一党支部2026年11月到会率' }]);
    // Said again, the stored answer has it too.
    expect(await chat.send({ ...asked, chatId: 'g1', key: 'bot:1' })).toEqual(reply);
    expect(await waiting()).toEqual([]);
  });

  it('of two sides stands below them in a group', async () => {
    const sides = { kind: 'text' as const, text: '11月和10月到会率对比 画个图' };
    const reply = await chat.send({ userId: 'zhangsan', chatId: 'g1', content: sides });
    expect([reply!.text.split('\n').at(-1), reply!.pictures?.length]).toEqual(['图在下面。', 1]);
  });

  it('that the answer cannot carry goes into the group by its webhook, else in private', async () => {
    // Long connection aside, only a stream carries it.
    const press = { ...asked, chatId: 'g1', channel: 'app' as const };
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    expectSays((await chat.send(press))!.text, '图马上私下发给您');
    await chat.says('zhangsan', `绑定 第一党支部 ${HOOK}`);
    expectSays((await chat.send(press))!.text, '图马上发来');
    expect((await waiting()).map(({ to }) => to)).toEqual(['["zhangsan"]', `["${'k'.repeat(20)}"]`]);
  });

  it('comes into the group by the long connection', async () => {
    Object.assign(chat.tools, { groupsBy: 'bot', personsBy: 'bot' });
    const reply = await chat.send({ ...asked, chatId: 'g1' });
    expect([reply!.text.split('\n').at(-1), reply!.pictures]).toEqual(['图马上发来。', undefined]);
    expect(await waiting()).toMatchObject([{ to: '["g1"]', by: 'zhangsan' }]);
  });

  it.each([
    ['本月签到率图发到群里', 'picture'],
    ['把本月签到率发群里', 'picture'],
    ['导出本月签到率 发到支部群里', 'figures'],
    ['导出11月台账发到群里', 'ledger'],
    ['导出会议记录发到群里', 'meetings'],
  ])('%s, said in private: into the group of the unit', async (text, what) => {
    await chat.says('zhangsan', `绑定 第一党支部 ${HOOK}`);
    expectSays(await chat.says('zhangsan', text), '马上发到群里');
    const [row, ...more] = await waiting();
    expect(row).toMatchObject({ to: `["${'k'.repeat(20)}"]`, by: 'zhangsan' });
    expect([Object.keys(row!.content), more]).toEqual([[what], []]);
  });

  it('for a group that nothing reaches comes in private, with a word of that', async () => {
    expectSays(await chat.says('zhangsan', '本月签到率图发到群里'), '没有能推送的群', '先绑定群');
    expect((await waiting()).map(({ to }) => to)).toEqual(['["zhangsan"]']);
  });

  it('发到群里 behind it is for that once', async () => {
    await chat.says('zhangsan', `绑定 第一党支部 ${HOOK}`);
    await chat.says('zhangsan', '本月签到率');
    expectSays(await chat.says('zhangsan', '发到群里'), '图马上发到群里');
    expectSays(await chat.says('zhangsan', '那10月的呢'), '图马上发来');
    expectSays(await chat.says('zhangsan', '谁没签到 发到群里'), '到会 5/6', '发不到群里，先给文字');
  });

  it('is not promised where nothing can carry it', async () => {
    Object.assign(chat.tools, { noFiles: true });
    for (const text of ['导出本月签到率', '导出11月台账', '导出会议记录'])
      expect(await chat.saysIn('g1', 'zhangsan', text)).toBe(
        '文件发不出去：没有配置能发文件的企业微信应用，请联系管理员。',
      );
    expectSays(await chat.saysIn('g1', 'zhangsan', '本月签到率图'), '图在下面');
    expect(await waiting()).toEqual([]);
  });

  it('of what none shows is told in words, with a word of that', async () => {
    expectSays(await chat.says('zhangsan', '谁没签到 图'), '到会 5/6', '没有图可画');
    expect(await waiting()).toEqual([]);
  });

  it('once for a message that comes twice', async () => {
    const twice = {
      key: 'app:1',
      userId: 'zhangsan',
      content: { kind: 'text' as const, text: '本月签到率图' },
    };
    expect(await chat.send(twice)).toEqual(await chat.send(twice));
    expect(await waiting()).toHaveLength(1);
  });
});

describe('two sides', () => {
  it('are bars of both in a picture, after the words', async () => {
    const said = await chat.says('sunqi', '第一党支部和第二党支部本月到会率对比 画个图');
    expectSays(said, '第一党支部：87.5%（7/8）', '第二党支部：还没有可以算的', '图马上发来');
    expect(await picture()).toMatchObject({
      kind: 'bars',
      measure: 'rate',
      title: '2026年11月到会率对比',
      rows: [
        { name: '第一党支部', value: 0.875, detail: '7/8' },
        { name: '第二党支部', value: null },
      ],
    });
  });

  it('over months are a line each', async () => {
    await chat.says('sunqi', '第一党支部和第二党支部今年活动次数对比 画个图');
    const drawn = (await picture()) as Extract<Picture, { kind: 'lines' }>;
    expect([drawn.kind, drawn.measure, drawn.periods.length]).toEqual(['lines', 'count', 11]);
    expect(drawn.lines.map(({ name, points }) => [name, points.at(-1)!.value])).toEqual([
      ['第一党支部', 2],
      ['第二党支部', 0],
    ]);
  });

  it('stand in one table', async () => {
    const reply = await chat.send({
      userId: 'zhangsan',
      content: { kind: 'text', text: '10月和11月到会率对比 列个表' },
    });
    expect(reply!.table).toMatchObject({
      columns: ['对比项', '应到', '实到', '比例'],
      rows: [
        ['2026年10月', '0', '0', '无'],
        ['2026年11月', '8', '7', '87.5%'],
      ],
    });
  });

  it('are the lines of one sheet, on record with whose they are', async () => {
    expectSays(
      await chat.says('sunqi', '第一党支部和第二党支部本月到会率对比 导出来'),
      '2026年11月到会率对比.xlsx 正在生成，共 2 行',
    );
    const [{ content } = { content: { sha256: '' } }] = await waiting();
    const [sheet] = await readSheets(await book(content));
    expect(sheet!.data).toEqual([
      ['对比项', '应到', '实到', '比例'],
      ['第一党支部', 8, 7, 0.875],
      ['第二党支部', 0, 0, null],
    ]);
    expect((await exports()).map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { title: '2026年11月到会率对比', unit: '城郊党委/第一党支部 城郊党委/第二党支部', rows: 2 },
    ]);
  });

  it('one of which the asker may not see come in no form', async () => {
    await chat.says('zhangsan', '第一党支部和第二党支部本月到会率对比 画个图');
    await chat.says('zhangsan', '第一党支部和第二党支部本月到会率对比 导出来');
    expect(await waiting()).toEqual([]);
  });
});

describe('what has no such form', () => {
  it.each([
    ['三会一课情况图', '没有图可画'],
    ['近期安排 图', '没有图可画'],
  ])('%s is told in words, with a word of that', async (text, line) => {
    expectSays(await chat.says('zhaoliu', text), line);
    expect(await waiting()).toEqual([]);
  });

  it.each(['我的出勤 图', '我的本月出勤 画个图', '本月到会率图'])('%s is of the own record', async (text) => {
    expectSays(await chat.says('zhaoliu', text), '个人出勤：0%（0/1）', '图马上发来');
    expect(await picture()).toMatchObject({ kind: 'bars', measure: 'count' });
  });

  it('of an item neither', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日');
    expectSays(await chat.says('zhangsan', '整改1 画个图'), '会议室灯坏了', '没有图可画');
  });
});

const book = async (content: FileContent) => {
  const { figures } = content as Extract<FileContent, { figures: unknown }>;
  const { settings, templates } = chat.tools;
  const now = Date.parse('2026-11-21T10:00+08:00');
  const file = await chat.store.read(async (tx) =>
    figuresFile({ tx, org: await tx.organisation(), now, settings }, figures, templates),
  );
  return file!.write();
};

describe('a file', () => {
  const part = (file: Buffer, name: string) => {
    const found = [...filesOf(file)].find((one) => one.name === name)!;
    return (found.isPlain ? found.content : inflateRawSync(found.content)).toString();
  };

  it('holds the figure to reckon with: typed, filtered, its total a formula with what it comes to', async () => {
    const answer = await chat.says('sunqi', '导出本月到会率');
    expectSays(answer, '城郊党委2026年11月到会率.xlsx 正在生成，共 2 行，马上发来');
    const [{ content } = { content: { sha256: '' } }] = await waiting();
    const file = await book(content);
    const sheets = await readSheets(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '第一党支部', '说明']);
    expect(sheets[0]!.data).toEqual([
      ['党组织', '会议次数', '应到', '实到', '比例'],
      ['第一党支部', 2, 8, 7, 0.875],
      ['第二党支部', 0, 0, 0, null],
      ['合计', 2, 8, 7, 0.875],
    ]);
    const xml = part(file, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<f>SUM(D2:D3)/SUM(C2:C3)</f><v>0.875</v>');
    expect(xml).toContain('<autoFilter ref="A1:E3"/>');
    expect(xml).toContain('state="frozen"');
    expect(part(file, 'xl/styles.xml')).toContain('0.0%');
    expect(sheets[1]!.data[1]![0]).toEqual(new Date('2026-11-05T00:00:00Z'));
    expect(sheets[2]!.data.map(([label]) => label)).toEqual([
      '内容',
      '党组织',
      '时间',
      '数值',
      '算法',
      '制作',
    ]);
    expect((await book(content)).equals(file)).toBe(true);
  });

  it('has a sheet for each unit that held something, if only once, and for no other', async () => {
    expectSays(await chat.says('sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'), '已记录');
    await chat.says('sunqi', '导出本月到会率');
    const sheets = await readSheets(await book((await waiting()).at(-1)!.content));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '第一党支部', '第二党支部', '说明']);
    expect(sheets[0]!.data.at(-1)).toEqual(['合计', 3, 10, 8, 0.8]);
    await chat.says('sunqi', '导出10月到会率');
    const [, , ...none] = await readSheets(await book((await waiting()).at(-1)!.content));
    expect(none).toEqual([]);
  });

  it('of what was not reported names each meeting, and whose it was', async () => {
    chat.at('2026-11-17 09:00');
    expectSays(await chat.says('zhangsan', '安排 党课 11月18日下午3点 会议室'), '已安排');
    expectSays(await chat.says('wangwu', '安排 党小组会 11月17日晚上7点 会议室'), '已安排');
    expectSays(await chat.says('sunba', '安排 支委会 11月17日下午3点 会议室'), '已安排');
    chat.at('2026-11-21 10:00');
    expectSays(await chat.says('sunqi', '没上报的导出来'), '没上报.xlsx 正在生成，共 3 行');
    const sheets = await readSheets(await book((await waiting()).at(-1)!.content));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '说明']);
    const day = (of: number) => new Date(`2026-11-${of}T00:00:00Z`);
    expect(sheets[0]!.data.map((row) => row.slice(0, 4))).toEqual([
      ['日期', '会议', '党组织', '情况'],
      [day(17), '党小组会', '第一党小组', '没上报'],
      [day(18), '党课', '第一党支部', '没上报'],
      [day(17), '支部委员会会议', '第二党支部', '没上报'],
      ['合计', null, null, null],
    ]);
    expectSays(await chat.says('sunqi', '没上报的列个表'), '11月18日　党课　第一党支部　没上报');
  });

  it('of the ledger divides what is closed by all, in each line and in the total', async () => {
    const closed = { state: '已销号' as const, closedAt: instantOf('2026-11-18') };
    const [first, second] = [chat.unitId('第一党支部'), chat.unitId('第二党支部')];
    await chat.store.write(async (tx) => {
      await tx.addItem(newItem({ unitId: first, ...closed }));
      await tx.addItem(newItem({ unitId: first, dueAt: instantOf('2026-11-10') }));
      await tx.addItem(newItem({ unitId: second, ...closed }));
      await tx.addItem(newItem({ unitId: second }));
      await tx.addItem(newItem({ unitId: second }));
    });
    await chat.says('sunqi', '导出整改销号率');
    const file = await book((await waiting()).at(-1)!.content);
    expect((await readSheets(file))[0]!.data).toEqual([
      ['党组织', '总数', '已销号', '逾期', '比例'],
      ['第一党支部', 2, 1, 1, 0.5],
      ['第二党支部', 3, 1, 0, 1 / 3],
      ['合计', 5, 2, 1, 0.4],
    ]);
    expect(part(file, 'xl/worksheets/sheet1.xml')).toContain('<f>SUM(C2:C3)/SUM(B2:B3)</f><v>0.4</v>');
  });

  it('is on record with whose figures it holds, and goes to nobody who may not see them', async () => {
    await chat.says('zhangsan', '导出本月到会率');
    expect((await exports()).map(({ action, detail }) => [action, JSON.parse(detail)])).toMatchObject([
      ['export figures', { metric: 'attendance_rate', unit: '城郊党委/第一党支部', rows: 2 }],
    ]);
    await chat.says('zhaoliu', '第二党支部本月到会率 excel');
    expect(await waiting()).toHaveLength(1);
  });

  it('of the month of the ledger is a report in Word, with the words of the chat', async () => {
    await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日');
    const said = await chat.says('zhangsan', '本月整改报告');
    expectSays(said, '一、共 1 项，已销号 0 项');
    const request: FileContent = {
      figures: { as: 'month', metric: 'rectify_rate', tops: [chat.unitId('第一党支部')], by: '张三' },
    };
    const { paragraphs, tables } = readDocx(await book(request));
    expect(paragraphs.slice(0, 2)).toEqual(said.split('\n').slice(0, 2));
    expect(tables[0]!.map((row) => row[1])).toEqual(['问题', '会议室灯坏了']);
    for (const text of ['导出本月整改报告', '整改月报 Word'])
      expectSays(await chat.says('zhangsan', text), '第一党支部2026年11月整改情况报告.docx 正在生成');
    expect(
      (await waiting()).map(({ content }) => (content as { figures: { as: string } }).figures.as),
    ).toEqual(['month', 'month']);
  });
});

describe('a table', () => {
  it('is lines in a text, and a table where the channel shows one', async () => {
    const reply = await chat.send({
      userId: 'sunqi',
      content: { kind: 'text', text: '本月到会率列个表' },
    });
    expectSays(
      reply!.text,
      '城郊党委2026年11月到会率：87.5%',
      '第一党支部　会议次数 2　87.5%（7/8）',
      '共 2 行',
    );
    const body = replyBody({ kind: 'stream', msgId: 'm', userId: 'sunqi' }, reply) as {
      stream: { content: string };
    };
    const lines = body.stream.content.split('\n');
    expect(lines).toContain('| 党组织 | 会议次数 | 应到 | 实到 | 比例 |');
    expect(lines).toContain('| 第一党支部 | 2 | 8 | 7 | 87.5% |');
  });

  it('goes on when it is asked to, and never within a row', async () => {
    for (let day = 1; day <= 25; day++) {
      chat.at(`2026-10-${`${day}`.padStart(2, '0')} 20:00`);
      await chat.says('zhangsan', `上报 主题党日 10月${day}日下午3点 应到6 实到6`);
    }
    chat.at('2026-11-21 10:00');
    const first = await chat.says('zhangsan', '10月到会率列个表');
    const rows = (text: string) => text.split('\n').filter((line) => line.includes('主题党日　'));
    expectSays(first, '回复“继续”看下一页');
    const second = await chat.says('zhangsan', '继续');
    expectSays(second, '第 ', '共 25 行');
    expect(rows(first).length + rows(second).length).toBe(25);
    for (const row of [...rows(first), ...rows(second)]) expect(row).toMatch(/100%（6\/6）$/);
    expect(new TextEncoder().encode(first).length).toBeLessThanOrEqual(2048);
    expectSays(await chat.says('zhangsan', '下一页'), '没有没列完的');
  });

  it('has every row once over three pages', async () => {
    await heldDaily('2026-09-01', 45);
    const pages = [await chat.says('zhangsan', '9月1日到10月31日到会率列个表')];
    while (pages.at(-1)!.includes('回复“继续”看下一页') && pages.length < 9)
      pages.push(await chat.says('zhangsan', '继续'));
    const days = pages.map((page) => [...page.matchAll(/^(\S+日) ?　主题党日/gm)].map(([, day]) => day));
    expect(days.length).toBeGreaterThanOrEqual(3);
    expect(new Set(days.flat()).size).toBe(45);
    expect(days.flat()).toHaveLength(45);
    // Each page says with which row it begins.
    let before = days[0]!.length;
    for (const [i, page] of pages.slice(1).entries()) {
      expect(page).toContain(`（第 ${before + 1} 行起）`);
      before += days[i + 1]!.length;
    }
  });

  it('goes on for whoever asked for it, and for nobody else in the group', async () => {
    await heldDaily('2026-10-01', 25);
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    expectSays(await chat.saysIn('g1', 'zhangsan', '10月到会率列个表'), '回复“继续”看下一页');
    expectSays(await chat.saysIn('g1', 'lisi', '继续'), '没有没列完的');
    expectSays(await chat.saysIn('g1', 'zhangsan', '继续'), '共 25 行');
  });

  it('is forgotten after ten minutes, and known only where it was asked for', async () => {
    for (let day = 1; day <= 25; day++) {
      chat.at(`2026-10-${`${day}`.padStart(2, '0')} 20:00`);
      await chat.says('zhangsan', `上报 主题党日 10月${day}日下午3点 应到6 实到6`);
    }
    chat.at('2026-11-21 10:00');
    await chat.says('zhangsan', '10月到会率列个表');
    expectSays(await chat.saysIn('g1', 'zhangsan', '继续'), '没有没列完的');
    chat.at('2026-11-21 10:11');
    expectSays(await chat.says('zhangsan', '继续'), '没有没列完的');
  });

  it('of what was held shows the signs of each', async () => {
    expectSays(
      await chat.says('zhangsan', '三会一课情况表'),
      '三会一课情况（2026年第四季度）',
      '支部党员大会 !　支部委员会会议 ✕ 1/3　党课 !',
    );
  });
});
