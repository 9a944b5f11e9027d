// Everything a message can say, each thing under one name.

import type { AttendanceState } from './activity/attendance.ts';
import type { ReportDoubt } from './activity/report.ts';
import type { ActivityType } from './activity/types.ts';
import type { ResolutionText, VoteText } from './activity/votes.ts';
import type { DateText } from './calendar/time.ts';
import type { Metric } from './figures/metrics.ts';
import type { FilingFields, FilingKind } from './filing/kinds.ts';
import type { ItemKind } from './ledger/item.ts';
import type { Role } from './organisation/organisation.ts';
import type { ProcessKind } from './process/kinds.ts';
import type { RuleName } from './rules.ts';
import type { SchemeReport } from './scheme/scheme.ts';

export interface Absence {
  name: string;
  reason?: string;
}
export interface Period {
  from: DateText;
  /** included */
  to: DateText;
}

/** What a record names somebody as: 主持人, 记录人, 主讲人. */
export type Office = 'host' | 'recorder' | 'lecturer';

/** What of a meeting is asked for by itself. */
export type RecordPart = Office | 'place' | 'topic';

export type CorrectedState =
  | Extract<AttendanceState, 'present' | 'late' | 'leave' | 'absent' | 'exempt'>
  | 'none';

/** A rule for a monthly fixed day: 每月25日, 每月第二个周五, 每月最后一个工作日, 农历每月十五. */
export type FixedDayRule =
  | { kind: 'day'; day: number }
  | { kind: 'last_day' }
  /** nth −1 = the last one of the month */
  | { kind: 'working_day'; nth: number }
  /** nth −1 = the last one of the month; weekday 1 = Monday */
  | { kind: 'weekday'; nth: number; weekday: number }
  | { kind: 'lunar'; day: number };

/** Whom a 集结 calls: units and people as written, what else was named (a team, or nobody knows what), or all of one's own. */
export interface Called {
  units: string[];
  names: string[];
  words: string[];
  all?: boolean;
}

/** One side of a comparison: what sets it apart from the others. */
export type FigureSide = Partial<Pick<Slots, 'scope' | 'period' | 'activityType'>>;

/** A node as written: 12月5日前完成摸底. */
export interface NodeDraft {
  name: string;
  dueAt: string;
}

/** Which units each get one, as written: 一支部、三支部; 11个村都要报; 各支部. */
export interface Addressees {
  units: string[];
  /** every 支部, 村 or 社区 below the sender; the number said of them, where one is said */
  every?: { noun: string; count?: number };
  /** named within the matter, where all would get one: these alone may be meant */
  within?: string[];
}

/** One rectification item as written in a form, a sentence or a pasted list. */
export interface RectifyDraft {
  problem?: string;
  source?: string;
  measure?: string;
  leader?: string;
  department?: string;
  /** one name or several: 李四、王五 */
  owner?: string;
  /** of several those who are known already, while the others are asked for */
  ownersKnown?: string;
  dueAt?: string;
  supervision?: string;
  prevention?: string;
  kind?: string;
  code?: string;
  /** two or more; the deadline is that of the last */
  nodes?: NodeDraft[];
  to?: Addressees;
}

/** What of an item is said in a line of its own. */
export type RectifyText = Exclude<keyof RectifyDraft, 'nodes' | 'to'>;

/**
 * Everything a message can say, each thing under one name: names and units are as written and not yet looked up.
 * Times are `YYYY-MM-DDTHH:MM:SS+08:00` when a clock time was said, else `YYYY-MM-DD`.
 */
