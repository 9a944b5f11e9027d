import { SHORT_TYPE_WORDS } from '../domain/activity/types.ts';
import type { Filled, IntentName, SlotName, Understanding } from '../domain/intent.ts';
import type { Reading } from './reading.ts';

/** What one pass of the grammar makes of a text. */
export interface Grasp extends Omit<Understanding, 'intent' | 'alternatives'> {
  intent: Filled;
  alternatives: Filled[];
}

const NEEDS: Partial<Record<IntentName, readonly SlotName[]>> = {
  activity_create: ['activityType', 'startAt'],
  activity_report: ['activityType', 'startAt', 'expected', 'present', 'place', 'host', 'recorder'],
  rectify_progress: ['itemNo'],
  rectify_done: ['itemNo'],
  rectify_extend: ['itemNo', 'dueAt'],
  rectify_decide: ['itemNo', 'decision'],
  rectify_manage: ['itemNo', 'what'],
  rectify_create: ['items'],
  activity_change: ['startAt'],
  leave_decide: ['names', 'decision'],
  bind: ['scope'],
  fixed_day_set: ['fixedDay'],
  export: ['what'],
};
const HINTS: readonly [RegExp, Filled][] = [
  [/补签|补录/, { intent: 'makeup_checkin' }],
  [/请假|不来|来不了|参加不了/, { intent: 'leave' }],
  [/签到|打卡|报到/, { intent: 'checkin' }],
  [/收到|已阅|知道了/, { intent: 'ack' }],
  [/整改|销号/, { intent: 'query', metric: 'rectify_open' }],
  [/签到|没来|没到/, { intent: 'query', metric: 'absentees' }],
  [new RegExp(`${SHORT_TYPE_WORDS.join('|')}|小组会|组织生活`), { intent: 'query', metric: 'upcoming' }],
];

/** Adds what is missing, what contradicts itself, and other readings when the first is not safe. */
export function judge(
  intent: Filled,
  trouble: readonly string[],
  r: Reading | undefined,
  readings: readonly Filled[] = [],
): Grasp {
  const contradictions = [...new Set([...trouble, ...count(intent)])];
  const missing = (NEEDS[intent.intent] ?? []).filter((key) => intent[key] === undefined);
  const alternatives = readings.length > 0 ? [...readings] : r ? others(intent, r) : [];
  const unsure = alternatives.length >= 2;
  return {
    intent,
    certainty: unsure ? 'unsure' : 'clear',
    missing,
    contradictions,
    alternatives: unsure ? alternatives : [],
  };
}

/** 应到 less 实到 must be the number of people away, as far as they are named. */
function count(intent: Filled): string[] {
  if (intent.intent !== 'activity_report' || intent.expected === undefined || intent.present === undefined)
    return [];
  const away = intent.absent?.length;
  const gap = intent.expected - intent.present;
  return gap < 0 || (away !== undefined && away !== gap) ? ['count_mismatch'] : [];
}

/** Short talk around a keyword may be meant for the bot: offer what it could be. */
function others(intent: Filled, r: Reading): Filled[] {
  if (intent.intent !== 'none' || r.s.length > 30) return [];
  const found: Filled[] = [];
  for (const [pattern, alternative] of HINTS)
    if (pattern.test(r.s) && found.length < 3) found.push(alternative);
  return found.length > 0 ? [...found, { intent: 'help' }] : [];
}
