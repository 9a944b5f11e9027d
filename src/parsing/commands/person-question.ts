import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from './figure-periods.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf, whichOf } from './shape.ts';

const NAMES = `${PERSON}(?:(?:、|,|和|跟|与|\\s)*${PERSON})*(?:同志)?(?:们|两个|俩)?`;
const CAME = '(?:来|到|到会|参加|签到|签|出席)';
/** 赵六来了没有, 赵六到了吗, 赵六的签到: asked, and never told. */
const ASKS = new RegExp(
  `^(?:看看|看一下|查一下|查查|查)?${NAMES}(?:的(?:出勤|签到|到会|考勤)(?:情况|记录|状态)?|(?:出勤|签到|考勤)(?:情况|记录|状态)|(?:今天|这次)?(?:${CAME}(?:了)?(?:没有|没|吗|么|没${CAME})|有没有${CAME}|是不是${CAME}(?:了)?))[?？]?$`,
  'u',
);

/** 刘洋今年的出勤情况, 刘洋最近来得咋样: over a time, and of no single meeting. */
const HABIT = new RegExp(
  `^(?:看看|看一下|查一下|查查|查)?(?:最近|近来|平时)?${NAMES}(?:最近|为什么|为啥|为何|怎么|咋|近来|平时|一直|这几个?月来?|这[几两二三四五][次回场]|这段时间|是不是|是否|又|的|开会|参加活动|参会|都)*(?:(?:很少|不怎么|不太|很不|挺少|不大)(?:来|到|参加)(?:开会|参加)?的?|(?:爱不爱|常不常|常不怎么|勤不勤)来(?:开会)?|请假(?:是不是)?(?:请得?)?(?:挺|很|太|蛮|是不是)?(?:多|勤|频繁)(?:不多|了)?|(?:来|到|参加)得(?:咋样|怎么?样|如何|多不多|勤不勤|多吗)|来开?会?的?多不多|(?:老是?|总是?|经常|常常|一直|每次|次次|动不动就?|爱)(?:都|也)?(?:不来|没来|不到|没到|不参加|缺席|请假|迟到|晚到|缺会)(?:开会|参加)?[的了]?|(?:出勤|考勤)(?:的)?(?:情况|记录)?(?:咋样|怎么?样|如何)?|(?:签到|到会)(?:的)?(?:(?:情况|记录)(?:咋样|怎么?样|如何)?|(?:咋样|怎么?样|如何)))(?:是吧|是吗|对吧|是不是|吧|吗|啊|呢)?[?？]?$`,
  'u',
);

const WHY =
  '(?:因为|是)?(?:为什么|为啥|为何|为了什么|因何|怎么|咋个?|干嘛|(?:因为|因)?(?:什么|啥)(?:原因|理由|事情?)?)';
const ON_LEAVE = '(?:没有?来|没有?到|没有?参加|缺席|来不了|不来|请(?:了|过|的)?个?[事病]?假)';
const WHAT = '(?:什么|啥|哪种|哪类|何种?)';
const PARTICLES = '(?:了|的|呢|啊|呀)*';
/** 赵六请假什么原因, 赵六为什么请假, 赵六请的什么假, 赵六请假没有: whether somebody is on leave, and why. */
const ASKS_LEAVE = new RegExp(
  `^(?:那么?|的|请问|问一下|看看|看一下|查一下|查查|查)*(?:${WHY}${NAMES}${ON_LEAVE}|(?:有没有|是不是|是否)${NAMES}请(?:了|过)?个?假|${NAMES}(?:他|她)?(?:今天|这次|这回|上次|上回|最近一次|当天|那天|到底|究竟|又|都|也)*(?:${WHY}(?:今天|这次|又|要|会|都|就)*${ON_LEAVE}|(?:${ON_LEAVE}|的)${PARTICLES}(?:请假|是|因为|有)*${WHAT}(?:原因|理由|事由|缘故|情况|事情?|假)?|${ON_LEAVE}${PARTICLES}${WHY}|(?:${ON_LEAVE}|的)${PARTICLES}(?:请假)?(?:的)?(?:原因|理由|事由)(?:是|为)?(?:${WHAT})?|请(?:了|的|过)?(?:是)?${WHAT}假|请(?:了|过)?个?假(?:了)?(?:没有|没|吗|么|没请|否)|(?:有没有|是不是|是否|有无)请(?:了|过)?个?假|请(?:没|不)请假|请假(?:没|不)请假|的?请假(?:的)?(?:情况|记录|状态)))${PARTICLES}[?？]?$`,
  'u',
);