export interface Slots {
  activityType: ActivityType;
  /** all types named, when more than one (主题党日暨党课); `activityType` is the first of them */
  activityTypes: ActivityType[];
  /** of items asked about, where one kind is named that is not the ledger's */
  itemKind: ItemKind;
  startAt: string;
  endAt: string;
  place: string;
  topic: string;
  host: string;
  recorder: string;
  /** 主讲人, where somebody else chairs */
  lecturer: string;
  expected: number;
  present: number;
  absent: Absence[];
  /** of `absent` those who are said to be 缺席 or not to have come, with no word of a leave */
  unexcused: string[];
  /** 全员到齐, 都没来: the whole roll, but for those in `absent`; `rest`: who said nothing was there */
  everyone: 'present' | 'absent' | 'rest';
  /** of those who were there, those who came late */
  late: string[];
  /** 两个都请假: every meeting that fits, not the next one alone */
  every: boolean;
  /** 25号和27号都请假: days that are no span */
  days: DateText[];
  /** 请假一周, with no day named: so many days from the day it is said */
  lasts: number;
  /** what an entry of the roll is corrected to; `none`: as if nothing had been said */
  state: CorrectedState;
  /** 每周五, 每月15日: a plan that comes again; `until`: no later than that day (12月每周三) */
  repeat: { weeks?: number; months?: number; until?: DateText };
  /** 改到13号上午, 改成八点: the hour is to be asked for, or it is not said which half of the day it is in */
  clockIs: 'lacking' | 'bare';
  /** 党课改到下午4点: the day stays as planned, whatever that of `startAt` */
  dayIs: 'lacking';
  /** 推迟一个小时: minutes later than the time that holds; negative for earlier */
  shift: number;
  /** 会议内容, 表决, 决议 as written */
  content: string;
  votes: VoteText[];
  resolutions: ResolutionText[];
  names: string[];
  /** beside `names`: the sender counts too (我和李四) */
  self: boolean;
  /** 我主持, 记录人：本人: what the sender is at the meeting */
  selfAs: Office[];
  /** as written; several joined by a comma: "3,8" */
  itemNo: string;
  progress: number;
  dueAt: string;
  reason: string;
  metric: Metric;
  period: Period;
  scope: string;
  remark: string;
  // Outside the corpus schema:
  /** 延期两周: so much later than the deadline that holds, which only the ledger knows */
  extendBy: { days?: number; months?: number; workingDays?: number };
  /** what the regulations say of it is asked, each once */
  rules: readonly RuleName[];
  /** an office of a unit that is asked after: 书记是谁 */
  role: Role;
  /** the sender asks about themselves (我的整改) */
  mine: boolean;
  /** 女党员, 70岁以上: of whom a figure is asked that is only kept of everybody */
  apart: string;
  /** 花了多少钱, beside a figure: what is kept nowhere here */
  unkept: string;
  /** how a figure should come: words unless said otherwise */
  format: 'chart' | 'file' | 'table';
  /** 发到群里: the picture or file is for the group */
  toGroup: boolean;
  /** 继续, 下一页: the rest of what was not told whole */
  more: boolean;
  /** 11月和12月, 第一支部和第二支部: what is held against each other, two or more */
  sides: FigureSide[];
  /** 环比, 同比: the period is held against the one before it, or the same of last year */
  against: 'previous' | 'last_year';
  /** 各月到会率, 按季度看: the period span by span */
  step: 'month' | 'quarter';
  /** 那到会率呢: what is not said is as it was asked before */
  follows: boolean;
  /** 谁主持的, 谁记录的: of each meeting these alone */
  told: RecordPart[];
  /** 三次以上: the count that `what` (below, reached) is about */
  times: number;
  /** 次数和到会率: figures asked for in the same breath as `metric` */
  also: Metric[];
  /** where the items asked about come from, as written: 巡察反馈 */
  source: string;
  /** 低于80%: the share that `what` (below, reached) is about */
  percent: number;
  /** 80%到90%: the last that `reached` is about; `under`: the first that it is not (80%以上90%以下) */
  upTo: number;
  under: number;
  /** of 党小组 and no branches is it asked which reach it; false: of branches, whatever was asked before */
  ofGroups: boolean;
  /** query: explain, rank, in_a_row, often, theirs, below, reached, whole_roll (everybody of one meeting), unmoved (items of which nothing is done), persons_below, persons_reached, persons_each, persons_probationary, persons_mobile, persons_activists, state, progress, those, sum, which, who, whose, added, left_out, by_source, by_owner, closed, opened, approved, sent_back, newest, oldest (the one that was opened last, or first of those that are open), closing_days, long_term, extended, without (who has promised none), of_it (the item that was told), mobile, probationary, activists, rank_units, by_unit, by_group, whole, lacking, days, earlier, home, last, expected, reasons, others_reasons, stale, waiting, led, month, evidence, nodes, never (who has none); query_more: others, when, done, items; export: ledger, attendance, minutes, minutes,attendance or other (`topic`); manage: transfer, long_term, reopen, supervise, merge, split, withdraw */
  what: string;
  /** whom a 集结 calls, as written */
  called: Called;
  /** 30分钟内: so many minutes from when it is said */
  minutes: number;
  /** 演练 */
  drill: boolean;
  /** 党群先锋队 */
  team: string;
  /** a kind of config/reports.yaml */
  filing: FilingKind;
  /** what is registered, as written */
  said: string;
  /** what is read of its fields */
  filed: FilingFields;
  /** 约请12 周四下午3点到: when the other side comes */
  agreedAt: string;
  /** a call without the word for it: asked about, however few they are */
  spoken: boolean;
  /** 张三3小时，李四2小时: of each of several people */
  filedOf: readonly { name: string; filed: FilingFields }[];
  /** of its fields the one that is asked for */
  field: string;
  /** a process of config/processes.yaml */
  process: ProcessKind;
  /** one of its steps */
  stage: string;
  /** of an item of a kind that has grades: 较好 */
  grade: string;
  decision: 'approve' | 'return' | 'approve_extension' | 'deny_extension' | 'deny';
  /** the old moment of an activity that is being moved */
  fromAt: string;
  webhook: string;
  fixedDay: FixedDayRule;
  /** HH:MM of a fixed day */
  clock: string;
  setting: { key: string; value: string };
  /** answer to a pending question: 1-based number, −1 for the last one, or yes / no */
  choice: number | 'yes' | 'no';
  items: RectifyDraft[];
  // Set by the conversation, never by the reader:
  /** a work of a plan, by id */
  workId: number;
  /** what a unit is to have reported of a work for a month */
  reported: SchemeReport;
  /** who is meant by a written name, by id, where the name alone does not say it */
  meant: Record<string, string>;
  /** what a question about items asks for; `away`: who was away of a record by numbers, which may be told beside the rest */
  lacks: 'gaps' | 'reason' | 'due' | 'person' | 'number' | 'away';
  /** it was read back and is to be done */
  sure: boolean;
  /** which node is done: its name or place (第一个节点) as written; 全部 is the whole item */
  node: string;
  /** the muster that a button shows */
  musterId: number;
  /** lines of a list that were shown before */
  after: number;
  /** the digest line that is meant (settle) */
  matter: string;
  /** the activity that a button or a choice shows */
  activityId: number;
  /** the activity whose leave this one takes the place of */
  insteadOf: number;
  /** what of a report was asked about and is to be stored as it is */
  accept: ReportDoubt[];
  /** the process that a choice shows */
  processId: number;
  /** somebody else of the same name */
  another: boolean;
  /** the person whose leave a button decides */
  personId: string;
  /** the item that a button or a choice shows, at the revision it was shown in */
  itemId: number;
  revision: number;
}
export type SlotName = keyof Slots;
