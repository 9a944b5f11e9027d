// What a figure on its own says: whose, of when, of what, and how it is defined. Pictures, tables and files begin with it.

import type { ActivityFigures } from '../domain/figures/activities.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import type { StatsQuestion } from './metric.ts';
import type { Finding } from './shapes.ts';
import { periodWords, typesWords, unitWords } from './words.ts';

/** 第一党支部2026年11月主题党日到会率: with its year, as what is kept is looked at later. */
export function titleOf(metric: Metric, q: StatsQuestion, { period }: Finding, words: Wording): string {
  return words('paper.title', {
    unit: q.person ? [q.person.name] : q.tops.map((unit) => unitWords(q.org, unit)),
    period: spanWords(period, words),
    about: typesWords(words, q.types),
    metric: q.only?.called ?? words(`stats.metric.${metric}`),
  });
}

/** With its year; what stands now has no first day. */
export function spanWords({ from, to }: Finding['period'], words: Wording): string {
  if (from === null) return to === null ? '' : words('paper.as_of', { to });
  return periodWords(words, { from, to: to ?? from }, null);
}

/** 87%（20/23）, 5: a value with what it was counted from. */
export function valueWords(
  value: number | null,
  isRate: boolean,
  figures: Pick<ActivityFigures, 'present' | 'expected'> | undefined,
  words: Wording,
): string {
  if (value === null) return words('pictures.none');
  if (!isRate) return words('pictures.count', { value, detail: '' });
  return words('pictures.rate', { value, detail: figures ? detailOf(figures) : '' });
}

export const detailOf = ({ present, expected }: Pick<ActivityFigures, 'present' | 'expected'>): string =>
  `${present}/${expected}`;
