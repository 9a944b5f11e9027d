// What the rules of 活力指数 are counted from, for one branch: figures that are kept anyway, and nothing asked for it.
import { nextPeriod, periodOf } from '../domain/calendar/period.ts';
import { dateOf, instantOf } from '../domain/calendar/time.ts';
import type { VitalityPart, VitalitySource } from '../domain/figures/vitality.ts';
import { filingKindRow } from '../domain/filing/kinds.ts';
import { isOpen } from '../domain/ledger/item.ts';
import { LEDGER_KIND } from '../domain/ledger/kinds.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import { isDueIn, partFor, worksOf } from '../domain/scheme/scheme.ts';
import type { Period } from '../domain/slots.ts';
import type { Counter } from './activities.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { standingsOf } from './standings.ts';

/**
 * @param span up to today; what falls due later counts for nothing yet
 * @param sources what is asked for beside the figures that every branch has
 */
export async function vitalityParts(
  q: Omit<StatsQuestion, 'tops' | 'period'>,
  branch: Unit,
  span: Period,
  sources: readonly VitalitySource[],
): Promise<Map<VitalitySource, VitalityPart>> {
  const question: StatsQuestion = { ...q, tops: [branch], period: span, totalOnly: true };
  const turnout = await METRIC_DEFINITIONS.attendance_rate.find(question);
  const held = Number((await METRIC_DEFINITIONS.activity_count.find(question)).value ?? 0);
  const missing = Number((await METRIC_DEFINITIONS.report_missing.find(question)).value ?? 0);
  const heldOf = await meetings(q, branch, span);
  const own = new Map<VitalitySource, VitalityPart>();
  for (const source of sources) {
    const [, of, key = ''] = /^(type|report):(.+)$/u.exec(source) ?? [];
    if (of === 'type') own.set(source, heldOf(key));
    if (of === 'report') own.set(source, await registered(q, branch, span, key));
  }
  return new Map<VitalitySource, VitalityPart>([
    ...own,
    ['meetings', heldOf()],
    ['turnout', { done: turnout.value ?? 0, due: turnout.value === null ? 0 : 1 }],
    ['records', { done: Math.max(0, held - missing), due: held }],
    ['rectified', await rectified(q, branch, span)],
    ['plan', await planned(q, branch, span)],
  ]);
}

/** Meetings held of those due: all of them, or those of one kind. */
async function meetings(c: Counter, branch: Unit, span: Period): Promise<(only?: string) => VitalityPart> {
  // A requirement is due with the end of its period: the running month is not held against anybody.
  const to = monthsEnd(dateOf(c.now), span.from);
  if (to === undefined) return () => ({ done: 0, due: 0 });
  const standings = await standingsOf(c, [branch], { from: span.from, to }, () => branch.id);
  return (only) => {
    const cells = standings.columns
      .filter(({ type }) => only === undefined || type === only)
      .flatMap(({ type }) => standings.cell(branch.id, type) ?? []);
    return {
      done: cells.reduce((sum, { held, of }) => sum + Math.min(held, of), 0),
      due: cells.reduce((sum, { of }) => sum + of, 0),
    };
  };
}

/** Periods that are over, and those of them for which the branch registered it. */
async function registered(
  { tx, now }: Counter,
  branch: Unit,
  span: Period,
  kind: string,
): Promise<VitalityPart> {
  const every = filingKindRow(kind)?.period;
  if (!every) return { done: 0, due: 0 };
  const over: string[] = [];
  for (let one = periodOf(every, span.from); one.to < dateOf(now); one = nextPeriod(one)) over.push(one.key);
  const told = await tx.periodsFiled(kind, span);
  return { done: over.filter((period) => told.get(period)?.has(branch.id)).length, due: over.length };
}

/** The last day of the month before; undefined where that lies before the span. */
function monthsEnd(today: string, from: string): string | undefined {
  const before = dateOf(instantOf(periodOf('month', today).from) - 1);
  return before >= from ? before : undefined;
}

async function rectified({ tx, now }: Counter, branch: Unit, span: Period): Promise<VitalityPart> {
  const from = instantOf(span.from);
  const all = await tx.items({ unitIds: [branch.id], kind: LEDGER_KIND });
  const due = all.filter(({ dueAt }) => dueAt !== null && dueAt >= from && dueAt < now);
  const done = due.filter((item) => !isOpen(item) && (item.closedAt ?? 0) <= item.dueAt!);
  return { done: done.length, due: due.length };
}

async function planned({ tx, org }: Counter, branch: Unit, span: Period): Promise<VitalityPart> {
  const works = (await tx.schemes()).flatMap(worksOf);
  const [from, to] = [span.from.slice(0, 7), span.to.slice(0, 7)];
  const cells = await tx.schemeCells({ unitIds: [branch.id], from, to });
  const told = new Set(cells.map(({ workId, month }) => `${workId} ${month}`));
  let due = 0;
  let done = 0;
  for (const work of works) {
    const part = partFor(work, branch.id, org);
    if (!part) continue;
    const months = new Set([
      ...Object.keys(part.targets),
      ...work.nodes.flatMap((n) => n.due?.slice(0, 7) ?? []),
    ]);
    for (const month of months) {
      // The running month is not over.
      if (month < from || month >= to || !isDueIn(work, part, month)) continue;
      due += 1;
      if (told.has(`${work.id} ${month}`)) done += 1;
    }
  }
  return { done, due };
}
