import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import { activityTypes } from '../../src/domain/activity/types.ts';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { minuteOfDay } from '../../src/domain/calendar/minutes.ts';
import { DAY_MS, dateOf, type Instant, instantOf, MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { ITEM_STATES, type Item } from '../../src/domain/ledger/item.ts';
import type { PushAddress } from '../../src/ports/push-address.ts';
import { createPlanner, plan } from '../../src/reminders/plan.ts';
import type { PlanInput, PlannedMessage } from '../../src/reminders/plan-types.ts';
import type { OwnSettings } from '../../src/settings/units.ts';

import { activity, item, world } from './world.ts';

// Whatever a branch does, what is promised about reminders holds.

const calendar = createCalendar();
const START = instantOf('2026-09-15');
const END = instantOf('2026-11-15');
const UNITS = [2, 3, 4];
const PEOPLE = ['zhang', 'li', 'wang', 'zhao', 'qian', 'sun', 'admin'];

const moment = fc
  .integer({ min: 0, max: (END - START) / (10 * MINUTE_MS) })
  .map((n): Instant => START + n * 10 * MINUTE_MS);
const unitId = fc.constantFrom(...UNITS);
const people = fc.subarray(PEOPLE);

const activities = fc
  .array(
    fc.record({
      unitId,
      startAt: moment,
      createdAt: moment,
      types: fc.subarray([...activityTypes()], { minLength: 1, maxLength: 2 }),
      stage: fc.constantFrom<Activity['stage']>('planned', 'planned', 'recorded', 'cancelled'),
      revision: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((more, i) => activity(i + 1, '2026-10-01', more)));

const items = fc
  .array(
    fc.record({
      unitId,
      dueAt: fc.option(moment),
      reviewAt: fc.option(moment),
      extensionTo: fc.option(moment),
      movedAt: moment,
      ownerId: fc.constantFrom<string | null>(...PEOPLE, 'stranger', null),
      leaderId: fc.constantFrom<string | null>(...PEOPLE, null),
      state: fc.constantFrom<Item['state']>(...ITEM_STATES),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((more, i) => item(i + 1, null, more)));

const unitSettings: fc.Arbitrary<OwnSettings> = fc.record(
  {
    fixedDay: fc.record({
      rule: fc.oneof(
        fc.integer({ min: 1, max: 31 }).map((day) => ({ kind: 'day' as const, day })),
        fc.record({
          kind: fc.constant('weekday' as const),
          nth: fc.constantFrom(1, 2, 5, -1),
          weekday: fc.integer({ min: 1, max: 7 }),
        }),
        fc.integer({ min: 1, max: 30 }).map((day) => ({ kind: 'lunar' as const, day })),
      ),
      clock: fc.constantFrom('07:30', '08:30', '09:00', '15:00', '19:30', '21:30'),
      place: fc.constant(null),
      shift: fc.constantFrom('earlier' as const, 'later' as const, 'keep' as const),
    }),
    switches: fc.record({ opening: fc.boolean(), nudge: fc.boolean(), dayBefore: fc.boolean() }),
    activity: fc.record({ attendance: fc.constantFrom('member' as const, 'secretary' as const) }),
  },
  { requiredKeys: ['switches', 'activity'] },
);

const addresses = fc
  .subarray(UNITS)
  .chain((units) =>
    fc.tuple(...units.map((id) => fc.tuple(fc.constant(id), fc.constantFrom('chatA', `chat${id}`)))),
  )
  .map(
    (list) => new Map(list.map(([id, chat]): [number, PushAddress] => [id, { channel: 'webhook', chat }])),
  );

const worlds: fc.Arbitrary<PlanInput> = fc
  .record({
    activities,
    items,
    addresses,
    units: fc
      .tuple(unitSettings, unitSettings, unitSettings)
      .map((all) => new Map(UNITS.map((id, i) => [id, all[i]!]))),
    attendance: fc
      .array(fc.record({ present: people, leave: people, absent: people, pendingLeave: people }), {
        maxLength: 12,
      })
      .map((list) => new Map(list.map((summary, i) => [i + 1, summary]))),
    snoozes: fc.array(
      fc.record({
        personId: fc.constantFrom(...PEOPLE),
        matter: fc.constantFrom(
          'item:1',
          'item:2',
          'cadence:theme_day:2:2026-10',
          'unmet:theme_day:3:2026-09',
          'record:activity:1',
          'approval:1',
        ),
        on: moment.map(dateOf),
      }),
      { maxLength: 4 },
    ),
    settled: fc.subarray(['cadence:dues:2:2026-10', 'cadence:dues:3:2026-10']).map((list) => new Set(list)),
  })
  .map((more) => world(more));

const all = { from: START - 20 * DAY_MS, to: END + 40 * DAY_MS };
const holds = (numRuns: number, property: (input: PlanInput) => void) =>
  fc.assert(fc.property(worlds, property), { numRuns });
const isPrivate = (m: PlannedMessage) => m.chat === null;

/** What holds functions cannot be copied. */
const withoutFunctions = (input: PlanInput) => ({
  ...input,
  settings: { ...input.settings, calendar: null },
  org: null,
  permissions: null,
  render: null,
});

describe('planning', () => {
  it('is idempotent, leaves its input alone and does not depend on the order of what it is given', () => {
    holds(25, (input) => {
      const before = structuredClone(withoutFunctions(input));
      const turned: PlanInput = {
        ...input,
        activities: [...input.activities].reverse(),
        items: [...input.items].reverse(),
        snoozes: [...input.snoozes].reverse(),
        units: new Map([...input.units].reverse()),
        addresses: new Map([...input.addresses].reverse()),
      };
      expect(plan(turned, all)).toEqual(plan(input, all));
      expect(withoutFunctions(input)).toEqual(before);
    });
  });

  it('does not depend on how the span is cut', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 110 * 24 * 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(worlds, minutes, (input, at) => {
        const cuts = [all.from, ...at.map((m) => all.from + m * MINUTE_MS).sort((a, b) => a - b), all.to];
        const planner = createPlanner(input);
        const pieces = cuts.slice(1).flatMap((to, i) => planner.due({ from: cuts[i]!, to }));
        expect(pieces).toEqual(plan(input, all));
      }),
      { numRuns: 25 },
    );
  });

  it('is the same minute by minute through a day', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 100 }), (input, n) => {
        const day = { from: all.from + n * DAY_MS, to: all.from + (n + 1) * DAY_MS };
        const planner = createPlanner(input);
        const ticks = [];
        for (let at = day.from; at < day.to; at += MINUTE_MS)
          ticks.push(...planner.due({ from: at, to: at + MINUTE_MS }));
        expect(ticks).toEqual(plan(input, day));
      }),
      { numRuns: 10 },
    );
  });
});

