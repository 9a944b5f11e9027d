import { weekdayOf } from '../../../domain/calendar/time.ts';
import { around, bears, dayBeside } from './days.ts';
import type { Draft, Text } from './draft.ts';
import type { Standpoint } from './standpoint.ts';
import type { DayWords } from './time-span.ts';

/** A second name of the same day: in brackets, with 也就是, or simply beside it. */
const SAME_DAY = /^\s?[(,]?\s?(?:也?就是|即|是|正好是?|刚好是?)?\s?[(]?$/;
const SURELY_SAME = /[(就即好]/;

/** 11月25日周三, 本周日(22日), 后天也就是17号: one day with two names, which ought to agree. */
export function takeSecondName(text: Text, i: number, d: Draft): boolean {
  const next = text.lexemes[i];
  if (next?.sort !== 'days' || next.days.length !== 1 || next.form === d.form || next.deadline) return false;
  const gap = text.s.slice(d.end, next.at);
  // 周五那天下午, 5号次日
  if (next.fromNamed !== undefined) {
    if (gap.length > 1 || d.unread) return false;
    if (next.fromNamed === 1) d.days = [dayBeside(d.days[0]!, 1)];
    d.end = next.end;
    d.part ??= next.part;
    return true;
  }
  if (!SAME_DAY.test(gap) || (gap.endsWith('是') && gap.length < 2 && d.form === 'number')) return false;
  const [first, second] = [d.days[0]!, next.days[0]!];
  const isSure = SURELY_SAME.test(gap) || (gap.trim() === '' && second.kind === 'weekday') || gap === '';
  let agrees = agree(first, second, text.standpoint);
  if (!agrees && next.lunar !== undefined && agree(first, next.lunar, text.standpoint)) agrees = true;
  if (!agrees && !isSure && second.kind !== 'weekday') return false;
  if (!agrees) d.trouble ??= 'weekday_mismatch';
  // the surer name is the day, the other bears it out
  const keeps = first.kind !== 'weekday';
  d.days = [keeps ? first : second];
  d.also = keeps ? second : first;
  d.form = keeps ? d.form : next.form;
  d.mayBeTopic = false;
  // 教师节前夕，九月九日: named by its number it is no limit
  if (next.form === 'number') d.isDeadline = false;
  d.part ??= next.part;
  d.end = next.end;
  if (gap.includes('(')) closeBracket(text.s, d);
  return true;
}

function closeBracket(s: string, d: Draft): void {
  const close = /^\s?\)/.exec(s.slice(d.end, d.end + 2));
  if (close) d.end += close[0].length;
}

/** True when two names can be the same day in one of the directions they can look. */
function agree(a: DayWords, b: DayWords, { today }: Standpoint): boolean {
  const [date, name] = a.kind === 'weekday' ? [b, a] : [a, b];
  if (date.kind === 'weekday') return name.kind === 'weekday' && date.weekday === name.weekday;
  // a day named with its year may lie as far off as it likes
  if (date.kind === 'fixed' && name.kind === 'weekday') return weekdayOf(date.date) === name.weekday;
  return around(date, today).some((d) => bears(d, name, today));
}
