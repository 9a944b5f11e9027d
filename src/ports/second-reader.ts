// A second opinion on a message that the reader was not sure of, as the inside sees it. What comes back is a claim:
// every value has still to be found in the message (conversation/second/grounded.ts).
import type { ActivityType } from '../domain/activity/types.ts';
import type { DateText } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { IntentName } from '../domain/intent.ts';

/** What it may propose: matters whose question shows all that would be stored. Nothing that decides or binds. */
export const SECOND_INTENTS = [
  'checkin',
  'leave',
  'leave_withdraw',
  'makeup_checkin',
  'roster_checkin',
  'activity_create',
  'activity_change',
  'activity_cancel',
  'activity_report',
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
  'query',
  'my',
] as const satisfies readonly IntentName[];
export type SecondIntent = (typeof SECOND_INTENTS)[number];

/** All that leaves the house. */
export interface SecondQuestion {
  /** the message with names, units and codes as placeholders; phone numbers, ids and addresses cut out */
  text: string;
  /** the day it was said on */
  today: DateText;
}

/** One claim. Empty text, an empty list and null stand for what the message does not say. */
export interface SecondReading {
  intent: SecondIntent;
  /** placeholders */
  people: readonly string[];
  /** the sender counts beside `people` */
  self: boolean;
  /** placeholders, with the words that say why */
  away: readonly { person: string; reason: string }[];
  types: readonly ActivityType[];
  /** words of the message that tell the time; our own reader dates them */
  start: string;
  end: string;
  due: string;
  period: string;
  /** a placeholder */
  unit: string;
  /** words of the message */
  place: string;
  reason: string;
  remark: string;
  /** the number as written, or a placeholder */
  item: string;
  expected: number | null;
  present: number | null;
  progress: number | null;
  metric: Metric | null;
}

/** Why there is no claim. `held`: a limit of our own; `broken`: it failed too often and is left alone for a while. */
export type SecondFailure =
  | 'timeout'
  | 'unreachable'
  | 'unauthorised'
  | 'not_found'
  | 'busy'
  | 'refused'
  | 'too_large'
  | 'unreadable'
  | 'stopped'
  | 'held'
  | 'broken';

export type SecondOutcome =
  | { kind: 'read'; readings: readonly SecondReading[] }
  /** `status`: of HTTP, where there was one */
  | { kind: 'failed'; reason: SecondFailure; status?: number | undefined; afterMs?: number | undefined };

/** Reads one message, within its own time limit; never throws. `signal` ends it early. */
export type SecondReader = (question: SecondQuestion, signal?: AbortSignal) => Promise<SecondOutcome>;
