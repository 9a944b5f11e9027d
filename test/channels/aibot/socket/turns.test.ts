import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../../../src/channels/aibot/socket/acks.ts';
import { createPace } from '../../../../src/channels/aibot/socket/pace.ts';
import { createTurns } from '../../../../src/channels/aibot/socket/turns.ts';
import type { OutFrame } from '../../../../src/channels/aibot/socket/wire.ts';
import { asMarkdown } from '../../../../src/channels/wecom/shown.ts';
import { STRONG } from '../../../../src/domain/strong.ts';

const ACKED: Answer = { kind: 'acked', body: null };
const saying = (reqId: string, text: string): OutFrame[] => [
  { cmd: 'aibot_respond_msg', reqId, body: { stream: { content: text } } },
];
const waiting = (n: number, text = `到${n}`) => ({
  frames: saying(`r${n}`, text),
  text,
  name: `人${n}`,
  saying: (text: string) => saying(`r${n}`, text),
});
const lineFor = (names: string[], text: string) => `${names.join('、')}：${text}`;
const textOf = ([frame]: readonly OutFrame[]) => (frame!.body!.stream as { content: string }).content;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const pace = createPace(() => Date.now());
  const sent: { chat: string; text: string; reqId: string; at: number }[] = [];
  const turns = createTurns(
    pace,
    async (chat, frames) => {
      pace.count(chat);
      sent.push({ chat, text: textOf(frames), reqId: frames[0]!.reqId!, at: Date.now() });
      return ACKED;
    },
    lineFor,
  );
  return { pace, sent, turns };
}

test('while few are said each leaves at once, by itself', async () => {
  const { turns, sent } = setUp();
  await Promise.all(Array.from({ length: 14 }, (_, n) => turns.add('wr', waiting(n))));
  expect(sent.map((s) => s.text)).toEqual(Array.from({ length: 14 }, (_, n) => `到${n}`));
});

test('then what comes within some seconds is said together, with the names, on the last req_id', async () => {
  const { turns, sent } = setUp();
  const all = Promise.all(Array.from({ length: 40 }, (_, n) => turns.add('wr', waiting(n))));
  await vi.advanceTimersByTimeAsync(4000);
  expect(sent.length).toBe(14);
  await vi.advanceTimersByTimeAsync(500);
  expect(await all).toEqual(Array(40).fill(ACKED));
  expect(sent.length).toBe(15);
  expect(sent[14]).toMatchObject({ reqId: 'r39' });
  expect(sent[14]!.text.split('\n')).toEqual(
    Array.from({ length: 26 }, (_, n) => `人${14 + n}：到${14 + n}`),
  );
});

test('what is said alike is said once', async () => {
  const { turns, sent } = setUp();
  for (let n = 0; n < 14; n++) void turns.add('wr', waiting(n));
  for (let n = 14; n < 18; n++) void turns.add('wr', waiting(n, n === 16 ? '请假' : '没有活动'));
  await vi.advanceTimersByTimeAsync(4500);
  expect(sent[14]!.text).toBe('人14、人15、人17：没有活动\n人16：请假');
});

test('a hundred who speak within a minute are all answered within five seconds', async () => {
  const { turns, sent } = setUp();
  const waits: number[] = [];
  for (let n = 0; n < 100; n++) {
    const at = Date.now();
    void turns.add('wr', waiting(n)).then(() => waits.push(Date.now() - at));
    await vi.advanceTimersByTimeAsync(600);
  }
  await vi.advanceTimersByTimeAsync(5000);
  expect(waits.length).toBe(100);
  expect(Math.max(...waits)).toBeLessThanOrEqual(5000);
  expect(sent.length).toBeLessThanOrEqual(30);
});

test('one chat keeps no other waiting', async () => {
  const { turns, sent } = setUp();
  for (let n = 0; n < 40; n++) void turns.add('wr', waiting(n));
  await turns.add('other', waiting(99));
  expect(sent.at(-1)).toMatchObject({ chat: 'other', at: sent[0]!.at });
});

test('no more is said together than one message holds', async () => {
  const { turns, sent } = setUp();
  for (let n = 0; n < 60; n++) void turns.add('wr', waiting(n, `${n}${'长'.repeat(1000)}`));
  await vi.advanceTimersByTimeAsync(70_000);
  for (const { text } of sent) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_480);
  expect(sent.length).toBeGreaterThan(16);
});

test.each([
  ['are long', '欧阳·'.repeat(12), '到'],
  ['are stressed', '赵六', `${STRONG}到${STRONG}`.repeat(8)],
  ['hold what would be markup', '赵六', '<a>[b](c)|'.repeat(5)],
])(
  'where names or answers %s, each is said whole, in as many messages as that takes',
  async (_, name, text) => {
    const { turns, sent } = setUp();
    for (let n = 0; n < 400; n++) void turns.add('wr', { ...waiting(n, `${n}${text}`), name: `${n}${name}` });
    await vi.advanceTimersByTimeAsync(300_000);
    for (const { text } of sent) expect(Buffer.byteLength(asMarkdown(text))).toBeLessThanOrEqual(20_480);
    const lines = sent.flatMap((one) => one.text.split('\n'));
    expect(lines).toHaveLength(400);
    // One that could hold more is no reason for another.
    expect(sent.length).toBeLessThan(24);
  },
);

