// 到会率出一份word: the lines of a figure to be read, below what they come to.
import { writeReport } from '../documents/report.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import type { StatsQuestion } from './metric.ts';
import { matrixPaper, tablePaper } from './paper.ts';
import { cellsOf } from './paper-lines.ts';

export async function wordFile(metric: Metric, q: StatsQuestion, isMatrix: boolean, words: Wording) {
  const { title, value, columns, rows } = isMatrix
    ? await matrixPaper(metric, q, words)
    : await tablePaper(metric, q, words);
  const report = {
    title,
    paragraphs: value === '' ? [] : [words('paper.word_value', { title, value })],
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => cellsOf(columns, row, words)),
    shares: columns.map(() => Math.floor(100 / columns.length)),
    isAcross: columns.length > MOST_UPRIGHT,
    at: q.now,
  };
  return { rows: rows.length, name: words('paper.word_name', { title }), write: () => writeReport(report) };
}

/** More columns than these are too narrow on a page upright. */
const MOST_UPRIGHT = 6;
