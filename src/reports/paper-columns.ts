// Which columns a metric's lines have, as tables and files show them.

import type { ColumnKind } from '../documents/book/sheet.ts';
import type { FigureColumn } from '../documents/figures.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import type { StatsItem } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';

const KINDS = {
  unit: 'text',
  side: 'text',
  source: 'text',
  name: 'text',
  person: 'text',
  approver: 'text',
  reason: 'text',
  closedAt: 'date',
  openedAt: 'date',
  meeting: 'text',
  topic: 'text',
  problem: 'text',
  owner: 'text',
  state: 'text',
  place: 'text',
  group: 'text',
  office: 'text',
  standing: 'text',
  away: 'text',
  team: 'text',
  startAt: 'date',
  dueAt: 'date',
  from: 'date',
  to: 'date',
  activities: 'count',
  expected: 'count',
  present: 'count',
  leave: 'count',
  absent: 'count',
  open: 'count',
  unnamed: 'count',
  total: 'count',
  closed: 'count',
  overdue: 'count',
  value: 'count',
  members: 'count',
  formal: 'count',
  probationary: 'count',
  mobile: 'count',
  activists: 'count',
  units: 'count',
  due: 'count',
  reported: 'count',
  zeros: 'count',
  owed: 'count',
  registered: 'count',
  called: 'count',
  inTime: 'count',
  drills: 'count',
  rate: 'rate',
} as const satisfies Readonly<Record<string, ColumnKind>>;

export type ColumnKey = keyof typeof KINDS;

const MEETINGS = ['startAt', 'meeting', 'unit', 'state', 'expected', 'present', 'rate'] as const;
const ITEMS = ['name', 'problem', 'owner', 'dueAt', 'state', 'unit'] as const;
const ROLL = ['name', 'startAt', 'unit'] as const;

/** Of several units, a line each; what a single unit shows in their place is its meetings. */
const COLUMNS: Readonly<Record<Metric, readonly ColumnKey[]>> = {
  attendance_rate: ['unit', 'activities', 'expected', 'present', 'rate'],
  headcount_total: ['unit', 'activities', 'value'],
  activity_count: ['unit', 'value'],
  report_missing: MEETINGS,
  member_count: ['unit', 'members', 'formal', 'probationary', 'mobile', 'activists'],
  member_list: ['name', 'unit', 'group', 'office', 'standing', 'away', 'team'],
  activity_list: MEETINGS,
  activity_gap: ['unit', 'meeting', 'from', 'to', 'state'],
  upcoming: ['startAt', 'meeting', 'unit', 'place'],
  my_attendance: ['name', 'unit', 'activities', 'present', 'leave', 'absent', 'open', 'unnamed'],
  absentees: ROLL,
  late_list: ROLL,
  leave_list: ROLL,
  rectify_open: ITEMS,
  rectify_overdue: ITEMS,
  rectify_due_soon: ITEMS,
  rectify_item: ITEMS,
  rectify_rate: ['unit', 'total', 'closed', 'overdue', 'rate'],
  process_due: ['name', 'problem', 'state', 'dueAt', 'unit'],
  process_done: ['name', 'problem', 'state', 'startAt', 'unit'],
  process_at: ['name', 'problem', 'state', 'startAt', 'unit'],
  scheme_progress: ['name', 'problem', 'units', 'due', 'reported', 'zeros'],
  scheme_still: ['name', 'problem', 'units', 'due', 'reported', 'zeros'],
  filing_rate: ['name', 'from', 'to', 'owed', 'registered', 'rate'],
  muster_count: ['unit', 'activities', 'drills', 'called'],
  muster_ack_rate: ['unit', 'activities', 'called', 'inTime', 'rate'],
  muster_arrival_rate: ['unit', 'activities', 'called', 'inTime', 'rate'],
  ack_missing: ['name'],
};

/** Metrics that show meetings one by one, of a single unit or of any. */
export const isOfMeetings = (metric: Metric, isSingle: boolean): boolean =>
  COLUMNS[metric] === MEETINGS || (isSingle && METRIC_DEFINITIONS[metric].shape === 'table');

/** To keep, each with what it was about. */
export const keysToKeep = (metric: Metric, isSingle: boolean): readonly ColumnKey[] => {
  const keys = keysOf(metric, isSingle);
  return keys === MEETINGS && metric !== 'report_missing'
    ? keys.flatMap((key) => (key === 'meeting' ? [key, 'topic'] : [key]))
    : keys;
};

export function keysOf(metric: Metric, isSingle: boolean): readonly ColumnKey[] {
  return isOfMeetings(metric, isSingle) ? MEETINGS : COLUMNS[metric];
}

/** Lines that may be added up: meetings and units, and no persons or items. */
export const addsUp = (metric: Metric): boolean =>
  ['table', 'activities', 'ledger', 'heads'].includes(METRIC_DEFINITIONS[metric].shape);

/** What a rate is of what. */
const PARTS = [
  ['present', 'expected'],
  ['closed', 'total'],
  ['registered', 'owed'],
  ['inTime', 'called'],
] as const satisfies readonly (readonly [ColumnKey, ColumnKey])[];

export function columnsOf(keys: readonly ColumnKey[], words: Wording): FigureColumn[] {
  const at = (key: ColumnKey) => keys.indexOf(key);
  const [part, whole] = PARTS.find((pair) => pair.every((key) => keys.includes(key))) ?? PARTS[0];
  return keys.map((key) => ({
    name: words(`paper.column.${key}`),
    kind: KINDS[key],
    ...(key === 'rate' && {
      of: [at(part), at(whole)] as const,
    }),
  }));
}

const STATES = ['held', 'unrecorded', 'coming', 'open', 'planned'] as const;
const isState = (state: unknown): state is (typeof STATES)[number] => STATES.some((one) => one === state);

/** What stands in one column of a line. */
export function valueAt(item: StatsItem, key: ColumnKey, words: Wording): string | number | null {
  if (key === 'meeting') return text(item.meeting ?? item.name);
  if (key === 'state' && item.unreported === true && item.state === 'held')
    return words('paper.state.held_unreported');
  if (key === 'state') return isState(item.state) ? words(`paper.state.${item.state}`) : text(item.state);
  if (key === 'rate' && item.rate === undefined) {
    const { present, expected } = item;
    const isKnown = typeof present === 'number' && typeof expected === 'number' && expected > 0;
    return isKnown ? present / expected : null;
  }
  if (key === 'formal') {
    const { members, probationary } = item;
    return typeof members === 'number' && typeof probationary === 'number' ? members - probationary : null;
  }
  if (key === 'unit') return typeof item.unit === 'string' ? item.unit : null;
  const value = item[key];
  return typeof value === 'number' ? value : text(value);
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
