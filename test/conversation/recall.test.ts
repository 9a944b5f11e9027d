// 撤回通知: what people were told of a matter is taken back from them, and whoever wanted it is told what came of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { createRecallWorker } from '../../src/delivery/recalls.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { queueOf } from '../support/queue.ts';
import { HOUR, MINUTE } from '../support/sending.ts';

const WEBHOOK = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11111111-2222-3333-4444-555555555555';
const LATE: PushOutcome = { kind: 'refused', code: 42052, reason: 'recall_too_late', scope: 'message' };
const AWAY: PushOutcome = { kind: 'retry', code: 0, reason: 'unreachable', afterMs: MINUTE, isWide: true };

let chat: Dialogue;
let now: number;
let recalled: string[];
let answers: PushOutcome[];
let told: { to: unknown; text: string }[];
let count: number;
/** messages that a push takes */
let parts: number;

beforeEach(async () => {
  chat = await openDialogue();
  now = instantOf('2026-11-21', 10);
  [recalled, answers, told, count, parts] = [[], [], [], 0, 1];
});
afterEach(() => chat.close());

const clock = { now: () => now };
/** What waits goes out, as the server would send it. */
async function goesOut(): Promise<void> {
  const send = async ({ to, text }: { to: unknown; text: string }): Promise<PushOutcome> => {
    told.push({ to, text });
    return { kind: 'accepted', messageIds: Array.from({ length: parts }, () => `M${++count}`) };
  };
  const group = async () => ({ kind: 'accepted' as const });
  const recall = createRecallWorker({
    recall: async (messageId) => {
      recalled.push(messageId);
      return answers.shift() ?? { kind: 'accepted' };
    },
    clock,
    templates: chat.tools.templates,
    pushAt: chat.tools.pushAt,
  });
  await queueOf(chat.store, { push: createPushWorker({ app: send, webhook: group }), recall }, clock).run();
}
const at = (time: string) => {
  chat.at(time);
  const [date, hour = '0'] = time.split(' ');
  now = instantOf(date!, Number(hour.slice(0, 2)), Number(hour.slice(3, 5)));
};
const results = () => told.filter(({ text }) => text.includes('已撤回')).map(({ to, text }) => [to, text]);
const PLAN = '安排 主题党日 11月25日下午3点 三楼会议室';
const states = async (subject: string) =>
  (await chat.waiting(subject)).map((r) => [r.rule, r.state, r.outcome]);

describe('of a meeting', () => {
  it('takes nothing else back with a second 撤回, unless that is said again', async () => {
    await chat.says('zhangsan', PLAN);
    await chat.says('zhangsan', '撤回通知');
    expectSays(await chat.says('zhangsan', '撤回'), '撤回的是通知', '再发一次“撤销”');
    expectSays(await chat.says('zhangsan', '近期安排'), '主题党日');
    await chat.says('zhangsan', '撤回通知');
    await chat.says('zhangsan', '撤回');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销：主题党日');
  });

  it('takes the messages back from everybody, and leaves the meeting as it is', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    expectSays(
      await chat.says('zhangsan', '撤回刚才的通知'),
      '正在撤回第一党支部主题党日的通知，共 8 条',
      '活动本身不变，不开了请发“取消 主题党日”',
    );
    await goesOut();
    expect(recalled).toEqual(['M1']);
    expect(results()).toEqual([[{ users: ['zhangsan'] }, '第一党支部主题党日的通知：8 条已撤回。']]);
    expect(await states('activity:1')).toEqual([['invitation', 'accepted', 'recalled']]);
    expect((await chat.store.read((tx) => tx.activity(1)))?.stage).toBe('planned');
    expectSays(await chat.says('zhangsan', '撤回刚才的通知'), '已经撤回过了');
    expectSays(await chat.says('zhangsan', '送达情况'), '已撤回');
    await goesOut();
    expect(recalled).toHaveLength(1);
  });

  it('takes back the plan and its change, with one result', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午3点');
    await goesOut();
    await chat.says('zhangsan', '撤回主题党日的通知');
    await goesOut();
    expect(recalled).toEqual(['M1', 'M2']);
    expect(results().map(([, text]) => text)).toEqual(['第一党支部主题党日的通知：16 条已撤回。']);
  });

  it('keeps what has not left from leaving', async () => {
    await chat.says('zhangsan', PLAN);
    expectSays(await chat.says('zhangsan', '撤回通知'), '还没发出，8 条不再发', '活动本身不变');
    await goesOut();
    expect([told, recalled]).toEqual([[], []]);
  });

  it('says what a group has heard cannot be taken back', async () => {
    await chat.saysIn('g', 'zhangsan', '绑定 第一党支部');
    await chat.says('zhangsan', `绑定 第一党支部 ${WEBHOOK}`);
    await chat.says('zhangsan', PLAN);
    await goesOut();
    expectSays(await chat.says('zhangsan', '撤回通知'), '发在群里，撤不回');
    await chat.saysIn('g', 'zhangsan', '安排 党课 11月27日下午3点 三楼会议室');
    expectSays(await chat.says('zhangsan', '撤回党课的通知'), '发在群里，撤不回');
    await goesOut();
    expect(recalled).toEqual([]);
  });

  it('says which were too late, by our clock or by WeCom’s', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    at('2026-11-22 09:59');
    answers = [LATE];
    await chat.says('zhangsan', '撤回主题党日的通知');
    await goesOut();
    expect(told.at(-1)!.text).toBe('第一党支部主题党日的通知：0 条已撤回，8 条超过 24 小时没撤成。');
    expect(await states('activity:1')).toEqual([['invitation', 'accepted', 'accepted']]);
    at('2026-11-22 10:01');
    expectSays(await chat.says('zhangsan', '撤回主题党日的通知'), '没有能撤回的通知', '8 条超过 24 小时');
  });

  it('of two parts both have to go: with one left the message is not taken back', async () => {
    parts = 2;
    await chat.says('zhangsan', PLAN);
    await goesOut();
    answers = [LATE];
    await chat.says('zhangsan', '撤回主题党日的通知');
    await goesOut();
    expect(recalled).toEqual(['M1', 'M2']);
    expect(told.at(-1)!.text).toBe('第一党支部主题党日的通知：0 条已撤回，8 条超过 24 小时没撤成。');
    expect(await states('activity:1')).toEqual([['invitation', 'accepted', 'accepted']]);
  });

  it('goes on after an outage, and gives up when the day is over', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    answers = Array.from({ length: 3 }, () => AWAY);
    await chat.says('zhangsan', '撤回通知');
    expectSays(await chat.says('zhangsan', '撤回通知'), '已在撤回');
    for (let i = 0; i < 5; i++, now += 10 * MINUTE) await goesOut();
    expect(recalled).toHaveLength(4);
    expect(results().map(([, text]) => text)).toEqual(['第一党支部主题党日的通知：8 条已撤回。']);

    await chat.says('zhangsan', '安排 党课 11月27日下午3点 三楼会议室');
    await goesOut();
    answers = Array.from({ length: 99 }, () => AWAY);
    await chat.says('zhangsan', '撤回党课的通知');
    for (let i = 0; i < 26; i++, now += HOUR) await goesOut();
    expect(told.at(-1)!.text).toBe('第一党支部党课的通知：0 条已撤回，8 条超过 24 小时没撤成。');
  });

  it('asks which, where several fit', async () => {
    await chat.says('zhangsan', PLAN);
    await chat.says('zhangsan', '安排 主题党日 11月28日下午3点 三楼会议室');
    await goesOut();
    expectSays(await chat.says('zhangsan', '撤回主题党日的通知'), '11月25日', '11月28日');
    expectSays(await chat.says('zhangsan', '2'), '正在撤回');
    await goesOut();
    expect(recalled).toEqual(['M2']);
  });

  it('leaves the record that the secretary was asked for', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    const [row] = await chat.waiting('activity:1');
    await chat.store.write((tx) =>
      tx.addOutbox([{ ...row!, key: 'record', rule: 'record_prompt', to: ['zhangsan'], audience: [] }]),
    );
    await goesOut();
    await chat.says('zhangsan', '撤回通知');
    await goesOut();
    expect(recalled).toEqual(['M1']);
  });
});

