import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import type { ActivityType } from '../../src/domain/activity/types.ts';
import { addDays, dateOf, HOUR_MS, instantOf } from '../../src/domain/calendar/time.ts';
import type { Item } from '../../src/domain/ledger/item.ts';
import {
  type Office,
  Organisation,
  type Person,
  type Unit,
} from '../../src/domain/organisation/organisation.ts';
import type { PushAddress } from '../../src/ports/push-address.ts';
import { fixedDayActivities } from '../../src/reminders/fixed-days.ts';
import { createPlanner, preparePlanning } from '../../src/reminders/plan.ts';
import type { AttendanceSummary, PlanInput, PlannedMessage } from '../../src/reminders/plan-types.ts';
import type { OwnSettings } from '../../src/settings/units.ts';
import { activity, cadence, item, office, person, world } from './world.ts';

// 2026 lived through by fifteen branches: five answer the first reminder, five the last, five never. Every day the
// planner is asked for that day only, with what happened until then, as the server does.

type Temper = 'prompt' | 'late' | 'idle';
const TEMPERS: Temper[] = ['prompt', 'late', 'idle'];
const BRANCHES = 15;
const MEMBERS = 20;
const temperOf = (branch: number): Temper => TEMPERS[branch % 3]!;
const unitOf = (branch: number) => 100 + branch;

function organisation(): Organisation {
  const units: Unit[] = [{ id: 1, parentId: null, kind: 'committee', name: '城郊党委', path: '城郊党委' }];
  const people: Person[] = [person('admin', '管理', null)];
  const offices: Office[] = [office('admin', 1, '管理员')];
  for (let b = 0; b < BRANCHES; b++) {
    const name = `第${b + 1}党支部`;
    units.push({ id: unitOf(b), parentId: 1, kind: 'branch', name, path: `城郊党委/${name}` });
    for (let m = 0; m < MEMBERS; m++) people.push(person(`m${b}_${m}`, `党员${b}_${m}`, unitOf(b)));
    offices.push(office(`m${b}_0`, unitOf(b), '书记'), office(`m${b}_1`, unitOf(b), '组织委员'));
  }
  return new Organisation(units, people, offices);
}

interface Life {
  input: PlanInput;
  activities: Activity[];
  attendance: Map<number, AttendanceSummary>;
  items: Item[];
  settled: Set<string>;
}

