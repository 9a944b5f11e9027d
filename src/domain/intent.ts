import { FILING_SLOTS } from './filing/slots.ts';
import { LEDGER_SLOTS } from './ledger/slots.ts';
import { MUSTER_SLOTS } from './muster/slots.ts';
import { PROCESS_SLOTS } from './process/slots.ts';
import { SCHEME_SLOTS } from './scheme/slots.ts';
import type { SlotName, Slots } from './slots.ts';

const MEETING = [
  'activityType',
  'activityTypes',
  'startAt',
  'endAt',
  'place',
  'topic',
  'host',
  'recorder',
  'selfAs',
  'lecturer',
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
  leave: [...ATTENDANCE, 'self', 'reason', 'activityId', 'every', 'days', 'lasts', 'insteadOf'],
  makeup_checkin: [...ATTENDANCE, 'self', 'reason', 'activityId', 'personId', 'decision'],
  roster_checkin: [...ATTENDANCE, 'absent', 'unexcused', 'everyone', 'late', 'activityId'],
  activity_report: [
    ...MEETING,
    // 上月主题党日: of some day in it
    'period',
    'unexcused',
    'everyone',
    'late',
    'content',
    'votes',
    'resolutions',
    'activityId',
    'meant',
    'accept',
    'lacks',
  ],
  rectify_progress: ['itemNo', 'itemKind', 'progress', 'remark', 'dueAt', 'names', 'scope', 'lacks'],
  rectify_done: ['itemNo', 'itemKind', 'remark', 'agreedAt', 'names', 'scope', 'node'],
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
    'apart',
    'unkept',
    'names',
    'itemNo',
    'itemKind',
    // 三化建设进度: what was handed out under that name
    'topic',
    // 今年发展了几个党员: which step is counted
    'process',
    'stage',
    'format',
    'toGroup',
    'what',
    'percent',
    'upTo',
    'under',
    'ofGroups',
    'source',
    'after',
    'sides',
    'against',
    'step',
    'follows',
    'also',
    'told',
    'times',
  ],
  /** 人均几次: what no figure is kept of here; 预备期多久: what is ruled, of nobody in particular */
  elsewhere: ['topic', 'what'],
  rule: ['rules', 'mine'],
  /** 那第二支部呢, 画个图: the last question, but for what is said now */
  query_more: [
    'period',
    'scope',
    'names',
    'activityType',
    'activityTypes',
    'apart',
    'format',
    'toGroup',
    'what',
    'percent',
    'upTo',
    'under',
    'ofGroups',
    'times',
    'sides',
    'against',
    'step',
  ],
  help: [],
  activity_create: [...MEETING, 'repeat'],
  none: ['more'],
  /** 撤销 */
  undo: [],
  /** 撤回刚才的通知, 撤回主题党日的通知: the messages are taken back, what they told of stays */
  notice_recall: [...WHICH, 'itemNo'],
  /** 我的 */
  my: [],
  /** 书记是谁, 我是哪个支部的; `what`: each (of every branch), lacking (who has no such office) */
  offices: ['scope', 'role', 'mine', 'what', 'names'],
  /** 绑定 第一党支部 [webhook address] */
  bind: ['scope', 'webhook'],
  /** 解绑 [第一党支部] */
  unbind: ['scope'],
  /** 建群 [第一党支部], by the application */
  group_make: ['scope'],
  /** 更新群成员 [第一党支部]: those of the roster */
  group_sync: ['scope'],
  /** 明天再提醒 */
  snooze: [],
  /** 已处理, 办好了: answers a reminder that is met by saying so */
  settle: ['matter', 'remark'],
  /** 刘洋没来，记错了; 把刘洋的签到去掉: one entry of the roll, the old one kept */
  attendance_correct: [...ATTENDANCE, 'state', 'reason', 'activityId'],
  /** 照此确认: the record as the roll has it */
  record_confirm: ['activityId'],
  /** 改一改: the next line says what is wrong */
  record_edit: ['activityId'],
  /** the resolutions of a record as items: offered with it, never said */
  resolutions_open: ['activityId'],
  /** 修改记录: who changed what of a meeting, and what stood there before */
  record_history: [...WHICH, 'after'],
  /** 没有开: what was planned did not take place */
  not_held: WHICH,
  /** 改期 [类型] 改到 日期 时间, 地点改为一楼大厅, 推迟一个小时, 主讲人换成李四 */
  activity_change: [
    ...WHICH,
    'fromAt',
    'place',
    'topic',
    'shift',
    'lecturer',
    'host',
    'recorder',
    'clockIs',
    'dayIs',
  ],
  /** 取消 [类型] */
  activity_cancel: WHICH,
  /** 同意 张三 请假 / 不同意 张三 请假 */
  leave_decide: ['names', 'decision', 'activityId', 'personId'],
  /** 同意, 不同意 and nothing else */
  agree: ['decision'],
  /** 我又能来了, 不请假了 */
  leave_withdraw: ['activityId', 'activityType', 'activityTypes', 'startAt', 'every'],
  ...LEDGER_SLOTS,
  /** 主题党日固定为每月25日下午3点 党员活动室 */
  fixed_day_set: ['activityType', 'fixedDay', 'clock', 'place', 'scope'],
  /** 主题党日固定日 */
  fixed_day_show: ['scope'],
  /** 取消固定日 */
  fixed_day_clear: ['scope'],
  /** 签到方式 逐人签到 / 会议上报, 请假需要审批 … */
  setting: ['setting', 'scope'],
  /** 设置: how the branch has chosen */
  settings_show: ['scope'],
  /** 送达情况 */
  delivery_status: ['scope', 'period', 'after'],
  /** 诊断 */
  diagnose: ['scope'],
  /** 看板: a link to the page for admins */
  dashboard: [],
  /** 导出11月台账, 导出11月25日主题党日的会议记录, 导出本季度签到表 */
  export: ['what', 'topic', 'period', 'scope', 'activityType', 'activityTypes', 'itemKind', 'toGroup'],
  ...MUSTER_SLOTS,
  ...FILING_SLOTS,
  ...PROCESS_SLOTS,
  ...SCHEME_SLOTS,
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
  rule: 'rules',
  setting: 'setting',
  attendance_correct: 'state',
  choice: 'choice',
  muster_call: 'called',
  muster_answer: 'what',
  muster_change: 'what',
  filing_add: 'filing',
  filing_ask: 'filing',
  filing_missing: 'filing',
  filing_how: 'filing',
  filing_export: 'filing',
  process_step: 'process',
  process_term: 'process',
  process_shift: 'process',
  process_how: 'process',
  process_export: 'process',
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
  /** a question that is not read whole, where what is left of it names nothing: answered, and the rest is named */
  asFarAsRead?: Intent;
}
