// 到会率不到八成的支部, 逾期3条以上的支部: those alone of which it is true, in the order of the roster.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { typesAsked } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { asksShare, phraseOf } from './words.ts';

const RATES: ReadonlySet<Metric> = new Set<Metric>(['attendance_rate', 'rectify_rate']);

/** Whether units are asked about that a number of this metric is below, or reaches. */
export const isBound = ({ intent: { what, percent, times } }: Turn<'query'>, metric: Metric): boolean =>
  (what === 'below' || what === 'reached') && (RATES.has(metric) ? percent : times) !== undefined;

interface Measured {
  unit: Unit;
  part: number;
  /** of a rate what it is a part of; null for a count */
  whole: number | null;
}

/** Whether it lies where it is asked to; of a rate all is counted in integers. */
export function isWithin(
  { intent: { what, percent, times = 1, upTo, under } }: Turn<'query'>,
  { part, whole }: Pick<Measured, 'part' | 'whole'>,
): boolean {
  const [value, scale] = whole === null ? [part, 1] : [part * 100, whole];
  if (value >= (whole === null ? times : percent!) * scale !== what?.endsWith('reached')) return false;
  return (upTo === undefined || value <= upTo * scale) && (under === undefined || value < under * scale);
}

interface Found {
  metric: Metric;
  period?: Period | undefined;
  /** of each unit, in the order of the roster */
  measured: readonly Measured[];
  unreported?: number;
}

export function tellWithin(
  turn: Turn<'query'>,
  { tops }: Scope,
  { metric, period, measured, unreported = 0 }: Found,
): Promise<Reply> {
  const { what, percent, times, upTo, under } = turn.intent;
  const counted = measured.filter(({ whole }) => whole !== 0);
  const fitting = counted.filter((one) => isWithin(turn, one));
  const before = toldBefore(turn);
  const page = { rows: fitting.slice(before, before + SHOWN), total: fitting.length };
  const phrase = phraseOf(turn);
  const { shape } = METRIC_DEFINITIONS[metric];
  return paged(turn, page, (shown, more) =>
    turn.say('figures.within', {
      unit: tops.map((unit) => unitWords(turn.org, unit)),
      period: period ? periodWords(phrase, period, turn.now) : '',
      about: typesWords(phrase, typesAsked(turn)),
      metric: phrase(`stats.metric.${metric}`),
      counts:
        shape === 'items' ? 'items' : shape === 'roll' || metric === 'headcount_total' ? 'heads' : 'times',
      rate: RATES.has(metric),
      amount: (RATES.has(metric) ? percent : times)!,
      reached: what === 'reached',
      up_to: upTo ?? null,
      under: under ?? null,
      count: fitting.length,
      of: counted.length,
      share: counted.length === 0 || !asksShare(turn) ? null : fitting.length / counted.length,
      rows: shown.map(({ unit, part, whole }) => ({
        unit: unitWords(turn.org, unit),
        value: whole === null ? null : part / whole,
        part,
        whole,
      })),
      more,
      unreported,
    }),
  );
}

/** Branches below, each with how many of these are theirs. */
export function countedByUnit({ org }: Turn, { tops }: Scope, unitIds: readonly number[]): Measured[] {
  const counts = Map.groupBy(unitIds, (id) => org.branchOf(id)?.id ?? id);
  const below = new Set(tops.flatMap((top) => org.subtree(top.id).map(({ id }) => id)));
  return [...org.units.values()]
    .filter(({ id, kind }) => below.has(id) && (kind === 'branch' || counts.has(id)))
    .map((unit) => ({ unit, part: counts.get(unit.id)?.length ?? 0, whole: null }));
}