function birth(): Life {
  const units = new Map<number, OwnSettings>();
  const addresses = new Map<number, PushAddress>();
  const items: Item[] = [];
  for (let b = 0; b < BRANCHES; b++) {
    units.set(unitOf(b), {
      fixedDay: { rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' },
    });
    addresses.set(unitOf(b), { channel: 'webhook', chat: `chat${b}` });
    const who = { unitId: unitOf(b), ownerId: `m${b}_5`, leaderId: `m${b}_1` };
    items.push(item(b + 1, '2026-06-26', { ...who, movedAt: instantOf('2026-05-20') }));
  }
  const life = { activities: [], attendance: new Map(), items, settled: new Set<string>() };
  return { ...life, input: world({ org: organisation(), units, addresses, ...life }) };
}

/** What the branches do about the messages of one day. */
function react(life: Life, date: string, messages: readonly PlannedMessage[]): void {
  for (const m of messages) {
    const temper = temperOf(m.unitId - unitOf(0));
    if (temper === 'idle' || m.unitId === 1) continue;
    if (m.rule === 'opening') {
      // everyone checks in at a prompt branch, nobody elsewhere
      const id = Number(m.subject.split(':')[1]);
      if (temper === 'prompt')
        life.attendance.set(id, { present: m.audience, leave: [], absent: [], pendingLeave: [] });
    }
    if (m.rule === 'record_prompt' && temper === 'prompt') record(life, m.subject);
    if (m.rule === 'digest') for (const matter of m.matters) answer(life, temper, date, matter.key);
  }
}

function answer(life: Life, temper: Temper, date: string, key: string): void {
  const [kind, id, unit] = key.split(':') as [string, string, string];
  if (kind === 'record') record(life, key.slice('record:'.length));
  if (kind === 'item' && (temper === 'prompt' || date > '2026-06-26'))
    life.items = life.items.map((i) =>
      i.id === Number(id) ? { ...i, state: '已销号', closedAt: instantOf(date, 12) } : i,
    );
  if (kind !== 'cadence') return;
  const requirement = cadence.requirements.find((r) => r.id === id)!;
  if (requirement.metBy.kind === 'acknowledged') life.settled.add(key);
  else if (requirement.metBy.kind === 'activity' && (temper === 'prompt' || isLastCall(date)))
    arrange(life, Number(unit), requirement.metBy.type, date);
}

/** Late branches wait for the last call. */
const isLastCall = (date: string): boolean => Number(date.slice(8)) > 21;

function arrange(life: Life, unitId: number, type: ActivityType, date: string): void {
  const day = life.input.settings.calendar.addWorkingDays(date, 2);
  const known = life.activities.find(
    (a) => a.unitId === unitId && a.types.includes(type) && dateOf(a.startAt) === day,
  );
  if (known) return;
  const host = type === 'party_lecture' ? `党员${unitId - unitOf(0)}_0` : null;
  const more = { unitId, types: [type], createdAt: instantOf(date, 10, 5), host };
  life.activities = [...life.activities, activity(life.activities.length + 1, `${day} 14:10`, more)];
}

function record(life: Life, subject: string): void {
  const id = Number(subject.split(':')[1]);
  life.activities = life.activities.map((a) =>
    a.id === id ? { ...a, stage: 'recorded', revision: a.revision + 1 } : a,
  );
}

function liveThrough(): PlannedMessage[] {
  const life = birth();
  const prepared = preparePlanning(life.input);
  const all: PlannedMessage[] = [];
  for (let date = '2026-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
    const state = () => ({
      ...life.input,
      activities: life.activities,
      attendance: life.attendance,
      items: life.items,
      settled: life.settled,
    });
    const midnight = instantOf(date);
    for (const made of fixedDayActivities(state(), { from: midnight, to: midnight }))
      life.activities = [
        ...life.activities,
        { ...made, id: life.activities.length + 1, createdAt: midnight },
      ];
    // digests are answered before the afternoon is planned, check-ins before the nudge
    for (const [from, to] of [
      [0, 12],
      [12, 14],
      [14, 15],
      [15, 24],
    ] as const) {
      const span = { from: instantOf(date, from), to: instantOf(date) + to * HOUR_MS };
      const messages = createPlanner(state(), prepared).due(span);
      react(life, date, messages);
      all.push(...messages);
    }
  }
  return all;
}

const messages = liveThrough();
const countBy = (list: readonly PlannedMessage[], key: (m: PlannedMessage) => string) =>
  Object.fromEntries([...Map.groupBy(list, key)].map(([k, of]) => [k, of.length]).sort());
const branchOf = (m: PlannedMessage) => m.unitId - unitOf(0);
const of = (temper: Temper) =>
  messages.filter((m) => m.unitId !== 1 && m.audience[0] !== 'admin' && temperOf(branchOf(m)) === temper);

describe('2026 for fifteen branches of twenty members', () => {
  it.each<[Temper, Record<string, number>]>([
    ['prompt', { invitation: 60, day_before: 170, opening: 170, record_prompt: 170, digest: 190 }],
    ['late', { invitation: 60, day_before: 145, opening: 150, nudge: 95, record_prompt: 170, digest: 410 }],
    ['idle', { invitation: 60, day_before: 60, opening: 60, nudge: 60, record_prompt: 60, digest: 395 }],
  ])('messages by kind to five %s branches', (temper, expected) => {
    expect(countBy(of(temper), (m) => m.rule)).toEqual(expected);
  });

  it.each<[string, number[]]>([
    ['m0_0', [4, 4, 7, 5, 3, 7, 4, 3, 7, 3, 5, 7]],
    ['m1_0', [6, 7, 11, 9, 6, 9, 7, 7, 10, 6, 8, 10]],
    ['m2_0', [5, 5, 7, 7, 4, 6, 7, 6, 6, 5, 5, 8]],
    ['admin', [2, 2, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2]],
  ])('private messages to %s by month', (who, expected) => {
    const mine = messages.filter((m) => m.chat === null && m.audience.includes(who));
    const byMonth = Array.from(
      { length: 12 },
      (_, i) => mine.filter((m) => Number(dateOf(m.at).slice(5, 7)) === i + 1).length,
    );
    expect(byMonth).toEqual(expected);
  });

  it('no key comes twice in the year', () => {
    expect(new Set(messages.map((m) => m.key)).size).toBe(messages.length);
  });
});
