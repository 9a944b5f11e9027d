import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../../../src/domain/errors.ts';
import { STRONG } from '../../../../src/domain/strong.ts';
import { BOT, connect } from '../../../support/socket-client.ts';
import { openSocketStandIn, type SocketStandIn } from '../../../support/socket-stand-in.ts';

let wecom: SocketStandIn;
const open: { stop(): Promise<void> }[] = [];
const start = async (...args: Parameters<typeof connect> extends [unknown, ...infer R] ? R : never) => {
  const client = connect(wecom, ...args);
  open.push(client);
  await wecom.whenSubscribed();
  await vi.waitFor(() => expect(client.isUp()).toBe(true));
  return client;
};
const GROUP = 'wrGroupABC';
const UPLOAD = { known: undefined, keep: async () => true, isRepeat: false };

beforeEach(async () => {
  wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  wecom.know({ chatId: GROUP });
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.stop();
  await wecom.close();
});

test('a mention in a group is answered there, without the mention', async () => {
  const client = await start();
  expect(await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 签到' }).text()).toBe(
    '好：签到',
  );
  expect(client.heard[0]).toMatchObject({ channel: 'bot', chatId: GROUP, userId: 'zhangsan' });
  expect(wecom.complaints).toEqual([]);
});

test('choices come as a card behind the answer', async () => {
  const choices = { title: '请选', buttons: [{ text: '签到', key: 'choose:1' }] };
  await start(() => ({ text: '1. 签到', choices }));
  const heard = wecom.say({ userId: 'zhangsan', text: '嗯' });
  await vi.waitFor(() => expect(heard.answers.length).toBe(2));
  expect(heard.answers.map((a) => a.msgtype)).toEqual(['stream', 'template_card']);
  expect(wecom.complaints).toEqual([]);
});

test('a copy of a message is answered once', async () => {
  const client = await start();
  const first = wecom.say({ userId: 'zhangsan', text: '签到', msgid: 'same' });
  await first.reply();
  const copy = wecom.say({ userId: 'zhangsan', text: '签到', msgid: 'same' });
  await wecom.say({ userId: 'zhangsan', text: '别的' }).reply();
  expect(copy.answers).toEqual([]);
  expect(client.heard.filter((m) => m.key === 'bot:same').length).toBe(1);
});

test('messages of one person are handed over in order, the first one of a new chat too', async () => {
  const client = await start();
  const all = ['一', '二', '三', '四'].map((text) => wecom.say({ userId: 'xinren', text }));
  await Promise.all(all.map((one) => one.reply()));
  expect(client.heard.map((m) => (m.content.kind === 'text' ? m.content.text : ''))).toEqual([
    '一',
    '二',
    '三',
    '四',
  ]);
});

