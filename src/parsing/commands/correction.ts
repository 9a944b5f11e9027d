import type { Filled } from '../../domain/intent.ts';
import type { CorrectedState } from '../../domain/slots.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf, whichOf } from './shape.ts';

const STATES: readonly (readonly [CorrectedState, string])[] = [
  ['absent', '缺席|旷会|没有?来|没有?到会?|未到会?|没有?参加|未参加|没在'],
  ['leave', '请了?假|病假|事假|公假|公差'],
  ['late', '迟到|来晚|晚到'],
  ['exempt', '免予参加|免于参加|免参加'],
  ['present', '到会|签到|出席|参加|参会|来|到|在场|在'],
];
const STATE = STATES.map(([, words]) => words).join('|');
const stateOf = (word: string): CorrectedState =>
  STATES.find(([, words]) => new RegExp(`^(?:${words})$`, 'u').test(word))![0];

const NAMES = `${PERSON}(?:(?:、|,|和|跟|与|\\s)*${PERSON})*(?:同志)?(?:两个|俩|都)?`;
const WRONG = '(?:是|都是)?(?:我|他|她|你)?(?:自己)?(?:记|写|搞|弄|签|点|报|填|看)错(?:了|啦)?';
const ADVERB = '(?:其实|实际上?|根本|并|今天|那天|昨天|当时|当天|后来|最后|也|是|已经)*';
const REASON = '(?:[,(（:：\\s]*(?<reason>[^,，。()（）]{2,16})[)）]?)?';

/** Each gives the state it is set to, by its group or by itself. */
const SHAPES: readonly (readonly [RegExp, CorrectedState | null])[] = [
  // 刘洋没来，记错了; 记错了，刘洋是来了的
  [new RegExp(`^${NAMES}${ADVERB}(?<to>${STATE})(?:了|的)*[,，\\s]*${WRONG}$`, 'u'), null],
  [new RegExp(`^${WRONG}[,，:：\\s]*${NAMES}${ADVERB}(?<to>${STATE})(?:了|的)*$`, 'u'), null],
  // 把刘洋的签到去掉
  [
    new RegExp(
      `^(?:请|麻烦)?(?:把|将)?${NAMES}(?:的)?(?:签到|到会|出席|代签|补签|考勤)?(?:记录)?(?:取消|去掉|删掉|删除|删了|撤掉|撤销|划掉|抹掉|作废|不算)(?:了|吧|一下)?$`,
      'u',
    ),
    'none',
  ],
  [
    new RegExp(
      `^(?:请|麻烦)?(?:取消|去掉|删掉|删除|撤销|撤掉)${NAMES}(?:的)?(?:签到|到会|代签|补签)(?:记录)?(?:了|吧)?$`,
      'u',
    ),
    'none',
  ],
  // 刘洋不是缺席，是请假（住院）; 刘洋由签到改成缺席; 刘洋算迟到
  [
    new RegExp(
      `^(?:把|将)?${NAMES}(?:的)?(?:签到|考勤)?(?:不是|不算|没有?)(?:${STATE})(?:了|的)?[,，\\s]*(?:而)?(?:是|应该是|算)(?<to>${STATE})(?:了|的)?${REASON}$`,
      'u',
    ),
    null,
  ],
  [
    new RegExp(
      `^(?:把|将)?${NAMES}(?:的)?(?:签到|考勤|状态)?(?:(?:由|从)?(?:${STATE})|(?:没有?|忘了?|忘记)(?:签到|签上|签|打卡)(?:上)?)?(?:了|的)*[,，\\s]*(?:就|也|那)?(?:应该|应当|应)?(?:改成|改为|改记|改|算作|算|记成|记为|记作|按|标为|标成|应为)(?:他|她|其)?(?:是|成|作|为)?(?<to>${STATE})(?:了|的)?${REASON}$`,
      'u',
    ),
    null,
  ],
  [new RegExp(`^${NAMES}${ADVERB}(?<to>${STATE})(?:了|的)?[,，\\s]*不是(?:${STATE})(?:了|的)?$`, 'u'), null],
  // 陈思远没来，他在外地: what stands behind it is no other state
  [
    new RegExp(
      `^${NAMES}${ADVERB}(?<to>没有?来|没有?到|未到|缺席|没有?参加)(?:了|的)?[,，\\s]+(?![^,，]*(?:其他|其余|剩|都|全|别的|来了|到了|假))(?<reason>[^,，。${PERSON}]{2,16})$`,
      'u',
    ),
    null,
  ],
  [new RegExp(`^(?:就|只)?(?:缺|差)(?:席的?)?(?:了)?[:：\\s]*${NAMES}$`, 'u'), 'absent'],
  // 刘洋其实到了: it was held to be otherwise
  [
    new RegExp(
      `^${NAMES}(?:今天|那天|当时|当天)?(?:其实|实际上?|后来|最后)${ADVERB}(?<to>来|到会|到场|到|参加|出席|在场)(?:了|的|啦)+$`,
      'u',
    ),
    'present',
  ],
  // 刘洋没来: said by whoever keeps the roll
  [new RegExp(`^(?:还有)?${NAMES}${ADVERB}(?<to>没有?来|没有?到|未到|缺席|没有?参加)(?:了|的)?$`, 'u'), null],
  // 刘洋迟到了20分钟; 刘洋免予参加
  [
    new RegExp(
      `^${NAMES}${ADVERB}(?<to>迟到|来晚|晚到)(?:了|的)?(?:[\\d一二三四五六七八九十半]{0,3}(?:分钟|个?小时))?$`,
      'u',
    ),
    null,
  ],
  // 刘洋是中途才来的，算迟到
  [
    new RegExp(
      `^${NAMES}${ADVERB}(?:中途|半路|半道|中间|后面|快结束)?(?:时)?(?:才)?(?:来|到|赶到|赶来)(?:了|的)*[,，\\s]*(?:应该|应)?(?:算|记|按|是)(?:作|成|为)?(?:是)?(?<to>迟到|来晚|晚到)(?:了|的|吧)?$`,
      'u',
    ),
    null,
  ],
  [new RegExp(`^${NAMES}${ADVERB}(?<to>免予参加|免于参加|免参加)${REASON}$`, 'u'), null],
];
const LONGEST = 48;

