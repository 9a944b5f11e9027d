import { beforeEach, expect, it } from 'vitest';
import { createPauses, type Pauses } from '../../src/delivery/pauses.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';

const AWAY: PushOutcome = { kind: 'retry', code: 502, reason: 'http_502', afterMs: 0, isWide: true };
const LOST: PushOutcome = { kind: 'unknown', reason: 'timeout' };
const accepted: PushOutcome = { kind: 'accepted' };
const HOUR = 3_600_000;

let now: number;
let pauses: Pauses;
beforeEach(() => {
  now = 1_800_000_000_000;
  pauses = createPauses({ now: () => now });
});
const restsFor = (ms: number) => {
  now += ms - 1;
  expect([pauses.resting(), pauses.toProbe()]).toEqual([['app'], []]);
  now += 1;
  expect(pauses.toProbe()).toEqual(['app']);
};
const probe = (outcome: PushOutcome) => {
  pauses.probing('app');
  expect(pauses.toProbe()).toEqual([]);
  pauses.note('app', outcome);
  pauses.probed('app');
};

it('a channel that is away rests longer each time it was tried in vain, for a minute at the most', () => {
  for (let together = 0; together < 5; together++) pauses.note('app', AWAY);
  for (const ms of [5000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
    restsFor(ms);
    probe(AWAY);
  }
});

it('it rests as long as WeCom wants', () => {
  pauses.note('app', { ...AWAY, afterMs: 30_000 });
  restsFor(30_000);
});

it('an answer that got lost on trying is no sign that it works again, nor the end of trying', () => {
  pauses.note('app', AWAY);
  restsFor(5000);
  probe(LOST);
  restsFor(10_000);
  probe(accepted);
  expect(pauses.resting()).toEqual([]);
});

it('three answers that got lost in a row are an outage, single ones are none', () => {
  for (const outcome of [LOST, LOST, accepted, LOST, LOST]) pauses.note('app', outcome);
  expect(pauses.resting()).toEqual([]);
  pauses.note('app', LOST);
  restsFor(5000);
});

it('a clock that is set back keeps no channel at rest', () => {
  pauses.note('app', AWAY);
  now -= HOUR;
  expect(pauses.toProbe()).toEqual(['app']);
});

it('every channel is tried by itself', () => {
  pauses.note('app', AWAY);
  pauses.note('webhook', AWAY);
  now += 5000;
  expect(pauses.toProbe()).toEqual(['app', 'webhook']);
  pauses.probing('app');
  expect(pauses.toProbe()).toEqual(['webhook']);
});
