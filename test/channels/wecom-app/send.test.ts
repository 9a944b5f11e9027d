import nock from 'nock';
import { describe, expect, it, test } from 'vitest';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { utf8Bytes } from '../../../src/channels/wecom/text.ts';
import { createAppChatSender } from '../../../src/channels/wecom-app/appchat-send.ts';
import { createAppSender } from '../../../src/channels/wecom-app/send.ts';
import { createCardUpdater } from '../../../src/channels/wecom-app/update-card.ts';
import { STRONG } from '../../../src/domain/strong.ts';
import { PUSH_CHANNELS, type Push } from '../../../src/ports/channels.ts';
import { BASE, makeApi, onlyNock, post, tokenAnswers } from '../wecom/_api.ts';

onlyNock();
const SEND = '/cgi-bin/message/send';
const partLabel = (n: number, of: number) => `第 ${n}/${of} 条`;
const card = {
  title: '整改12 待销号',
  taskId: 'item-12@1',
  buttons: [
    { text: '同意销号', key: 'approve:12', style: 1 as const },
    { text: '退回', key: 'return:12' },
  ],
};
const push = (change: Partial<Push> = {}): Push => ({
  channel: 'app',
  to: { users: ['ZhangSan', 'LiSi'] },
  text: '明天15:00 党课',
  isRepeat: false,
  ...change,
});

function make(timeoutMs?: number) {
  const { api, clock } = makeApi({ timeoutMs });
  return { api, clock, send: createAppSender({ api, agentId: 1000002, partLabel }) };
}
/** Accepts that many posts and collects their bodies; nock matches a body before it answers. */
function accepting(times: number, answer: Record<string, unknown> = {}, path = SEND) {
  const bodies: string[] = [];
  for (let i = 1; i <= times; i++)
    nock(BASE)
      .post(path, (body) => {
        bodies[i - 1] = JSON.stringify(body);
        return true;
      })
      .query({ access_token: 'tok1' })
      .reply(200, { errcode: 0, errmsg: 'ok', msgid: `M${i}`, ...answer });
  return bodies;
}

