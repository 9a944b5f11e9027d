// What a question about items asks for, once its words have said which row it is.
import { addDays } from '../../domain/calendar/time.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { OWN_GROUP } from '../commands/rest.ts';
import { readNumber } from '../numerals.ts';
import { periodOf } from '../spans/time/resolve.ts';
import type { Asked } from './row.ts';

const isOwn = ({ has }: Asked) => has('mine') && !has('ownUnit') && !has('ownGroup');

/** 巡察反馈的: a part of the ledger by where it comes from. */
const sourceIn = (asked: Asked): Filled['source'] =>
  asked
    .said('sourceName')
    .map((word) => word.replace(/(?:给|对|向)(?:我们|咱们|咱|我)?(?:支部)?|的$/gu, ''))[0];

const kindIn = ({ has }: Asked): Filled['itemKind'] => (has('promise') ? 'promise' : undefined);

export function told(asked: Asked, metric: Metric, more: Partial<Filled> = {}): Filled {
  const source = sourceIn(asked);
  const itemKind = kindIn(asked);
  return {
    ...{ intent: 'query', metric },
    ...(source !== undefined && { source }),
    ...(itemKind !== undefined && { itemKind }),
    ...(isOwn(asked) && { mine: true }),
    ...(asked.has('ofThem') && { follows: true }),
    ...more,
  };
}

/** What stands now is not asked of a time that is over. */
const isOfNow = ({ spans }: Asked): boolean =>
  spans.times.every((t) => {
    const period = spanAsked(t, spans);
    return period !== undefined && period.from <= spans.today && period.to >= spans.today;
  });

export const now =
  (metric: Metric, more: Partial<Filled> = {}) =>
  (asked: Asked): Filled | undefined =>
    isOfNow(asked) ? told(asked, metric, more) : undefined;

const WITHIN =
  /(?:(?:未来|接下来|往后|近|最近|今后|这)(?<ahead>[\d一二两三四五六七八九十半]+)个?(?<aheadUnit>天|日|周|星期|礼拜|月)|(?<n>[\d一二两三四五六七八九十半]+)个?(?<unit>天|日|周|星期|礼拜|月)(?:之|以)?[内里])/u;
const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30 };

/** 十天内, 未来两周: from today on. */
function within({ spans: { s, today } }: Asked): { at: number; end: number; period: Period } | undefined {
  const found = WITHIN.exec(s);
  if (!found) return undefined;
  const { ahead, aheadUnit, n, unit } = found.groups!;
  const said = ahead ?? n!;
  const each = DAYS[(aheadUnit ?? unit)!]!;
  const count = said === '半' ? 0.5 : readNumber(said);
  if (count === undefined) return undefined;
  const period = { from: today, to: addDays(today, Math.ceil(count * each)) };
  return { at: found.index, end: found.index + found[0].length, period };
}

export function dueSoon(asked: Asked): Filled | undefined {
  // 未来两周 has nobody who did not come.
  if (asked.said('absent').some((word) => word !== '未来')) return undefined;
  const soon = told(asked, 'rectify_due_soon');
  const { times } = asked.spans;
  const days = within(asked);
  if (days && times.every(({ at, end }) => at < days.end && days.at < end))
    return { ...soon, period: days.period };
  if (times.length === 0) return soon;
  const ahead = times.length === 1 ? periodOf(times[0]!, asked.spans, true) : undefined;
  return ahead && ahead.to >= asked.spans.today ? { ...soon, period: ahead } : undefined;
}

/** 等我审的: what waits, whoever asks. */
export const waiting = (asked: Asked): Filled | undefined =>
  isOfNow(asked) ? { intent: 'query', metric: 'rectify_open', what: 'waiting' } : undefined;

/** Of persons what is theirs; of whoever leads it what is led. */
export const theirs = (asked: Asked): Filled | undefined =>
  now('rectify_open', isLed(asked) ? { what: 'led' } : {})(asked);
