import type { DateText } from './calendar/time.ts';

/** The seven kinds of organisation life a branch records; words for each stand in parsing/lexicon. */
export const ACTIVITY_TYPES = [
  'party_congress', // 支部党员大会
  'committee_meeting', // 支部委员会会议
  'group_meeting', // 党小组会
  'party_lecture', // 党课
  'theme_day', // 主题党日
  'organization_life', // 组织生活会
  'democratic_review', // 民主评议党员
] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** Questions about the past and the open; `stats METRIC` and chat share the list. */
export const METRICS = [
  'attendance_rate',
  'absentees',
  'leave_list',
  'my_attendance',
  'activity_list',
  'activity_count',
  'activity_gap',
  'headcount_total',
  'upcoming',
  'rectify_open',
  'rectify_overdue',
  'rectify_due_soon',
  'rectify_item',
  'rectify_rate',
  'ack_missing',
] as const;
export type Metric = (typeof METRICS)[number];

/** Intents of the message corpus schema, the only ones `cli parse` prints; all others print as `none`. */
export const CORPUS_INTENTS = [
  'checkin',
  'leave',
  'makeup_checkin',
  'roster_checkin',
  'activity_report',
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
  'ack',
  'query',
  'help',
  'activity_create',
  'none',
] as const;
export type CorpusIntent = (typeof CORPUS_INTENTS)[number];

/** What the bot also understands in conversation, outside the corpus schema. */
type ConversationIntent =
  | 'undo' // 撤销
  | 'my' // 我的
  | 'bind' // 绑定 第一党支部 [webhook address]
  | 'unbind' // 解绑 [第一党支部]
  | 'snooze' // 明天再提醒
  | 'settle' // 已处理, 办好了: answers a reminder that is met by saying so
  | 'activity_change' // 改期 [类型] 改到 日期 时间
  | 'activity_cancel' // 取消 [类型]
  | 'leave_decide' // 同意 张三 请假 / 不同意 张三 请假
  | 'leave_withdraw' // 我又能来了, 不请假了
  | 'rectify_create' // 【整改】 form or 登记整改 …
  | 'rectify_decide' // 整改12 同意销号 / 退回 / 同意延期 / 不同意延期
  | 'rectify_manage' // 整改12 转给李四 / 转长期 / 重新挂号 / 督办 / 合并 / 拆分
  | 'fixed_day_set' // 主题党日固定为每月25日下午3点 党员活动室
  | 'fixed_day_show' // 主题党日固定日
  | 'fixed_day_clear' // 取消固定日
  | 'setting' // 签到方式 逐人签到 / 会议上报, 请假需要审批 …
  | 'delivery_status' // 送达情况
  | 'diagnose' // 诊断
  | 'export' // 导出11月台账
  | 'choice'; // 1 / 对 / 是 / 不是: answers a pending question, means nothing without one
export type IntentName = CorpusIntent | ConversationIntent;

export interface Absence {
  name: string;
  reason?: string;
}
export interface Period {
  from: DateText;
  /** included */
  to: DateText;
}

/** A rule for a monthly fixed day: 每月25日, 每月第二个周五, 农历每月十五. */
export type FixedDayRule =
  | { kind: 'day'; day: number }
  | { kind: 'last_day' }
  /** nth −1 = the last one of the month; weekday 1 = Monday */
  | { kind: 'weekday'; nth: number; weekday: number }
  | { kind: 'lunar'; day: number };

/** One rectification item as written in a form, a sentence or a pasted list. */
export interface RectifyDraft {
  problem?: string;
  source?: string;
  measure?: string;
  leader?: string;
  department?: string;
  owner?: string;
  dueAt?: string;
  supervision?: string;
  prevention?: string;
  kind?: string;
  code?: string;
}

/**
 * What a message says, nothing more: names and units are as written and not yet looked up.
 * Times are `YYYY-MM-DDTHH:MM:SS+08:00` when a clock time was said, else `YYYY-MM-DD`.
 */
export interface Intent {
  intent: IntentName;
  activityType?: ActivityType;
  /** all types named, when more than one (主题党日暨党课); `activityType` is the first of them */
  activityTypes?: ActivityType[];
  startAt?: string;
  endAt?: string;
  place?: string;
  topic?: string;
  host?: string;
  recorder?: string;
  expected?: number;
  present?: number;
  absent?: Absence[];
  names?: string[];
  /** as written; several joined by a comma: "3,8" */
  itemNo?: string;
  progress?: number;
  dueAt?: string;
  reason?: string;
  metric?: Metric;
  period?: Period;
  scope?: string;
  remark?: string;
  // Outside the corpus schema:
  /** the sender asks about themselves (我的整改) */
  mine?: boolean;
  /** how a figure should come: words unless said otherwise */
  format?: 'chart' | 'file';
  /** export: ledger, attendance or minutes; manage: transfer, long_term, reopen, supervise, merge, split */
  what?: string;
  decision?: 'approve' | 'return' | 'approve_extension' | 'deny_extension' | 'deny';
  /** the old moment of an activity that is being moved */
  fromAt?: string;
  webhook?: string;
  /** settle: the digest line that is meant, once it is known */
  matter?: string;
  fixedDay?: FixedDayRule;
  /** HH:MM of a fixed day */
  clock?: string;
  setting?: { key: string; value: string };
  /** answer to a pending question: 1-based number, or yes / no */
  choice?: number | 'yes' | 'no';
  items?: RectifyDraft[];
  /** what a question about items asks for; set by the conversation, never by the parser */
  lacks?: 'gaps' | 'reason' | 'due' | 'person';
}

/** The whole result of reading one message. */
export interface Understanding {
  intent: Intent;
  /** `clear`: act; `unsure`: ask with the alternatives, store nothing */
  certainty: 'clear' | 'unsure';
  /** fields the intent needs and the text does not give, in the order to ask for them */
  missing: (keyof Intent)[];
  /** contradictions inside the text itself, as codes that templates word: e.g. `count_mismatch`, `impossible_date` */
  contradictions: string[];
  /** other readings, most likely first */
  alternatives: Intent[];
}
