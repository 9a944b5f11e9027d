// What the page shows, read in one snapshot: the answers of the bot's own metrics, cut to what a page holds.
import type { Activity } from '../domain/activity/activity.ts';
import { type CalendarPeriod, previousPeriod } from '../domain/calendar/period.ts';
import { addDays, dateOf, type Instant, instantOf } from '../domain/calendar/time.ts';
import type { LedgerFigures } from '../domain/figures/ledger.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import type { Permissions } from '../domain/organisation/permissions.ts';
import type { Process } from '../domain/process/process.ts';
import type { ReadTx } from '../ports/store.ts';
import { type Counter, unitsBelow } from '../reports/activities.ts';
import type { FilingLine } from '../reports/filings.ts';
import { wholeItems } from '../reports/items.ts';
import type { StatsQuestion } from '../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../reports/metrics/list.ts';
import type { WorkProgress } from '../reports/scheme.ts';
import type { Counted } from '../reports/shapes.ts';
import { type Standings, standingsOf } from '../reports/standings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Templates } from '../wording/templates.ts';
import { type AskedFor, PAGE_SIZE } from './asked.ts';
import { plansSilent, planUnit } from './plans.ts';
import { type Unreached, unreachedOf } from './unreached.ts';

/** Lines of a list; a branch has fewer, a city would have thousands. */
const LINES = 20;
const AHEAD_DAYS = 7;
const TREND_MONTHS = 6;

/** The first of a longer list. */
export interface Listed<T> {
  lines: T[];
  more: number;
}
interface TrendPoint {
  month: CalendarPeriod;
  total: Counted;
}

export interface View {
  now: Instant;
  org: Organisation;
  person: Person;
  tops: readonly Unit[];
  asked: AskedFor;
  /** branches on this page of how many */
  page: { number: number; of: number; branches: number; first: number };
  /** of the branches on this page, each with its groups */
  branches: readonly Unit[];
  standings: Standings;
  /** 到会率 by branch, of those on this page */
  rates: ReadonlyMap<number, Counted>;
  /** of this month and of those before it; the last one is the figure of the month */
  trend: TrendPoint[];
  count: number | null;
  heads: number | null;
  ledger: LedgerFigures;
  /** what stands now, on the page of this month only */
  current?: {
    overdue: Listed<Item>;
    coming: Listed<Activity>;
    unreached: Listed<Unreached> | null;
    /** what runs through steps and is due; null: nothing is, or it is not for whoever looks */
    processes: Listed<Process> | null;
    /** what branches owe of reports, kind by kind; null: nothing */
    reports: Listed<FilingLine> | null;
    /** works of plans that are not reported for this month; null: all are, or it is not for whoever looks */
    plans: Listed<WorkProgress> | null;
  };
}

/** What reading needs beside the snapshot. */
export interface Reading {
  settings: Settings;
  templates: Pick<Templates, 'render'>;
  permissions: Permissions;
}

/** Who looks at what, in one snapshot. */
export interface Looking {
  tx: ReadTx;
  org: Organisation;
  now: Instant;
  person: Person;
  tops: readonly Unit[];
  asked: AskedFor;
}

export async function viewOf(reading: Reading, looking: Looking): Promise<View> {
  const { tx, org, now, asked } = looking;
  const { unit, month, isThisMonth } = asked;
  const { from, to } = month;
  const c: Counter = { tx, org, now, settings: reading.settings };
  const shown = branchesShown(org, asked);
  const question = questionFor(reading, looking, [unit], month);
  return {
    now,
    org,
    person: looking.person,
    tops: looking.tops,
    asked,
    page: shown.page,
    branches: shown.units,
    standings: await standingsOf(c, shown.units, { from, to }, rowFinder(org, shown.units)),
    rates: await ratesOf(question, shown.units),
    trend: await trendOf(reading, looking),
    count: (await METRIC_DEFINITIONS.activity_count.find(question)).value,
    heads: (await METRIC_DEFINITIONS.headcount_total.find(question)).value,
    ledger: await ledgerOf(reading, looking),
    ...(isThisMonth && { current: await currentOf(reading, looking, question) }),
  };
}

const questionFor = (
  { settings, templates }: Reading,
  { tx, org, now }: Looking,
  tops: readonly Unit[],
  { from, to }: CalendarPeriod,
): StatsQuestion => ({ tx, org, now, settings, tops, period: { from, to }, templates });

