import { dayOf, endOfMonth, makeDate, monthOf, yearOf } from '../../../domain/calendar/dates.ts';
import { certain, dayBeside } from './days.ts';
import type { Draft } from './draft.ts';
import { clockIn, endClock, unplaced } from './rules-clock.ts';
import type { DayWords, PartOfDay, PossiblePeriod } from './time-span.ts';

// What a time takes from those around it: 上个月的党日，28号开的; 昨晚开会，七点半; 8号发通知，当晚开会.

/** In UTF-16 units: further apart the words speak of something else. */
const MONTH_REACH = 24;
const DAY_REACH = 80;
const PART_REACH = 60;
const PART_BEHIND = /^[\s,]{0,2}(?:开始|开会|开的?|的)?[\s,]{0,2}$/;
const BLANK = /^[\s,]{0,2}$/;
/** The hours that are said with a part of the day, from and to. */
const HOURS: Partial<Record<PartOfDay, readonly [number, number]>> = {
  早上: [5, 10],
  上午: [7, 12],
  中午: [11, 12],
  下午: [1, 6],
  傍晚: [5, 8],
  晚上: [5, 12],
  夜: [6, 12],
};

/** Fills in what phrases leave to those before and behind them; phrases that are used up leave the list. */
export function takeContext(s: string, drafts: Draft[]): Draft[] {
  let month: Draft | undefined;
  let dated: Draft | undefined;
  let part: Draft | undefined;
  const kept: Draft[] = [];
  for (let i = 0; i < drafts.length; i++) {
    const d = drafts[i]!;
    const next = drafts[i + 1];
    if (d.fromNamed !== undefined) takeDay(d, dated);
    else if (month && d.at - month.end <= MONTH_REACH && !/[。\n]/.test(s.slice(month.end, d.at)))
      takeMonth(d, month);
    if (isPlain(d)) {
      if (next && isPart(next) && PART_BEHIND.test(s.slice(d.end, next.at))) {
        place(d, next.part);
        if (d.part !== undefined && BLANK.test(s.slice(d.end, next.at))) {
          d.end = next.end;
          i++;
        }
      } else if (part && !d.hasDate && d.at - part.end <= PART_REACH) place(d, part.part, part);
    }
    if (d.kind === 'period') month = d;
    else if (d.hasDate) {
      [month, dated] = [undefined, d];
      part = d;
    }
    if (isPart(d)) part = d;
    kept.push(d);
  }
  return kept;
}

const isPart = (d: Draft) => d.kind === 'moment' && !d.hasDate && !d.hasClock && d.part !== undefined;

/** A clock of which the half of the day is open. */
const isPlain = (d: Draft) =>
  d.kind === 'moment' &&
  d.clock !== undefined &&
  !d.clock.marked &&
  d.part === undefined &&
  d.links.length === 0;

function place(d: Draft, part: PartOfDay | undefined, from?: Draft): void {
  const hours = part && HOURS[part];
  if (!hours || d.clock === undefined || d.clock.spoken < hours[0] || d.clock.spoken > hours[1]) return;
  const clock = clockIn(d.clock, part);
  // 晚上七点签到，六点集合: what is earlier than the clock before is not in its part for certain
  if (from?.clock && clock.hour * 60 + clock.minute <= from.clock.hour * 60 + from.clock.minute) return;
  const to = d.toClock && endClock(clock, unplaced(d.toClock));
  if (d.toClock !== undefined && to === undefined) return;
  Object.assign(d, { clock, toClock: to, part });
}

/** 当晚 is on the day named before, 次日上午 on the one after; without one it is a day nobody knows. */
function takeDay(d: Draft, dated: Draft | undefined): void {
  if (dated === undefined || dated.unread || d.at - dated.end > DAY_REACH) return;
  const day = dated.days.at(-1);
  if (day === undefined) return;
  d.days = [d.fromNamed === 1 ? dayBeside(day, 1) : day];
  d.also = d.fromNamed === 0 && dated.days.length === 1 ? dated.also : undefined;
  d.unread = false;
}

/** 上个月那个支委会，28号: the month said before holds for a day without one. */
function takeMonth(d: Draft, { period, unread, trouble, open, endsItself }: Draft): void {
  if (d.kind !== 'moment' || unread || trouble || open || period === undefined) return;
  if (d.days.length === 0 || d.days.some((words) => words.kind !== 'day')) return;
  // 6月中旬 names its month as well; the weeks after a holiday name none
  const isMonth = (p: PossiblePeriod) =>
    p.to <= endOfMonth(p.from) && (endsItself || (dayOf(p.from) === 1 && p.to === endOfMonth(p.from)));
  const on = (p: PossiblePeriod, day: number) => makeDate(yearOf(p.from), monthOf(p.from), day);
  if ('fixed' in period && !isMonth(period.fixed)) return;
  const words = (day: number): DayWords =>
    'fixed' in period
      ? certain(on(period.fixed, day))
      : {
          kind: 'among',
          dates: (today) =>
            period
              .among(today)
              .filter(isMonth)
              .flatMap((p) => on(p, day) ?? []),
        };
  d.days = d.days.map((w) => words(w.kind === 'day' ? w.day : 0));
}
