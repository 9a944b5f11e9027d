import type { DateText } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Span } from '../span.ts';

/** A part of the day; `夜` is the dead of night, whose small hours are not moved past noon. */
export type PartOfDay = '凌晨' | '早上' | '上午' | '中午' | '下午' | '傍晚' | '晚上' | '夜' | '全天' | '饭后';

/** A time of day as said. */
export interface Clock {
  hour: number;
  minute: number;
  /** the hour as said, before its part of the day moved it */
  spoken: number;
  part?: PartOfDay | undefined;
  /** which half of the day is certain: a part of the day stood with it, or it is written in 24 hours */
  marked: boolean;
}

/** A day as said, before it is known which way it looks. */
export type DayWords =
  | { kind: 'fixed'; date: DateText }
  | { kind: 'weekday'; weekday: number }
  | { kind: 'day'; day: number }
  /** 月底 by itself: of this month, or of the month a range began in */
  | { kind: 'monthEnd' }
  /** one of the days around today that the words fit, in order: the same day of each year */
  | { kind: 'among'; dates: (today: DateText) => DateText[] }
  | { kind: 'impossible' };

/** A span of days as said: one that is certain, or those around a day from which the direction chooses. */
export type PeriodWords = { fixed: Period } | { among: (today: DateText) => PossiblePeriod[] };

/** One of the periods around a day; 上旬 still counts as ahead while its month is not over. */
export interface PossiblePeriod extends Period {
  aheadUntil?: DateText;
}

/** How two days said together are joined. */
export type Link = 'and' | 'to' | 'or';

/** A spoken length. Half a day counts as a day, since leave and deadlines go by days. */
export interface Length {
  minutes?: number;
  days?: number;
  months?: number;
}

/** One phrase of time in a text, as said. resolve.ts gives it its dates. */
export interface TimeSpan extends Span {
  /**
   * moment: a day and/or clock, or a range of these; period: a month, week, quarter, year, 上半年, 中旬,
   * 最近三个月; duration: 两小时, 三天 (no date); repeat: 每周五, 每月5日、20日
   */
  kind: 'moment' | 'period' | 'duration' | 'repeat';
  /** a day or a period is named */
  hasDate: boolean;
  hasClock: boolean;
  /** there is an end beside the start: days or clocks joined by 到, or days that follow each other */
  isRange: boolean;
  /** 前, 底前, 以内, 之内: a deadline word is part of it */
  isDeadline: boolean;
  /** recognised as a date phrase, not fully readable: never a shorter date */
  unread: boolean;
  /** 八点来钟, 月底左右, 周三或周四: a value is given, and the reader asks */
  vague: boolean;
  /** `weekday_mismatch`: two names of one day disagree, a weekday or 后天也就是17号 */
  trouble?: 'impossible_date' | 'impossible_time' | 'weekday_mismatch' | undefined;

  /** what it says took the place of another: 不是一号是二号 */
  isCorrected?: boolean | undefined;
  /** the clock is when something ends: 评到九点半, 五点散会; it stands in `toClock` */
  isEnd: boolean;
  /** named by a festival alone, which may be the topic and not the day: 重阳节慰问 */
  mayBeTopic: boolean;
  days: readonly DayWords[];
  /** between the days, one fewer than these */
  links: readonly Link[];
  /** a second name of the first day: the weekday beside it, 后天 of 后天也就是17号 */
  also?: DayWords | undefined;
  clock?: Clock | undefined;
  toClock?: Clock | undefined;
  /** 上午, 晚上 …; without a clock the date stays a date */
  part?: PartOfDay | undefined;
  period?: PeriodWords | undefined;
  /** the period has a beginning and runs on: since then until now (以来, 至今), or some time after it (国庆后) */
  open?: 'since' | 'after' | undefined;
  /** 12月前 is over the day before the period, 12月内 on its last */
  isBefore: boolean;
  length?: Length | undefined;
  /** a day moved by the spoken length; working days go by the calendar the text was read with */
  moved?: ((from: DateText) => DateText | undefined) | undefined;
  /** the length moves an old date: 顺延 and 延后 only that, 延期 and 宽限 count from today where there is none */
  shift?: 'from_old' | 'from_old_or_today' | undefined;
}