const ASKS_WHY = /为|因|原因|理由|事由|缘故|怎么|咋|干嘛|[什啥哪何]/;
/** 赵六请了几天假 */
const HOW_LONG =
  /^[^,，。;；\n]{2,16}请(?:了|过)?(?:几|多少|多久|多长时间)[天日]?的?[病事]?假[了呢啊?？\s]*$/u;

/** 主题党日签到情况, 25号党员大会还有谁没回复 */
const ROLL =
  /^(?:的)?(?:(?:签到|到会|出勤|考勤)情况|(?:还有|现在)?(?:谁|哪些人|几个人)(?:还)?没有?(?:回复|回话|回信|表态|说来不来))[?？]?$/u;

function habitOf(h: Heard): Filled | undefined {
  const shape = h.shape.replace(/\s+/gu, '');
  const read = h.times.map((t) => spanAsked(t, h));
  const [period] = read;
  const isOfSpan = read.length === 1 && period !== undefined && period.from !== period.to;
  const isOfHabit =
    h.types.length + read.length === 0 &&
    /最近|近来|平时|一直|这几|这段|来得|多不多|老|总|经常|常常|每次|次次|动不动|爱|常不|勤不勤|很少|不怎么|不太|很不|挺少|不大|请假.*[多勤频]/.test(
      h.s,
    );
  if (!HABIT.test(shape) || !(isOfSpan || isOfHabit)) return undefined;
  const types = [...new Set(h.types.map(({ type }) => type))];
  return {
    intent: 'query',
    metric: 'my_attendance',
    names: [...new Set(h.people.map((p) => nameOf(h, p)))],
    ...(isOfSpan && { period }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
  };
}

/** A question about somebody's part in the meeting: the roll answers it. */
export function readPersonQuestion(h: Heard): Filled | undefined {
  if (h.s.length > 40) return undefined;
  const { shape } = h;
  const isRoll = h.people.length === 0 && h.types.length > 0 && ROLL.test(shape);
  // Of somebody who is not on the roster no leave is known.
  const asksLeave = ASKS_LEAVE.test(shape.replace(/\s+/gu, ''));
  const isKnown = h.people.some((p) => p.source === 'roster');
  const isLeave = isKnown && (asksLeave || HOW_LONG.test(h.s));
  // Whose they are is nobody's the asker knows of: the question stays one, and is told nothing.
  const habit = isKnown ? habitOf(h) : undefined;
  if (habit) return habit;
  if (h.people.length > 0 && !isKnown && asksLeave && ASKS_WHY.test(shape))
    return { intent: 'query', metric: 'leave_list', what: 'others_reasons' };
  if (!isRoll && !isLeave && !(h.people.length > 0 && ASKS.test(shape))) return undefined;
  // 刘洋上个月请假什么原因: of each of these days.
  const [span] = h.times.length === 1 ? [spanAsked(h.times[0]!, h)] : [];
  if (isLeave && h.people.length === 1 && span && span.from !== span.to && span.from <= h.today)
    return {
      ...{ intent: 'query', metric: 'my_attendance', what: 'days_leave' },
      names: [nameOf(h, h.people[0]!)],
      period: span,
    };
  // Who has not answered is asked of what is to come; a leave is asked for before and after.
  const direction = isLeave ? 'near' : isRoll && /没/.test(shape) ? 'forward' : 'back';
  const { startAt: day, ...which } = whichOf(h, direction);
  const period = day !== undefined ? { from: day, to: day } : undefined;
  return {
    intent: 'query',
    metric: isLeave ? 'leave_list' : 'absentees',
    ...(isLeave && { names: [...new Set(h.people.map((p) => nameOf(h, p)))] }),
    ...(isLeave && ASKS_WHY.test(shape) && { what: 'reasons' }),
    ...which,
    ...(period && { period }),
  };
}