describe('nothing is lost without a word', () => {
  const away = () => new StoreUnavailable('unreachable', {});

  test('a store that comes back within seconds is waited for', async () => {
    let tries = 0;
    await start(() => {
      if (tries++ < 2) throw away();
      return { text: '记下了' };
    });
    expect(await wecom.say({ userId: 'zhangsan', text: '签到' }).text(5000)).toBe('记下了');
    expect(tries).toBe(3);
  });

  test('a fault of ours is told and answered', async () => {
    const client = await start(() => {
      throw new Error('slip');
    });
    expect(await wecom.say({ userId: 'zhangsan', text: '签到' }).text()).toBe('没能记下来');
    expect(client.failures.length).toBe(1);
  });

  test('an answer whose connection has gone is pushed', async () => {
    const gate = Promise.withResolvers<void>();
    const client = await start(async () => {
      await gate.promise;
      return { text: '记下了' };
    });
    wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 签到' });
    await vi.waitFor(() => expect(client.heard.length).toBe(1));
    wecom.dropAll();
    await wecom.whenSubscribed(2);
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    gate.resolve();
    await vi.waitFor(() => expect(client.pushedLater).toEqual([{ chat: GROUP, text: '记下了' }]));
  });

  test('an answer that may have arrived is not said again', async () => {
    const client = await start();
    wecom.swallowAcks(1);
    const heard = wecom.say({ userId: 'zhangsan', text: '签到' });
    await heard.reply();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.pushedLater).toEqual([]);
  });

  test.each([846605, 846608])('an answer refused with %i is pushed', async (code) => {
    const client = await start();
    wecom.nak(code, 1, 'aibot_respond_msg');
    wecom.say({ userId: 'zhangsan', text: '签到' });
    await vi.waitFor(() => expect(client.pushedLater).toEqual([{ chat: 'zhangsan', text: '好：签到' }]));
  });

  test('where WeCom says that it was too much, what is answered next waits, and is said together', async () => {
    const client = await start();
    wecom.nak(846607, 1, 'aibot_respond_msg');
    wecom.say({ userId: 'u0', chatId: GROUP, text: '@支部通 签到' });
    await vi.waitFor(() => expect(client.pushedLater).toHaveLength(1));
    for (let n = 1; n < 4; n++) wecom.say({ userId: `u${n}`, chatId: GROUP, text: '@支部通 签到' });
    await vi.waitFor(() => expect(client.heard.length).toBe(4));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(wecom.framesOf('aibot_respond_msg')).toHaveLength(1);
    await client.stop();
    expect(client.pushedLater).toHaveLength(4);
  });

  test('what waits for its turn when the process stops is pushed by whoever comes next, at once', async () => {
    const client = await start();
    for (let n = 0; n < 40; n++) wecom.say({ userId: `u${n}`, chatId: GROUP, text: '@支部通 签到' });
    await vi.waitFor(() => expect(client.heard.length).toBe(40), { timeout: 4000 });
    await client.stop();
    const answered = wecom.framesOf('aibot_respond_msg').length;
    expect(answered).toBeLessThanOrEqual(28);
    expect(answered + client.pushedLater.length).toBe(40);
  });

  test('an answer that never comes keeps no process from its end', async () => {
    const client = await start(() => new Promise(() => undefined));
    wecom.say({ userId: 'zhangsan', text: '签到' });
    await vi.waitFor(() => expect(client.heard.length).toBe(1));
    await client.stop();
  }, 10_000);

  test('a chat that another instance lost meanwhile is found by the next word', async () => {
    const client = await start();
    await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 一' }).reply();
    client.chats.set(GROUP, { ...client.chats.get(GROUP)!, dead: 'not_in_group' });
    wecom.dropAll();
    await wecom.whenSubscribed(2);
    await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 二' }).reply();
    expect(client.chats.get(GROUP)!.dead).toBeNull();
  });

  test('a message that ends while the process stops is still answered', async () => {
    const client = await start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { text: '记下了' };
    });
    const heard = wecom.say({ userId: 'zhangsan', text: '签到' });
    await vi.waitFor(() => expect(client.heard.length).toBe(1));
    await client.stop();
    expect(await heard.text()).toBe('记下了');
  });
});

