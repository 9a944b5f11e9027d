import { endOfMonth, firstOfMonth } from '../../../domain/calendar/dates.ts';
import { addDays, weekdayOf } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import { certain, chosenDay, chosenWeek, missingAt, resolveDay } from './days.ts';
import { type Draft, draft, type Text } from './draft.ts';
import type { Choice, Lexeme } from './lexeme.ts';
import { takeSecondName } from './second-name.ts';
import type { Standpoint } from './standpoint.ts';
import type { Clock, DayWords, PartOfDay, PeriodWords, TimeSpan } from './time-span.ts';

const JOIN = /^[\s,的()]{0,4}(?:大概|大约|约|差不多)?的?$/;
const ALMOST = /大概|大约|约|差不多/;
const CHOOSE = /^\s?的?\s?(?:上班)?的?$/;
const TIGHT = /^\s?的?\s?$/;
const FROM_OLD = /(?:顺延|延后|后延|后推|推后|后移|后拖)(?:了|个|到)?\s?$/;
const EXTENDED = /(?:延期|推迟|延长|延迟|拖延|宽限|延|缓)(?:了|个)?\s?$/;
const shiftBefore = (s: string): TimeSpan['shift'] =>
  FROM_OLD.test(s) ? 'from_old' : EXTENDED.test(s) ? 'from_old_or_today' : undefined;

/** One phrase from the lexeme at `i` on, without ranges and lists, and the index behind it. */
export function readPhrase(text: Text, i: number): [phrase: Draft | undefined, next: number] {
  const lx = text.lexemes[i]!;
  switch (lx.sort) {
    case 'days':
      return daysPhrase(text, i, lx);
    case 'period':
      return periodPhrase(text, i, lx);
    case 'choice': {
      // the day after some other that the words before name
      if (lx.choice.unit === 'day' && lx.choice.nth === 2) return unreadDay(text, i, lx);
      if (!lx.alone) return [undefined, i + 1];
      const { today } = text.standpoint;
      const d = draft(lx, 'moment');
      choose(d, { fixed: { from: firstOfMonth(today), to: endOfMonth(today) } }, lx.choice, text.standpoint);
      return [d, withClock(text, i + 1, d)];
    }
    case 'length': {
      const d = draft(lx, 'duration');
      Object.assign(d, { length: lx.length, moved: lx.moved, vague: lx.vague ?? false });
      d.unread = lx.length === undefined && lx.moved === undefined;
      d.shift = shiftBefore(text.s.slice(Math.max(0, lx.at - 6), lx.at));
      return [d, i + 1];
    }
    case 'repeat': {
      const d = draft(lx, 'repeat');
      if (lx.impossible) d.trouble = 'impossible_date';
      return [d, withClock(text, i + 1, d)];
    }
    case 'part':
    case 'clock': {
      const d = draft({ ...lx, end: lx.at }, 'moment');
      return [d, withClock(text, i, d)];
    }
  }
}

function daysPhrase(text: Text, i: number, lx: Lexeme & { sort: 'days' }): [Draft, number] {
  const d = draft(lx, 'moment');
  Object.assign(d, { hasDate: true, form: lx.form, days: lx.days, links: lx.links ?? [], part: lx.part });
  d.isDeadline = lx.deadline ?? false;
  d.unread = lx.unread ?? false;
  d.fromNamed = lx.fromNamed;
  d.mayBeTopic = lx.mayBeTopic ?? false;
  if (!d.unread && isImpossible(lx.days, text.standpoint)) d.trouble = 'impossible_date';
  let next = i + 1;
  while (d.days.length === 1 && d.also === undefined && takeSecondName(text, next, d)) next++;
  return [d, withClock(text, next, d)];
}

/** 第二天上午: the clock belongs to a day that is not known. */
function unreadDay(text: Text, i: number, lx: Lexeme): [Draft, number] {
  const d = draft(lx, 'moment');
  d.hasDate = true;
  d.unread = true;
  d.fromNamed = 1;
  return [d, withClock(text, i + 1, d)];
}

const isImpossible = (days: readonly DayWords[], { today }: Standpoint) =>
  days.some(
    (w) => resolveDay(w, today, 'forward') === undefined && resolveDay(w, today, 'back') === undefined,
  );

