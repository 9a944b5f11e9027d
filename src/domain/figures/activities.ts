// One definition each of the figures over activities; chat and command line count here.
import type { Activity, ActivityStage } from '../activity/activity.ts';
import { type AttendanceState, standingOf } from '../activity/attendance.ts';
import type { ActivityType } from '../activity/types.ts';

/** What decides whether and how an activity counts. */
export interface ActivityStanding {
  stage: ActivityStage;
  source: Activity['source'];
  /** its time is over */
  closed: boolean;
  /** a confirmed record states 应到 and 实到; a draft is none */
  byRecord: boolean;
  /** somebody is on the roll as present */
  attended: boolean;
}

/** Numbers of one activity, or of several alike. */
interface Presence {
  /** 应到: of the record, else of today's roster */
  expected: number;
  /** 实到: of the record, else those of 应到 on the roll as present */
  present: number;
  /** on the roll as present, outside 应到: 流动党员, 列席 */
  extra: number;
}

/** Activities that are alike in all that matters, counted together. */
export interface StandingTally extends ActivityStanding, Presence {
  types: ActivityType[];
  activities: number;
}

/** Those of one unit. */
export interface ActivityTally extends StandingTally {
  unitId: number;
}

/** Units with activities of these types that stand so. */
export interface StandingUnits extends ActivityStanding {
  types: ActivityType[];
  unitIds: number[];
}

/** Units with activities of these types that came to this. */
export interface OutcomeUnits {
  types: ActivityType[];
  outcome: Outcome;
  unitIds: readonly number[];
}

/** One activity with its numbers. */
export interface ActivityFact extends ActivityStanding, Presence {
  activity: Activity;
}

/**
 * `held`: recorded, or over with somebody checked in. `unrecorded`: over, and nothing shows that it was held; an
 * automatically created 主题党日 nobody recorded is one of these even with check-ins.
 */
export type Outcome = 'held' | 'unrecorded' | 'coming' | 'cancelled';

export function outcomeOf(s: ActivityStanding): Outcome {
  if (s.stage === 'cancelled') return 'cancelled';
  if (s.stage === 'recorded' || s.byRecord) return 'held';
  if (!s.closed) return 'coming';
  return s.attended && s.source !== 'fixed_day' ? 'held' : 'unrecorded';
}

/** 没上报: over or held, without a confirmed record; who checked in does not report it. */
export function isUnreported(s: ActivityStanding): boolean {
  const outcome = outcomeOf(s);
  return (outcome === 'held' || outcome === 'unrecorded') && !s.byRecord;
}

/** 到会率 covers what is closed or recorded; without a record and without anybody there is nothing to divide. */
export function countsForRate(s: ActivityStanding): boolean {
  const outcome = outcomeOf(s);
  return (outcome === 'held' || outcome === 'unrecorded') && (s.byRecord || s.attended);
}

export interface ActivityFigures {
  held: number;
  /** over without a record that it needs, or without anybody on the roll */
  unrecorded: number;
  /** over or held without a confirmed record: those of `unrecorded` and some of `held` */
  unreported: number;
  coming: number;
  /** activities that 应到 and 实到 are summed over */
  counted: number;
  /** Σ应到 */
  expected: number;
  /** Σ实到 = 人次; leave is absence, 迟到 is presence */
  present: number;
  /** 人次 outside 应到 */
  extra: number;
  /** held ones by type; one that is several counts under each */
  byType: Map<ActivityType, number>;
}

export function figuresOf(tallies: Iterable<StandingTally>): ActivityFigures {
  const sum: ActivityFigures = {
    held: 0,
    unrecorded: 0,
    unreported: 0,
    coming: 0,
    counted: 0,
    expected: 0,
    present: 0,
    extra: 0,
    byType: new Map(),
  };
  for (const t of tallies) {
    const outcome = outcomeOf(t);
    if (outcome === 'cancelled') continue;
    sum[outcome] += t.activities;
    if (isUnreported(t)) sum.unreported += t.activities;
    if (outcome === 'held')
      for (const type of t.types) sum.byType.set(type, (sum.byType.get(type) ?? 0) + t.activities);
    if (!countsForRate(t)) continue;
    sum.counted += t.activities;
    sum.expected += t.expected;
    sum.present += t.present;
    sum.extra += t.extra;
  }
  return sum;
}

/** 到会率 = Σ实到 / Σ应到, 0…1; null when nobody was expected. */
export const rateOf = (f: Pick<ActivityFigures, 'expected' | 'present'>): number | null =>
  f.expected === 0 ? null : f.present / f.expected;

/** Tallies by the unit whose line they belong to: a 党小组's under its branch. */
export function talliesByRow(
  tallies: Iterable<ActivityTally>,
  rowOf: (unitId: number) => number,
): Map<number, ActivityTally[]> {
  const rows = new Map<number, ActivityTally[]>();
  for (const tally of tallies) {
    const row = rowOf(tally.unitId);
    const list = rows.get(row);
    if (list) list.push(tally);
    else rows.set(row, [tally]);
  }
  return rows;
}

/**
 * How one person stands to one activity that counts. `open`: nobody has said whether the person came; `unnamed`: the
 * record gives numbers and not who was there.
 */
export type OwnPart = 'present' | 'leave' | 'absent' | 'open' | 'unnamed';

/** @param named how many of 应到 the roll names as present */
export function ownPartOf(fact: ActivityFact, state: AttendanceState | undefined, named: number): OwnPart {
  const standing = standingOf(state);
  if (standing === 'there') return 'present';
  if (standing !== 'open') return standing;
  return fact.byRecord && named < fact.present ? 'unnamed' : 'open';
}
