import type { Filled } from '../domain/intent.ts';
import { written } from './slots/written.ts';
import type { Span } from './spans/span.ts';
import type { Spans } from './spans/spans.ts';
import { momentOf } from './spans/time/resolve.ts';

const MARK = /[;。\n]/g;
/** 报两个, 同时完成两项: the marks between them may be any. */
const SAYS_TWO =
  /(?:[两二2三3](?:个|项|场|次|件)(?:会|活动|事)?)[^\n;。]{0,12}[:,]|报[两二2]个|[两二2]场(?:会|活动)/;
const ANY_MARK = /[;。\n,]/g;
/** What comes next is decided or talked about, and not a meeting of its own. */
const ABOUT =
  /议题|主题|内容|研究|讨论|学习|通知|传达|听取|决定|定于|商定|部署|安排|准备|下一步|下次|计划|预告|要求|拟|将/;
const TOPICS = /议题|议程|内容|讨论|研究/;
/** Between the mark and the type: a number, a unit, a time and few words more. */
const MOST_BETWEEN = 8;
const MOST_MEETINGS = 3;

/**
 * 10:00党课(应到20实到18);11:00党小组会(应到8实到8): two meetings in one message, each of them read by itself. Undefined
 * when there is one.
 */
export function meetingByMeeting(
  spans: Spans,
  filled: Filled,
  read: (part: string) => Filled,
): Filled[] | undefined {
  if (!filled.intent.startsWith('activity_') || spans.types.length < 2 || spans.form.records > 1)
    return undefined;
  const isPlan = filled.intent === 'activity_create';
  const told = cutsIn(spans);
  const cuts = told.length === 0 && isPlan ? cutsOfPlan(spans) : told;
  if (cuts.length === 0) return undefined;
  const starts = [0, ...cuts].slice(0, MOST_MEETINGS);
  const said: Filled[] = [];
  for (const [i, at] of starts.entries()) {
    const end = cuts[i] ?? spans.s.length;
    const meeting = read(cuts === told ? partOf(spans, at, end, cuts[0]!) : planOf(spans, at, end));
    // What is behind a part that is none need not be read.
    if (!meeting.intent.startsWith('activity_') || meeting.activityType === undefined) return undefined;
    said.push(meeting);
  }
  return said;
}

/** The day is said once for all of them. */
function partOf(spans: Spans, at: number, end: number, firstEnd: number): string {
  const part = written(spans, { at, end });
  const dated = (from: number, to: number) => spans.times.find((t) => t.hasDate && t.at >= from && t.at < to);
  const day = at === 0 || dated(at, end) ? undefined : dated(0, firstEnd);
  return day === undefined || day.hasClock ? part : written(spans, day) + part;
}

/** 都在三楼 behind all of them is where each of them is. */
const FOR_ALL = /[,\s](?:都|均|全都|一律)(在[^,。;\s]{1,12})[\s。!]*$/u;
const HALF_OF_DAY = /凌晨|早|上午|中午|下午|傍晚|晚|夜/;

/** A part of a plan by itself, with the day and the half of the day that were said once, and the place of all. */
function planOf(spans: Spans, at: number, end: number): string {
  const place = FOR_ALL.exec(spans.s)?.[1];
  const part = written(spans, { at, end })
    .replace(FOR_ALL, '')
    .replace(/[,，;；。\s]+$/u, '');
  const clocks = spans.times.filter((t) => t.kind === 'moment' && t.hasClock);
  const own = clocks.find((t) => t.at >= at && t.at < end);
  const before = clocks.findLast((t) => t.hasDate && t.at < at);
  const { startAt } = before ? momentOf(before, spans.today, 'forward') : {};
  const isDated = spans.times.some((t) => t.hasDate && t.at >= at && t.at < end);
  const day = isDated || startAt === undefined ? '' : dayWords(startAt, spans.s.slice(own?.at, own?.end));
  return `${day}${part}${place ? `,${place}` : ''}`;
}

