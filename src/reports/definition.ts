import type { Metric } from '../domain/figures/metrics.ts';
import type { Templates } from '../wording/templates.ts';

/** What a figure counts, in the one sentence for people that stands beside it everywhere. */
export const definitionOf = ({ render }: Pick<Templates, 'render'>, metric: Metric): string =>
  render(`figures.definition.${metric}`);
