import { addDays, type DateText, MINUTE_MS } from '../../domain/calendar/time.ts';
import type { IntentName } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import { resolvePeriod } from '../spans/time/days.ts';
import { type Direction, deadlineOf, joinMoments, momentOf } from '../spans/time/resolve.ts';
import { clockIn, endClock, unplaced } from '../spans/time/rules-clock.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';
import { besideType } from './beside.ts';
import { endOfLength } from './lengths.ts';

/** Which way a date without its year, month or week looks (domain rules 3 and 14). */
export const DIRECTION: Partial<Record<IntentName, Direction>> = {
  activity_report: 'back',
  makeup_checkin: 'back',
  checkin: 'near',
  roster_checkin: 'near',
  query: 'near',
};

/**
 * Start and end of what is told or planned, from the times that bear these roles. A meeting that is over before it begins,
 * or that ends on another day without a word for it, has no end: the time is left unread, and asked about.
 */
export function moment(
  spans: Spans,
  said: { starts: readonly TimeSpan[]; ends: readonly TimeSpan[]; lengths: readonly TimeSpan[] },
  direction: Direction,
  intent: IntentName,
): { startAt?: string; endAt?: string } {
  const found = momentSaid(spans, said, direction, intent);
  const { startAt, endAt } = found;
  if (startAt === undefined || endAt === undefined || !endAt.includes('T')) return found;
  const isOver = startAt.includes('T') && endAt <= startAt;
  const isApart =
    intent.startsWith('activity_') && endAt.slice(0, 10) !== startAt.slice(0, 10) && !saysRange(spans);
  return isOver || isApart ? { startAt } : found;
}

/** 12月4日上午9点到12月5日下午5点, 至6号中午结束 */
const saysRange = ({ s, times }: Spans): boolean =>
  times.some(
    (t) =>
      t.isRange ||
      t.isEnd ||
      /[到至止~—-]\s?$/.test(s.slice(0, t.at)) ||
      /^\s?(?:结束|散会|为止|止)/.test(s.slice(t.end)),
  );

function momentSaid(
  spans: Spans,
  said: { starts: readonly TimeSpan[]; ends: readonly TimeSpan[]; lengths: readonly TimeSpan[] },
  direction: Direction,
  intent: IntentName,
): { startAt?: string; endAt?: string } {
  const { today } = spans;
  const { starts, ends } = settled(spans, said, intent);
  // 月底了，12月1号的党课: of two days the one that is named best
  const days = starts.filter((t) => t.hasDate);
  const dated =
    days.find((t) => t.hasClock && !t.isDeadline) ??
    days.find((t) => !t.mayBeTopic && !t.isDeadline) ??
    days[0];
  const clocked = starts.find((t) => t.hasClock && t !== dated);
  const isJoined = dated !== undefined && clocked !== undefined && !dated.hasClock;
  const first = isJoined ? joinMoments(dated, clocked) : (dated ?? clocked ?? starts[0]);
  const meant = first && intent === 'leave' ? stillAhead(first, spans) : first;
  const at = meant ? momentOf(meant, today, direction) : {};
  // Of two clocks the later is the end, whatever it was taken for.
  const spare =
    starts.find((t) => t.hasClock && t !== dated && t !== clocked) ??
    (isJoined || clocked === first ? undefined : clocked);
  const end =
    ends[0] ??
    lastEnd(spans, first, intent) ??
    (spare && isLater(spare, at.startAt, today) ? spare : undefined);
  if (end && (at.startAt !== undefined || end.hasDate))
    return { ...at, ...endOf(end, at.startAt, spans, direction) };
  if (at.endAt !== undefined || at.startAt === undefined) return at;
  return { ...at, ...endOfLength(spans, at.startAt, said.lengths, intent) };
}

/** 预计结束:16:30: the only time of a meeting that the words call its end, whatever it was taken for. */
function lastEnd({ times }: Spans, start: TimeSpan | undefined, intent: IntentName): TimeSpan | undefined {
  const ends = times.filter((t) => t.isEnd && !t.hasDate && !t.unread);
  const isMeeting = intent === 'activity_create' || intent === 'activity_report';
  const isOpen =
    start !== undefined && start.clock !== undefined && start.toClock === undefined && !start.isEnd;
  return isMeeting && isOpen && ends.length === 1 && ends[0]!.at > start.at ? ends[0] : undefined;
}

/** 八点的会请假 said at half past seven in the evening: leave is asked for what is still ahead, or has just begun. */
function stillAhead(t: TimeSpan, { s, now, today }: Spans): TimeSpan {
  const { clock, toClock } = t;
  if (!clock || clock.marked || clock.hour >= 12 || !/[点时]/.test(s.slice(t.at, t.end))) return t;
  const { startAt } = momentOf(t, today, 'forward');
  const late = startAt === undefined ? Number.NaN : Date.parse(startAt);
  if (!(late + BEGUN_MS <= now && late + HALF_DAY_MS > now)) return t;
  const evening = clockIn(clock, '晚上');
  return { ...t, clock: evening, toClock: toClock && endClock(evening, unplaced(toClock)) };
}
const BEGUN_MS = 180 * MINUTE_MS;
const HALF_DAY_MS = 720 * MINUTE_MS;

