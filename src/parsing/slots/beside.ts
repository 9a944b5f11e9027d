import type { Spans } from '../spans/spans.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';

/** 起止6月22日—6月26日 涉及会议6月24日支部党员大会: the day of the meeting is what leave is asked for (domain rule 14). */
export function besideType({ types, units, s }: Spans, days: readonly TimeSpan[]): TimeSpan | undefined {
  return days.find((t) =>
    types.some((type) => {
      if (type.end <= t.at) return t.links.length === 0 && /^[\s(]?$/.test(s.slice(type.end, t.at));
      const unit = units.find((u) => u.at >= t.end && u.end <= type.at);
      const gap = unit ? s.slice(t.end, unit.at) + s.slice(unit.end, type.at) : s.slice(t.end, type.at);
      return type.at >= t.end && BESIDE.test(gap);
    }),
  );
}

/** 8号的那次支委会 */
const BESIDE = /^(?:当天|那天)?[的那这次场个\s,(]{0,4}$/;
