import { addDays, type DateText, isoShanghai, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import { bears, type Direction, resolveDay, resolvePeriod } from './days.ts';
import { endClock } from './rules-clock.ts';
import type { Standpoint } from './standpoint.ts';
import type { Clock, DayWords, Length, TimeSpan } from './time-span.ts';

export type { Direction } from './days.ts';

const pad = (n: number) => (n < 10 ? `0${n}` : `${n}`);
const isReadable = (t: TimeSpan) => !t.unread && t.trouble === undefined;

/** A time stamp, or the bare date without a clock; 24:00 is the next day's 00:00. */
function stamp(date: DateText, clock: Clock | undefined): string {
  if (clock === undefined) return date;
  const day = clock.hour >= 24 ? addDays(date, 1) : date;
  return `${day}T${pad(clock.hour % 24)}:${pad(clock.minute)}:00+08:00`;
}

/** The first day. One that its second name (a weekday, 后天) does not bear out gives way to the nearest that is. */
function firstDay(t: TimeSpan, today: DateText, direction: Direction): DateText | undefined {
  const { also, days } = t;
  const words = days[0];
  if (words === undefined) return t.hasDate ? undefined : today;
  const date = resolveDay(words, today, direction);
  if (also === undefined || words.kind === 'fixed' || (date !== undefined && bears(date, also, today)))
    return date;
  const nearest = resolveDay(words, today, 'near');
  return nearest !== undefined && bears(nearest, also, today) ? nearest : undefined;
}

/** Each day as said, in order: what follows the first is looked for after it. */
function saidDays(t: TimeSpan, today: DateText, direction: Direction): DateText[] {
  const first = firstDay(t, today, direction);
  if (first === undefined) return [];
  const days = daysFrom(first, t.days);
  const words = t.days[0];
  // 11月18日至25日 on the 21st has begun; to wait for the next would be a year
  if (direction === 'forward' && words?.kind === 'among' && t.links.includes('to') && first > today) {
    const before = resolveDay(words, today, 'back');
    const begun = before === undefined ? [] : daysFrom(before, t.days);
    if ((begun.at(-1) ?? '') >= today) return begun;
  }
  if (days.length > 0) return days;
  // 11月1日到月底: the end is certain, so the beginning is before it
  const end = t.days.findLast((words) => words.kind === 'fixed');
  const earlier = end?.kind === 'fixed' ? resolveDay(t.days[0]!, end.date, 'back') : undefined;
  return earlier === undefined ? [] : daysFrom(earlier, t.days);
}

function daysFrom(first: DateText, said: readonly DayWords[]): DateText[] {
  const days = [first];
  for (const words of said.slice(1)) {
    const day = resolveDay(words, days.at(-1)!, 'forward');
    if (day === undefined || day < days.at(-1)!) return [];
    days.push(day);
  }
  return days;
}

/**
 * Start and end as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS+08:00`; {} when impossible or unread. What only ends has no
 * start. Of days said together that leave a gap, the start is the first; daysOf has all.
 */
export function momentOf(
  t: TimeSpan,
  today: DateText,
  direction: Direction,
): { startAt?: string; endAt?: string } {
  if (!isReadable(t) || t.kind === 'duration' || t.kind === 'repeat' || t.open) return {};
  if (t.kind === 'period') {
    const p = t.period && resolvePeriod(t.period, today, direction);
    return p === undefined ? {} : { startAt: p.from, endAt: p.to };
  }
  const days = saidDays(t, today, direction);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return {};
  if (t.isEnd) return { endAt: stamp(first, t.toClock) };
  const startAt = stamp(first, t.clock);
  if (days.length > 1 && t.links.at(-1) === 'to') return { startAt, endAt: stamp(last, t.toClock) };
  if (t.toClock !== undefined) return { startAt, endAt: stamp(first, t.toClock) };
  return days.length > 1 && t.isRange && t.clock === undefined ? { startAt, endAt: last } : { startAt };
}

/** Every day of several said together, in order; a range holds all its days, a clock alone is today. */
export function daysOf(t: TimeSpan, today: DateText, direction: Direction): DateText[] {
  if (!isReadable(t) || t.kind === 'duration' || t.kind === 'repeat' || t.open) return [];
  if (t.kind === 'period') {
    const p = t.period && resolvePeriod(t.period, today, direction);
    return p === undefined ? [] : daysBetween(p.from, p.to);
  }
  const said = saidDays(t, today, direction);
  return said.flatMap((day, i) =>
    t.links[i - 1] === 'to' ? daysBetween(addDays(said[i - 1]!, 1), day) : [day],
  );
}

function daysBetween(from: DateText, to: DateText): DateText[] {
  const days: DateText[] = [];
  for (let day = from; day <= to && days.length < 1000; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * A promised or new date: the last day of what is said, with its clock. `old`: the old deadline in the message, from
 * which a length counts when it was said with 顺延, 延后 or 延期; 顺延 and 延后 without it have no date.
 */
export function deadlineOf(t: TimeSpan, today: DateText, old?: string): string | undefined {
  if (!isReadable(t) || t.kind === 'repeat' || t.open) return undefined;
  if (t.kind === 'duration') {
    const from =
      t.shift === undefined ? today : (old?.slice(0, 10) ?? (t.shift === 'from_old' ? undefined : today));
    return from === undefined ? undefined : t.moved?.(from);
  }
  if (t.kind === 'period') {
    const p = t.period && resolvePeriod(t.period, today, 'forward');
    return p && (t.isBefore ? addDays(p.from, -1) : p.to);
  }
  const { startAt, endAt } = momentOf(t, today, 'forward');
  return endAt ?? (t.links.length > 0 ? daysOf(t, today, 'forward').at(-1) : startAt);
}

/**
 * The span of days a question or leave is about, both included; every kind but duration and repeat has one. Within a
 * time limit it is what is left until then, after 以来 what has passed since.
 */
export function periodOf(t: TimeSpan, { today }: Standpoint, ahead: boolean): Period | undefined {
  if (!isReadable(t) || t.kind === 'duration' || t.kind === 'repeat') return undefined;
  const direction = ahead || t.isDeadline ? 'forward' : 'back';
  if (t.open !== undefined) {
    if (ahead && t.open === 'after') return undefined;
    const from =
      t.period === undefined ? firstDay(t, today, 'back') : resolvePeriod(t.period, today, 'back')?.from;
    return from !== undefined && from <= today ? { from, to: today } : undefined;
  }
  if (t.period !== undefined) {
    const p = resolvePeriod(t.period, today, direction);
    if (p === undefined || !t.isBefore) return p;
    const to = addDays(p.from, -1);
    return to >= today ? { from: today, to } : undefined;
  }
  const days = saidDays(t, today, direction);
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  if (!t.isDeadline || days.length > 1) return { from, to };
  return to >= today ? { from: today, to } : { from: to, to: today };
}

/** The date of one span with the clock of another that stands apart from it: 周四的党课，下午三点. */
export function joinMoments(date: TimeSpan, clock: TimeSpan): TimeSpan {
  const joined: TimeSpan = {
    ...date,
    at: Math.min(date.at, clock.at),
    end: Math.max(date.end, clock.end),
    hasClock: true,
    isEnd: clock.isEnd && date.clock === undefined,
    clock: clock.isEnd ? date.clock : clock.clock,
    toClock: clock.toClock,
    part: clock.part ?? date.part,
    isDeadline: date.isDeadline || clock.isDeadline,
    unread: date.unread || clock.unread || date.kind !== 'moment',
    vague: date.vague || clock.vague,
    trouble: date.trouble ?? clock.trouble,
  };
  if (clock.isEnd && date.clock !== undefined && clock.toClock !== undefined) {
    joined.toClock = endClock(date.clock, clock.toClock);
    if (joined.toClock === undefined) joined.trouble ??= 'impossible_time';
  }
  joined.isRange = date.isRange || (joined.clock !== undefined && joined.toClock !== undefined);
  return joined;
}

/** Minutes of a spoken duration, or days of 三天 and 一周; working days have none, deadlineOf counts them. */
export const lengthOf = (t: TimeSpan): Length | undefined => (t.kind === 'duration' ? t.length : undefined);

/** The end of a meeting that begins at startAt and lasts that long; a bare date stays one. */
export function endAfter(startAt: string, minutes: number): string {
  return startAt.includes('T') ? isoShanghai(Date.parse(startAt) + minutes * MINUTE_MS) : startAt;
}