describe('by whom', () => {
  it('its author or an admin over the unit, and nobody else', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    expectSays(await chat.says('lisi', '撤回主题党日的通知'), '这件事要由', '张三');
    expectSays(await chat.says('zhaoliu', '撤回主题党日的通知'), '这件事要由');
    expectSays(await chat.says('lisi', '撤回刚才的通知'), '近 24 小时没有您发出的通知');
    await goesOut();
    expect(recalled).toEqual([]);
    expectSays(await chat.says('admin', '撤回第一党支部主题党日的通知'), '正在撤回');
    await goesOut();
    expect([recalled, results().map(([to]) => to)]).toEqual([['M1'], [{ users: ['admin'] }]]);
  });

  it('who changed it is an author too', async () => {
    await chat.says('zhangsan', PLAN);
    await goesOut();
    await chat.says('lisi', '改期 主题党日 改到 11月26日下午3点');
    await goesOut();
    expectSays(await chat.says('lisi', '撤回刚才的通知'), '正在撤回');
  });

  it('who only signed in is none', async () => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    await goesOut();
    await chat.says('zhaoliu', '签到');
    expectSays(await chat.says('zhaoliu', '撤回主题党日的通知'), '这件事要由');
    // What the secretary did since told nobody anything: the plan is still the last that did.
    await chat.says('zhangsan', '签到');
    expectSays(await chat.says('zhangsan', '撤回刚才的通知'), '正在撤回');
  });
});

describe('of an item', () => {
  const ITEM = '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日';

  it('takes back what was told of it, and leaves the item', async () => {
    await chat.says('zhangsan', ITEM);
    await goesOut();
    expectSays(await chat.says('zhangsan', '撤回刚才的通知'), '正在撤回整改1的通知，共 1 条', '事项本身不变');
    await goesOut();
    expect(recalled).toEqual(['M1']);
    expect(results().map(([, text]) => text)).toEqual(['整改1的通知：1 条已撤回。']);
  });

  it('by its number, for its author and for an admin', async () => {
    await chat.says('zhangsan', ITEM);
    await goesOut();
    expectSays(await chat.says('sunba', '撤回整改1的通知'), '这件事要由');
    expectSays(await chat.says('admin', '撤回整改1的通知'), '正在撤回整改1的通知');
    await goesOut();
    expect(recalled).toEqual(['M1']);
    expectSays(await chat.says('zhangsan', '撤回整改9的通知'), '整改9');
  });

  it('that was handed out goes back from every branch', async () => {
    await chat.says('admin', '【限期上报】\n事项：报送党员花名册\n时限：12月1日');
    await goesOut();
    const sent = told.length;
    expect(sent).toBeGreaterThan(1);
    await chat.says('admin', '撤回刚才的通知');
    await goesOut();
    expect(recalled).toHaveLength(sent);
    expect(results()).toHaveLength(1);
  });
});
