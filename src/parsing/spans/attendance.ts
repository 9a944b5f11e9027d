/** 应到 and 实到 as written, 请假 as counted. */
export interface Attendance {
  expected?: number;
  present?: number;
  /** people away as a count, named or not: 请假2人, 差三个没来 */
  away?: number;
  /** the figure spans that gave them, by `at` */
  used: number[];
  /** the rule is unmistakable */
  sure: boolean;
  /**
   * 应到20就缺张三: `present` is left out and follows from who is away. Set beside a `present` that was computed here as
   * well (除…外), so that a reader can tell it from one that was written.
   */
  derivable?: boolean;
}