/** Each looks at all messages of one world. */
const PROMISES: Record<string, (messages: PlannedMessage[], input: PlanInput) => void> = {
  'every message has a key of its own, an audience, words and time to be of use'(messages) {
    expect(new Set(messages.map((m) => m.key)).size).toBe(messages.length);
    for (const [i, m] of messages.entries()) {
      if (i > 0) expect(m.at).toBeGreaterThanOrEqual(messages[i - 1]!.at);
      expect(m.expiresAt).toBeGreaterThan(m.at);
      expect(m.audience.length).toBeGreaterThan(0);
      expect(m.text).not.toBe('');
    }
  },

  'a person hears once a working day, openings and records aside'(messages) {
    const heard = new Set<string>();
    for (const m of messages) {
      // an invitation at once is for an activity that begins before the next morning
      const isInvitationAtOnce = m.rule === 'invitation' && minuteOfDay(m.at) > 9 * 60 + 29;
      if (!isPrivate(m) || m.rule === 'opening' || m.rule === 'record_prompt' || isInvitationAtOnce) continue;
      for (const id of m.audience) {
        const key = `${id} ${dateOf(m.at)}`;
        expect(heard.has(key), `${m.key} for ${key}`).toBe(false);
        heard.add(key);
      }
    }
  },

  'nothing goes in the quiet hours, nor at minute 0 or 30, and digests keep their hour'(messages) {
    for (const m of messages) {
      const minute = minuteOfDay(m.at);
      const [first, last] = m.rule === 'digest' ? [8 * 60 + 31, 9 * 60 + 29] : [8 * 60 + 1, 21 * 60 - 1];
      expect(minute, m.key).toBeGreaterThanOrEqual(first!);
      expect(minute, m.key).toBeLessThanOrEqual(last!);
      expect(minute % 30, m.key).not.toBe(0);
    }
  },

  'nothing private goes on a day off, and to groups only what belongs to the day'(messages) {
    for (const m of messages) {
      if (calendar.isWorkingDay(dateOf(m.at))) continue;
      expect(isPrivate(m), m.key).toBe(false);
      expect(['opening', 'nudge', 'two_hours_before'], m.key).toContain(m.rule);
    }
  },

  'a group hears at most two messages a day, the invitation aside'(messages) {
    const heard = new Map<string, number>();
    for (const m of messages) {
      if (isPrivate(m) || m.rule === 'invitation') continue;
      const key = `${m.chat} ${dateOf(m.at)}`;
      heard.set(key, (heard.get(key) ?? 0) + 1);
      expect(heard.get(key), key).toBeLessThanOrEqual(2);
    }
  },

  'a nudge comes once, five to ten minutes after the start'(messages, input) {
    const starts = new Map(input.activities.map((a) => [`activity:${a.id}`, a.startAt]));
    const nudges = messages.filter((m) => m.rule === 'nudge');
    expect(new Set(nudges.map((m) => m.subject)).size).toBe(nudges.length);
    for (const m of nudges) {
      const after = m.at - (starts.get(m.subject) ?? m.at - 5 * MINUTE_MS);
      expect(after, m.key).toBeGreaterThanOrEqual(5 * MINUTE_MS);
      expect(after, m.key).toBeLessThanOrEqual(10 * MINUTE_MS);
    }
  },

  'what is done is silent'(messages, input) {
    const spoken = new Set(messages.flatMap((m) => m.matters.map((x) => x.key)));
    for (const a of input.activities.filter((x) => x.stage !== 'planned')) {
      expect(spoken).not.toContain(`activity:${a.id}`);
      expect(spoken).not.toContain(`record:activity:${a.id}`);
    }
    for (const i of input.items.filter((x) => x.state === '已销号')) {
      expect(spoken).not.toContain(`item:${i.id}`);
      expect(spoken).not.toContain(`approval:${i.id}`);
    }
    for (const key of input.settled) expect(spoken).not.toContain(key);
  },
};