describe('texts', () => {
  it('go to everyone in one call with the duplicate check on', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(1);
    expect(await send(push({ text: `${STRONG}明天${STRONG}15:00\u0007 党课\ud83d` }))).toEqual({
      kind: 'accepted',
      messageIds: ['M1'],
    });
    expect(JSON.parse(bodies[0]!)).toEqual({
      touser: 'ZhangSan|LiSi',
      agentid: 1000002,
      msgtype: 'text',
      text: { content: '明天15:00 党课\ufffd' },
      enable_duplicate_check: 1,
      duplicate_check_interval: 14400,
    });
  });

  it('are byte-identical when repeated after a lost answer', async () => {
    const { send } = make();
    tokenAnswers();
    const seen: string[] = [];
    const record = (body: unknown) => {
      seen.push(JSON.stringify(body));
      return true;
    };
    nock(BASE)
      .post(SEND, record)
      .query(true)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect(await send(push())).toEqual({ kind: 'unknown', reason: 'connection_lost' });
    nock(BASE).post(SEND, record).query(true).reply(200, { errcode: 0, msgid: 'M' });
    expect((await send(push())).kind).toBe('accepted');
    expect(new Set(seen).size).toBe(1);
  });

  it('are known to WeCom for as long as they may be repeated, whatever their number', async () => {
    const { send } = make();
    tokenAnswers();
    // One for each second that numbers differ by, and the next round.
    const serials = [0, 1, 539, 540, 599, 600, 601, 1199, 1200, 7919, 123_456_789];
    const bodies = accepting(serials.length);
    for (const serial of serials) await send(push({ serial }));
    for (const body of bodies) {
      const seconds = JSON.parse(body).duplicate_check_interval as number;
      expect(seconds * 1000).toBeGreaterThanOrEqual(PUSH_CHANNELS.app.repeatsForMs);
      expect(seconds).toBeLessThanOrEqual(14_400);
    }
    expect(bodies[0]).not.toBe(bodies[1]);
  });

  it('over 2048 bytes go in numbered parts', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(2);
    const lines = Array.from({ length: 40 }, (_, i) => `${i + 1}. ${'党'.repeat(25)}`);
    expect(await send(push({ text: lines.join('\n') }))).toEqual({
      kind: 'accepted',
      messageIds: ['M1', 'M2'],
    });
    const contents = bodies.map((b) => JSON.parse(b).text.content as string);
    expect(contents.map((c) => c.split('\n')[0])).toEqual(['第 1/2 条', '第 2/2 条']);
    expect(contents.flatMap((c) => c.split('\n').slice(1))).toEqual(lines);
    for (const c of contents) expect(utf8Bytes(c)).toBeLessThanOrEqual(2048);
  });

  it('of exactly 2048 bytes go whole', async () => {
    const { send } = make();
    tokenAnswers();
    const text = `${'党'.repeat(680)}😀😀`;
    const bodies = accepting(1);
    await send(push({ text }));
    expect(JSON.parse(bodies[0]!).text.content).toBe(text);
  });

  it('to more than 1000 people go in several calls, and the lists are joined', async () => {
    const { send } = make();
    tokenAnswers();
    const users = Array.from({ length: 2001 }, (_, i) => `u${i}`);
    post(SEND).reply(200, { errcode: 81013, errmsg: 'all invalid' });
    post(SEND).reply(200, { errcode: 0, msgid: 'M2', invaliduser: 'U1000|u1001', unlicenseduser: 'U1002' });
    post(SEND).reply(200, { errcode: 0, msgid: 'M3' });
    const outcome = await send(push({ to: { users } }));
    expect(outcome).toMatchObject({ kind: 'accepted', messageIds: ['M2', 'M3'], unlicensedUsers: ['u1002'] });
    expect(outcome.kind === 'accepted' && new Set(outcome.refusedUsers)).toEqual(
      new Set(users.slice(0, 1002)),
    );
  });

  it('name nobody twice', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(1);
    await send(push({ to: { users: ['ZhangSan', 'zhangsan', 'LiSi'] } }));
    expect(JSON.parse(bodies[0]!).touser).toBe('zhangsan|LiSi');
  });
});

describe('refusals', () => {
  it('of some people leave the others sent', async () => {
    const { send } = make();
    tokenAnswers();
    accepting(1, { invaliduser: 'LISI|', unlicenseduser: '' });
    expect(await send(push())).toEqual({ kind: 'accepted', messageIds: ['M1'], refusedUsers: ['lisi'] });
  });

  test.each([
    [81013, { kind: 'refused', scope: 'recipient', reason: 'not_visible' }],
    [60111, { kind: 'refused', scope: 'recipient' }],
    [40058, { kind: 'refused', scope: 'message' }],
    [42045, { kind: 'refused', scope: 'message', reason: 'bad_card' }],
    [301002, { kind: 'retry', reason: 'agent_mismatch', isWide: true }],
    [48002, { kind: 'retry', reason: 'no_permission', isWide: true }],
    [45024, { kind: 'retry', reason: 'corp_limited', isWide: true }],
    [43012, { kind: 'retry', reason: 'callback_missing', afterMs: 60_000 }],
    // Counted for the application: whatever else goes by it waits, too.
    [45009, { kind: 'retry', afterMs: 60_000, isWide: true }],
    [45036, { kind: 'retry', afterMs: 60_000, isWide: true }],
    [-1, { kind: 'retry', reason: 'busy' }],
    [1234567, { kind: 'retry', afterMs: 0, reason: 'unknown_code' }],
  ])('%i', async (errcode, outcome) => {
    const { send } = make();
    tokenAnswers();
    post(SEND).reply(200, { errcode, errmsg: 'hint: [x] access_token=tok1' });
    const got = await send(push());
    expect(got).toMatchObject({ code: errcode, ...outcome });
    expect(got).not.toHaveProperty('errmsg');
  });

  test.each<[string, Partial<Push>]>([
    ['bad_recipient', { to: { chat: 'c' } }],
    ['bad_recipient', { channel: 'bot' }],
    ['bad_recipient', { to: { users: ['@all'] } }],
    ['bad_recipient', { to: { users: ['a|b'] } }],
    ['bad_recipient', { to: { users: [''] } }],
    ['no_recipient', { to: { users: [] } }],
    ['empty', { text: ' \u0007\n' }],
    ['card_task_id', { card: { ...card, taskId: '整改12' } }],
    ['card_task_id', { card: { ...card, taskId: 'x'.repeat(129) } }],
    ['card_title', { card: { ...card, title: ' ' } }],
    ['card_button_count', { card: { ...card, buttons: [] } }],
    [
      'card_button_count',
      { card: { ...card, buttons: Array.from({ length: 7 }, (_, i) => ({ text: 'x', key: `${i}` })) } },
    ],
    ['card_button_text', { card: { ...card, buttons: [{ text: '', key: 'k' }] } }],
    ['card_button_key', { card: { ...card, buttons: [{ text: 'a', key: '党'.repeat(342) }] } }],
    [
      'card_button_key',
      {
        card: {
          ...card,
          buttons: [
            { text: 'a', key: 'k' },
            { text: 'b', key: 'k' },
          ],
        },
      },
    ],
    ['card_too_many_users', { card, to: { users: Array.from({ length: 1001 }, (_, i) => `u${i}`) } }],
  ])('%s is noticed before anything is sent (%#)', async (reason, change) => {
    expect(await make().send(push(change))).toEqual({ kind: 'refused', code: 0, reason, scope: 'message' });
  });
});

