import type { ActivityType } from './activity/types.ts';
import type { DateText } from './calendar/time.ts';
import type { Metric } from './figures/metrics.ts';

export interface Absence {
  name: string;
  reason?: string;
}
export interface Period {
  from: DateText;
  /** included */
  to: DateText;
}

/** A rule for a monthly fixed day: 每月25日, 每月第二个周五, 每月最后一个工作日, 农历每月十五. */
export type FixedDayRule =
  | { kind: 'day'; day: number }
  | { kind: 'last_day' }
  /** nth −1 = the last one of the month */
  | { kind: 'working_day'; nth: number }
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
 * Everything a message can say, each thing under one name: names and units are as written and not yet looked up.
 * Times are `YYYY-MM-DDTHH:MM:SS+08:00` when a clock time was said, else `YYYY-MM-DD`.
 */
export interface Slots {
  activityType: ActivityType;
  /** all types named, when more than one (主题党日暨党课); `activityType` is the first of them */
  activityTypes: ActivityType[];
  startAt: string;
  endAt: string;
  place: string;
  topic: string;
  host: string;
  recorder: string;
  expected: number;
  present: number;
  absent: Absence[];
  names: string[];
  /** beside `names`: the sender counts too (我和李四) */
  self: boolean;
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
  extendBy: { days?: number; months?: number };
  /** the sender asks about themselves (我的整改) */
  mine: boolean;
  /** how a figure should come: words unless said otherwise */
  format: 'chart' | 'file';
  /** where the items asked about come from, as written: 巡察反馈 */
  source: string;
  /** export: ledger, attendance or minutes; manage: transfer, long_term, reopen, supervise, merge, split */
  what: string;
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
  /** who is meant by a written name, by id, where the name alone does not say it */
  meant: Record<string, string>;
  /** what a question about items asks for */
  lacks: 'gaps' | 'reason' | 'due' | 'person' | 'number';
  /** the digest line that is meant (settle) */
  matter: string;
  /** the activity that a button or a choice shows */
  activityId: number;
  /** the person whose leave a button decides */
  personId: string;
  /** the item that a button or a choice shows, at the revision it was shown in */
  itemId: number;
  revision: number;
}
export type SlotName = keyof Slots;

const MEETING = [
  'activityType',
  'activityTypes',
  'startAt',
  'endAt',
  'place',
  'topic',
  'host',
  'recorder',
  'expected',
  'present',
  'absent',
  'names',
  'scope',
  'remark',
] as const satisfies readonly SlotName[];

const WHICH = [
  'activityType',
  'activityTypes',
  'startAt',
  'endAt',
  'scope',
  'activityId',
] as const satisfies readonly SlotName[];

const ATTENDANCE = [
  'activityType',
  'activityTypes',
  'startAt',
  'endAt',
  'names',
  'scope',
  'meant',
] as const satisfies readonly SlotName[];

/**
 * What the bot understands, and what each intent carries: the discriminated union `Intent` is made of these rows. A new
 * intent is one row here; the compiler then names its act (conversation/acts.ts).
 */