/** The branches below, a page of them; a group stands alone. */
function branchesShown(org: Organisation, { unit, page }: AskedFor) {
  const below =
    unit.kind === 'group' ? [unit] : unitsBelow({ org }, [unit]).filter((u) => u.kind === 'branch');
  const of = Math.max(1, Math.ceil(below.length / PAGE_SIZE));
  const number = Math.min(page, of);
  const first = (number - 1) * PAGE_SIZE;
  return {
    units: below.slice(first, first + PAGE_SIZE),
    page: { number, of, branches: below.length, first },
  };
}

/** The unit whose line a unit belongs to: a 党小组's is that of its branch, where the branch has one. */
function rowFinder(org: Organisation, units: readonly Unit[]): (unitId: number) => number {
  const rows = new Set(units.map(({ id }) => id));
  return (unitId) => org.ancestry(unitId).find(({ id }) => rows.has(id))?.id ?? unitId;
}

/** 到会率 of each branch on this page. */
export async function branchRatesOf(
  reading: Reading,
  looking: Looking,
): Promise<{ units: Unit[]; rates: ReadonlyMap<number, Counted> }> {
  const { units } = branchesShown(looking.org, looking.asked);
  const { unit, month } = looking.asked;
  return { units, rates: await ratesOf(questionFor(reading, looking, [unit], month), units) };
}

export async function ledgerOf(reading: Reading, looking: Looking): Promise<LedgerFigures> {
  const { unit, month } = looking.asked;
  const question = questionFor(reading, looking, [unit], month);
  return (await METRIC_DEFINITIONS.rectify_rate.find(question)).figures;
}

async function ratesOf(question: StatsQuestion, units: readonly Unit[]): Promise<Map<number, Counted>> {
  const [only] = units;
  if (!only) return new Map();
  const { total, rows } = await METRIC_DEFINITIONS.attendance_rate.find({ ...question, tops: units });
  if (units.length === 1) return new Map([[only.id, total]]);
  return new Map(rows.map((row) => [row.unit.id, row]));
}

async function currentOf({ permissions }: Reading, looking: Looking, q: StatsQuestion) {
  const { tx, org, now, person, asked } = looking;
  const today = dateOf(now);
  const ahead = { from: today, to: addDays(today, AHEAD_DAYS - 1) };
  const { items } = await METRIC_DEFINITIONS.rectify_overdue.find({ ...q, period: undefined });
  const { activities } = await METRIC_DEFINITIONS.upcoming.find({ ...q, period: ahead });
  const maySee = permissions.may(org, person, 'see_delivery', { unitId: asked.unit.id });
  const unreached = maySee
    ? await unreachedOf(tx, org, org.subtree(asked.unit.id), instantOf(addDays(today, -7)))
    : null;
  const { lines, more } = first(items);
  const overdue = { lines: await wholeItems(tx, lines), more };
  const mayKnow = permissions.may(org, person, 'see_process', { unitId: asked.unit.id });
  const due = mayKnow ? await METRIC_DEFINITIONS.process_due.find({ ...q, period: undefined }) : null;
  const processes = due && due.processes.length > 0 ? first(due.processes) : null;
  const owed = await METRIC_DEFINITIONS.filing_rate.find({ ...q, period: undefined });
  const reports = owed.lines.length > 0 ? first(owed.lines) : null;
  const planOf = planUnit(org, asked.unit);
  const maySeePlans = permissions.may(org, person, 'see_scheme', { unitId: planOf.id });
  const silent = maySeePlans ? await plansSilent(tx, org, planOf, now) : [];
  const plans = silent.length > 0 ? first(silent) : null;
  return {
    ...{ overdue, coming: first(activities), unreached: unreached && first(unreached) },
    ...{ processes, reports, plans },
  };
}

const first = <T>(all: readonly T[]): Listed<T> => ({
  lines: all.slice(0, LINES),
  more: Math.max(0, all.length - LINES),
});

/** 到会率 of the month and of those before it. */
export async function trendOf(reading: Reading, looking: Looking): Promise<TrendPoint[]> {
  const { month: last, unit } = looking.asked;
  const months = [last];
  while (months.length < TREND_MONTHS) months.unshift(previousPeriod(months[0]!));
  const points: TrendPoint[] = [];
  for (const month of months) {
    const question = questionFor(reading, looking, [unit], month);
    const { total } = await METRIC_DEFINITIONS.attendance_rate.find(question);
    points.push({ month, total });
  }
  return points;
}
