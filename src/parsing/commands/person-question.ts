import type { Filled } from '../../domain/intent.ts';
import { type Heard, PERSON } from './rest.ts';
import { whichOf } from './shape.ts';

const NAMES = `${PERSON}(?:(?:、|,|和|跟|与|\\s)*${PERSON})*(?:同志)?(?:们|两个|俩)?`;
const CAME = '(?:来|到|到会|参加|签到|签|出席)';
/** 赵六来了没有, 赵六到了吗, 赵六的签到: asked, and never told. */
const ASKS = new RegExp(
  `^(?:看看|看一下|查一下|查查|查)?${NAMES}(?:的(?:出勤|签到|到会|考勤)(?:情况|记录|状态)?|(?:出勤|签到|考勤)(?:情况|记录|状态)|(?:今天|这次)?(?:${CAME}(?:了)?(?:没有|没|吗|么|没${CAME})|有没有${CAME}|是不是${CAME}(?:了)?))[?？]?$`,
  'u',
);

/** 主题党日签到情况, 25号党员大会还有谁没回复 */
const ROLL =
  /^(?:的)?(?:(?:签到|到会|出勤|考勤)情况|(?:还有|现在)?(?:谁|哪些人|几个人)(?:还)?没有?(?:回复|回话|回信|表态|说来不来))[?？]?$/u;

/** A question about somebody's part in the meeting: the roll answers it. */
export function readPersonQuestion(h: Heard): Filled | undefined {
  if (h.s.length > 40) return undefined;
  const { shape } = h;
  const isRoll = h.people.length === 0 && h.types.length > 0 && ROLL.test(shape);
  if (!isRoll && !(h.people.length > 0 && ASKS.test(shape))) return undefined;
  // Who has not answered is asked of what is to come.
  const { startAt: day, ...which } = whichOf(h, isRoll && /没/.test(shape) ? 'forward' : 'back');
  const period = day !== undefined ? { from: day, to: day } : undefined;
  return { intent: 'query', metric: 'absentees', ...which, ...(period && { period }) };
}
