import { addDays } from '../../../domain/calendar/time.ts';
import { asPeriod, periodTo, resolveDay } from './days.ts';
import type { Draft } from './draft.ts';
import { endClock, unplaced } from './rules-clock.ts';
import type { Standpoint } from './standpoint.ts';
import type { Link } from './time-span.ts';

const RANGE =
  /^\s?\)?\s?(?:开始|开的?|起)?[\s,]?(?:——|--|[-~—→]|截?至|直[至到]|持续到|请到|一?直?[开评讲学聊论谈议课习做忙弄搞整坐]?到)\s?$/;
const START_TO = /^\s?(?:开始|开会|起|开)[\s,]*(?:到|至)?$/;
const END_LABEL = /^[\s,;。)]*(?:会议|活动|签到)?(?:结束|终止)(?:时间)?\s?:?\s?$/;
const AND = /^\s?(?:[、,]|和|及|与|跟|还有|以及)\s?$/;
const OR = /^\s?(?:[、,]?或者?|[、,]?要么)是?\s?$/;
const FINISH =
  /^ ?(?:左右|前后)?(?:就|才|都|准时|正式)?(?:结束(?![:时日])|[讲开评]?毕(?!业)|完毕|告终|散会|散了?|止|完了?(?![成毕善整])|收工|下课|讲完|开完|收尾)/;
/** What comes to an end at the time behind it; 改到 and 延到 name a new time instead, and so does no 签到. */
const ENDS_AT =
  /(?:[开评讲学聊论谈议课习做忙弄搞]|持续|一直|会议?|活动|请假|[请休]|病假|事假|大概|大约|预计|估计|^|[,。;])(?:要)?(?:到|至)$|(?<![\u4e00-\u9fff]\s?)→\s?$|(?:结束|终止)(?:时间|于)?\s?[:：]?\s?$/;
const CORRECTED =
  /^(?:开始|开会|开)?[的了]?[\s,。.!…—~-]{0,3}(?:哦|噢|啊|呃|额|哎|唉)?[\s,]{0,2}(?:不对|说错了?|打错了?|写错了?|搞错了?|记错了?|弄错了?|错了|口误|更正(?:为|一下)?|不是不是|哦不是?|噢不是?)[\s,。.!…—:~]{0,3}(?:应该?是|应为|是|改成|改为)?[\s:]?$/;
const NOT_THAT = /(?:(?<!是)不是|并非|而非)$/;
/** 不是21日,22日 and 不是两点，是两点半 */
const BUT_THIS = /^(?:[\s,]{0,2}(?:而?是|应该?是)|[\s,。、]{1,2})$/;

/** 不是21日,22日: the second of two days that stand side by side is the one meant. */
export function takeSecond(s: string, d: Draft): void {
  const isPair = d.days.length === 2 && d.links[0] === 'and' && !d.isCorrected;
  if (!isPair || !/^[^、和及与跟]+,/.test(s.slice(d.at, d.end))) return;
  if (NOT_THAT.test(s.slice(Math.max(0, d.at - 3), d.at)))
    Object.assign(d, { days: d.days.slice(1), links: [], isCorrected: true });
}

/** True when the text says that something ends at this time. */
export const isFinish = (s: string, d: Draft): boolean =>
  (d.hasClock && FINISH.test(s.slice(d.end, d.end + 8))) ||
  ENDS_AT.test(s.slice(Math.max(0, d.at - 8), d.at));

/** One span of two phrases said together, as a range, a list or a correction; undefined when they are two. */
export function joined(s: string, a: Draft, b: Draft, standpoint: Standpoint): Draft | undefined {
  if (b.at - a.end > 14) return undefined;
  const gap = s.slice(a.end, b.at);
  if (CORRECTED.test(gap) || (BUT_THIS.test(gap) && NOT_THAT.test(s.slice(Math.max(0, a.at - 3), a.at))))
    return corrected(a, b);
  const ends =
    (START_TO.test(gap) && b.hasClock && FINISH.test(s.slice(b.end, b.end + 6))) || END_LABEL.test(gap);
  if (RANGE.test(gap) || ends) return range(a, b, standpoint);
  return list(a, b, gap, standpoint);
}

/** The later words hold. A clock stands when only the day was corrected, and the day when only the clock was. */
function corrected(a: Draft, b: Draft): Draft | undefined {
  if (a.kind !== b.kind) return undefined;
  const d: Draft = { ...b, at: a.at, isCorrected: true };
  if (a.kind !== 'moment') return d;
  if (!b.hasDate && a.hasDate) {
    Object.assign(d, {
      days: a.days,
      links: a.links,
      also: a.also,
      hasDate: true,
      form: a.form,
      part: b.part ?? a.part,
    });
  }
  if (!b.hasDate && b.clock && !b.clock.marked && a.clock?.marked) {
    d.clock = endClockIn(a, b);
    d.toClock = d.clock && b.toClock && endClock(d.clock, unplaced(b.toClock));
  }
  if (!b.hasClock && a.hasClock && !b.part)
    Object.assign(d, { clock: a.clock, toClock: a.toClock, hasClock: true, part: a.part });
  return d;
}

