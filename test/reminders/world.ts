import { readFileSync } from 'node:fs';
import type { Activity, ActivitySettings } from '../../src/domain/activity/activity.ts';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { type Instant, instantOf, isoShanghai } from '../../src/domain/calendar/time.ts';
import { BLANK_ITEM, type Item } from '../../src/domain/ledger/item.ts';
import {
  type Office,
  Organisation,
  type Person,
  type Role,
  type Unit,
} from '../../src/domain/organisation/organisation.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import type { FixedDayRule } from '../../src/domain/slots.ts';
import type { PlanInput, PlannedMessage } from '../../src/reminders/plan-types.ts';
import { readCadence } from '../../src/settings/cadence.ts';
import { readMusterSettings } from '../../src/settings/muster.ts';
import { type ReminderSettings, readReminderSettings } from '../../src/settings/reminders.ts';
import type { Settings } from '../../src/settings/settings.ts';
import type { Wording } from '../../src/wording/templates.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

// A small world with settings of its own and the real words, so that the tests read what people will read.

const root = new URL('../../', import.meta.url);
const file = (path: string) => readFileSync(new URL(path, root), 'utf8');

const templates = loadTemplates(new URL('templates', root).pathname);
export const render: Wording = templates.render;
export const reminderYaml = file('test/fixtures/config/reminders.yaml');
export const cadenceYaml = file('test/fixtures/config/cadence.yaml');
export const calendar2026Yaml = file('test/fixtures/config/calendar/2026.yaml');
export const settings = readReminderSettings(reminderYaml).value!;
export const cadence = readCadence(cadenceYaml).value!;

export const activityDefaults: ActivitySettings = {
  openBeforeMinutes: 30,
  closeAfterHours: 2,
  leaveApproval: false,
  attendance: 'member',
};

/** `2026-11-25 15:00` in Shanghai. */
export const at = (text: string): Instant =>
  instantOf(text.slice(0, 10), Number(text.slice(11, 13) || 0), Number(text.slice(14, 16) || 0));

export const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

const unit = (id: number, parentId: number | null, kind: Unit['kind'], path: string): Unit => ({
  id,
  parentId,
  kind,
  path,
  name: path.split('/').at(-1)!,
});

export const person = (
  id: string,
  name: string,
  branchId: number | null,
  more: Partial<Person> = {},
): Person => ({
  id,
  userId: id,
  name,
  branchId,
  groupId: null,
  kind: '正式党员',
  mobile: false,
  active: true,
  ...more,
});

/** 城郊党委 with an admin; 第一党支部 (committee, group) and 第二党支部 (a secretary only). */
export function smallOrganisation(): Organisation {
  const units = [
    unit(1, null, 'committee', '城郊党委'),
    unit(2, 1, 'branch', '城郊党委/第一党支部'),
    unit(3, 1, 'branch', '城郊党委/第二党支部'),
    unit(4, 2, 'group', '城郊党委/第一党支部/第一党小组'),
  ];
  const people = [
    person('admin', '管理', null),
    person('zhang', '张三', 2),
    person('li', '李四', 2),
    person('wang', '王五', 2, { groupId: 4 }),
    person('zhao', '赵六', 2, { groupId: 4 }),
    person('qian', '钱七', 3),
    person('sun', '孙八', 3),
  ];
  const offices: Office[] = [
    office('admin', 1, '管理员'),
    office('zhang', 2, '书记'),
    office('li', 2, '组织委员'),
    office('wang', 4, '党小组长'),
    office('qian', 3, '书记'),
  ];
  return new Organisation(units, people, offices);
}

export const office = (personId: string, unitId: number, role: Role): Office => ({ personId, unitId, role });

/** Planning input, with its settings one by one. */
export type WorldParts = Partial<Omit<PlanInput, 'settings'> & Omit<Settings, 'reminders' | 'activity'>> & {
  settings?: ReminderSettings;
  activityDefaults?: ActivitySettings;
};

const MUSTER = readMusterSettings('').value!;

export function world(parts: WorldParts = {}): PlanInput {
  const { calendar = createCalendar(), cadence: own = cadence, ...others } = parts;
  const { settings: reminders = settings, activityDefaults: life = activityDefaults, ...more } = others;
  return {
    org: smallOrganisation(),
    permissions: createPermissions(new Set()),
    settings: {
      activity: life,
      reminders,
      cadence: own,
      activityTypes: [],
      itemKinds: [],
      reports: [],
      processKinds: [],
      vitality: { enabled: false, period: 'year', rules: [] },
      calendar,
      muster: MUSTER,
    },
    units: new Map(),
    lost: [],
    addresses: new Map([
      [2, { channel: 'webhook', chat: 'chat2' }],
      [3, { channel: 'webhook', chat: 'chat3' }],
    ]),
    privateChannel: 'app',
    groupsBy: 'webhook',
    botName: '支部通',
    render,
    activities: [],
    attendance: new Map(),
    items: [],
    processes: [],
    settled: new Set(),
    snoozes: [],
    ...more,
  };
}

/** A world in which no requirement asks for anything, to look at one rule alone. */
export const calm = (parts: WorldParts = {}): PlanInput =>
  world({ cadence: { ...cadence, requirements: [] }, ...parts });

export function activity(id: number, start: string, more: Partial<Activity> = {}): Activity {
  return {
    id,
    unitId: 2,
    types: ['theme_day'],
    topic: null,
    place: '三楼会议室',
    startAt: at(start),
    endAt: null,
    host: null,
    recorder: null,
    lecturer: null,
    hasClock: true,
    stage: 'planned',
    source: 'person',
    createdBy: 'zhang',
    createdAt: at('2026-01-05 10:10'),
    revision: 1,
    ...more,
  };
}

export function item(id: number, due: string | null, more: Partial<Item> = {}): Item {
  return {
    ...BLANK_ITEM,
    id,
    no: id,
    kind: 'rectification',
    unitId: 2,
    problem: '灭火器过期',
    ownerId: 'wang',
    leaderId: 'li',
    ownerName: '王五',
    leaderName: '李四',
    dueAt: due === null ? null : instantOf(due, 23, 59, 59),
    firstDueAt: null,
    state: '整改中',
    openedBy: 'zhang',
    openedAt: at('2026-01-05 10:00'),
    movedAt: at('2026-11-20 10:00'),
    revision: 1,
    ...more,
  };
}

export const fixedOn = (unitId: number, rule: FixedDayRule, clock = '15:00') =>
  new Map([[unitId, { fixedDay: { rule, clock, place: '党员活动室' } }]]);

/** `11-25 14:31 opening zhang,li` — what a reader needs to check a plan by eye. */
export const brief = (m: PlannedMessage): string =>
  `${isoShanghai(m.at).slice(5, 16).replace('T', ' ')} ${m.rule} ${m.audience.join()}`;
export const day = (m: PlannedMessage): string => isoShanghai(m.at).slice(0, 10);