/** What a role was missed for: a day that stands alone, the week of a leave, an end that is none. */
function settled(
  spans: Spans,
  said: { starts: readonly TimeSpan[]; ends: readonly TimeSpan[] },
  intent: IntentName,
): { starts: TimeSpan[]; ends: TimeSpan[] } {
  // 讲到8点半 behind a beginning is the end, whatever it was taken for.
  const isBeginning = (t: TimeSpan) => !t.isEnd || said.starts.every((other) => other.isEnd);
  // of a table with several meetings the first row is read
  const { firstRowEnd } = spans;
  const isRead = (t: TimeSpan) =>
    intent === 'leave'
      ? !isTooLong(t, spans)
      : ROLLS.has(intent)
        ? t.hasDate || !UNTIL.test(spans.s.slice(0, t.at))
        : firstRowEnd === undefined || !intent.startsWith('activity_') || t.at < firstRowEnd;
  const starts = said.starts.filter((t) => isBeginning(t) && isRead(t));
  const ends = [...said.ends.filter(isRead), ...said.starts.filter((t) => !isBeginning(t))];
  const times = intent === 'leave' ? spans.times.filter((t) => !isTooLong(t, spans)) : spans.times;
  if (starts.length === 0 && ends[0] && !ends[0].isEnd && !ends[0].isDeadline) starts.push(ends.shift()!);
  const days = times.filter((t) => t.kind === 'moment' && t.hasDate && !t.isDeadline && !t.isEnd);
  // 五一前开一次党员大会(4月30日8:30): a limit or a festival gives way to the one day that is named
  const plain = days.filter((t) => !t.mayBeTopic && !t.unread && !ends.includes(t));
  const others = starts.filter((t) => t !== plain[0]);
  const isLoose =
    others.length > 0 &&
    others.every((t) => t.hasDate && (t.isDeadline || t.mayBeTopic || holds(t, plain[0], spans)));
  if (isLoose && plain.length === 1) starts.splice(0, starts.length, plain[0]!);
  const isClockOnly = starts.length > 0 && starts.every((t) => !t.hasDate);
  if (isClockOnly) {
    const known = days.filter((t) => !t.unread);
    const day = known.length === 1 ? known[0] : known.findLast((t) => t.end <= starts[0]!.at);
    // 10月28日17:26结束,开始时间16:00: the day of the end is that of the beginning
    const over = ends.find((t) => t.isEnd && t.hasDate && t.days.length === 1);
    if (day && !ends.includes(day)) starts.unshift(withoutClock(day));
    else if (over && !day) starts.unshift({ ...withoutClock(over), isEnd: false });
  }
  // The only day of a message is its day.
  const isOpen = starts.length === 0 && ends.length === 0;
  const only = plain.length === 1 ? plain[0] : days.length === 1 ? days[0] : undefined;
  const isDay = ABOUT_A_DAY.has(intent) || (ROLLS.has(intent) && besideType(spans, days) === only);
  if (isOpen && only && isDay) starts.push(only);
  if (intent === 'leave') {
    const beside = besideType(spans, days);
    const limits = fromAndTo(spans.s, times);
    if (limits && !beside) return limits;
    const others = [...starts, ...ends].filter((t) => t !== beside && (t.hasDate || t.kind !== 'moment'));
    if (beside && others.length > 0 && !ALSO.test(spans.s.slice(beside.end, beside.end + 12)))
      return { starts: [beside, ...starts.filter((t) => t.hasClock && !t.hasDate)], ends: [] };
    // 明天我在高铁上,9点线上党课参加不了
    const clocks = times.filter((t) => t.kind === 'moment' && t.hasClock && !t.hasDate && !t.isEnd);
    const isBare = starts.length === 1 && starts[0]!.hasDate && !starts[0]!.hasClock && ends.length === 0;
    if (isBare && clocks.length === 1 && isOfMeeting(spans, clocks[0]!)) starts.push(clocks[0]!);
    if (starts.length === 0 && ends.length === 0) {
      const week = times.find((t) => t.kind === 'period' || t.isEnd || t.isDeadline);
      if (week) (week.isEnd || week.isDeadline ? ends : starts).push(week);
    }
  } else clockOfDay(spans, starts, ends);
  return { starts, ends };
}