describe('nobody is pestered', () => {
  it('keeps every promise, whatever a branch does', () => {
    holds(40, (input) => {
      const messages = plan(input, all);
      for (const promise of Object.values(PROMISES)) promise(messages, input);
    });
  });

  it('settling a matter takes its line away and leaves what does not name it', () => {
    holds(20, (input) => {
      const [first] = input.items;
      if (!first) return;
      const names = (m: PlannedMessage) => m.matters.some((x) => /^(item|approval):1$|^draft:/.test(x.key));
      const before = plan(input, all);
      const settled = {
        ...input,
        items: [{ ...first, gone: 'withdrawn' as const }, ...input.items.slice(1)],
      };
      const after = new Map(plan(settled, all).map((m) => [m.key, m]));
      // a shared announcement may win a reader who has no digest any more
      for (const m of before.filter((x) => !names(x))) expect(after.get(m.key)?.text, m.key).toBe(m.text);
      expect([...after.values()].flatMap((m) => m.matters.map((x) => x.key))).not.toContain('item:1');
    });
  });
});

it('another set-up over the same people is prepared anew', () => {
  const one = world();
  const other = { ...one, botName: '小助手', activities: [activity(1, '2026-10-14 15:00')] };
  expect(plan(one, all).filter((m) => m.rule === 'opening')).toEqual([]);
  expect(plan(other, all).find((m) => m.rule === 'opening')!.text).toContain('@小助手 签到');
});
