// 2026 lived through by fifteen branches: five answer the first reminder, five the last, five never. Every day the
// planner is asked for that day only, with what happened until then, as the server does.
import type { Activity } from '../../src/domain/activity/activity.ts';
import type { ActivityType } from '../../src/domain/activity/types.ts';
import { addDays, dateOf, HOUR_MS, instantOf } from '../../src/domain/calendar/time.ts';
import type { Item } from '../../src/domain/ledger/item.ts';
import { openNodes, withDone } from '../../src/domain/ledger/nodes.ts';
import {
  type Office,
  Organisation,
  type Person,
  type Unit,
} from '../../src/domain/organisation/organisation.ts';
import { processRow } from '../../src/domain/process/kinds.ts';
import { nextStep, type Process } from '../../src/domain/process/process.ts';
import type { Scheme } from '../../src/domain/scheme/scheme.ts';
import type { PushAddress } from '../../src/ports/push-address.ts';
import { fixedDayActivities } from '../../src/reminders/fixed-days.ts';
import { createPlanner } from '../../src/reminders/plan.ts';
import type { AttendanceSummary, PlanInput, PlannedMessage } from '../../src/reminders/plan-types.ts';
import type { OwnSettings } from '../../src/settings/units.ts';
import { activity, item, office, person, type WorldParts, world } from './world.ts';
import { itemsOf, PLAN, processesOf, unitOf, type Work } from './year-works.ts';

export type Temper = 'prompt' | 'late' | 'idle';
const TEMPERS: Temper[] = ['prompt', 'late', 'idle'];
const BRANCHES = 15;
const MEMBERS = 20;
export const temperOf = (branch: number): Temper => TEMPERS[branch % 3]!;

function organisation(branches: number): Organisation {
  const units: Unit[] = [{ id: 1, parentId: null, kind: 'committee', name: '城郊党委', path: '城郊党委' }];
  const people: Person[] = [person('admin', '管理', null)];
  const offices: Office[] = [office('admin', 1, '管理员')];
  for (let b = 0; b < branches; b++) {
    const name = `第${b + 1}党支部`;
    units.push({ id: unitOf(b), parentId: 1, kind: 'branch', name, path: `城郊党委/${name}` });
    for (let m = 0; m < MEMBERS; m++) people.push(person(`m${b}_${m}`, `党员${b}_${m}`, unitOf(b)));
    offices.push(office(`m${b}_0`, unitOf(b), '书记'), office(`m${b}_1`, unitOf(b), '组织委员'));
  }
  return new Organisation(units, people, offices);
}

interface Life {
  input: PlanInput;
  processes: Process[];
  schemes: Scheme[];
  /** branches that reported the plan, by month */
  reported: Map<string, Set<number>>;
  activities: Activity[];
  attendance: Map<number, AttendanceSummary>;
  items: Item[];
  settled: Set<string>;
}