function dayWords(startAt: string, clock: string): string {
  const [year, month, day] = startAt.slice(0, 10).split('-').map(Number);
  const isLate = startAt.includes('T') && Number(startAt.slice(11, 13)) >= 12 && !HALF_OF_DAY.test(clock);
  return `${year}年${month}月${day}日${isLate ? '下午' : ''}`;
}

/** 12月4号下午3点党员大会,5号上午9点党课: each kind has a clock of its own, so they are two plans whatever stands between. */
function cutsOfPlan(spans: Spans): number[] {
  const { s, types, times } = spans;
  const clocked = times.filter((t) => t.kind === 'moment' && t.hasClock && !t.isDeadline && !t.isEnd);
  const cuts: number[] = [];
  for (let i = 1; i < types.length; i++) {
    const [a, b] = [types[i - 1]!, types[i]!];
    const from = cuts.at(-1) ?? 0;
    const until = types[i + 1]?.at ?? s.length;
    // 12月7号 上午9点支委会: a day and its clock are not cut apart.
    const own = times.filter((t) => t.at >= a.end && t.end <= b.at);
    const clock = own.at(-1);
    const day = own.at(-2);
    const first = clock && day?.hasDate && !day.hasClock && !clock.hasDate ? day : clock;
    const cut = lastMark(s, ANY_MARK, a.end, first?.at ?? b.at) ?? first?.at;
    if (cut === undefined || !isLead(spans, cut, b.at)) continue;
    const holds = (x: number, y: number) => clocked.some((t) => t.at >= x && t.at < y);
    if (holds(from, cut) && holds(cut, until)) cuts.push(cut);
  }
  return cuts;
}

/** Where the second meeting begins, and the third. */
function cutsIn(spans: Spans): number[] {
  const { s, types } = spans;
  const two = SAYS_TWO.test(s);
  const mark = two ? ANY_MARK : MARK;
  const cuts: number[] = [];
  for (let i = 1; i < types.length; i++) {
    const [a, b] = [types[i - 1]!, types[i]!];
    const cut = lastMark(s, mark, a.end, b.at);
    const from = cuts.at(-1) ?? 0;
    const until = types[i + 1]?.at ?? s.length;
    if (cut === undefined || !isLead(spans, cut, b.at)) continue;
    // 议题:1.…;2.11月30日开党员大会
    if (!two && isPoint(s, from, cut)) continue;
    if (holdsOne(spans, from, cut) && holdsOne(spans, cut, until)) cuts.push(cut);
  }
  return cuts;
}

/** A point of an agenda has its number, or stands right behind the word for it. */
function isPoint(s: string, from: number, cut: number): boolean {
  const topic = s.slice(from, cut).search(TOPICS);
  return topic >= 0 && (/^\s?[(]?[2-9二三四][.、)]/.test(s.slice(cut, cut + 4)) || cut - from - topic < 6);
}

function lastMark(s: string, mark: RegExp, from: number, to: number): number | undefined {
  let last: number | undefined;
  mark.lastIndex = from;
  for (let m = mark.exec(s); m !== null && m.index < to; m = mark.exec(s)) last = m.index + 1;
  return last;
}

/** Whether only a time, a unit and a number stand before the type. */
function isLead({ s, times, units }: Spans, from: number, to: number): boolean {
  let left = to - from;
  for (const span of [...times, ...units]) if (span.at >= from && span.end <= to) left -= span.end - span.at;
  return left <= MOST_BETWEEN && !ABOUT.test(s.slice(from, to));
}

/** A meeting has a time or figures of its own. */
function holdsOne({ times, attendance }: Spans, from: number, to: number): boolean {
  const inside = ({ at }: Pick<Span, 'at'>) => at >= from && at < to;
  return (
    times.some((t) => t.kind === 'moment' && (t.hasDate || t.hasClock) && inside(t)) ||
    attendance.used.some((at) => inside({ at }))
  );
}
