// What a sentence that registers something holds: its fields, and the day or period that it is of.
import { addDays, type DateText } from '../../domain/calendar/time.ts';
import { filingPeriod } from '../../domain/filing/filing.ts';
import type { FilingFields, FilingKindRow } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { filingFields, labelledTexts } from '../filing-fields.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { momentOf, periodOf } from '../spans/time/resolve.ts';
import { periodIn } from './filing-asked.ts';
import type { Heard } from './rest.ts';
import { nameOf } from './shape.ts';

/** @param from where what is told begins */
export function toFiled(h: Heard, row: FilingKindRow, said: string, from: number): Partial<Filled> {
  const names = h.people.filter(({ at }) => at >= from).map((p) => nameOf(h, p));
  const times = timesOf(h, row, from);
  const dated = times.filter(({ hasDate }) => hasDate);
  const [day] = dated.flatMap((time) => {
    const back = momentOf(time, h.today, 'back');
    const { startAt, endAt } = isLongAgo(h, back.startAt) ? momentOf(time, h.today, 'near') : back;
    return startAt !== undefined && (endAt === undefined || endAt.slice(0, 10) === startAt.slice(0, 10))
      ? [startAt.slice(0, 10)]
      : [];
  });
  const unit = h.units.find(({ at }) => at < from);
  return {
    filing: row.key,
    said,
    filed: { ...filingFields(row, said, { day, names }), ...bareFigure(row, said) },
    ...(severalPeriods(h, row, times) && { remark: 'several' }),
    ...periodFiled({ ...h, times }),
    ...(day !== undefined && { startAt: day }),
    ...(unit && { scope: written(h, unit) }),
  };
}

/** 党费22: of the one figure that it needs. */
function bareFigure({ fields }: FilingKindRow, said: string): FilingFields {
  const [only, ...others] = fields.filter(({ is, needed }) => is === 'number' && needed);
  const count = /^[\s:：]*(?<count>\d{1,4})[。!！\s]*$/u.exec(said)?.groups?.count;
  return only && others.length === 0 && count !== undefined ? { [only.key]: Number(count) } : {};
}

/** 11月和12月: one is told at a time. */
function severalPeriods(h: Heard, row: FilingKindRow, times: Heard['times']): boolean {
  if (row.period === null) return false;
  const keys = times.flatMap((t) => {
    const period = periodOf(t, h, false);
    const own = period && filingPeriod(row, period.from);
    return own ? [own.key] : [];
  });
  return new Set(keys).size > 1;
}

/**
 * The times that say of when it is: beside the name of the kind, or in a line that is all figures. What is told of a time
 * to come within the words (说年底回来) is what they are about.
 */
function timesOf(heard: Heard, row: FilingKindRow, from: number): Heard['times'] {
  const h = { ...heard, times: timesOfWhole(heard, row) };
  const beside = h.times.filter((t) => t.at < from || /^[\s:：,，】\]的是]*$/u.test(h.s.slice(from, t.at)));
  const isFigures = row.fields.every(({ is, choices }) => is !== 'text' || choices.length > 0);
  if (isFigures) return h.times;
  const within = h.times.filter((t) => !beside.includes(t));
  const back = (t: Heard['times'][number]) => (momentOf(t, h.today, 'back').startAt ?? '').slice(0, 10);
  const isOver = (t: Heard['times'][number]) => back(t) <= h.today && !isLongAgo(h, back(t));
  return row.period === null
    ? [...beside, ...within.filter(isOver)]
    : beside.length > 0
      ? beside
      : within.filter(isTail(h));
}

/** Without those of a labelled text; of what is registered by month, 周末 and other parts of a month are no period either. */
function timesOfWhole(h: Heard, row: FilingKindRow): Heard['times'] {
  const texts = labelledTexts(row, h.s);
  const isPart = ({ from, to }: { from: DateText; to: DateText }): boolean =>
    row.period !== null && from !== to && to < addDays(from, SHORTEST_PERIOD);
  return h.times.filter((time) => {
    const period = periodOf(time, h, false);
    return !texts.some(({ at, end }) => at <= time.at && time.end <= end) && !(period && isPart(period));
  });
}
const SHORTEST_PERIOD = 27;

/** …，11月的: said last, it is of that. */
const isTail =
  ({ s }: Heard) =>
  ({ at, end }: Span): boolean =>
    /[,，\s]$/u.test(s.slice(0, at)) && /^的?[。!！\s]*$/u.test(s.slice(end));

/** 12月30日 said in November is no day of last year: it is yet to come, and told to be. */
const isLongAgo = ({ today }: Heard, day: DateText | undefined): boolean =>
  day !== undefined && day.slice(0, 10) < addDays(today, -LONG_AGO);
const LONG_AGO = 300;

function periodFiled(h: Heard): Pick<Filled, 'period'> {
  const { period } = periodIn(h, h.times);
  if (!period || !isLongAgo(h, period.to)) return period ? { period } : {};
  const ahead = h.times.map((t) => periodOf(t, h, true)).find((p) => p !== undefined);
  return { period: ahead ?? period };
}