describe('cards and welcomes', () => {
  test('the card of the one who pressed says what came of it', async () => {
    await start(() => ({ text: '已签到：主题党日', cardState: '已签到' }));
    const heard = wecom.press({ userId: 'zhangsan', chatId: GROUP, taskId: 'z1', key: 'checkin:1' });
    const [body] = await heard.reply();
    expect(body).toMatchObject({
      response_type: 'update_template_card',
      userids: ['zhangsan'],
      template_card: { task_id: 'z1', sub_title_text: '已签到：主题党日' },
    });
    expect(wecom.complaints).toEqual([]);
  });

  test('what the card cannot show is pushed', async () => {
    const client = await start(() => ({ text: '请写明原因' }));
    wecom.press({ userId: 'zhangsan', chatId: GROUP, taskId: 'z1', key: 'leave:1' });
    await vi.waitFor(() => expect(client.pushedLater).toEqual([{ chat: GROUP, text: '请写明原因' }]));
  });

  test('too late for the card, it is pushed', async () => {
    let now = Date.now();
    const client = await start(
      async () => {
        now += 6000;
        return { text: '已签到', cardState: '已签到' };
      },
      { clock: { now: () => now } },
    );
    const heard = wecom.press({ userId: 'zhangsan', taskId: 'z1', key: 'checkin:1' });
    await vi.waitFor(() => expect(client.pushedLater).toEqual([{ chat: 'zhangsan', text: '已签到' }]));
    expect(heard.answers).toEqual([]);
  });

  test('who enters is welcomed, and not late', async () => {
    let now = Date.now();
    let lateBy = 0;
    const client = await start(
      async () => {
        now += lateBy;
        return { text: '您好' };
      },
      { clock: { now: () => now } },
    );
    expect(await wecom.enter({ userId: 'zhangsan' }).text()).toBe('您好');
    lateBy = 6000;
    const late = wecom.enter({ userId: 'lisi' });
    await vi.waitFor(() => expect(client.heard.length).toBe(2));
    await wecom.say({ userId: 'wangwu', text: '签到' }).reply();
    expect(late.answers).toEqual([]);
    expect(client.pushedLater).toEqual([]);
    expect(wecom.complaints).toEqual([]);
  });
});

test('a picture comes with its address and key', async () => {
  const client = await start();
  wecom.say({ userId: 'zhangsan', image: { content: Buffer.from('png'), name: 'a.png' } } as never);
  await vi.waitFor(() => expect(client.heard.length).toBe(1));
  expect(client.heard[0]!.content).toMatchObject({ kind: 'media', media: [{ kind: 'image' }] });
});

