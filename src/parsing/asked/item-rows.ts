import { addDays } from '../../domain/calendar/time.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { OWN_GROUP } from '../commands/rest.ts';
import { readNumber } from '../numerals.ts';
import { periodOf } from '../spans/time/resolve.ts';
import type { Asked, Row } from './row.ts';

/** Told with every line of an item. */
const OF_A_LINE = 'item ledger open progress howFar owner leads due soon daysLeft measure';

const isOwn = ({ has }: Asked) => has('mine') && !has('ownUnit') && !has('ownGroup');

/** 巡察反馈的: a part of the ledger by where it comes from. */
const sourceIn = (asked: Asked): Filled['source'] =>
  asked
    .said('sourceName')
    .map((word) => word.replace(/(?:给|对|向)(?:我们|咱们|咱|我)?(?:支部)?|的$/gu, ''))[0];

const kindIn = ({ has }: Asked): Filled['itemKind'] => (has('promise') ? 'promise' : undefined);

function told(asked: Asked, metric: Metric, more: Partial<Filled> = {}): Filled {
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

const now =
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

function dueSoon(asked: Asked): Filled | undefined {
  const soon = told(asked, 'rectify_due_soon');
  const { times } = asked.spans;
  const days = within(asked);
  if (days && times.every(({ at, end }) => at < days.end && days.at < end))
    return { ...soon, period: days.period };
  if (times.length === 0) return soon;
  const ahead = times.length === 1 ? periodOf(times[0]!, asked.spans, true) : undefined;
  return ahead && ahead.to >= asked.spans.today ? { ...soon, period: ahead } : undefined;
}

/** Of persons what is theirs; of whoever leads it what is led. */
const theirs = (asked: Asked): Filled | undefined =>
  now('rectify_open', asked.has('leads') && !asked.has('owner') ? { what: 'led' } : {})(asked);

/** 截至十一月底, asked on the first of December. */
const isJustOver = ({ spans }: Asked): boolean =>
  /截[至止]/u.test(spans.s) &&
  spans.times.every((t) => {
    const period = spanAsked(t, spans);
    return period !== undefined && period.to >= addDays(spans.today, -3);
  });

/** 台账 is a file of its own; any other list is taken away as it was told. */
function file(asked: Asked): Filled | undefined {
  if (sourceIn(asked) !== undefined) return now('rectify_open')(asked);
  if (!isOfNow(asked) && !isJustOver(asked)) return undefined;
  const itemKind = kindIn(asked);
  return { intent: 'export', what: 'ledger', ...(itemKind !== undefined && { itemKind }) };
}

/** Who did what in a span: without one, ever. */
const moved = (what: 'closed' | 'opened' | 'approved') => (asked: Asked) =>
  told(asked, 'rectify_rate', what === 'approved' ? { what, mine: false } : { what });

const rate = (asked: Asked) => told(asked, 'rectify_rate');
const eachSource = (asked: Asked): Filled => {
  const { source: _, ...rest } = told(asked, 'rectify_rate', { what: 'by_source' });
  return rest;
};
const eachUnit = (asked: Asked): Filled => told(asked, 'rectify_rate', { what: 'by_unit' });

/** Several figures of the ledger and of meetings in one line, each told by itself. */
function together(asked: Asked): Filled | undefined {
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
function promised(asked: Asked): Filled | undefined {
  const { has } = asked;
  const scope = has('group') ? { scope: OWN_GROUP } : {};
  if (!isOfNow(asked)) return undefined;
  if (has('each')) return told(asked, 'rectify_rate', { what: 'by_unit' });
  if (isOwn(asked)) return told(asked, 'rectify_open', { what: 'progress' });
  const isShare = has('closed') || has('how') || has('share');
  return told(asked, isShare ? 'rectify_rate' : has('overdue') ? 'rectify_overdue' : 'rectify_open', scope);
}

const ROWS: readonly Row[] = [
  // with figures of meetings
  {
    needs: 'times|rate|headcount item|ledger|overdue|closed',
    also: `${OF_A_LINE} meeting type average brief overdue closed all hold rate times headcount present`,
    not: 'mine person each',
    bare: true,
    over: true,
    fill: together,
  },
  // taken away
  { needs: 'ledger file', also: OF_A_LINE, not: 'person overdue', timeless: true, fill: file },
  { needs: 'item file', also: OF_A_LINE, not: 'person overdue mine', timeless: true, fill: file },
  // one person's, or one's own
  {
    needs:
      'person item|ledger|open|leads|owner|progress|howFar|overdue|daysLate|due|daysLeft|returned|waiting|extended|measure',
    also: `${OF_A_LINE} overdue daysLate returned waiting extended when why closed`,
    not: 'promise stale opened',
    fill: theirs,
  },
  {
    needs: 'mine item|ledger|open|owner|leads|progress|howFar|due|daysLeft',
    also: `${OF_A_LINE} when closed`,
    not: 'ownUnit ownGroup promise approved',
    fill: now('rectify_open'),
  },
  {
    needs: 'mine progress|howFar',
    also: `${OF_A_LINE} last when`,
    not: 'ownUnit ownGroup promise',
    fill: now('rectify_open', { what: 'progress' }),
  },
  // by where they stand
  {
    needs: 'overdue item|ledger|open|owner|leads|due|source|sourceName|ofThem',
    also: `${OF_A_LINE} daysLate ofThem sourceName when`,
    bare: true,
    fill: now('rectify_overdue'),
  },
  {
    needs: 'overdue',
    also: `${OF_A_LINE} daysLate ofThem sourceName when`,
    fill: now('rectify_overdue'),
  },
  { needs: 'soon item|ledger|open', also: `${OF_A_LINE} ofThem sourceName when`, bare: true, fill: dueSoon },
  { needs: 'soon', also: `${OF_A_LINE} ofThem sourceName when`, fill: dueSoon },
  {
    needs: 'waiting',
    also: `${OF_A_LINE} mine extended ofThem approved`,
    not: 'group',
    fill: (asked) =>
      isOfNow(asked) ? { intent: 'query', metric: 'rectify_open', what: 'waiting' } : undefined,
  },
  {
    needs: 'returned',
    also: `${OF_A_LINE} ofThem sourceName why`,
    fill: now('rectify_open', { what: 'returned' }),
  },
  {
    needs: 'longTerm',
    also: `${OF_A_LINE} review when ofThem sourceName`,
    fill: now('rectify_open', { what: 'long_term' }),
  },
  {
    needs: 'review item|longTerm|when|which|who',
    also: `${OF_A_LINE} longTerm ofThem`,
    fill: now('rectify_open', { what: 'long_term' }),
  },
  {
    needs: 'extended',
    also: `${OF_A_LINE} why when ofThem sourceName waiting`,
    fill: now('rectify_open', { what: 'extended' }),
  },
  {
    needs: 'stale item|ledger|which|who|many|ofThem',
    also: `${OF_A_LINE} ofThem sourceName`,
    not: 'type person',
    fill: now('rectify_open', { what: 'stale' }),
  },
  // by where they come from
  {
    needs: 'source',
    also: `${OF_A_LINE} closed overdue all share`,
    not: 'person',
    bare: true,
    over: true,
    fill: eachSource,
  },
  {
    needs: 'sourceName',
    also: `${OF_A_LINE} closed`,
    bare: true,
    fill: (asked) => (asked.said('sourceName').length > 1 ? eachSource(asked) : now('rectify_open')(asked)),
  },
  // of each unit
  {
    needs: 'each item|ledger|open closed|all|overdue|share|howFar|progress',
    also: `${OF_A_LINE} closed overdue all share`,
    bare: true,
    over: true,
    fill: eachUnit,
  },
  {
    needs: 'each item|ledger|open',
    also: OF_A_LINE,
    not: 'mine',
    bare: true,
    fill: now('rectify_open', { what: 'by_unit' }),
  },
  // what moved in a span
  {
    needs: 'closed time|approved|approver|who|which',
    also: `${OF_A_LINE} approved approver when`,
    not: 'mine open overdue opened',
    fill: moved('closed'),
  },
  { needs: 'opened', also: `${OF_A_LINE} source sourceName when`, not: 'closed', fill: moved('opened') },
  {
    needs: 'opened closed',
    also: OF_A_LINE,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'month' }),
  },
  {
    needs: 'mine approved closed|item|many|which',
    also: `${OF_A_LINE} closed approver`,
    over: true,
    fill: moved('approved'),
  },
  {
    needs: 'average closed',
    also: `${OF_A_LINE} daysLate daysLeft minutes`,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'closing_days' }),
  },
  // the ledger as it is
  { needs: 'item|ledger closed', also: `${OF_A_LINE} open share overdue`, fill: rate },
  { needs: 'closed open', also: `${OF_A_LINE} share overdue`, fill: rate },
  // 我一句话咋个答他: whoever is to answer asks of all that is theirs to know
  {
    needs: 'item|ledger brief',
    also: `${OF_A_LINE} mine share closed overdue`,
    bare: true,
    fill: { intent: 'query', metric: 'rectify_rate' },
  },
  {
    needs: 'item|ledger progress|how|brief|share',
    also: `${OF_A_LINE} brief share closed overdue`,
    fill: rate,
  },
  { needs: 'item|ledger open', also: `${OF_A_LINE} closed ofThem`, fill: now('rectify_open') },
  { needs: 'open many|which|who|ofThem', also: `${OF_A_LINE} ofThem`, fill: now('rectify_open') },
  { needs: 'item|ledger which|who|any|many|table', also: OF_A_LINE, fill: now('rectify_open') },
  { needs: 'item|ledger chart', also: `${OF_A_LINE} share`, fill: rate },
  // promises
  {
    needs: 'promise many|how|who|which|closed|each|table|any|open|progress|howFar|overdue',
    also: `${OF_A_LINE} closed share member mine group overdue`,
    bare: true,
    fill: promised,
  },
  // of the one that was told
  {
    needs: 'due|daysLeft|daysLate|returned|approver|measure|leads|howFar|owner|progress|waiting',
    also: `${OF_A_LINE} daysLate returned approver approved why when last ofThem extended waiting closed review`,
    not: 'mine person unit time type promise',
    // Any word more may be of another matter: 签到截止时间.
    fill: ({ words }) =>
      words.some(({ kind }) => kind === 'other')
        ? undefined
        : { intent: 'query', metric: 'rectify_item', what: 'of_it', follows: true },
  },
];

/** What is to be put right. A kind of meeting says nothing of it. */
export const ITEM_ROWS: readonly Row[] = ROWS.map((row) =>
  /\btype\b/u.test(`${row.needs} ${row.also}`) ? row : { ...row, not: `${row.not ?? ''} type`.trim() },
);
