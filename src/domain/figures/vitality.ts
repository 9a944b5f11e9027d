// 活力指数: what a branch looks at itself by. Parts of figures that are kept anyway, weighed as config/vitality.yaml says.

import type { ActivityType } from '../activity/types.ts';
import type { FilingKind } from '../filing/kinds.ts';

/** What a rule is counted from; one kind of meeting or of report may stand for itself. */
export type VitalitySource =
  | 'meetings'
  | 'turnout'
  | 'records'
  | 'rectified'
  | 'plan'
  | `type:${ActivityType}`
  | `report:${FilingKind}`;

interface VitalityRule {
  name: string;
  source: VitalitySource;
  weight: number;
}

export interface VitalitySettings {
  /** off unless somebody who has read the warning turns it on */
  enabled: boolean;
  period: 'quarter' | 'year';
  rules: readonly VitalityRule[];
}

/** Done of due; a due of nothing counts for nothing. */
export interface VitalityPart {
  done: number;
  due: number;
}

interface Weighed extends VitalityRule, VitalityPart {
  /** null: there was nothing to count */
  points: number | null;
}

/** Of 100, rounded down, and whole stars of five; null: none of the rules had anything to count. */
export function vitalityOf(
  rules: readonly VitalityRule[],
  parts: ReadonlyMap<VitalitySource, VitalityPart>,
): { rows: Weighed[]; score: number | null; stars: number } {
  const found = rules.map((rule) => ({ ...rule, ...(parts.get(rule.source) ?? { done: 0, due: 0 }) }));
  const whole = found.reduce((sum, { weight, due }) => sum + (due > 0 ? weight : 0), 0);
  const rows = found.map((row) => ({
    ...row,
    points: row.due > 0 ? (Math.min(row.done, row.due) * row.weight * 100) / (row.due * whole) : null,
  }));
  const sum = rows.reduce((total, { points }) => total + (points ?? 0), 0);
  const score = whole > 0 ? Math.floor(sum + 1e-9) : null;
  return { rows, score, stars: score === null ? 0 : Math.max(1, Math.ceil(score / 20)) };
}
