import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { DAY_MS, HOUR_MS, instantOf } from '../../src/domain/calendar/time.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { BLANK_ITEM, type Item } from '../../src/domain/ledger/item.ts';
import {
  type Office,
  Organisation,
  type Person,
  type Unit,
} from '../../src/domain/organisation/organisation.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import type { FixedDayRule } from '../../src/domain/slots.ts';
import type { PushAddress } from '../../src/ports/push-address.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import type { OwnSettings } from '../../src/settings/units.ts';
import type { Wording } from '../../src/wording/templates.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const BRANCHES = 10_000;
const MEMBERS = 20;
const BRANCHES_PER_COMMITTEE = 40;
const FIXED_DAYS: FixedDayRule[] = [
  { kind: 'day', day: 25 },
  { kind: 'weekday', nth: 1, weekday: 5 },
  { kind: 'day', day: 10 },
  { kind: 'lunar', day: 15 },
];

/** 10,000 branches of twenty members each, nobody of whom does anything in the year. */
export function city(): PlanInput {
  const root = new URL('../../', import.meta.url);
  const templates = loadTemplates(new URL('templates', root).pathname);
  const render: Wording = templates.render;
  const units: Unit[] = [{ id: 1, parentId: null, kind: 'committee', name: '市委', path: '市委' }];
  const people: Person[] = [];
  const offices: Office[] = [];
  const settings = new Map<number, OwnSettings>();
  const addresses = new Map<number, PushAddress>();
  for (let b = 0; b < BRANCHES; b++) {
    if (b % BRANCHES_PER_COMMITTEE === 0) addCommittee(units, people, offices, b / BRANCHES_PER_COMMITTEE);
    const id = addBranch(units, people, offices, b);
    settings.set(id, { fixedDay: { rule: FIXED_DAYS[b % 4]!, clock: '15:00', place: '党员活动室' } });
    // one branch in ten has no group: its members are told one by one
    if (b % 10 > 0) addresses.set(id, { channel: 'webhook', chat: `chat${id}` });
  }
  const delivered = loadSettings('config');
  defineFilingKinds(delivered.reports);
  return {
    org: new Organisation(units, people, offices),
    permissions: createPermissions(new Set()),
    settings: { ...delivered, calendar: createCalendar() },
    units: settings,
    addresses,
    privateChannel: 'app',
    groupsBy: 'webhook',
    botName: '支部通',
    render,
    activities: [],
    attendance: new Map(),
    items: items(units),
    settled: new Set(),
    processes: [],
    snoozes: [],
    lost: [],
  };
}

function addCommittee(units: Unit[], people: Person[], offices: Office[], n: number): void {
  const id = 100_000 + n;
  units.push({ id, parentId: 1, kind: 'committee', name: `第${n}党委`, path: `市委/第${n}党委` });
  people.push(person(`admin${n}`, null, null, 0));
  offices.push({ personId: `admin${n}`, unitId: id, role: '管理员' });
}

/** Twenty members and three officers; one branch in five has groups: they are formed where members are dispersed. */
function addBranch(units: Unit[], people: Person[], offices: Office[], b: number): number {
  const parent = units.findLast((u) => u.kind === 'committee')!;
  const id = 200_000 + b;
  const path = `${parent.path}/第${b}党支部`;
  units.push({ id, parentId: parent.id, kind: 'branch', name: `第${b}党支部`, path });
  const groups = b % 5 === 0 ? [400_000 + b * 2, 400_001 + b * 2] : [];
  for (const [i, group] of groups.entries())
    units.push({
      id: group,
      parentId: id,
      kind: 'group',
      name: `第${i}党小组`,
      path: `${path}/第${i}党小组`,
    });
  for (let m = 0; m < MEMBERS; m++) people.push(person(`m${b}_${m}`, id, groups[m % 2] ?? null, m));
  for (const [m, role] of (['书记', '组织委员', '宣传委员'] as const).entries())
    offices.push({ personId: `m${b}_${m}`, unitId: id, role });
  for (const [i, group] of groups.entries())
    offices.push({ personId: `m${b}_${4 + i}`, unitId: group, role: '党小组长' });
  return id;
}

const person = (id: string, branchId: number | null, groupId: number | null, m: number): Person => ({
  id,
  userId: id,
  name: `党员${m}`,
  kind: '正式党员',
  mobile: m === MEMBERS - 1,
  branchId,
  groupId,
  active: true,
});

/** An open rectification item for every second branch, their deadlines all over the year. */
function items(units: readonly Unit[]): Item[] {
  const branches = units.filter((u) => u.kind === 'branch' && u.id % 2 === 0);
  const start = instantOf('2026-01-01');
  return branches.map((unit, i) => {
    const b = i * 2;
    return {
      ...BLANK_ITEM,
      id: b + 1,
      no: b + 1,
      kind: 'rectification' as const,
      unitId: unit.id,
      problem: '灭火器过期未更换',
      ownerId: `m${b}_7`,
      leaderId: `m${b}_1`,
      ownerName: '党员7',
      leaderName: '党员1',
      dueAt: start + ((b * 7) % 365) * DAY_MS + 23 * HOUR_MS,
      firstDueAt: null,
      state: '整改中' as const,
      openedBy: `m${b}_0`,
      openedAt: start - 30 * DAY_MS,
      movedAt: start - 30 * DAY_MS,
      revision: 1,
    };
  });
}