/** 今年回老家过火把节, 12月份的党课: nobody takes leave from a year, and of a meeting of that month no day is known. */
function isTooLong({ period, end }: TimeSpan, { today, s, types }: Spans): boolean {
  const p = period && resolvePeriod(period, today, 'forward');
  if (p === undefined) return false;
  const type = types.find((x) => x.at >= end);
  const isOfMeeting = type !== undefined && /^(?:份|度)?的[那这次场个]{0,3}$/.test(s.slice(end, type.at));
  return addDays(p.from, isOfMeeting ? LONGEST_WEEK : LONGEST_LEAVE) < p.to;
}
const LONGEST_WEEK = 10;
const LONGEST_LEAVE = 185;

/** 9点线上党课 */
const isOfMeeting = ({ s, types }: Spans, clock: TimeSpan): boolean =>
  types.some((type) => type.at >= clock.end && /^[^,。;\s]{0,4}$/.test(s.slice(clock.end, type.at)));

/** 6月中旬我陪考,18号19号两天请假: the days of a longer time; not the one on which somebody is back. */
function holds(t: TimeSpan, day: TimeSpan | undefined, { s, today }: Spans): boolean {
  const p = t.kind === 'period' && t.period ? resolvePeriod(t.period, today, 'forward') : undefined;
  const at = day && momentOf(day, today, 'forward').startAt?.slice(0, 10);
  if (p === undefined || day === undefined || at === undefined || at < p.from || at > p.to) return false;
  return !/^[^,。;]{0,4}[回返]/.test(s.slice(day.end, day.end + 6));
}

/** 清明请假，六号的小组会也请假: two leaves */
const ALSO = /也|还/;

/** 请到25号，从后天起: both ends of a leave in either order. */
function fromAndTo(
  s: string,
  times: readonly TimeSpan[],
): { starts: TimeSpan[]; ends: TimeSpan[] } | undefined {
  const dated = times.filter((t) => t.kind === 'moment' && t.hasDate && t.links.length === 0);
  const behind = (t: TimeSpan, word: RegExp) => word.test(s.slice(Math.max(0, t.at - 3), t.at));
  const from = dated.find((t) => behind(t, /[从自打]\s?$/));
  const to = dated.find((t) => t !== from && behind(t, /[到至]\s?$/));
  return from && to && { starts: [from], ends: [to] };
}

const ABOUT_A_DAY: ReadonlySet<IntentName> = new Set<IntentName>([
  'leave',
  'makeup_checkin',
  'activity_create',
  'activity_report',
]);

/** 截至11:40,其余抓紧 */
const UNTIL = /截(?:至|到|止到?)\s?$/;

/** Of these the day counts that stands beside the meeting: 主题党日(8月24日)集中代签. */
const ROLLS: ReadonlySet<IntentName> = new Set<IntentName>(['checkin', 'roster_checkin']);

/** 8号下午三点发的通知，四点开: the day holds for the clock behind it, its own clock does not. */
export function withoutClock(t: TimeSpan): TimeSpan {
  if (!t.hasClock) return t;
  return { ...t, hasClock: false, clock: undefined, toClock: undefined, isRange: t.days.length > 1 };
}

/** 上周三的党课 … 十点才开: the only clock beside a bare day is its beginning, whatever it was taken for. */
function clockOfDay({ times }: Spans, starts: TimeSpan[], ends: TimeSpan[]): void {
  if (starts.length !== 1 || !starts[0]!.hasDate || starts[0]!.hasClock) return;
  const clocks = times.filter((t) => t.kind === 'moment' && t.hasClock && !t.isDeadline);
  const [clock] = clocks;
  if (clocks.length !== 1 || !clock || clock.hasDate || clock.isEnd) return;
  starts.push(clock);
  if (ends[0] === clock) ends.shift();
}

const MORNING = /凌晨|早|上午/;

/** An end without a date is on the day of the start, and twelve hours later where it would lie before it. */
function endOf(
  end: TimeSpan,
  startAt: string | undefined,
  { s, today }: Spans,
  direction: Direction,
): { endAt?: string } {
  if (startAt === undefined) {
    const said = momentOf(end, today, direction);
    const endAt = said.endAt ?? said.startAt ?? deadlineOf(end, today);
    return endAt === undefined ? {} : { endAt };
  }
  const day = startAt.slice(0, 10);
  const said = momentOf(end, day, 'forward');
  const endAt = said.endAt ?? said.startAt;
  if (endAt === undefined) return {};
  if (end.hasDate || !endAt.includes('T')) return { endAt };
  const clock = endAt.slice(11, 16);
  const hour = Number(clock.slice(0, 2));
  const late =
    clock <= startAt.slice(11, 16) && hour < 12 && !MORNING.test(s.slice(end.at, end.end))
      ? `${String(hour + 12).padStart(2, '0')}${clock.slice(2)}`
      : clock;
  return { endAt: `${day}T${late}:00+08:00` };
}

function isLater(t: TimeSpan, startAt: string | undefined, today: DateText): boolean {
  const said = momentOf(t, startAt?.slice(0, 10) ?? today, 'forward');
  const at = said.endAt ?? said.startAt;
  return startAt !== undefined && at !== undefined && at > startAt;
}
