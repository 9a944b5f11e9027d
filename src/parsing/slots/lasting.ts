// 半年, 三个月, 两周 in a question about what has been: the last that long.
import { addMonths } from '../../domain/calendar/dates.ts';
import { addDays } from '../../domain/calendar/time.ts';
import type { Period } from '../../domain/slots.ts';
import { readNumber } from '../numerals.ts';
import type { Spans } from '../spans/spans.ts';
import { lengthOf } from '../spans/time/resolve.ts';
import type { Length, TimeSpan } from '../spans/time/time-span.ts';

/** 请假三个月的, 连续半年: how long somebody is away, or what is to be reached. */
const OF_AN_ACT =
  /(?:请[了过]?假|请[了过]?|缺席|缺勤|没来|迟到|连续|连着|接连|满|够|超过|不到|不足|延期|延长|推迟)$/;
const OF_A_BOUND = /^(?:以[上下]|多|之?[前后]|的?[病事]?假)/;
/** 三个月内 looks back where it is asked what has been. */
const WITHIN =
  /^(?<n>\d{1,2}|[半一两二三四五六七八九十]{1,3})个?(?<unit>月|季度|年|周|星期|礼拜)(?:以|之)?[内里]$/;
const MONTHS: Readonly<Record<string, number>> = { 月: 1, 季度: 3, 年: 12 };
/** 三天 of 三天没来 may be how long it was. */
const FEWEST_DAYS = 7;

/** Undefined for any other time, and where it is part of what is said. */
export function lasting(t: TimeSpan, { s, today }: Pick<Spans, 's' | 'today'>): Period | undefined {
  if (t.unread || t.vague || OF_AN_ACT.test(s.slice(0, t.at)) || OF_A_BOUND.test(s.slice(t.end)))
    return undefined;
  const within = WITHIN.exec(s.slice(t.at, t.end))?.groups;
  const length = within ? lengthWithin(within) : t.shift === undefined ? lengthOf(t) : undefined;
  if (length?.months !== undefined) return { from: addMonths(today, -length.months), to: today };
  const days = length?.days ?? 0;
  return days < FEWEST_DAYS ? undefined : { from: addDays(today, 1 - days), to: today };
}

const SOME_YEARS = /近[些几]?年(?:以?来)?|这几年|这些年|这两三年|历年|往年|多年来?|以往/u;
/** So many calendar years, this one with them. */
const YEARS = 3;

/** 近年来, 历年: no number is said, and this month is not meant; the answer says the days it took. */
export function someYears({ s, today }: Pick<Spans, 's' | 'today'>): Period | undefined {
  return SOME_YEARS.test(s)
    ? { from: `${Number(today.slice(0, 4)) - YEARS + 1}-01-01`, to: today }
    : undefined;
}

function lengthWithin({ n, unit }: { n?: string; unit?: string }): Length | undefined {
  const count = n === '半' ? 0.5 : readNumber(n!);
  if (count === undefined) return undefined;
  const months = MONTHS[unit!];
  return months === undefined ? { days: 7 * count } : { months: Math.round(months * count) };
}
