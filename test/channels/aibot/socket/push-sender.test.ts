// A push by the bot: what goes over the link, what is counted, and what is said of it.
import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../../../src/channels/aibot/socket/acks.ts';
import { createBotFileSender } from '../../../../src/channels/aibot/socket/file-sender.ts';
import { createPace } from '../../../../src/channels/aibot/socket/pace.ts';
import { createBotSender } from '../../../../src/channels/aibot/socket/push-sender.ts';
import type { OutFrame } from '../../../../src/channels/aibot/socket/wire.ts';

const ACKED: Answer = { kind: 'acked', body: null };
const UPLOAD = { known: undefined, keep: async () => true, isRepeat: false };
let now = 0;
let isUp = true;
let sent: OutFrame[];
let answers: Answer[];
let looked: string[];
let lost: string[];
let dead: string | null;
let userId: string | null;
beforeEach(() => {
  now = 0;
  isUp = true;
  sent = [];
  answers = [];
  looked = [];
  lost = [];
  dead = null;
  userId = null;
});
function setUp() {
  const pace = createPace(() => now);
  const sending = {
    pace,
    link: {
      isUp: () => isUp,
      async send(frame: OutFrame) {
        sent.push(frame);
        return answers.shift() ?? ACKED;
      },
    },
    async chatOf(to: string) {
      looked.push(to);
      return { chat: to, userId, firstAt: 0, lastAt: 0, dead };
    },
    lost: async (chat: string, reason: string) => void lost.push(`${chat} ${reason}`),
  };
  const send = createBotSender({ ...sending, partLabel: (n, of) => `${n}/${of}` });
  return {
    pace,
    push: (text = '通知') => send({ channel: 'bot', to: { chat: 'wr1' }, text, isRepeat: false }),
    file: createBotFileSender(sending),
  };
}
const long = '很长的一行话\n'.repeat(2000);

test('while the link is down nobody is looked up', async () => {
  isUp = false;
  expect(await setUp().push()).toMatchObject({ kind: 'retry', reason: 'not_connected', isWide: true });
  expect(looked).toEqual([]);
});

test('of several parts, those behind a failed first are not sent, and it may be sent again', async () => {
  answers = [{ kind: 'rejected', code: 45009, errmsg: '' }];
  expect(await setUp().push(long)).toMatchObject({ kind: 'retry', reason: 'too_frequent' });
  expect(sent).toHaveLength(1);
});

test('a chat that had too much is not asked again so soon, and answers there wait as well', async () => {
  answers = [{ kind: 'rejected', code: 846607, errmsg: '' }];
  const { push, pace } = setUp();
  expect(await push()).toMatchObject({ kind: 'retry', reason: 'too_frequent' });
  expect(await push()).toEqual({ kind: 'retry', code: 0, reason: 'too_frequent', afterMs: 5000 });
  expect(sent).toHaveLength(1);
  expect(pace.waitMs('wr1', 'reply')).toBe(5000);
});

test('once one part is out, the whole is not sent again', async () => {
  answers = [ACKED, { kind: 'rejected', code: 45009, errmsg: '' }];
  expect(await setUp().push(long)).toEqual({ kind: 'unknown', reason: 'partly_sent' });
  expect(sent).toHaveLength(2);
});

test('each part counts, and what is left for answers is waited for to the millisecond', async () => {
  const { push, pace } = setUp();
  let pushes = 0;
  while ((await push(long)).kind === 'accepted') pushes++;
  expect(sent.length).toBeGreaterThanOrEqual(24);
  expect(pushes).toBeLessThan(24);
  const before = sent.length;
  now = 1000;
  expect(await push()).toEqual({ kind: 'retry', code: 0, reason: 'too_frequent', afterMs: 59_000 });
  expect(sent).toHaveLength(before);
  expect(pace.waitMs('wr1', 'reply')).toBe(0);
  expect(pace.waitMs('other', 'push')).toBe(0);
});

test.each(['push_disabled', 'not_in_group', 'group_dissolved', 'unknown_chat'])(
  'a chat that is dead (%s) is sent nothing',
  async (why) => {
    dead = why;
    expect(await setUp().push()).toEqual({ kind: 'refused', code: 0, reason: why, scope: 'destination' });
    expect(sent).toEqual([]);
  },
);

test.each([93001, 93006, 93008])('in private a message refused with %i waits for a word', async (code) => {
  userId = 'zhangsan';
  answers = [{ kind: 'rejected', code, errmsg: '' }];
  const { push } = setUp();
  const waits = { kind: 'retry', code: 0, reason: 'not_activated', afterMs: 60_000 };
  expect(await push()).toEqual(waits);
  expect(lost).toHaveLength(1);
  dead = lost[0]!.split(' ')[1]!;
  expect(await push()).toEqual(waits);
  expect(sent).toHaveLength(1);
  // Once one part is out, a second try would say it again.
  dead = null;
  answers = [ACKED, { kind: 'rejected', code, errmsg: '' }];
  expect(await push(long)).toEqual({ kind: 'unknown', reason: 'partly_sent' });
  // What WeCom says of the chat is true of the next push, too.
  expect(lost).toHaveLength(2);
});

test.each([
  [93006, ['wr1 not_in_group']],
  [93008, ['wr1 not_in_group']],
  [93001, ['wr1 push_disabled']],
  [93017, []],
  [45009, []],
])('errcode %i: lost %o', async (code, expected) => {
  answers = [{ kind: 'rejected', code, errmsg: '' }];
  await setUp().push();
  expect(lost).toEqual(expected);
});

test.each([
  ['to nobody', { to: [], size: 10 }, 'bad_recipient'],
  ['to several', { to: ['a', 'b'], size: 10 }, 'bad_recipient'],
  ['of four bytes', { to: ['a'], size: 4 }, 'empty'],
  ['over 20 MB', { to: ['a'], size: 20 * 1024 * 1024 + 1 }, 'too_large'],
])('a file %s is refused here', async (_, { to, size }, reason) => {
  const { file } = setUp();
  expect(await file({ to, name: 'a.xlsx', content: Buffer.alloc(size) }, UPLOAD)).toMatchObject({
    kind: 'refused',
    reason,
  });
  expect(sent).toEqual([]);
});

test('a file of just 20 MB, and of five bytes, goes', async () => {
  for (const size of [5, 20 * 1024 * 1024]) {
    const { file } = setUp();
    answers = [{ kind: 'acked', body: { upload_id: 'u' } }];
    for (let i = 0; i < Math.ceil(size / (512 * 1024)); i++) answers.push(ACKED);
    answers.push({ kind: 'acked', body: { media_id: 'm' } });
    expect(await file({ to: ['a'], name: 'a.xlsx', content: Buffer.alloc(size) }, UPLOAD)).toEqual({
      kind: 'accepted',
    });
  }
});