/** 赵六为什么老不来 asks, and sets nothing right. */
const QUESTION =
  /[?？\n]|吗|为什么|为啥|为何|什么原因|啥原因|怎么(?:回事|又|老|总|没|不|还)|咋(?:又|老|总|没|不|回事)|[几多少][次回场天]|多少|谁|哪|什么时候/u;
/** One entry of the roll set right by an officer; a sentence of another shape is none. */
export function readCorrection(h: Heard): Filled | undefined {
  if (h.people.length === 0 || h.s.length > LONGEST || QUESTION.test(h.s)) return undefined;
  for (const [pattern, fixed] of SHAPES) {
    const m = pattern.exec(h.shape);
    if (!m) continue;
    const reason = m.groups?.reason?.trim();
    return {
      intent: 'attendance_correct',
      names: [...new Set(h.people.map((p) => nameOf(h, p)))],
      state: fixed ?? stateOf(m.groups!.to!),
      ...whichOf(h),
      ...(reason && { reason }),
    };
  }
  return undefined;
}

const NOT_HELD =
  /^(?:这次|本次|上次|那次)?(?:的)?(?:会议|活动|会)?(?:最后|后来|实际|其实|因故|根本)?(?:没有?|未)(?:开成|开展|开会|开|召开|举行|组织|搞成|搞|办成|办)(?:了|成|的)?(?:[,，\s]*(?:弄|记|搞|报|写)错了)?$/u;

const HISTORY =
  /^(?:查看|看看|看一下|查一下|查)?(?:这次|上次|本次|那次)?(?:的)?(?:会议|活动|会)?(?:的)?(?:记录)?(?:的)?(?:修改|更正|改动|变更)(?:记录|历史|情况)$|^(?:这个|会议)?(?:记录|签到)?谁(?:改|动)过(?:记录|签到|什么)?(?:了)?[?？]?$/u;

/** 修改记录, 谁改过主题党日的记录. */
export function readHistory(h: Heard): Filled | undefined {
  if (h.people.length > 0 || h.s.length > LONGEST) return undefined;
  return HISTORY.test(h.shape.replace(/\s+/gu, '')) ? { intent: 'record_history', ...whichOf(h) } : undefined;
}

/** 没有开, 昨天的党课没开成. */
export function readNotHeld(h: Heard): Filled | undefined {
  if (h.people.length > 0 || h.s.length > LONGEST) return undefined;
  return NOT_HELD.test(h.shape) ? { intent: 'not_held', ...whichOf(h) } : undefined;
}
