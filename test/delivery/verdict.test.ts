import { describe, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { verdictOf, withoutTrying } from '../../src/delivery/verdict.ts';
import { mayRepeatBy } from '../../src/delivery/worker.ts';
import { PUSH_CHANNELS, type PushOutcome } from '../../src/ports/channels.ts';
import type { OutboxRow } from '../../src/ports/outbox.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const worker = createPushWorker({});
const row = (over: Partial<OutboxRow> = {}): OutboxRow => ({
  kind: 'push',
  id: 1,
  key: 'k',
  at: NOW,
  expiresAt: NOW + 24 * HOUR,
  rule: 'changed',
  unitId: null,
  subject: 's',
  channel: 'app',
  to: ['zhangsan'],
  audience: [],
  text: '通知',
  card: null,
  state: 'sending',
  attempts: 1,
  doubts: 0,
  doubtedAt: null,
  fence: 1,
  outcome: null,
  refused: [],
  sentAt: null,
  messageIds: [],
  said: null,
  responseCode: null,
  ...over,
});
const BUSY: PushOutcome = { kind: 'retry', code: -1, reason: 'busy', afterMs: 0 };
const AWAY: PushOutcome = { kind: 'retry', code: 502, reason: 'http_502', afterMs: 5000, isWide: true };
const LOST: PushOutcome = { kind: 'unknown', reason: 'timeout' };
const verdictAfter = (outcome: PushOutcome, over?: Partial<OutboxRow>) =>
  verdictOf(row(over), outcome, worker, NOW);

describe('what kept the whole channel', () => {
  it('is not counted against the row: the next failure of its own waits no longer for it', () => {
    expect(verdictAfter(AWAY)).toMatchObject({ attempts: 1, at: NOW + 5000 });
    expect(verdictAfter(AWAY, { attempts: 9 })).toMatchObject({ attempts: 8 });
  });

  it('leaves it a last try at the moment it expires', () => {
    expect(verdictAfter(AWAY, { expiresAt: NOW + 1000 })).toMatchObject({ state: 'waiting', at: NOW + 1000 });
    expect(verdictAfter(AWAY, { expiresAt: NOW - 1 })).toMatchObject({ state: 'dropped', outcome: 'stale' });
  });

  it('that last try is made', () => {
    expect(withoutTrying(row({ expiresAt: NOW }), worker, NOW)).toBeUndefined();
    expect(withoutTrying(row({ expiresAt: NOW - 1 }), worker, NOW)).toMatchObject({ state: 'dropped' });
  });

  it('does not let others overtake it', () => {
    expect(verdictAfter(AWAY, { attempts: 9 }).stepsAside).toBeUndefined();
  });
});

describe('what is wrong with the row itself', () => {
  it.each([
    ['refused for now', BUSY],
    ['unheard of', LOST],
  ])('three tries %s: others to the same recipient wait no longer', (_, outcome) => {
    expect([1, 2, 3, 4].map((attempts) => verdictAfter(outcome, { attempts }).stepsAside)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('what may have arrived', () => {
  it('is not called unsent when it comes too late for another try', () => {
    const late = { expiresAt: NOW + 1000, doubts: 1, doubtedAt: NOW - MINUTE };
    expect(verdictAfter(BUSY, late)).toMatchObject({ state: 'unknown', outcome: 'stale' });
    expect(verdictAfter(BUSY, { expiresAt: NOW + 1000 })).toMatchObject({ state: 'dropped' });
    expect(withoutTrying(row({ ...late, expiresAt: NOW - 1 }), worker, NOW)).toMatchObject({
      state: 'unknown',
      isUnsent: true,
    });
  });

  it('and may not be repeated takes no place of the limit, as nothing is sent', () => {
    const lost = row({ channel: 'webhook', to: ['key'], doubts: 2, doubtedAt: NOW - MINUTE });
    expect(withoutTrying(lost, worker, NOW)).toMatchObject({ state: 'unknown', isUnsent: true });
  });

  it('of a group, the one repetition is not spent on the minute that took the first send', () => {
    expect(verdictAfter(LOST, { channel: 'webhook', to: ['key'] })).toMatchObject({ at: NOW + 90_000 });
    expect(verdictAfter(LOST)).toMatchObject({ at: NOW + 15_000 });
  });

  it('of persons, is repeated for as long as WeCom looks for repetitions since the first send', () => {
    const lostFor = (ms: number) => verdictAfter(LOST, { doubts: 1, doubtedAt: NOW - ms }).state;
    expect([lostFor(3 * HOUR), lostFor(4 * HOUR)]).toEqual(['waiting', 'unknown']);
  });
});

it('an app message may be repeated while WeCom knows it again, to the millisecond; the bot once', () => {
  const { repeatsForMs } = PUSH_CHANNELS.app;
  const app = { channel: 'app' as const, doubts: 5, doubtedAt: NOW };
  expect(mayRepeatBy(app, NOW + repeatsForMs - 1)).toBe(true);
  expect(mayRepeatBy(app, NOW + repeatsForMs)).toBe(false);
  expect(mayRepeatBy({ ...app, doubtedAt: null }, NOW)).toBe(true);
  const bot = { channel: 'bot' as const, doubtedAt: NOW };
  expect([0, 1, 2].map((doubts) => mayRepeatBy({ ...bot, doubts }, NOW))).toEqual([true, true, false]);
});
