// 到会率出一份word: the lines of a figure to be read, below what they come to.
import { writeReport } from '../documents/report.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import { valueWords } from './headline.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { matrixPaper, type Paper, tablePaper } from './paper.ts';
import { cellsOf } from './paper-lines.ts';

export async function wordFile(
  metric: Metric,
  q: StatsQuestion,
  isMatrix: boolean,
  words: Wording,
  also: readonly Metric[] = [],
) {
  const paper = isMatrix ? await matrixPaper(metric, q, words) : await tablePaper(metric, q, words);
  return wordOf(paper, q.now, words, await paragraphsOf(also, q, words));
}

async function paragraphsOf(also: readonly Metric[], q: StatsQuestion, words: Wording): Promise<string[]> {
  const told: string[] = [];
  for (const metric of also) {
    const definition = METRIC_DEFINITIONS[metric];
    const { isRate, value } = await definition.answer(q);
    told.push(
      words('paper.word_value', {
        title: words(`stats.metric.${metric}`),
        value: valueWords(value, isRate, await partsOf(metric, q), words),
      }),
    );
  }
  return told;
}

/** What a rate was counted from. */
async function partsOf(metric: Metric, q: StatsQuestion) {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape === 'table') return (await definition.find(q)).total.figures;
  if (definition.shape !== 'ledger') return undefined;
  const { closed, total } = (await definition.find(q)).figures;
  return { present: closed, expected: total };
}

/** Any lines to be read in Word; `more` stands above them. */
export function wordOf(
  { title, value, columns, rows }: Paper,
  now: Instant,
  words: Wording,
  more: readonly string[] = [],
) {
  const report = {
    title,
    paragraphs: more.length > 0 || value === '' ? more : [words('paper.word_value', { title, value })],
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => cellsOf(columns, row, words)),
    shares: columns.map(() => Math.floor(100 / columns.length)),
    isAcross: columns.length > MOST_UPRIGHT,
    at: now,
  };
  return { rows: rows.length, name: words('paper.word_name', { title }), write: () => writeReport(report) };
}

/** More columns than these are too narrow on a page upright. */
const MOST_UPRIGHT = 6;