/** A corrected clock keeps the half of the day that was said with the first. */
function endClockIn(a: Draft, b: Draft): Draft['clock'] {
  const hour = b.clock!.spoken + (a.clock!.hour >= 12 && b.clock!.spoken < 12 ? 12 : 0);
  return { ...b.clock!, hour, part: a.clock!.part, marked: true };
}

function range(a: Draft, b: Draft, standpoint: Standpoint): Draft | undefined {
  if (a.kind === 'period' || b.kind === 'period') return periodRange(a, b);
  if (a.kind !== 'moment' || b.kind !== 'moment') return undefined;
  if (!a.hasDate && !a.hasClock) return undefined;
  if (!b.hasDate && !b.hasClock) return undefined;
  if (b.hasDate ? !a.hasDate : !a.hasClock) return undefined;
  if (a.isDeadline || a.toClock !== undefined) return undefined;
  const d = merged(a, b);
  if (b.hasDate) {
    d.days = [...a.days, ...b.days];
    d.links = [...a.links, 'to', ...b.links];
  }
  d.hasClock = a.hasClock || b.hasClock;
  if (b.clock !== undefined && a.clock !== undefined && !b.hasDate) {
    d.toClock = endClock(a.clock, b.clock);
    if (d.toClock === undefined) d.trouble ??= 'impossible_time';
  } else d.toClock = b.clock;
  if (b.hasDate && a.days.length === 1) orderly(d, standpoint);
  d.isRange = true;
  return d;
}

/** 11月25日至11月20日: two certain days in the wrong order are no range. */
function orderly(d: Draft, { today }: Standpoint): void {
  const [first, last] = [d.days[0]!, d.days.at(-1)!];
  if (first.kind !== 'fixed' || last.kind !== 'fixed') return;
  const from = resolveDay(first, today, 'forward')!;
  if (resolveDay(last, from, 'forward')! < from) d.trouble ??= 'impossible_date';
}

function periodRange(a: Draft, b: Draft): Draft | undefined {
  if (a.hasClock || b.hasClock || a.open || b.open) return undefined;
  if (!a.hasDate || !b.hasDate || a.isDeadline) return undefined;
  const [first, last] = [wordsOf(a), wordsOf(b)];
  const d = merged(a, b);
  d.kind = 'period';
  d.days = [];
  d.links = [];
  d.unread = (a.unread && !a.beginsOnly) || b.unread || first === undefined || last === undefined;
  d.period = first && last && periodTo(first, last);
  d.isRange = true;
  d.beginsOnly = false;
  return d;
}

const wordsOf = (d: Draft) =>
  d.kind === 'period' ? d.period : d.days.length === 1 ? asPeriod(d.days[0]!) : undefined;

function merged(a: Draft, b: Draft): Draft {
  return {
    ...a,
    end: b.end,
    unread: a.unread || b.unread,
    vague: a.vague || b.vague,
    isDeadline: b.isDeadline,
    trouble: a.trouble ?? b.trouble,
    mayBeTopic: false,
  };
}

/** 周四周五, 十号和十二号, 周三或周四: days without a clock, joined by a word or, when they are alike, by nothing. */
function list(a: Draft, b: Draft, gap: string, { today }: Standpoint): Draft | undefined {
  if (a.kind !== 'moment' || b.kind !== 'moment' || !a.hasDate || !b.hasDate) return undefined;
  if (a.hasClock || a.isDeadline || a.also !== undefined || b.also !== undefined || a.form !== b.form)
    return undefined;
  const link: Link | undefined = OR.test(gap) ? 'or' : gap === '' || AND.test(gap) ? 'and' : undefined;
  if (link === undefined) return undefined;
  const [last, next] = [a.days.at(-1)!, b.days[0]!];
  // 5号、3号 and 周三,周三 are two notes rather than one list
  const from = resolveDay(last, today, 'forward');
  const to = from === undefined ? undefined : resolveDay(next, from, 'forward');
  if (a.trouble === undefined && b.trouble === undefined && (to === undefined || to === from))
    return undefined;
  const d = merged(a, b);
  d.days = [...a.days, ...b.days];
  d.links = [...a.links, link, ...b.links];
  d.clock = b.clock;
  d.toClock = b.toClock;
  d.hasClock = b.hasClock;
  d.part = b.part ?? a.part;
  d.vague ||= link === 'or';
  return d;
}

/** True when listed days follow each other without a gap. */
export function isUnbroken(d: Draft, { today }: Standpoint): boolean {
  let last = resolveDay(d.days[0]!, today, 'forward');
  for (const [i, words] of d.days.slice(1).entries()) {
    const day = last === undefined ? undefined : resolveDay(words, last, 'forward');
    if (d.links[i] === 'or' || day === undefined) return false;
    if (d.links[i] === 'and' && day !== addDays(last!, 1)) return false;
    last = day;
  }
  return true;
}
