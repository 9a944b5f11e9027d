// What a question says of whom, when and in what form, beside what it asks.
import { threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import { carries, type Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { readNumber } from '../numerals.ts';
import { someYears } from '../slots/lasting.ts';
import { unitsSaid } from '../slots/units.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { groupOf, groupsOf } from './attendance-groups.ts';
import { isRow } from './months-together.ts';
import { isPartOfDay } from './parts.ts';
import type { Asked } from './row.ts';

/** 这几个月 */
export function someMonths({ at, end }: Span, { s, today }: Spans): Period | undefined {
  const said = /^(?:这|近|最近|前|头)?([几两三四五六])个?月$/u.exec(s.slice(at, end));
  if (!said) return undefined;
  const months = said[1] === '几' ? 3 : readNumber(said[1]!)!;
  return { from: addMonths(today, -months), to: today };
}

/** 九月十月十一月 */
const together = (periods: readonly Period[]): Period | undefined =>
  isRow(periods) ? { from: periods[0]!.from, to: periods.at(-1)!.to } : undefined;

const THREE_AND_ONE = /三会一课|一课三会/u;
const AND = /[和与跟及、]/u;

/** 全党委多少党员, whoever asks */
const wholeOf = ({ said }: Asked): string | undefined =>
  said('all').some((word) => /^(?:全党委|全委|整个党委)$/u.test(word)) ? '全党委' : undefined;

/** 哪个支部到会率最高: of each that has one. */
const BY_UNIT: ReadonlySet<Filled['metric']> = new Set<Filled['metric']>([
  'attendance_rate',
  'activity_count',
  'headcount_total',
]);

/** What the line says of whom, when and in what form. */
export function withSlots(asked: Asked, filled: Filled): Filled | undefined {
  const { spans, has } = asked;
  const metric = filled.metric;
  const named = unitsSaid(spans).flatMap(({ names }) => names);
  const units = named.length === 0 ? groupsOf(asked) : named;
  const scope =
    units.length === 1 ? units[0] : units.length === 0 ? (groupOf(asked) ?? wholeOf(asked)) : undefined;
  const rule = metric === undefined ? undefined : METRIC_RULES[metric];
  // 超期10天的有哪些: by how much is no period.
  const times = filled.period ? [] : spans.times;
  if (rule?.about === 'items' && times.some((t) => t.kind === 'duration')) return undefined;
  if (filled.intent === 'query_more' && times.some(isPartOfDay)) return undefined;
  const isAhead = rule?.ahead === true;
  // 11月25号都有哪些会, a few days later: what is planned for half a year from now is hardly asked by its day.
  const aheadOf = (t: Spans['times'][number]) => {
    const next = periodOf(t, spans, true);
    const isFar = next !== undefined && next.from > addMonths(spans.today, 6) && !has('plan');
    return isFar ? (spanAsked(t, spans) ?? next) : next;
  };
  // 年底前必须开的会
  const untilOf = (t: Spans['times'][number]) =>
    metric === 'activity_gap' ? periodOf(t, spans, true) : undefined;
  const read = times.map((t) =>
    isAhead ? aheadOf(t) : (someMonths(t, spans) ?? spanAsked(t, spans) ?? untilOf(t)),
  );
  const years = someYears(spans);
  const isLast =
    has('last') && spans.times.length === 0 && filled.what === undefined && filled.metric !== 'my_attendance';
  if (read.includes(undefined) && !(years && read.length === 1)) return undefined;
  const meant = (years && read.length < 2 ? [years] : read).filter((p) => p !== undefined);
  // 明日上午要汇报四季度情况: what lies ahead is why it is asked.
  const isPast = meant.length > 1 && !isAhead;
  const periods = isPast ? meant.filter(({ from }) => from <= spans.today) : [...meant];
  const row = !has('compare') && !has('trend') && periods.length > 1 ? together(periods) : undefined;
  if (row) periods.splice(0, periods.length, row);
  // 这仨月
  if (periods.length === 0 && has('recent') && !filled.period && rule?.about === undefined && !isAhead)
    periods.push({ from: addMonths(spans.today, -3), to: spans.today });
  // Which of several days is meant is not said where nothing is held against anything.
  if (periods.length > 1 && !has('compare') && !has('trend') && !AND.test(spans.s)) return undefined;
  const types = [...new Set(spans.types.map(({ type }) => type))];
  const kinds = types.length === 0 && THREE_AND_ONE.test(spans.s) ? [...threeMeetingsOneLecture()] : types;
  const isOfMeetings = filled.intent === 'query_more' || (rule !== undefined && rule.about === undefined);
  const names = spans.people.map((p) => written(spans, { at: p.nameAt, end: p.nameEnd }));
  const format = has('chart') ? 'chart' : has('file') ? 'file' : has('table') ? 'table' : undefined;
  const sides =
    units.length > 1
      ? units.map((one) => ({ scope: one }))
      : periods.length > 1
        ? periods.map((period) => ({ period }))
        : undefined;
  // 一支部和二支部的书记: what tells of one alone tells of none of two.
  if (sides && !carries(filled.intent, 'sides')) return undefined;
  return {
    ...(scope !== undefined && { scope }),
    ...(periods.length === 1 && { period: periods[0]! }),
    ...(sides && filled.intent === 'query' && { sides }),
    ...(isOfMeetings && types[0] && { activityType: types[0] }),
    ...(isOfMeetings && kinds.length > 1 && { activityTypes: kinds }),
    // What is counted is true of everybody.
    ...(names.length > 0 && filled.what !== 'explain' && { names }),
    ...(format && { format }),
    ...((has('each') || (has('whichUnit') && BY_UNIT.has(metric))) &&
      isOfMeetings &&
      filled.what === undefined && { what: 'by_unit' }),
    ...(isLast && isOfMeetings && rule && { what: 'last' }),
    ...((has('monthly') || has('trend')) && isOfMeetings && { step: 'month' as const }),
    ...filled,
  };
}
