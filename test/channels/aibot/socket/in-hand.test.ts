// What is in hand while a message is answered: copies, floods, a store that is away, the end of the process.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../../../src/channels/aibot/socket/acks.ts';
import { createPace } from '../../../../src/channels/aibot/socket/pace.ts';
import { createReceiver } from '../../../../src/channels/aibot/socket/receive.ts';
import type { OutFrame } from '../../../../src/channels/aibot/socket/wire.ts';
import { Overloaded, StoreUnavailable } from '../../../../src/domain/errors.ts';
import type { IncomingMessage, Reply } from '../../../../src/ports/channels.ts';

const ACKED: Answer = { kind: 'acked', body: null };
const AT = Date.parse('2026-11-29T10:00:00+08:00');
const away = () => new StoreUnavailable('unreachable', {});

let heard: IncomingMessage[];
let sent: OutFrame[];
let spoken: string[];
let pushed: string[];
let failures: unknown[];
let onMessage: (message: IncomingMessage) => Promise<Reply | null>;
let personOf: (received: string) => Promise<{ userId: string; name: string }>;
let spoke: () => Promise<void>;
let pushAnswer: () => Promise<void>;
let answer: Answer;
beforeEach(() => {
  vi.useFakeTimers({ now: AT });
  heard = [];
  sent = [];
  spoken = [];
  pushed = [];
  failures = [];
  answer = ACKED;
  onMessage = async () => ({ text: '好' });
  personOf = async (userId) => ({ userId, name: '某人' });
  spoke = async () => undefined;
  pushAnswer = async () => undefined;
});
afterEach(() => void vi.useRealTimers());

function setUp() {
  const pace = createPace(() => Date.now());
  const receiver = createReceiver({
    pace,
    clock: { now: () => Date.now() },
    link: {
      async send(frame) {
        sent.push(frame);
        return answer;
      },
    },
    withoutMention: (text) => text,
    apiBase: 'http://127.0.0.1:9',
    onMessage(message) {
      heard.push(message);
      return onMessage(message);
    },
    personOf: (received) => personOf(received),
    spoke(chat, userId) {
      spoken.push(`${chat} ${userId}`);
      return spoke();
    },
    async pushAnswer(_, chat, { text }) {
      await pushAnswer();
      pushed.push(`${chat} ${text}`);
    },
    notStored: () => ({ text: '没记下' }),
    lineFor: (names, text) => `${names.join('、')}：${text}`,
    ignored: () => undefined,
    failed: (error) => void failures.push(error),
  });
  return { pace, receiver };
}
const said = (msgid: string, { chat, userid = 'ZhangSan' }: { chat?: string; userid?: string } = {}) => ({
  kind: 'callback' as const,
  cmd: 'aibot_msg_callback',
  reqId: `r-${msgid}`,
  body: {
    msgid,
    aibotid: 'b',
    chattype: chat ? 'group' : 'single',
    ...(chat && { chatid: chat }),
    from: { userid },
    msgtype: 'text',
    text: { content: '签到' },
    response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x',
  },
});
const event = (msgid: string, what: object) => ({
  ...said(msgid),
  cmd: 'aibot_event_callback',
  body: { ...said(msgid).body, msgtype: 'event', event: what },
});
const press = (msgid: string) =>
  event(msgid, {
    eventtype: 'template_card_event',
    template_card_event: { card_type: 'button_interaction', event_key: 'checkin:1', task_id: 't' },
  });
const later = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const texts = () => sent.map(({ body }) => (body!.stream as { content?: string } | undefined)?.content);

test('a copy that comes while the first is in hand is neither handed over nor answered', async () => {
  const gate = Promise.withResolvers<Reply>();
  onMessage = () => gate.promise;
  const { receiver } = setUp();
  receiver.take(said('a'));
  receiver.take(said('a'));
  await later();
  gate.resolve({ text: '好' });
  await receiver.idle();
  expect(heard).toHaveLength(1);
  expect(sent).toHaveLength(1);
  receiver.take(said('a'));
  await receiver.idle();
  expect(heard).toHaveLength(1);
});

test('a copy of one whose answer did not arrive is answered', async () => {
  answer = { kind: 'rejected', code: 846605, errmsg: '' };
  const { receiver } = setUp();
  receiver.take(said('a'));
  await receiver.idle();
  answer = ACKED;
  receiver.take(said('a'));
  await receiver.idle();
  expect(sent).toHaveLength(2);
});

test('of answered copies only the newest are known', async () => {
  const { receiver } = setUp();
  receiver.take(said('first'));
  for (let i = 1; i <= 5000; i++) {
    receiver.take(said(`m${i}`, { userid: `u${i}` }));
    if (i % 1000 === 0) await receiver.idle();
  }
  heard = [];
  for (const msgid of ['m1', 'm5000', 'first']) receiver.take(said(msgid));
  await receiver.idle();
  expect(heard.map(({ key }) => key)).toEqual(['bot:first']);
});

test('where two thousand are in hand the next one is told that it was not stored', async () => {
  onMessage = () => new Promise(() => undefined);
  const { receiver } = setUp();
  for (let i = 0; i < 2000; i++) receiver.take(said(`m${i}`, { userid: `u${i}` }));
  await later();
  expect(sent).toEqual([]);
  receiver.take(said('over', { userid: 'over' }));
  await later();
  expect(heard).toHaveLength(2000);
  expect(texts()).toEqual(['没记下']);
});