describe('cards', () => {
  it('carry the text and the buttons and give back the code for later', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(1, { response_code: 'RC' });
    expect(await send(push({ card, text: `${STRONG}张三${STRONG} 申请销号` }))).toEqual({
      kind: 'accepted',
      messageIds: ['M1'],
      responseCode: 'RC',
    });
    expect(JSON.parse(bodies[0]!)).toMatchObject({
      msgtype: 'template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: '整改12 待销号' },
        sub_title_text: '张三 申请销号',
        task_id: 'item-12@1',
        button_list: [
          { text: '同意销号', style: 1, key: 'approve:12' },
          { text: '退回', style: 1, key: 'return:12' },
        ],
      },
    });
  });

  it('take six buttons, and keys of 1024 bytes', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(1);
    const buttons = Array.from({ length: 6 }, (_, i) => ({ text: '选', key: `${i}${'k'.repeat(1023)}` }));
    expect(await send(push({ card: { ...card, buttons } }))).toMatchObject({ kind: 'accepted' });
    expect(JSON.parse(bodies[0]!).template_card.button_list).toHaveLength(6);
  });

  it('mark what they cut', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(1);
    await send(
      push({
        card: { ...card, title: '党'.repeat(40), buttons: [{ text: '一二三四五六七八九十一', key: 'k' }] },
      }),
    );
    const sent = JSON.parse(bodies[0]!).template_card;
    expect(sent.main_title.title).toBe(`${'党'.repeat(35)}…`);
    expect(sent.button_list[0].text).toBe('一二三四五六七八九…');
  });

  it('follow a text that is too long for them', async () => {
    const { send } = make();
    tokenAnswers();
    const bodies = accepting(2, { response_code: 'RC' });
    const text = '党'.repeat(161);
    expect(await send(push({ card, text }))).toMatchObject({
      kind: 'accepted',
      messageIds: ['M1', 'M2'],
      responseCode: 'RC',
    });
    expect(bodies.map((b) => JSON.parse(b).msgtype)).toEqual(['text', 'template_card']);
    expect(JSON.parse(bodies[0]!).text.content).toBe(text);
    expect(JSON.parse(bodies[1]!).template_card.sub_title_text).toBe(`${'党'.repeat(159)}…`);
  });
});

