// The month-end report to the office above, drafted from the ledger: in words, and as a paper with every item.

import { writeReport } from '../documents/report.ts';
import { DAY_MS, dateOf, type Instant } from '../domain/calendar/time.ts';
import { type Item, type ItemBrief, isOpen, isOverdue, isStale } from '../domain/ledger/item.ts';
import { itemLabel } from '../domain/ledger/kinds.ts';
import type { Period } from '../domain/slots.ts';
import type { DataOf } from '../wording/catalogue.ts';
import type { Wording } from '../wording/templates.ts';
import { momentsOf, thisMonth } from './activities.ts';
import { wholeItems } from './items.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { periodWords, unitWords } from './words.ts';

/** First words of a problem, for lists on a phone. */
const BRIEF = 18;

interface Month {
  items: readonly ItemBrief[];
  period: Period;
  /** what the report says, at most so many items of each kind */
  words(most: number, phrase: Wording): Promise<DataOf<'ledger.month'>>;
}

export async function monthOf(q: StatsQuestion): Promise<Month> {
  const period = q.period ?? thisMonth(q.now);
  const { items, figures } = await METRIC_DEFINITIONS.rectify_rate.find({ ...q, period });
  const { from, to: end } = momentsOf(period);
  const to = Math.min(end, q.now);
  const within = (at: number | null) => at !== null && at >= from && at <= to;
  const { noProgressDays } = q.settings.reminders.items;
  const open = items.filter(isOpen);
  const words = async (most: number, phrase: Wording) => {
    const late = open.filter((item) => isOverdue(item, to));
    const idle = open.filter((item) => isStale(item, to, noProgressDays));
    const extended = open.filter(isExtended);
    const long = open.filter((item) => item.state === '长期整改');
    const shown = new Set([late, idle, extended, long].flatMap((some) => some.slice(0, most)));
    const whole = new Map((await wholeItems(q.tx, [...shown])).map((item) => [item.id, item]));
    const lines = (some: readonly ItemBrief[]) => ({
      count: some.length,
      items: some.slice(0, most).map(({ id }) => lineOf(whole.get(id)!, q.now, most)),
      more: Math.max(0, some.length - most),
    });
    return {
      unit: q.tops.map((u) => unitWords(q.org, u)),
      month: Number(period.to.slice(5, 7)),
      span: spanOf(period, phrase),
      ...figures,
      stale_days: noProgressDays,
      opened_now: items.filter((item) => within(item.openedAt)).length,
      closed_now: items.filter((item) => within(item.closedAt)).length,
      late: lines(late),
      idle: lines(idle),
      extended: lines(extended),
      long: lines(long),
    };
  };
  return { items, period, words };
}

/** 今年整改情况: more than a month is called by its days. */
const spanOf = (period: Period, phrase: Wording): string =>
  period.from.slice(0, 7) === period.to.slice(0, 7) ? '' : periodWords(phrase, period, null);

const isExtended = ({ firstDueAt, dueAt }: ItemBrief): boolean =>
  firstDueAt !== null && firstDueAt !== dueAt && dueAt !== null;

function lineOf(item: Item, now: Instant, most: number) {
  const letters = [...item.problem.replace(/\s+/g, ' ').trim()];
  const isCut = Number.isFinite(most) && letters.length > BRIEF;
  return {
    name: itemLabel(item),
    problem: isCut ? `${letters.slice(0, BRIEF).join('')}…` : letters.join(''),
    owner: item.ownerName ?? '',
    due: day(item.dueAt),
    first_due: item.firstDueAt === item.dueAt ? '' : day(item.firstDueAt),
    still: Math.floor((now - item.movedAt) / DAY_MS),
  };
}

const day = (at: Instant | null): string => (at === null ? '' : dateOf(at));

const COLUMNS = ['name', 'problem', 'owner', 'dueAt', 'state', 'progress'] as const;

/** The report in Word: the same words, naming every item, and the items one by one below. */
export async function monthFile(q: StatsQuestion, words: Wording) {
  const { items, period, words: said } = await monthOf(q);
  const [title = '', ...paragraphs] = words(
    'ledger.month',
    await said(Number.POSITIVE_INFINITY, words),
  ).split('\n');
  const rows = (await wholeItems(q.tx, items)).map((item) => [
    itemLabel(item),
    item.problem,
    item.ownerName ?? '',
    day(item.dueAt),
    item.state,
    item.progressText ?? '',
  ]);
  const report = {
    title,
    paragraphs,
    columns: COLUMNS.map((column) => words(`paper.column.${column}`)),
    rows,
    at: q.now,
  };
  const unit = q.tops.map((u) => unitWords(q.org, u));
  return {
    rows: rows.length,
    name: words('paper.month_name', {
      unit,
      year: period.to.slice(0, 4),
      month: Number(period.to.slice(5, 7)),
      span: spanOf(period, words),
    }),
    write: () => writeReport(report),
  };
}
