// 三个支部9到11月应到实到拉个表: a figure of each unit month by month, side by side.
import type { FigureColumn } from '../documents/figures.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import { detailOf, titleOf, valueWords } from './headline.ts';
import { paperNames } from './meetings.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import type { Paper } from './paper.ts';
import { monthNames, monthsIn } from './picture.ts';
import type { Counted } from './shapes.ts';

/** As many months as a line holds. */
const MOST = 6;

/** Undefined where it is no figure of meetings, or of one month, or of more than a line holds. */
export async function monthsPaper(
  metric: Metric,
  q: StatsQuestion,
  words: Wording,
): Promise<Paper | undefined> {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'table' || metric === 'report_missing') return undefined;
  const found = await definition.find(q);
  const months = monthsIn(found.period, q.now);
  if (months.length < 2 || months.length > MOST) return undefined;
  const each: (typeof found)[] = [];
  for (const period of months) each.push(await definition.find({ ...q, period }));
  const told = each.filter(({ total }) => total.over > 0);
  const names = monthNames(
    months.filter((_, i) => each[i]!.total.over > 0),
    words,
    q.now,
  );
  const isCount = metric === 'activity_count';
  const cell = (one: Counted | undefined) =>
    !one || one.over === 0 ? '' : isCount ? String(one.value) : detailOf(one.figures);
  const rows = found.rows.filter(({ over }) => over > 0);
  const called = paperNames(
    q.org,
    rows.map(({ unit }) => unit.id),
  );
  const named = (name: string): FigureColumn => ({ name, kind: 'text', isNamed: true });
  const title = titleOf(metric === 'headcount_total' ? 'attendance_rate' : metric, q, found, words);
  return {
    title: isCount ? title : words('paper.by_months', { title }),
    value: isCount
      ? valueWords(found.value, false, undefined, words)
      : words('paper.roll_value', found.total.figures),
    period: found.period,
    columns: [
      { name: words('paper.column.unit'), kind: 'text' },
      ...names.map(named),
      named(words('paper.total')),
    ],
    rows: rows.map((row) => [
      called.get(row.unit.id)!,
      ...told.map((month) => cell(month.rows.find(({ unit }) => unit.id === row.unit.id))),
      cell(row),
    ]),
  };
}
