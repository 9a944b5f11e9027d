// 按会议类型 应到实到到会率弄个表: a figure of meetings with a row for each kind that was held.
import { activityTypes, typeName } from '../domain/activity/types.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import { titleOf, valueWords } from './headline.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import type { Paper } from './paper.ts';
import { columnsOf } from './paper-columns.ts';

const KEYS = ['meeting', 'activities', 'expected', 'present', 'rate'] as const;

/** Undefined where it is no figure of meetings, or of one kind alone. `isJoint`: one meeting stands in two rows. */
export async function typesPaper(
  metric: Metric,
  q: StatsQuestion,
  words: Wording,
): Promise<(Paper & { isJoint: boolean }) | undefined> {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'table' || metric === 'report_missing' || q.types?.length === 1) return undefined;
  const rate = METRIC_DEFINITIONS.attendance_rate;
  const found = await rate.find(q);
  const held = (q.types ?? activityTypes()).filter((type) => found.total.figures.byType.has(type));
  if (held.length === 0) return undefined;
  const rows = [];
  for (const type of held) {
    const { total } = await rate.find({ ...q, types: [type] });
    const { expected, present } = total.figures;
    rows.push([typeName(type), total.over, expected, present, expected > 0 ? present / expected : null]);
  }
  const isJoint = rows.reduce((sum, row) => sum + Number(row[1]), 0) > found.total.over;
  return {
    title: titleOf('attendance_rate', q, found, words),
    value: valueWords(found.value, true, found.total.figures, words),
    period: found.period,
    columns: columnsOf(KEYS, words),
    rows,
    isJoint,
  };
}