function periodPhrase(text: Text, i: number, lx: Lexeme & { sort: 'period' }): [Draft, number] {
  const d = draft(lx, 'period');
  const { period, open, unread = false, vague = false, deadline = false } = lx;
  Object.assign(d, { hasDate: true, period, open, unread, vague, isDeadline: deadline });
  d.endsItself = lx.endsItself;
  d.beginsOnly = unread && period !== undefined;
  d.same = lx.same;
  if (lx.impossible) d.trouble = 'impossible_date';
  let next = i + 1;
  for (let l = text.lexemes[next]; l?.sort === 'choice' && d.period !== undefined; l = text.lexemes[next]) {
    if (!CHOOSE.test(text.s.slice(d.end, l.at)) || (d.open && (l.choice.nth < 0 || l.choice.unit === 'week')))
      break;
    choose(d, d.period, l.choice, text.standpoint);
    d.end = l.end;
    next++;
  }
  if (d.kind === 'moment') return [d, withClock(text, next, d)];
  if (takeWeekday(text, next, d)) return [d, withClock(text, next + 1, d)];
  const l = text.lexemes[next];
  // 下周下午三点: an hour of no day
  if ((l?.sort === 'clock' || l?.sort === 'part') && TIGHT.test(text.s.slice(d.end, l.at))) {
    d.unread = true;
    next = withClock(text, next, d);
  }
  return [d, next];
}

/** 上周 星期一: a day of that week. */
function takeWeekday({ s, lexemes }: Text, i: number, d: Draft): boolean {
  const next = lexemes[i];
  const week = d.period && 'fixed' in d.period ? d.period.fixed : undefined;
  if (next?.sort !== 'days' || !week || addDays(week.from, 6) !== week.to || weekdayOf(week.from) !== 1)
    return false;
  if (!TIGHT.test(s.slice(d.end, next.at)) || next.days.some((w) => w.kind !== 'weekday')) return false;
  const days = next.days.flatMap((w) =>
    w.kind === 'weekday' ? certain(addDays(week.from, w.weekday - 1)) : [],
  );
  const { links = [], part } = next;
  Object.assign(d, { kind: 'moment', form: 'weekday', period: undefined, days, links, part, end: next.end });
  return true;
}

/** Narrows a period to a day or a week of it. */
function choose(d: Draft, period: PeriodWords, choice: Choice, { calendar, today }: Standpoint): void {
  d.hasDate = true;
  d.unread = false;
  d.open = undefined;
  if (choice.unit === 'week' && choice.weekday === undefined) {
    const week = (p: Period) => chosenWeek(p, choice.nth);
    const found = 'fixed' in period ? week(period.fixed) : undefined;
    if ('fixed' in period) d.period = found && { fixed: found };
    else d.period = { among: (day) => period.among(day).flatMap((p) => week(p) ?? []) };
    if (d.period === undefined || ('among' in d.period && d.period.among(today).length === 0))
      d.trouble = 'impossible_date';
    return;
  }
  d.kind = 'moment';
  d.form = 'counted';
  d.period = undefined;
  const day = (p: Period) => chosenDay(p, choice, calendar);
  d.days =
    'fixed' in period
      ? [certain(day(period.fixed))]
      : [{ kind: 'among', dates: (from) => period.among(from).map((p) => day(p) ?? missingAt(p.to)) }];
  if (isImpossible(d.days, { calendar, today })) d.trouble = 'impossible_date';
}

/** A part of the day and a clock behind a date, or by themselves. */
function withClock(text: Text, first: number, d: Draft): number {
  let i = first;
  let part: PartOfDay | undefined = d.part;
  const joined = () => {
    const l = text.lexemes[i];
    return l !== undefined && (d.end === l.at || JOIN.test(text.s.slice(d.end, l.at))) ? l : undefined;
  };
  for (let l = joined(); l?.sort === 'part'; l = joined()) {
    part = l.part === '饭后' ? (part ?? l.part) : l.part;
    d.end = l.end;
    i++;
  }
  if (part !== undefined) d.part = part;
  const l = joined();
  if (l?.sort !== 'clock') return i;
  if (ALMOST.test(text.s.slice(Math.max(0, l.at - 3), l.at))) d.vague = true;
  takeClock(d, part === undefined ? l.clock : l.again(part));
  d.end = l.end;
  return i + 1;
}

function takeClock(d: Draft, clock: Clock | null | undefined): void {
  d.hasClock = true;
  if (clock === null) d.trouble ??= 'impossible_time';
  else if (clock === undefined) {
    d.unread = true;
    d.vague = true;
  } else d.clock = clock;
}
