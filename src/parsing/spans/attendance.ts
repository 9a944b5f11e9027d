import type { CueKind } from './attendance-cues.ts';

/** One figure with what it is said to count; `said`: 23 of 23人到了21. */
export interface Claim {
  kind: CueKind | 'said';
  value: number;
  at: number;
  weight: number;
  vague: boolean;
}

/** 应到 and 实到 as written, 请假 as counted. */
export interface Attendance {
  expected?: number;
  present?: number;
  /** people away as a count, named or not: 请假2人, 差三个没来 */
  away?: number;
  /** the figure spans that gave them, by `at` */
  used: number[];
  /** figures of others, parts of a sum and what was taken back, by `at`: said beside these and no figure of the report */
  asides: number[];
  /** 四十来个: how many came or should have come is said as a bound only */
  vague?: boolean;
  /** a figure took the place of another: 44哎不是46 */
  corrected?: boolean;
  /** the rule is unmistakable */
  sure: boolean;
  /**
   * 应到20就缺张三: `present` is left out and follows from who is away. Set beside a `present` that was computed here as
   * well (除…外), so that a reader can tell it from one that was written.
   */
  derivable?: boolean;
}

/** Attendance before its asides are known. */
export type Settled = Omit<Attendance, 'asides'>;