test.each([
  ['a store that is away', away],
  ['too much at once', () => new Overloaded()],
])('%s is waited for, 20 seconds and no longer, and then it is said', async (_, error) => {
  onMessage = () => Promise.reject(error());
  const { receiver } = setUp();
  receiver.take(said('a'));
  await later(15_000);
  expect(sent).toEqual([]);
  expect(heard.length).toBeGreaterThan(4);
  await later(5000);
  expect(texts()).toEqual(['没记下']);
  const tries = heard.length;
  await later(60_000);
  expect(heard).toHaveLength(tries);
  expect(failures).toEqual([]);
});

test('a press is waited for no longer than the card can be changed', async () => {
  onMessage = () => Promise.reject(away());
  const { receiver } = setUp();
  receiver.take(press('a'));
  await later(4500);
  await receiver.idle();
  expect(sent.length + pushed.length).toBe(1);
});

test('who it is is asked again with each try, and nobody is handed over as a stranger meanwhile', async () => {
  let isAway = true;
  personOf = async () => {
    if (isAway) throw away();
    return { userId: 'ZhangSan', name: '张三' };
  };
  const { receiver } = setUp();
  receiver.take(said('a', { userid: 'woEnc' }));
  await later(1000);
  expect(heard).toEqual([]);
  isAway = false;
  await later(4000);
  await receiver.idle();
  expect(heard.map(({ userId }) => userId)).toEqual(['ZhangSan']);
  expect(spoken).toEqual(['woEnc zhangsan']);
  expect(texts()).toEqual(['好']);
});

test('where the chat stands is written down before the message is handed over; trouble there stops nothing', async () => {
  const gate = Promise.withResolvers<void>();
  spoke = () => gate.promise;
  const { receiver } = setUp();
  receiver.take(said('a'));
  receiver.take(said('b', { chat: 'wrABC' }));
  await later();
  expect(heard).toEqual([]);
  gate.reject(new Error('slip'));
  await receiver.idle();
  expect(spoken).toEqual(['ZhangSan zhangsan', 'wrABC null']);
  expect(heard).toHaveLength(2);
  expect(failures).toHaveLength(2);
});

test('a press shows nothing new of a chat, nor does looking in', async () => {
  const { receiver } = setUp();
  receiver.take(press('a'));
  receiver.take(event('b', { eventtype: 'enter_chat' }));
  await receiver.idle();
  expect(heard).toHaveLength(2);
  expect(spoken).toEqual([]);
});

test('the address of a later answer belongs to the callback mode', async () => {
  const { receiver } = setUp();
  receiver.take(said('a'));
  await receiver.idle();
  expect(heard[0]).not.toHaveProperty('responseUrl');
});

test.each([null, { text: ' \n' }])('%o is no answer', async (reply) => {
  onMessage = async () => reply;
  const { receiver } = setUp();
  receiver.take(said('a'));
  await receiver.idle();
  expect(sent).toEqual([]);
  expect(pushed).toEqual([]);
});

test('answers count, and the card behind one leaves what is kept for answers', async () => {
  onMessage = async () => ({
    text: '好',
    choices: { title: '请选', buttons: [{ text: '签到', key: 'choose:1' }] },
  });
  const { receiver, pace } = setUp();
  const types = () => sent.splice(0).map(({ body }) => body!.msgtype);
  receiver.take(said('few', { chat: 'wr' }));
  await receiver.idle();
  expect(types()).toEqual(['stream', 'template_card']);
  for (let i = 0; i < 22; i++) pace.count('wr');
  receiver.take(said('many', { chat: 'wr' }));
  await later(4500);
  await receiver.idle();
  expect(types()).toEqual(['stream']);
  expect(pace.waitMs('wr', 'push')).toBeGreaterThan(0);
});

test.each([
  ['in private nobody is called by name', undefined, '：好'],
  ['in a group everybody is', 'wr', '某人：好'],
])('where several answers are said together, %s', async (_, chat, together) => {
  const { receiver } = setUp();
  for (let i = 0; i < 16; i++) receiver.take(said(`m${i}`, chat ? { chat } : {}));
  await later(5000);
  await receiver.idle();
  expect(texts()).toEqual([...Array(14).fill('好'), together]);
});

test('an answer that could not even be kept is told of', async () => {
  answer = { kind: 'not_sent', reason: 'not_connected' };
  pushAnswer = () => Promise.reject(new Error('away'));
  const { receiver } = setUp();
  receiver.take(said('a'));
  await receiver.idle();
  expect(failures).toHaveLength(1);
});

test('at the end, what waits for its turn is pushed, each to its own chat, and nothing waits any longer', async () => {
  const { receiver } = setUp();
  for (let i = 0; i < 40; i++) receiver.take(said(`m${i}`, { chat: 'wr', userid: `u${i}` }));
  await later(10);
  expect(sent).toHaveLength(14);
  receiver.hurry();
  await receiver.idle();
  expect(pushed).toEqual(Array(26).fill('wr 好'));
  expect(vi.getTimerCount()).toBe(0);
  // And what comes still, as far as the limit lets it.
  receiver.take(said('late', { chat: 'wr' }));
  receiver.take(said('other', { chat: 'wr2' }));
  await receiver.idle();
  expect(pushed).toHaveLength(27);
  expect(sent).toHaveLength(15);
});