describe('pushes', () => {
  const push = (client: Awaited<ReturnType<typeof start>>, chat: string, over = {}) =>
    client.send({ channel: 'bot', to: { chat }, text: '通知', isRepeat: false, ...over });

  test('where nobody has spoken it waits; once somebody has, it goes', async () => {
    const client = await start();
    expect(await push(client, 'ZhangSan')).toMatchObject({ kind: 'retry', reason: 'not_activated' });
    await wecom.enter({ userId: 'ZhangSan' }).reply();
    expect(await push(client, 'ZhangSan')).toMatchObject({ kind: 'retry', reason: 'not_activated' });
    await wecom.say({ userId: 'ZhangSan', text: '你好' }).reply();
    expect(await push(client, 'zhangsan')).toEqual({ kind: 'accepted' });
    expect(wecom.pushes()[0]!.body).toMatchObject({ chatid: 'ZhangSan', chat_type: 1, msgtype: 'markdown' });
    await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 你好' }).reply();
    expect(await push(client, GROUP)).toEqual({ kind: 'accepted' });
    expect(wecom.pushes()[1]!.body).toMatchObject({ chatid: GROUP, chat_type: 2 });
    expect(wecom.complaints).toEqual([]);
  });

  test('a group that is gone is left, until somebody speaks there again', async () => {
    const client = await start();
    await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 你好' }).reply();
    wecom.remove(GROUP);
    expect(await push(client, GROUP)).toMatchObject({ kind: 'refused', scope: 'destination' });
    const before = wecom.framesOf('aibot_send_msg').length;
    expect(await push(client, GROUP)).toMatchObject({ kind: 'refused', reason: 'not_in_group' });
    expect(wecom.framesOf('aibot_send_msg').length).toBe(before);
    expect(client.chats.get(GROUP)!.dead).toBe('not_in_group');
    await wecom.say({ userId: 'zhangsan', chatId: GROUP, text: '@支部通 你好' }).reply();
    expect(await push(client, GROUP)).toEqual({ kind: 'accepted' });
  });

  test('stress is shown, and what people wrote stays as it is', async () => {
    const client = await start();
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
    await push(client, 'zhangsan', { text: `${STRONG}重要${STRONG} <font>[x](y)` });
    const { content } = wecom.pushes()[0]!.body.markdown as { content: string };
    expect(content.startsWith('**重要**')).toBe(true);
    expect(content).not.toContain('](y)');
  });

  test('a long one is cut into parts below the limit', async () => {
    const client = await start();
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
    await push(client, 'zhangsan', { text: '很长的一行话\n'.repeat(2000) });
    expect(wecom.pushes().length).toBeGreaterThan(1);
    expect(wecom.complaints).toEqual([]);
  });

  test('a card with its buttons', async () => {
    const client = await start();
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
    const card = { title: '主题党日', taskId: 'z9', buttons: [{ text: '签到', key: 'checkin:1' }] };
    expect(await push(client, 'zhangsan', { card })).toEqual({ kind: 'accepted' });
    expect(
      await push(client, 'zhangsan', { card: { ...card, taskId: 'z10' }, text: '字'.repeat(113) }),
    ).toEqual({
      kind: 'accepted',
    });
    expect(wecom.pushes().map((p) => p.body.msgtype)).toEqual(['template_card', 'markdown', 'template_card']);
    expect(wecom.complaints).toEqual([]);
  });

  test('a file of several pieces arrives as it was', async () => {
    // Half a megabyte a piece takes its time on a busy machine.
    const client = await start(undefined, { times: { ackMs: 5000, heartbeatMs: 60_000 } });
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
    const content = Buffer.from('台账'.repeat(230_000));
    expect(await client.sendFile({ to: ['zhangsan'], name: '整改台账.xlsx', content }, UPLOAD)).toEqual({
      kind: 'accepted',
    });
    const [upload] = wecom.uploads;
    expect(upload!.filename).toBe('整改台账.xlsx');
    expect(createHash('md5').update(upload!.content).digest('hex')).toBe(
      createHash('md5').update(content).digest('hex'),
    );
    expect(wecom.pushes()[0]!.body).toMatchObject({ msgtype: 'file', file: { media_id: upload!.mediaId } });
    expect(wecom.complaints).toEqual([]);
  });

  test.each(['init', 'chunk', 'finish'])(
    'an upload that fails at its %s leaves nothing in doubt',
    async (step) => {
      const client = await start();
      await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
      wecom.dropOnNext('after', `aibot_upload_media_${step}`);
      const sent = await client.sendFile(
        {
          to: ['zhangsan'],
          name: 'a.xlsx',
          content: Buffer.alloc(600_000),
        },
        UPLOAD,
      );
      expect(sent).toMatchObject({ kind: 'retry' });
      expect(wecom.pushes()).toEqual([]);
    },
  );
});

describe('encrypted ids', () => {
  const turning = (userid: string | undefined) => ({
    agentId: 7,
    api: {
      call: vi.fn(async () => ({
        ok: true as const,
        value: { errcode: 0, userid_list: userid ? [{ open_userid: 'woEnc', userid }] : [] },
      })),
      authorised: vi.fn(),
    },
  });

  test('are turned back by the application, once, and pushes go by what arrived', async () => {
    const app = turning('zhangsan');
    const client = await start(undefined, { app: app as never });
    await wecom.say({ userId: 'woEnc', text: '签到' }).reply();
    await wecom.say({ userId: 'woEnc', text: '签到' }).reply();
    expect(client.heard.map((m) => m.userId)).toEqual(['zhangsan', 'zhangsan']);
    expect(app.api.call).toHaveBeenCalledTimes(1);
    expect(client.users.get('woEnc')).toBe('zhangsan');
    expect(
      await client.send({ channel: 'bot', to: { chat: 'zhangsan' }, text: '通知', isRepeat: false }),
    ).toEqual({
      kind: 'accepted',
    });
    expect(wecom.pushes()[0]!.body.chatid).toBe('woEnc');
  });

  test('stay what they are where nobody can turn them back', async () => {
    const client = await start(undefined, { app: turning(undefined) as never });
    await wecom.say({ userId: 'woEnc', text: '签到' }).reply();
    expect(client.heard[0]!.userId).toBe('woEnc');
  });
});
