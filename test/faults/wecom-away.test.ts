// WeCom cannot be reached, answers 5xx or garbage, refuses the token, the address or the rate, or somebody has to mend a
// setting: a message waits, and goes out once when it works again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setLogLevel } from '../../src/observe/log.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { HOUR, instanceThatSends, MINUTE, message, toGroup } from '../support/sending.ts';
import { type WecomStandIn, wecomStandIn } from '../support/wecom-stand-in.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const SEND = '/cgi-bin/message/send';
const HOOK = '/cgi-bin/webhook/send';
const TOKEN = '/cgi-bin/gettoken';

let store: OpenStore;
let now: number;
let wecom: WecomStandIn;
const clock = { now: () => now };

beforeEach(async () => {
  setLogLevel('silent');
  now = START;
  store = openStore({ kind: 'sqlite', file: ':memory:' }, clock);
  await store.migrate();
  wecom = await wecomStandIn(clock);
});
afterEach(() => store.close());

const people = Array.from({ length: 25 }, (_, i) => `person${String(i).padStart(2, '0')}`);
const groups = Array.from({ length: 25 }, (_, i) => `group-key-${String(i).padStart(2, '0')}`);

/** 25 persons and 25 groups have a message to get; WeCom works again after so many minutes. */
async function duringAnOutage(minutes: number, suffer: () => void) {
  suffer();
  await store.write((tx) =>
    tx.addOutbox([
      ...people.map((to) => message(`to ${to}`, now, { to: [to] })),
      ...groups.map((key) => message(`to ${key}`, now, toGroup(key))),
    ]),
  );
  const sending = instanceThatSends(store, wecom.base, clock);
  const goOn = async (to: number) => {
    for (; now < to; now += 15_000) await sending.run();
  };
  await goOn(START + minutes * MINUTE);
  const during = wecom.delivered.length;
  wecom.suffers('ok');
  await goOn(now + 12 * MINUTE);
  const got = (to: string) => wecom.delivered.filter((d) => d.to === to).length;
  return {
    during,
    lost: [...people, ...groups].filter((to) => got(to) === 0),
    doubled: [...people, ...groups].filter((to) => got(to) > 1),
    open: (await store.openOutbox()).map((r) => `${r.state} ${r.outcome}`),
  };
}

const ALL_ONCE = { during: 0, lost: [], doubled: [], open: [] };

describe.each([1, 30])('away for %i minutes', (minutes) => {
  it.each<[string, () => void]>([
    ['500', () => wecom.suffers({ status: 500 })],
    ['502', () => wecom.suffers({ status: 502 })],
    ['503', () => wecom.suffers({ status: 503 })],
    ['429', () => wecom.suffers({ status: 429 })],
    ['504 from the token endpoint', () => wecom.suffers({ status: 504 })],
    ['garbage', () => wecom.suffers('garbage')],
    ['resets', () => wecom.suffers('reset')],
    ['no token', () => wecom.suffers('reset', TOKEN)],
  ])('%s: everybody gets it once', async (name, suffer) => {
    const result = await duringAnOutage(minutes, suffer);
    if (name !== 'no token') expect(result).toEqual(ALL_ONCE);
    // Groups need no token.
    else expect(result).toEqual({ ...ALL_ONCE, during: groups.length });
  });
});

describe('a setting that somebody has to mend', () => {
  it.each([60020, 48002, 50003, 45024, 301002, 45009, -1, 987654])(
    '%i from sending: all goes out by itself once it is mended',
    async (errcode) => {
      expect(
        await duringAnOutage(30, () => {
          wecom.suffers({ errcode }, SEND);
          wecom.suffers({ errcode }, HOOK);
        }),
      ).toEqual(ALL_ONCE);
    },
  );

  it.each([40001, 40013, 60020, 40014])('%i from the token endpoint, as well', async (errcode) => {
    const result = await duringAnOutage(30, () => wecom.suffers({ errcode }, TOKEN));
    expect(result).toEqual({ ...ALL_ONCE, during: groups.length });
    // Insisting on a wrong secret gets the calling address banned.
    if (errcode === 40001) expect(wecom.calls.get(TOKEN)).toBeLessThan(12);
  });

  it('is not insisted on: while WeCom refuses everything, few calls are made', async () => {
    await duringAnOutage(30, () => wecom.suffers({ errcode: 48002 }, SEND));
    // 25 that were in hand together, one probe a minute, and 25 at the end.
    expect(wecom.calls.get(SEND)).toBeLessThan(100);
  });

  it('is waited for until the message expires, and said to be the reason', async () => {
    wecom.suffers({ errcode: 60020 });
    await store.write((tx) => tx.addOutbox([message('k', now, { expiresAt: now + HOUR })]));
    const sending = instanceThatSends(store, wecom.base, clock);
    const states = new Set<string>();
    for (; now < START + 2 * HOUR; now += 20_000) {
      await sending.run();
      const [row] = await store.openOutbox();
      states.add(`${row!.state} ${row!.outcome}`);
    }
    expect([...states]).toEqual(['waiting ip_not_trusted', 'dropped stale']);
  });
});

describe('answers that got lost', () => {
  it('to a person: repeated byte by byte the same, and shown once', async () => {
    expect(await duringAnOutage(30, () => wecom.suffers('lost', SEND))).toEqual({
      during: people.length + groups.length,
      lost: [],
      doubled: [],
      open: [],
    });
  });

  it('of the address of groups alone, for a minute: the one repetition is not spent on it', async () => {
    expect(await duringAnOutage(1, () => wecom.suffers('reset', HOOK))).toEqual({
      ...ALL_ONCE,
      during: people.length,
    });
  });

  it('to a group: repeated once, and not before WeCom answers again', async () => {
    await store.write((tx) => tx.addOutbox([message('k', now, toGroup('group-key-1'))]));
    const sending = instanceThatSends(store, wecom.base, clock);
    wecom.suffers('lost', HOOK);
    await sending.run();
    wecom.suffers('reset');
    for (; now < START + 20 * MINUTE; now += 5000) await sending.run();
    expect(wecom.calls.get(HOOK)).toBe(1);
    wecom.suffers('ok');
    for (; now < START + 40 * MINUTE; now += 5000) await sending.run();
    expect(wecom.delivered.map((d) => d.text)).toEqual(['k', 'k']);
    expect(await store.openOutbox()).toEqual([]);
  });
});
