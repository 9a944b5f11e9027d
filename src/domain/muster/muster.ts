// 集结: people are called together, and what each of them answered. Rules only; who is called is settled elsewhere.
import { HOUR_MS, type Instant, MINUTE_MS } from '../calendar/time.ts';

/** config/muster.yaml */
export interface MusterSettings {
  /** minutes in which everybody is to have said 收到 */
  ackMinutes: number;
  /** minutes in which everybody is to be there, where the call names no time */
  arriveMinutes: number;
  /** minutes after the call at which those who said nothing are told once more */
  nudgeMinutes: number;
  /** up to so many people are called without being asked back */
  askAbove: number;
  /** who may call, beside an admin */
  callers: readonly MusterCaller[];
}
/** 书记 (副书记, 组织委员), 党小组长, 队长 */
export type MusterCaller = 'secretary' | 'leader' | 'captain';

export interface Muster {
  id: number;
  /** whose matter it is: the lowest unit that holds all who are called, or the caller's own */
  unitId: number;
  /** whom it calls, as shown: 第一党支部全体党员 */
  target: string;
  place: string | null;
  reason: string | null;
  isDrill: boolean;
  /** lower-cased userid */
  calledBy: string;
  calledAt: Instant;
  ackBy: Instant;
  nudgeAt: Instant;
  arriveBy: Instant;
  people: number;
  state: 'open' | 'ended' | 'cancelled';
  endedAt: Instant | null;
  endedBy: string | null;
  /** when the caller was told whom WeCom did not reach, or that there is nobody */
  checkedAt: Instant | null;
  nudgedAt: Instant | null;
  summedAt: Instant | null;
}

/** 收到, 到岗, 去不了 */
export type MusterAnswer = 'ack' | 'arrived' | 'cannot';
export type MusterStand = MusterAnswer | 'silent';

/** What one of those who are called has answered. */
export interface MusterEntry {
  musterId: number;
  personId: string;
  /** the first answer of any kind */
  ackAt: Instant | null;
  /** the first 到岗 */
  arrivedAt: Instant | null;
  /** of 到岗 and 去不了 the one said last, and when */
  said: 'arrived' | 'cannot' | null;
  saidAt: Instant | null;
  /** why not; the person's own words */
  reason: string | null;
  /** lower-cased userid of whoever answered for them */
  by: string | null;
}

/** So long after the hour of arrival answers still count, as late ones; then the muster is over by itself. */
const LATE_MS = 12 * HOUR_MS;

/** How long a muster takes answers. */
const closesAt = ({ arriveBy }: Pick<Muster, 'arriveBy'>): Instant => arriveBy + LATE_MS;

export const isOpenAt = (muster: Pick<Muster, 'state' | 'arriveBy'>, now: Instant): boolean =>
  muster.state === 'open' && now < closesAt(muster);

/** Until when it is of use to hear that nobody need come. */
export const offExpires = ({ arriveBy }: Pick<Muster, 'arriveBy'>, now: Instant): Instant =>
  Math.max(arriveBy, now + HOUR_MS);

/** The clocks of a call. A time of arrival before the reminder leaves no room for one. */
export function clocksOf(
  settings: MusterSettings,
  calledAt: Instant,
  arriveBy: Instant | undefined,
): Pick<Muster, 'ackBy' | 'nudgeAt' | 'arriveBy'> {
  const by = arriveBy ?? calledAt + settings.arriveMinutes * MINUTE_MS;
  return {
    arriveBy: by,
    ackBy: Math.min(by, calledAt + settings.ackMinutes * MINUTE_MS),
    nudgeAt: Math.min(by, calledAt + settings.nudgeMinutes * MINUTE_MS),
  };
}

interface Given {
  answer: MusterAnswer;
  at: Instant;
  reason?: string | null | undefined;
  by?: string | null | undefined;
}

/**
 * The entry with one more answer. In whatever order the same answers are written down, the entry is the same: the first
 * moments count, and of 到岗 and 去不了 what was said last; at one moment, that somebody is there.
 */
export function withAnswer(entry: MusterEntry, { answer, at, reason = null, by = null }: Given): MusterEntry {
  const first = (known: Instant | null) => (known === null ? at : Math.min(known, at));
  const next: MusterEntry = { ...entry, ackAt: first(entry.ackAt) };
  if (answer === 'arrived') next.arrivedAt = first(entry.arrivedAt);
  if (answer === 'ack')
    return entry.ackAt === null || at < entry.ackAt ? { ...next, by: entry.by ?? by } : next;
  const said = { said: answer, saidAt: at, reason: answer === 'cannot' ? reason : null, by };
  return isAfter(said, entry) ? { ...next, ...said } : next;
}

/** 张三没到岗，记错了: that somebody is called is answered still, where that was said before. */
export function withoutArrival(entry: MusterEntry): MusterEntry {
  const { ackAt, arrivedAt, said } = entry;
  if (said !== 'arrived') return entry;
  const isByArrival = ackAt !== null && arrivedAt !== null && ackAt >= arrivedAt;
  return { ...entry, ackAt: isByArrival ? null : ackAt, arrivedAt: null, said: null, saidAt: null, by: null };
}

/** 我点错了, 还没到呢, 又能去了: the person has answered still, and is neither there nor away. */
export const withoutSaid = (entry: MusterEntry): MusterEntry => ({
  ...entry,
  arrivedAt: null,
  said: null,
  saidAt: null,
  reason: null,
  by: null,
});

type Said = Pick<MusterEntry, 'said' | 'saidAt' | 'reason' | 'by'>;

function isAfter(a: Said, b: Said): boolean {
  if (a.saidAt !== b.saidAt) return (a.saidAt ?? 0) > (b.saidAt ?? 0);
  if (a.said !== b.said) return a.said === 'arrived';
  const words = ({ reason, by }: Said) => `${reason ?? ''}\n${by ?? ''}`;
  return words(a) > words(b);
}

export const standOf = ({ said, ackAt }: Pick<MusterEntry, 'said' | 'ackAt'>): MusterStand =>
  said ?? (ackAt === null ? 'silent' : 'ack');

/** What the clock has to do for a muster, soonest first. */
type MusterStep = 'nudge' | 'sum' | 'close';

export function stepsDue(muster: Muster, now: Instant): MusterStep[] {
  if (muster.state !== 'open') return [];
  const steps: MusterStep[] = [];
  if (muster.nudgedAt === null && now >= muster.nudgeAt) steps.push('nudge');
  if (muster.summedAt === null && now >= muster.arriveBy) steps.push('sum');
  if (now >= closesAt(muster)) steps.push('close');
  return steps;
}

/** The next moment at which the clock has something to do. */
export function nextStepAt(muster: Muster): Instant | undefined {
  if (muster.state !== 'open') return undefined;
  if (muster.nudgedAt === null) return muster.nudgeAt;
  return muster.summedAt === null ? muster.arriveBy : closesAt(muster);
}

/** Counts of a roll. */
export interface MusterCounts {
  called: number;
  /** with any answer, and those of them in time */
  acked: number;
  ackedInTime: number;
  arrived: number;
  arrivedInTime: number;
  cannot: number;
}
