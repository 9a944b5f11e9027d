import { joinMoments } from './time/resolve.ts';
import { clockIn, endClock, unplaced } from './time/rules-clock.ts';
import type { TimeSpan } from './time/time-span.ts';

/** Between two times these take the first back: 三点半不对四点, 五点啊不五点半, “10月15日”应为“10月14日”. */
const TAKES_BACK =
  /不对|不不|啊不|哦不|噢不|喔不|[,。、\s]不[,。、\s]?$|^不$|[说写记报弄搞看打填发]错|记岔|错了|有误|口误|笔误|勘误|应为|应该是|应是|更正|纠正|修正|改正为|而是|我[说指]的是$/;
/** Further apart they are about different things, unless what takes back stands right before the second. */
const REACH = 18;
const FAR = 48;
const TAKES_BACK_AT_END =
  /(?:不对|[说写记报弄搞看打填发]错了?|更正(?:为|一下)?|应(?:该是|为|是)|改正为)[\s,:。“是]{0,3}$/;
/** “6月8日”系“6月10日”之误 */
const TAKEN_FOR = /^”?[系是为]“?$/;
const IN_ERROR = /^”?之误/;
/** 不是11号是12号; 是不是11号 asks. */
const DENIED = /(?<!是)(?:不是|并非|而非)(?:说|指|在)?$/;
/** What was to be, and then was not: 拖到, 后来, 实际. */
const CAME_TO_BE =
  /(?:拖|推迟?|挪|改|移|延|等|提前)(?:到|至|成|在|为)?了?$|后来|实际|结果|其实|最后|[,\s](?:直?到)?$/;
const WAS_TO_BE = /(?:原[来本]?|本来|先|起初|开始|说好|通知|定)[^,。;\n]{0,6}$/;
/** 七点才开, 今天早上八点开的: it was held then. */
const WAS_HELD = /^[^,。;\n]{0,3}?(?:才|开始的|开[的了成始]|召开的|召开了|开上|到齐|举行[的了])/;
const HELD_LATE = /^(?:分)?(?:左右)?才/;

/** 今晚九点 哎九点一刻吧 */
const OH = /^[\s,。.…]{0,2}(?:哦|噢|哎|诶|唉|呃|额)哟?[\s,]{0,2}$/;
/** 上次请的是15号,现在改16号 */
const SAID_BEFORE = /(?:上次|上回|之前|先前|刚才?)[请报说填写](?:的|假)?(?:是|成)?$/;
const CHANGED = /改[成到为]?\s?$/;

interface Settled {
  times: TimeSpan[];
  /** what the sender took back: no time, and nothing else either */
  takenBack: TimeSpan[];
}

/** Sorts out times that the sender takes back; a day stays where only its clock was corrected. */
export function settleTimes(s: string, all: readonly TimeSpan[]): Settled {
  const times: TimeSpan[] = [];
  const takenBack: TimeSpan[] = [];
  for (const time of all) {
    const before = times.at(-1);
    if (before === undefined || before.kind !== 'moment' || time.kind !== 'moment') {
      times.push(time);
      continue;
    }
    if (isDenied(s, before, time)) {
      takenBack.push(time);
      if (isClockApart(s, before, time)) times[times.length - 1] = withClockOf(before, time);
    } else if (isReplaced(s, before, time)) {
      takenBack.push(before);
      times[times.length - 1] = corrected(s, before, time);
    } else times.push(time);
  }
  return { times, takenBack };
}

/** 礼拜四开的啊不是今天: the second is what it was not. */
function isDenied(s: string, before: TimeSpan, time: TimeSpan): boolean {
  if (time.isCorrected || (before.hasDate !== time.hasDate && before.hasClock !== time.hasClock))
    return false;
  const gap = s.slice(before.end, time.at);
  // 明天不是周日 says something of tomorrow
  if (gap === '不是' && before.days[0]?.kind !== time.days[0]?.kind) return false;
  return (
    gap.length <= REACH &&
    DENIED.test(gap) &&
    !/^[^。\n]{0,6}?[,\s]?(?:而?是|应[该为是])/.test(s.slice(time.end, time.end + 8))
  );
}