test('never more than 30 a minute and 1000 an hour, pushes leave a fifth of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 4000 })), { maxLength: 400 }),
      (steps) => {
        let now = 0;
        const pace = createPace(() => now);
        const sent: { at: number; isPush: boolean }[] = [];
        for (const [isPush, pause] of steps) {
          now += pause;
          if (pace.waitMs('wr', isPush ? 'push' : 'reply') > 0) continue;
          pace.count('wr');
          sent.push({ at: now, isPush });
          const minute = sent.filter((s) => s.at > now - 60_000).length;
          const hour = sent.filter((s) => s.at > now - 3_600_000).length;
          expect(minute).toBeLessThanOrEqual(isPush ? 24 : 28);
          expect(hour).toBeLessThanOrEqual(isPush ? 800 : 970);
        }
      },
    ),
  );
});

test('a wait that is over lets one go', () => {
  let now = 0;
  const pace = createPace(() => now);
  for (let n = 0; n < 28; n++) pace.count('wr');
  const wait = pace.waitMs('wr', 'reply');
  expect(wait).toBe(60_000);
  now += wait;
  expect(pace.waitMs('wr', 'reply')).toBe(0);
});

const refused = (code: number): Answer => ({ kind: 'rejected', code, errmsg: '' });

test.each([846607, 45009])(
  'a chat that had too much all the same (%i) is left alone, longer each time',
  (code) => {
    let now = 0;
    const pace = createPace(() => now);
    const waits = () => [pace.waitMs('wr', 'reply'), pace.waitMs('wr', 'push')];
    for (const ms of [5000, 15_000, 30_000, 30_000]) {
      // Three that were on their way together count once.
      for (let n = 0; n < 3; n++) pace.learn('wr', refused(code));
      expect(waits()).toEqual([ms, ms]);
      expect(pace.waitMs('other', 'push')).toBe(0);
      now += ms;
      expect(waits()).toEqual([0, 0]);
    }
    pace.learn('wr', ACKED);
    pace.learn('wr', refused(code));
    expect(waits()).toEqual([5000, 5000]);
  },
);

test('one that got through ends it; what else is refused, or nobody answers, keeps no chat waiting', () => {
  const pace = createPace(() => 0);
  pace.learn('wr', refused(846607));
  pace.learn('wr', ACKED);
  pace.learn('wr', refused(846605));
  pace.learn('wr', { kind: 'unknown', reason: 'timeout' });
  expect(pace.waitMs('wr', 'reply')).toBe(0);
});

test('a thousand an hour at the most, and pushes leave a fifth of it', () => {
  const sentBy = (kind: 'reply' | 'push') => {
    let now = 0;
    let count = 0;
    const pace = createPace(() => now);
    for (; now < 3_600_000; now += 1000)
      if (pace.waitMs('wr', kind) === 0) {
        pace.count('wr');
        count++;
      }
    return { count, waitMs: pace.waitMs('wr', 'reply') };
  };
  expect(sentBy('push')).toEqual({ count: 800, waitMs: 0 });
  expect(sentBy('reply').count).toBe(970);
});

test('a chat that had too much is left alone while those that are quiet are looked for', () => {
  const pace = createPace(() => 0);
  pace.learn('wr', refused(846607));
  for (let n = 0; n < 6000; n++) pace.count(`a${n}`);
  expect(pace.waitMs('wr', 'push')).toBe(5000);
});

test('chats that have been quiet are forgotten, and looking for them costs no more than the pushes', () => {
  const maps: Map<string, unknown>[] = [];
  class Watched extends Map<string, unknown> {
    constructor() {
      super();
      maps.push(this);
    }
  }
  vi.stubGlobal('Map', Watched);
  let now = 0;
  let asked = 0;
  const pace = createPace(() => {
    asked++;
    return now;
  });
  vi.unstubAllGlobals();
  const MANY = 20_000;
  for (let n = 0; n < MANY; n++) pace.count(`a${n}`);
  expect(maps[0]!.size).toBe(MANY);
  expect(asked).toBeLessThan(5 * MANY);
  now = 3_600_000;
  for (let n = 0; n < MANY; n++) pace.count(`b${n}`);
  now *= 2;
  for (let n = 0; n < MANY + 1; n++) pace.count(`c${n}`);
  expect(maps[0]!.size).toBeLessThanOrEqual(2 * MANY + 1);
  now *= 2;
  pace.waitMs('c0', 'push');
  expect(maps[0]!.has('c0')).toBe(false);
});