/** 钱立新那条是谁在督着 asks who leads theirs. */
const isLed = ({ has, spans }: Asked): boolean =>
  has('leads') && !has('owner') && !/谁|哪[个位]|领导(?:是|叫)/u.test(spans.s);

/** 截至十一月底, asked on the first of December. */
const isJustOver = ({ spans }: Asked): boolean =>
  /截[至止]/u.test(spans.s) &&
  spans.times.every((t) => {
    const period = spanAsked(t, spans);
    return period !== undefined && period.to >= addDays(spans.today, -3);
  });

/** 台账 is a file of its own; any other list is taken away as it was told. */
export function file(asked: Asked): Filled | undefined {
  if (sourceIn(asked) !== undefined) return now('rectify_open')(asked);
  if (!isOfNow(asked) && !isJustOver(asked)) return undefined;
  const itemKind = kindIn(asked);
  return { intent: 'export', what: 'ledger', ...(itemKind !== undefined && { itemKind }) };
}

/** Who did what in a span: without one, ever. */
export const moved = (what: 'closed' | 'approved') => (asked: Asked) =>
  told(asked, 'rectify_rate', what === 'approved' ? { what, mine: false } : { what });

/** 顾明远退回过哪些, 这个月退回了几条 */
export const sentBack = (asked: Asked): Filled => told(asked, 'rectify_rate', { what: 'sent_back' });

export const rate = (asked: Asked) => told(asked, 'rectify_rate');
/** 完成得怎么样 is of items where these are named. */
export const rateOfLedger = (asked: Asked): Filled | undefined =>
  /整改|正改|问题|销号|台账/u.test(asked.spans.s) ? rate(asked) : undefined;
/** 新增几项、销号几项 is the month's report. */
export const opened = (asked: Asked): Filled =>
  told(asked, 'rectify_rate', { what: /[销消]|办结|解决|完成/u.test(asked.spans.s) ? 'month' : 'opened' });

export const eachSource = (asked: Asked): Filled => {
  const { source: _, ...rest } = told(asked, 'rectify_rate', { what: 'by_source' });
  return rest;
};
export const eachUnit = (asked: Asked): Filled => told(asked, 'rectify_rate', { what: 'by_unit' });

/** Several figures of the ledger and of meetings in one line, each told by itself. */
export function together(asked: Asked): Filled | undefined {
  const { has, spans } = asked;
  const meetings: Metric[] = [
    ...(has('times') || has('hold') ? (['activity_count'] as const) : []),
    ...(has('headcount') ? (['headcount_total'] as const) : []),
    ...(has('rate') ? (['attendance_rate'] as const) : []),
  ];
  const [metric, ...also] = meetings;
  if (!metric || !/整改|正改|问题|销号|台账|逾期/u.test(spans.s)) return undefined;
  const isLate = has('overdue') && !has('closed');
  // 述职要用: the year is said where it is told what for.
  const isOfYear = spans.times.length === 0 && /全年|年度|年终|年底|述职/u.test(spans.s);
  return {
    ...{ intent: 'query', metric, also: [...also, isLate ? 'rectify_overdue' : 'rectify_rate'] },
    ...(isOfYear && { period: { from: `${spans.today.slice(0, 4)}-01-01`, to: spans.today } }),
  };
}

/** What was promised; 组员的 of one's own group. */
export function promised(asked: Asked): Filled | undefined {
  const { has } = asked;
  const scope = has('group') ? { scope: OWN_GROUP } : {};
  if (!isOfNow(asked)) return undefined;
  if (has('each')) return told(asked, 'rectify_rate', { what: 'by_unit' });
  if (isOwn(asked)) return told(asked, 'rectify_open', { what: 'progress' });
  const isShare = has('closed') || has('how') || has('share');
  return told(asked, isShare ? 'rectify_rate' : has('overdue') ? 'rectify_overdue' : 'rectify_open', scope);
}
