// A push address that WeCom knows no longer: found out by a send, told to those who can mend it, used no more.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { type Instant, instantOf } from '../../src/domain/calendar/time.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';
import { plan } from '../../src/reminders/plan.ts';
import { planInput } from '../../src/reminders/plan-input.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { queueOf } from '../support/queue.ts';

const templates = loadTemplates('templates');
const KEY = 'key-of-branch-1';
const ADDRESS = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;
const GONE: PushOutcome = { kind: 'refused', code: 93000, reason: 'webhook_gone', scope: 'destination' };
const NOW = instantOf('2026-11-21', 10);

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
  await chat.says('zhangsan', `绑定 第一党支部 ${ADDRESS}`);
});
afterEach(() => chat.close());

/** What is sent, with WeCom answering so for the group. */
async function deliver(outcome: PushOutcome, now = NOW) {
  const sent: { channel: string; to: unknown; text: string }[] = [];
  const worker = createPushWorker({
    webhook: async ({ channel, to, text }) => {
      sent.push({ channel, to, text });
      return outcome;
    },
    app: async ({ channel, to, text }) => {
      sent.push({ channel, to, text });
      return { kind: 'accepted' };
    },
  });
  await queueOf(chat.store, { push: worker }, { now: () => now }).run();
  return sent;
}
const binding = async () => (await chat.store.read((tx) => tx.bindings()))[0]!;
const arranged = () => chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
async function digests(date: string) {
  const rules = {
    permissions: chat.tools.permissions,
    settings: chat.tools.settings,
    privateChannel: 'app' as const,
    groupsBy: 'webhook' as const,
    botName: '支部通',
    render: templates.render,
  };
  const input = await chat.store.read((tx) => planInput(tx, rules, NOW));
  const from: Instant = Date.parse(`${date}T00:00:00+08:00`);
  return plan(input, { from, to: from + 86_400_000 }).filter(
    (m) => m.rule === 'digest' && m.text.includes('推送地址'),
  );
}

it('is marked by the first refusal, and the message reaches everybody in private once', async () => {
  await arranged();
  const sent = await deliver(GONE);
  expect(sent.map((s) => s.channel)).toEqual(['webhook', 'app']);
  expect(sent[1]).toMatchObject({
    to: { users: expect.arrayContaining(['zhaoliu', 'lisi']) },
    text: sent[0]!.text,
  });
  expect(await binding()).toMatchObject({ webhookKey: KEY, dead: { at: NOW, why: 'webhook_gone' } });
  expect(await deliver(GONE)).toEqual([]);
});

it('is not tried any more: what comes next goes to each in private', async () => {
  await arranged();
  await deliver(GONE);
  expect(await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午3点')).not.toContain('群');
  const sent = await deliver(GONE);
  expect(sent.map((s) => s.channel)).toEqual(['app']);
});

it.each<[string, PushOutcome]>([
  ['too much was sent', { kind: 'retry', code: 45009, reason: 'too_frequent', afterMs: 60_000 }],
  [
    'this one message is refused',
    { kind: 'refused', code: 40058, reason: 'bad_parameter', scope: 'message' },
  ],
  ['no answer came', { kind: 'unknown', reason: 'timeout' }],
])('is not taken for dead where %s', async (_, outcome) => {
  await arranged();
  await deliver(outcome);
  expect((await binding()).dead).toBeUndefined();
});

it('is told to the secretary in the next digest, once, with what to do, and to the admin who asks', async () => {
  await arranged();
  await deliver(GONE);
  expect(await digests('2026-11-22')).toEqual([]);
  const told = await digests('2026-11-23');
  expect(told.map((m) => m.audience[0])).toEqual(['zhangsan']);
  expect(told[0]!.text).toContain('第一党支部群的推送地址已失效');
  expect(told[0]!.text).toContain('绑定 第一党支部 地址');
  expect(await digests('2026-11-24')).toEqual([]);
  chat.at('2026-11-23 10:00');
  expectSays(await chat.says('admin', '诊断'), '群的推送地址已失效', '第一党支部');
});

it('comes back to life when it is bound anew, the same or another', async () => {
  await arranged();
  await deliver(GONE);
  await chat.says('zhangsan', `绑定 第一党支部 ${ADDRESS}`);
  expect((await binding()).dead).toBeUndefined();
  expect(await digests('2026-11-23')).toEqual([]);
  await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午3点');
  expect((await deliver({ kind: 'accepted' })).map((s) => s.channel)).toEqual(['webhook']);
});

it('stays dead when only the chat is bound anew, which mends nothing', async () => {
  await arranged();
  await deliver(GONE);
  await chat.saysIn('wr9', 'zhangsan', '绑定 第一党支部');
  expect(await binding()).toMatchObject({ chatId: 'wr9', dead: { why: 'webhook_gone' } });
});
