import { makeDate, yearOf } from '../../domain/calendar/dates.ts';
import { type DateText, dayNumber } from '../../domain/calendar/time.ts';
import { isUnderBoth } from './attendance-table.ts';
import type { Span } from './span.ts';

const SLASHED = /^(\d{1,2})\/(\d{1,2})$/;
const LABEL =
  /(?:到会|实到|出席|参会|到|签到|出勤|应到|应\/实|实\/应|参加|考勤|与会)(?:情况|人数|率)?[:=\s|】]{0,3}$/;
const LABELLED = /应(?:到|出|参|与|来)[^\n,。;\d]{0,6}\d{1,3}(?![\d/])/;
const FOLLOWS = /^\s?(?:人|到|全|名|出席|参加|实到)/;
const MEETING = /会|党日|党课|应到|实到|评议/;
const DATE_LABEL = /(?:时间|日期|于|在)[:\s]?$/;
/** A date further away than this is less likely than a count. */
const FAR_DAYS = 45;

/** Whether 7/7, 21/23 or 到会5/9, read as a date by the scanner of times, is 实到/应到 instead. */
export function slashIsRatio(s: string, span: Span, today: DateText): boolean {
  const m = SLASHED.exec(s.slice(span.at, span.end));
  if (m === null) return false;
  const [a, b] = [Number(m[1]), Number(m[2])];
  if (a > 12 || b > 31 || a === 0 || b === 0) return true;
  // 党员大会 7/7 above 应到27 is the day.
  if (a === b && !LABELLED.test(s)) return true;
  if (isUnderBoth(s, span.at)) return true;
  const before = s.slice(Math.max(0, span.at - 8), span.at);
  if (LABEL.test(before) || FOLLOWS.test(s.slice(span.end, span.end + 4))) return true;
  const date = makeDate(yearOf(today), a, b);
  const far = date === undefined || Math.abs(dayNumber(date) - dayNumber(today)) > FAR_DAYS;
  return far && a <= b && MEETING.test(s) && !DATE_LABEL.test(before);
}
