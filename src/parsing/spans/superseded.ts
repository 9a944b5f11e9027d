import { joinMoments } from './time/resolve.ts';
import type { TimeSpan } from './time/time-span.ts';

/** Between two times these take the first back: 三点半不对四点, 五点啊不五点半, “10月15日”应为“10月14日”. */
const TAKES_BACK =
  /不对|不不|啊不|哦不|噢不|喔不|[,。、\s]不[,。、\s]?$|^不$|说错|写错|记错|记岔|报错|弄错|错了|应为|应该是|更正为|而是/;
/** Further apart they are about different things. */
const REACH = 18;
/** 不是11号是12号 */
const DENIED = /(?<!是)不是(?:说|指|在)?$/;

/** Drops times that the sender takes back; a day stays where only its clock was corrected. */
export function withoutSuperseded(s: string, times: readonly TimeSpan[]): TimeSpan[] {
  const out: TimeSpan[] = [];
  for (const time of times) {
    const before = out.at(-1);
    const gap = before && s.slice(before.end, time.at);
    const isTaken =
      before !== undefined &&
      gap !== undefined &&
      gap.length <= REACH &&
      (TAKES_BACK.test(gap) ||
        (DENIED.test(s.slice(Math.max(0, before.at - 4), before.at)) && /是/.test(gap)));
    if (!isTaken || before.kind !== 'moment' || time.kind !== 'moment') out.push(time);
    else if (time.hasDate || !before.hasDate) out[out.length - 1] = time;
    else {
      const day = { ...before, hasClock: false, clock: undefined, toClock: undefined };
      out[out.length - 1] = { ...joinMoments(day, time), at: before.at, end: time.end };
    }
  }
  return out;
}