/** 是十一号不是十号,下午三点: the clock behind a comma is not denied with the day. */
const isClockApart = (s: string, before: TimeSpan, time: TimeSpan): boolean =>
  before.hasDate && !before.hasClock && time.hasDate && time.hasClock && /,/.test(s.slice(time.at, time.end));
const withClockOf = (day: TimeSpan, time: TimeSpan): TimeSpan => ({
  ...joinMoments(day, { ...time, hasDate: false, days: [], links: [] }),
  at: day.at,
  end: time.end,
});

function isReplaced(s: string, before: TimeSpan, time: TimeSpan): boolean {
  const gap = s.slice(before.end, time.at);
  if (gap.length > FAR) return false;
  if (gap.length > REACH) return TAKES_BACK_AT_END.test(gap);
  const ahead = s.slice(Math.max(0, before.at - 10), before.at);
  if (before.hasClock && time.hasClock && !time.hasDate && OH.test(gap)) return true;
  if (SAID_BEFORE.test(ahead) && CHANGED.test(gap)) return true;
  if (TAKES_BACK.test(gap) || (DENIED.test(ahead.slice(-4)) && /(?<!不)是/.test(gap))) return true;
  const behind = s.slice(time.end, time.end + 8);
  if (TAKEN_FOR.test(gap) && IN_ERROR.test(behind)) return true;
  const isHeld = WAS_HELD.test(behind) || (time.isRange && /开始/.test(s.slice(time.at, time.end)));
  if (!isHeld || (!time.hasClock && before.hasClock)) return false;
  const isSame = before.hasClock === time.hasClock || before.hasDate === time.hasDate;
  return (
    isSame &&
    (CAME_TO_BE.test(gap) || (WAS_TO_BE.test(ahead) && HELD_LATE.test(behind))) &&
    (WAS_TO_BE.test(ahead) || HELD_LATE.test(behind) || !/[,\s]$/.test(gap))
  );
}

/** The later words hold; of a day and a clock what they leave unsaid stays. */
function corrected(s: string, before: TimeSpan, time: TimeSpan): TimeSpan {
  const at = startOf(s, before, time);
  if (!time.hasDate && before.hasDate) {
    const day = { ...before, hasClock: false, clock: undefined, toClock: undefined };
    return { ...joinMoments(day, inSameHalf(before, time)), at, end: time.end };
  }
  if (!time.hasDate) return { ...inSameHalf(before, time), at };
  if (!time.hasClock && time.part === undefined && before.hasClock)
    return { ...joinMoments(time, { ...before, hasDate: false, days: [], links: [] }), at, end: time.end };
  return { ...time, at };
}

/** 下午三点，不对，四点: a corrected clock is in the half of the day that was said with the first. */
function inSameHalf({ clock }: TimeSpan, time: TimeSpan): TimeSpan {
  if (!clock?.marked || !time.clock || time.clock.marked || clock.hour < 12 || time.clock.spoken >= 12)
    return time;
  const start = clockIn(time.clock, clock.part ?? '下午');
  return { ...time, clock: start, toClock: time.toClock && endClock(start, unplaced(time.toClock)) };
}

/** The words that take back go with the time they bring in: nothing of them is left to be read. */
function startOf(s: string, before: TimeSpan, time: TimeSpan): number {
  const gap = s.slice(before.end, time.at);
  if (!/[\u4e00-\u9fff]/.test(gap.replace(ONLY_TALK, ''))) return before.at;
  const word = TAKES_BACK.exec(gap);
  return word ? before.end + word.index : time.at;
}
const ONLY_TALK =
  /不对|不是|不不|啊|哦|噢|喔|不|[说写记报弄搞看打填发]错|错|了|有误|口误|笔误|应为|应该|应|更正|纠正|改正|为|而|是|系|的|一下|我|说|指|看/g;