const INTENT_SLOTS = {
  checkin: [...ATTENDANCE, 'self', 'remark', 'activityId'],
  leave: [...ATTENDANCE, 'self', 'reason', 'activityId'],
  makeup_checkin: [...ATTENDANCE, 'self', 'reason'],
  roster_checkin: [...ATTENDANCE, 'absent'],
  activity_report: [...MEETING, 'activityId', 'meant'],
  rectify_progress: ['itemNo', 'progress', 'remark', 'dueAt', 'names', 'scope', 'lacks'],
  rectify_done: ['itemNo', 'remark', 'names', 'scope'],
  rectify_extend: ['itemNo', 'dueAt', 'extendBy', 'reason', 'names', 'scope', 'lacks'],
  ack: ['names', 'scope'],
  query: [
    'metric',
    'period',
    'scope',
    'activityType',
    'activityTypes',
    'startAt',
    'endAt',
    'mine',
    'names',
    'itemNo',
    'format',
    'what',
    'source',
  ],
  help: [],
  activity_create: MEETING,
  none: [],
  /** 撤销 */
  undo: [],
  /** 我的 */
  my: [],
  /** 绑定 第一党支部 [webhook address] */
  bind: ['scope', 'webhook'],
  /** 解绑 [第一党支部] */
  unbind: ['scope'],
  /** 明天再提醒 */
  snooze: [],
  /** 已处理, 办好了: answers a reminder that is met by saying so */
  settle: ['matter', 'remark'],
  /** 改期 [类型] 改到 日期 时间 */
  activity_change: [...WHICH, 'fromAt', 'place'],
  /** 取消 [类型] */
  activity_cancel: WHICH,
  /** 同意 张三 请假 / 不同意 张三 请假 */
  leave_decide: ['names', 'decision', 'activityId', 'personId'],
  /** 我又能来了, 不请假了 */
  leave_withdraw: [],
  /** 【整改】 form or 登记整改 … */
  rectify_create: ['items', 'remark', 'topic', 'names', 'dueAt', 'scope', 'lacks'],
  /** which item the pictures sent just now belong to: a choice offered, never said */
  evidence_attach: ['itemId'],
  /** 整改12 同意销号 / 退回 / 同意延期 / 不同意延期 */
  rectify_decide: ['itemNo', 'decision', 'reason', 'remark', 'lacks', 'itemId', 'revision'],
  /** 整改12 转给李四 / 转长期 / 重新挂号 / 督办 / 合并 / 拆分 */
  rectify_manage: ['itemNo', 'what', 'names', 'dueAt', 'reason', 'remark', 'items', 'scope', 'lacks'],
  /** 主题党日固定为每月25日下午3点 党员活动室 */
  fixed_day_set: ['activityType', 'fixedDay', 'clock', 'place', 'scope'],
  /** 主题党日固定日 */
  fixed_day_show: ['scope'],
  /** 取消固定日 */
  fixed_day_clear: ['scope'],
  /** 签到方式 逐人签到 / 会议上报, 请假需要审批 … */
  setting: ['setting', 'scope'],
  /** 送达情况 */
  delivery_status: ['scope', 'period'],
  /** 诊断 */
  diagnose: ['scope'],
  /** 导出11月台账 */
  export: ['what', 'period', 'scope'],
  /** 1 / 对 / 是 / 不是: answers a pending question, means nothing without one */
  choice: ['choice'],
} as const satisfies Record<string, readonly SlotName[]>;
export type IntentName = keyof typeof INTENT_SLOTS;

/** Whether an intent can carry a slot. */
export const carries = (intent: IntentName, slot: SlotName): boolean =>
  (INTENT_SLOTS[intent] as readonly SlotName[]).includes(slot);

/** Without these an intent is none. */
const NEEDED = {
  query: 'metric',
  setting: 'setting',
  choice: 'choice',
} as const satisfies Partial<Record<IntentName, SlotName>>;
type NeededBy<N extends IntentName> = N extends keyof typeof NEEDED ? (typeof NEEDED)[N] : never;

/** One intent with what it carries. */
export type IntentOf<N extends IntentName> = N extends IntentName
  ? { intent: N } & Partial<Pick<Slots, (typeof INTENT_SLOTS)[N][number]>> & Pick<Slots, NeededBy<N>>
  : never;

/** What a message says, nothing more. */
export type Intent = IntentOf<IntentName>;

/** What the grammar fills before it is settled which intent carries what. */
export type Filled = { intent: IntentName } & Partial<Slots>;

/** The intent with the slots of its row; what the row does not hold is left behind. */
export function toIntent(draft: Filled): Intent {
  const needed = (NEEDED as Partial<Record<IntentName, SlotName>>)[draft.intent];
  if (needed && draft[needed] === undefined) return { intent: 'none' };
  const kept = INTENT_SLOTS[draft.intent].filter((slot) => draft[slot] !== undefined);
  return Object.fromEntries([['intent', draft.intent], ...kept.map((slot) => [slot, draft[slot]])]) as Intent;
}

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
] as const satisfies readonly IntentName[];

/** What a message is as an answer, whatever was asked: a number (−1: the last one), yes, no, or talk that answers nothing. */
export type AnswerWord = number | 'yes' | 'no' | 'talk';

/** The whole result of reading one message. */
export interface Understanding {
  intent: Intent;
  /** set where the message is nothing but such a word */
  answer?: AnswerWord;
  /** `clear`: act; `unsure`: ask with the alternatives, store nothing */
  certainty: 'clear' | 'unsure';
  /** fields the intent needs and the text does not give, in the order to ask for them */
  missing: SlotName[];
  /** words of the message that no slot used, as written; with one of these nothing is done unasked */
  unread: string[];
  /** contradictions inside the text itself, as codes that templates word: e.g. `count_mismatch`, `impossible_date` */
  contradictions: string[];
  /** other readings, most likely first */
  alternatives: Intent[];
}
