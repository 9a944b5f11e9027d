import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, nextAt, parseMoment } from '../../src/sandbox/calendar.ts';
import { type Loose, openStage, START, type Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const shanghai = (text: string) => Date.parse(`${text}+08:00`);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.clock.at = START;
  stage.travelled.length = 0;
  stage.onTravel = async () => {};
});

describe('the clock', () => {
  it.each<[object, string]>([
    [{ minutes: 30 }, '2026-11-21T19:20:00'],
    [{ to: 'next_morning' }, '2026-11-22T08:31:00'],
    [{ to: 'next_week' }, '2026-11-28T18:50:00'],
    [{ to: '2026-11-25T15:00' }, '2026-11-25T15:00:00'],
    [{ to: '2026-11-25T15:00:00Z' }, '2026-11-25T23:00:00'],
  ])('moves by %j', async (request, expected) => {
    expect(await stage.post('clock', request)).toMatchObject({
      ok: true,
      now: shanghai(expected),
      moving: false,
    });
    expect(stage.travelled.at(-1)).toBe(shanghai(expected));
  });

  it('moves in steps of at most an hour, each later than the one before', async () => {
    await stage.post('clock', { minutes: 150 });
    expect(stage.travelled).toEqual([START + HOUR, START + 2 * HOUR, START + 150 * MINUTE]);
  });

  it.each<[object, string]>([
    [{ minutes: 0 }, 'clock_backwards'],
    [{ minutes: -5 }, 'clock_backwards'],
    [{ to: '2026-11-21T18:50' }, 'clock_backwards'],
    [{ to: '2028-01-01T00:00' }, 'clock_too_far'],
    [{ to: 'tomorrow' }, 'bad_request'],
    [{}, 'bad_request'],
  ])('refuses %j', async (request, error) => {
    expect(await stage.post('clock', request)).toEqual({ ok: false, error });
    expect(stage.travelled).toEqual([]);
  });

  it('takes one journey at a time and counts what the bot sent on the way', async () => {
    const token = await stage.token();
    const text = { content: '到时间了' };
    let second: Loose;
    stage.onTravel = async (to) => {
      if (to === START + HOUR) {
        second = await stage.post('clock', { minutes: 30 });
        await stage.api(`message/send?access_token=${token}`, {
          touser: 'sunli|lifang',
          agentid: 1000002,
          msgtype: 'text',
          text,
        });
      }
    };
    expect(await stage.post('clock', { minutes: 90 })).toMatchObject({ sent: 2 });
    expect(second).toEqual({ ok: false, error: 'clock_moving' });
  });

  it('can move again after a journey that failed', async () => {
    stage.onTravel = async () => {
      throw new Error('tick failed');
    };
    const quiet = console.error;
    console.error = () => {};
    expect(
      (await fetch(`${stage.base}/sandbox/api/clock`, { method: 'POST', body: '{"minutes":30}' })).status,
    ).toBe(500);
    console.error = quiet;
    stage.onTravel = async () => {};
    expect(await stage.post('clock', { minutes: 30 })).toMatchObject({ ok: true });
  });
});

describe('calendar', () => {
  it.each([
    ['2026-11-21T08:30:59', '2026-11-21T08:31:00'],
    ['2026-11-21T08:31:00', '2026-11-22T08:31:00'],
    ['2026-12-31T23:59:00', '2027-01-01T08:31:00'],
    ['2026-11-21T00:00:00', '2026-11-21T08:31:00'],
  ])('finds the morning after %s', (at, morning) => {
    expect(nextAt(shanghai(at), 8, 31)).toBe(shanghai(morning));
  });

  it('knows the day in Shanghai', () => {
    expect(dayOf(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  });

  it.each(['2026-11-25', 'x2026-11-25T15:00', '2026-13-01T00:00', ''])(
    'cannot read %j as a moment',
    (text) => {
      expect(parseMoment(text)).toBeNaN();
    },
  );
});

describe('events', () => {
  it('bring new messages, the clock, and that something went elsewhere, but no private message of others', async () => {
    const stop = new AbortController();
    const response = await fetch(`${stage.base}/sandbox/api/events?as=sunli`, { signal: stop.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await stage.post('say', { as: 'lifang', chat: 'private', text: '悄悄话' });
    await stage.post('say', { as: 'lifang', chat: 'wrFirst', text: '大家好', mention: false });
    await stage.post('clock', { minutes: 30 });
    let seen = '';
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (!seen.includes('"moving":false')) seen += (await reader.read()).value;
    stop.abort();
    const events = [...seen.matchAll(/^event: (\w+)$/gm)].map((m) => m[1]);
    expect(events).toEqual(['elsewhere', 'message', 'clock', 'clock', 'clock']);
    expect(seen).toContain('大家好');
    expect(seen).not.toContain('悄悄话');
  });

  it('are refused to somebody unknown, at once', async () => {
    const response = await fetch(`${stage.base}/sandbox/api/events?as=nobody`, {
      signal: AbortSignal.timeout(5000),
    });
    expect([response.status, await response.json()]).toEqual([400, { ok: false, error: 'unknown_person' }]);
  });
});