describe('of which a part is out already', () => {
  const long = push({ text: '党'.repeat(1400) });
  it.each([60020, 45009, -1, 987654])('is in doubt when the next one meets %i', async (errcode) => {
    const { send } = make();
    tokenAnswers();
    accepting(1);
    post(SEND).reply(200, { errcode, errmsg: 'x' });
    expect(await send(long)).toEqual({ kind: 'unknown', reason: 'partly_sent' });
  });
  it('is refused where the next one is', async () => {
    const { send } = make();
    tokenAnswers();
    accepting(1);
    post(SEND).reply(200, { errcode: 82004, errmsg: 'x' });
    expect(await send(long)).toMatchObject({ kind: 'refused', reason: 'content_refused' });
  });
  it('is in doubt when the second thousand of people could not be reached', async () => {
    const { send } = make();
    tokenAnswers();
    accepting(1);
    post(SEND).reply(502, '<html>');
    const users = Array.from({ length: 1001 }, (_, i) => `u${i}`);
    expect(await send(push({ to: { users } }))).toEqual({ kind: 'unknown', reason: 'partly_sent' });
  });
});

describe('card updates', () => {
  const UPDATE = '/cgi-bin/message/update_template_card';
  const update = { responseCode: 'RC', users: ['ZhangSan', 'LiSi'], cardState: '已销号' };
  it('grey and relabel the buttons of everyone named', async () => {
    const { api } = make();
    tokenAnswers();
    const bodies = accepting(1, { invaliduser: ['LISI'] }, UPDATE);
    expect(await createCardUpdater({ api, agentId: 7 })(update)).toEqual({
      kind: 'accepted',
      refusedUsers: ['lisi'],
    });
    expect(JSON.parse(bodies[0]!)).toEqual({
      userids: ['ZhangSan', 'LiSi'],
      agentid: 7,
      response_code: 'RC',
      button: { replace_name: '已销号' },
    });
  });
  it('call nobody out and hold no link, whatever a matter is called', async () => {
    const { api } = make();
    tokenAnswers();
    const bodies = accepting(1, {}, UPDATE);
    await createCardUpdater({ api, agentId: 7 })({ ...update, cardState: `${STRONG}已销号${STRONG} <@li>` });
    expect(JSON.parse(bodies[0]!).button.replace_name).toBe('已销号 ＜@li>');
  });
  test.each([
    [60140, 'response_code_spent'],
    [42015, 'card_not_updatable'],
  ])('%i is final', async (errcode, reason) => {
    const { api } = make();
    tokenAnswers();
    post(UPDATE).reply(200, { errcode, errmsg: 'x' });
    expect(await createCardUpdater({ api, agentId: 7 })(update)).toMatchObject({
      kind: 'refused',
      reason,
      scope: 'message',
    });
  });
  it('of nobody or of too many are not tried', async () => {
    const updater = createCardUpdater({ api: make().api, agentId: 7 });
    expect(await updater({ ...update, users: [] })).toMatchObject({ reason: 'no_recipient' });
    expect(await updater({ ...update, users: Array(1001).fill('u') })).toMatchObject({
      reason: 'too_many_recipients',
    });
  });
});

describe('groups of the application', () => {
  const CHAT = '/cgi-bin/appchat/send';
  const chat = (text: string): Push => ({
    channel: 'appchat',
    to: { chat: 'c1' },
    text,
    isRepeat: false,
  });
  it('get plain texts that call nobody out', async () => {
    tokenAnswers();
    const bodies = accepting(1, {}, CHAT);
    const send = sender();
    expect(await send(chat(`${STRONG}提醒${STRONG} <@all> 请假`))).toEqual({ kind: 'accepted' });
    expect(JSON.parse(bodies[0]!)).toEqual({
      chatid: 'c1',
      msgtype: 'text',
      text: { content: '提醒 ＜@all> 请假' },
    });
  });
  const sender = () => {
    const http = createWecomHttp({ base: BASE });
    return createAppChatSender({ api: make().api, http, partLabel });
  };
  test.each([
    [86003, { kind: 'refused', scope: 'destination' }],
    [49008, { kind: 'refused', scope: 'destination' }],
    [86008, { kind: 'retry', reason: 'foreign_chat', afterMs: 60_000 }],
    [48002, { kind: 'retry', reason: 'no_permission', isWide: true }],
  ])('%i', async (errcode, outcome) => {
    tokenAnswers();
    post(CHAT).reply(200, { errcode, errmsg: 'x' });
    expect(await sender()(chat('x'))).toMatchObject(outcome);
  });
});