function birth(works: readonly Work[], settings: WorldParts, branches: number): Life {
  const units = new Map<number, OwnSettings>();
  const addresses = new Map<number, PushAddress>();
  const items: Item[] = [];
  for (let b = 0; b < branches; b++) {
    units.set(unitOf(b), {
      fixedDay: { rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' },
    });
    addresses.set(unitOf(b), { channel: 'webhook', chat: `chat${b}` });
    const who = { unitId: unitOf(b), ownerId: `m${b}_5`, leaderId: `m${b}_1` };
    items.push(item(0, '2026-06-26', { ...who, movedAt: instantOf('2026-05-20') }));
  }
  const all = Array.from({ length: branches }, (_, b) => b);
  const life = {
    ...{ activities: [], attendance: new Map(), settled: new Set<string>() },
    items: [...items, ...all.flatMap((b) => itemsOf(b, works))].map((one, i) => ({
      ...one,
      id: i + 1,
    })),
    processes: all.flatMap((b) => processesOf(b, works)),
  };
  return {
    ...{ ...life, schemes: works.includes('plan') ? [PLAN] : [], reported: new Map() },
    input: world({ ...settings, org: organisation(branches), units, addresses, ...life }),
  };
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
  if (kind === 'item' && (temper === 'prompt' || isPast(life, date, Number(id))))
    life.items = life.items.map((i) =>
      i.id === Number(id) && isNearEnd(i, date)
        ? { ...i, state: '已销号', closedAt: instantOf(date, 12) }
        : i,
    );
  if (kind === 'item') doNodes(life, temper, date, Number(id));
  if (kind === 'ask')
    life.items = life.items.map((i) => (i.id === Number(id) ? { ...i, progressAt: instantOf(date, 12) } : i));
  if (kind === 'filing' && (temper === 'prompt' || isLastCall(date))) life.settled.add(key);
  if (kind === 'process') takeStep(life, date, Number(id));
  if (kind === 'scheme') {
    const month = key.split(':')[2]!;
    life.reported.set(month, (life.reported.get(month) ?? new Set()).add(Number(id)));
  }
  if (kind !== 'cadence') return;
  const requirement = life.input.settings.cadence.requirements.find((r) => r.id === id)!;
  if (requirement.metBy.kind === 'report')
    life.settled.add(`filing:${requirement.metBy.report}:${unit}:${key.split(':')[3]}`);
  else if (requirement.metBy.kind !== 'activity') life.settled.add(key);
  else if (requirement.metBy.kind === 'activity' && (temper === 'prompt' || isLastCall(date)))
    arrange(life, Number(unit), requirement.metBy.type, date);
}

/** The deadline is over. */
const isPast = (life: Life, date: string, id: number): boolean =>
  life.items.some((i) => i.id === id && i.dueAt !== null && date > dateOf(i.dueAt));

/** Whoever is told of a node does that node; the whole when it is its turn. */
const isNearEnd = ({ dueAt, nodes }: Item, date: string): boolean =>
  nodes.length === 0 || dueAt === null || addDays(date, 14) >= dateOf(dueAt);

/** Prompt ones do a node when they hear of it, late ones on its day. */
function doNodes(life: Life, temper: Temper, date: string, id: number): void {
  const until = instantOf(temper === 'prompt' ? addDays(date, 10) : date, 23, 59, 59);
  life.items = life.items.map((i) =>
    i.id === id && openNodes(i).length > 0
      ? { ...i, ...withDone(i, i.ownerId!, instantOf(date, 12), ({ dueAt }) => dueAt <= until) }
      : i,
  );
}

function takeStep(life: Life, date: string, id: number): void {
  life.processes = life.processes.map((process) => {
    const step = process.id === id ? nextStep(processRow(process.kind)!, process) : undefined;
    if (!step) return process;
    const done = { day: date, by: process.by, at: instantOf(date, 12) };
    return { ...process, steps: { ...process.steps, [step.key]: done }, changedAt: done.at };
  });
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

/**
 * Every message of the year.
 * @param works what they do beside what the regulation asks of them; its kinds must be defined
 * @param branches every third is prompt, late, idle
 */
export function liveThrough(
  works: readonly Work[] = [],
  settings: WorldParts = {},
  branches = BRANCHES,
): PlannedMessage[] {
  const life = birth(works, settings, branches);
  const all: PlannedMessage[] = [];
  for (let date = '2026-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
    const state = () => ({
      ...life.input,
      activities: life.activities,
      attendance: life.attendance,
      items: life.items,
      settled: life.settled,
      processes: life.processes,
      plans: plansIn(life, date.slice(0, 7)),
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
      const messages = createPlanner(state()).due(span);
      react(life, date, messages);
      all.push(...messages);
    }
  }
  return all;
}

function plansIn({ schemes, reported }: Life, month: string): PlanInput['plans'] {
  if (schemes.length === 0) return undefined;
  const told = [...(reported.get(month) ?? [])].map((id) => [id, 1] as const);
  return { schemes, month, reported: new Map(told) };
}

/** Private messages to somebody, January to December. */
export function byMonth(messages: readonly PlannedMessage[], who: string): number[] {
  const mine = messages.filter((m) => m.chat === null && m.audience.includes(who));
  return Array.from(
    { length: 12 },
    (_, i) => mine.filter((m) => Number(dateOf(m.at).slice(5, 7)) === i + 1).length,
  );
}
