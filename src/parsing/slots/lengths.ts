// 一个半小时, 请假三天: when what begins at a time is over.
import { addDays } from '../../domain/calendar/time.ts';
import type { IntentName } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import { endAfter, lengthOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';
import { besideType } from './beside.ts';

/** How long it lasts gives the end: minutes of a meeting, days of a leave. */
export function endOfLength(
  spans: Spans,
  startAt: string,
  lengths: readonly TimeSpan[],
  intent: IntentName,
): { endAt?: string } {
  const spoken = intent === 'leave' ? ofLeave(spans, lengths) : ofMeeting(spans, lengths);
  const length = spoken.map(lengthOf).find((l) => l !== undefined);
  if (length?.minutes !== undefined && startAt.includes('T'))
    return { endAt: endAfter(startAt, length.minutes) };
  if (length?.days !== undefined && intent === 'leave' && length.days > 1)
    return { endAt: addDays(startAt.slice(0, 10), length.days - 1) };
  return {};
}

/** 周六主题党日请假,医生让闭眼两天: beside a day of a meeting only a length said with the leave is its length. */
function ofLeave(spans: Spans, said: readonly TimeSpan[]): readonly TimeSpan[] {
  const { s, times } = spans;
  const lengths = said.length > 0 ? said : times.filter((t) => t.kind === 'duration');
  const days = times.filter((t) => t.kind === 'moment' && t.hasDate && !t.isDeadline && !t.isEnd);
  if (lengths.length === 0 || besideType(spans, days) === undefined) return lengths;
  return lengths.filter(
    (t) => OF_LEAVE.test(s.slice(Math.max(0, t.at - 6), t.at)) || /^的?[病事年产婚]?假/.test(s.slice(t.end)),
  );
}
const OF_LEAVE = /(?:请[了个]?|假|休)[期约共,\s]{0,2}$/;

/** The only length of a message, said by itself, is how long the meeting lasts: 支委会,一刻钟,明天三点; 发言每人5分钟 is another. */
function ofMeeting({ s, times }: Spans, said: readonly TimeSpan[]): readonly TimeSpan[] {
  const isApart = (t: TimeSpan) =>
    /(?:每|不超过|发言|限时?|提前|迟到|早退)[^,。;\n]{0,6}$/.test(s.slice(Math.max(0, t.at - 10), t.at));
  if (said.length > 0) return said.filter((t) => !isApart(t));
  const all = times.filter((t) => t.kind === 'duration' && t.length?.minutes !== undefined && !t.vague);
  const [only] = all;
  if (!only || all.length > 1 || isApart(only)) return [];
  const before = s.slice(Math.max(0, only.at - 4), only.at);
  return STANDS_BEFORE.test(before) && STANDS_BEHIND.test(s.slice(only.end, only.end + 4)) ? [only] : [];
}
const STANDS_BEFORE =
  /(?:^|[\s,。;!(、—]|[开讲]到?|[开讲干忙弄搞学做议谈扫走]了|历时|时长|用时|持续|大?[概约])$/;
const STANDS_BEHIND = /^(?:左右)?(?:$|[\s,。;!)、]|[讲说开]?完)/;

/** 请假一周, with no day named: in days, more than one; undefined where it is still open when that begins. */
export function leaveDays({ times, s }: Spans): number | undefined {
  if (OPEN_BEGINNING.test(s)) return undefined;
  const days = times.find((t) => t.kind === 'duration' && !t.isDeadline)?.length?.days;
  return days !== undefined && days > 1 ? days : undefined;
}

const OPEN_BEGINNING = /再(?:报|说|定|告)|待定|未定|不确定|没定/;
