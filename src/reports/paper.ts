// The lines of a figure as a table to read and as a workbook to keep: the same lines as `stats` prints.

import { type FigureCell, type FigureColumn, type FigureSheet, writeFigures } from '../documents/figures.ts';
import { type MatrixCell, matrixCellWords } from '../documents/matrix.ts';
import { activityTypes, typeName } from '../domain/activity/types.ts';
import { dateOf, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Wording } from '../wording/templates.ts';
import { isSingle } from './activities.ts';
import { definitionOf } from './definition.ts';
import { spanWords, titleOf, valueWords } from './headline.ts';
import { columnsAsked, matrixLacking, matrixOf, thisQuarter } from './matrix.ts';
import type { StatsAnswer, StatsItem, StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import {
  addsUp,
  type ColumnKey,
  columnsOf,
  isOfMeetings,
  keysOf,
  keysToKeep,
  valueAt,
} from './paper-columns.ts';
import type { Finding } from './shapes.ts';
import { unitWords } from './words.ts';

export interface Paper {
  title: string;
  /** the figure itself, in words */
  value: string;
  period: Finding['period'];
  columns: readonly FigureColumn[];
  rows: readonly (readonly FigureCell[])[];
}

async function paperOf(metric: Metric, q: StatsQuestion, words: Wording): Promise<Paper> {
  const keys = keysToKeep(metric, isSingle(q.tops));
  return paperWith(metric, q, words, await METRIC_DEFINITIONS[metric].answer(q), keys);
}

/** 主题列个表: what each was about, instead of who came. */
const TOPICS = ['startAt', 'meeting', 'unit', 'topic'] as const satisfies readonly ColumnKey[];

/** To read in a chat: of one unit its name stands in the title, and a column of units only tells its groups apart. */
export async function tablePaper(
  metric: Metric,
  q: StatsQuestion,
  words: Wording,
  isOfTopics = false,
): Promise<Paper> {
  const answer = await METRIC_DEFINITIONS[metric].answer(q);
  const own = isSingle(q.tops) ? q.tops[0]!.path : undefined;
  const items = answer.items.map((item) => (item.unit === own ? { ...item, unit: '' } : item));
  const isAlone = own !== undefined && items.every(({ unit }) => unit === '');
  const all = isOfTopics ? TOPICS : keysOf(metric, isSingle(q.tops));
  const keys = all.filter((key) => key !== 'unit' || !isAlone || q.bySource);
  return paperWith(metric, q, words, { ...answer, items }, keys);
}

function paperWith(
  metric: Metric,
  q: StatsQuestion,
  words: Wording,
  answer: StatsAnswer,
  keys: readonly ColumnKey[],
): Paper {
  const shown = q.bySource ? keys.map((key) => (key === 'unit' ? 'source' : key)) : keys;
  return {
    title: titleOf(metric, q, answer, words),
    value: valueWords(answer.value, answer.isRate, undefined, words),
    period: answer.period,
    columns: columnsOf(shown, words),
    rows: rowsOf(answer.items, shown, words),
  };
}

/** 三会一课次数, 党员大会和党课次数, of several units: a column for each kind. */
export const isOfKindsEach = (metric: Metric, { tops, types }: StatsQuestion): boolean =>
  metric === 'activity_count' && types?.length !== 1 && !isSingle(tops);

/** How often each held each kind: a column for every kind that anybody held. */
export async function kindsPaper(q: StatsQuestion, words: Wording): Promise<Paper & { isJoint: boolean }> {
  const { activity_count } = METRIC_DEFINITIONS;
  const found = await activity_count.find(q);
  const types = q.types ?? activityTypes().filter((type) => found.total.figures.byType.has(type));
  return {
    title: titleOf('activity_count', q, await activity_count.answer(q), words),
    value: valueWords(found.value, false, undefined, words),
    period: found.period,
    columns: [
      { name: words('paper.column.unit'), kind: 'text' },
      { name: words('paper.column.value'), kind: 'count' },
      ...types.map((type) => ({ name: typeName(type), kind: 'count', isNamed: true }) as const),
    ],
    rows: found.rows.map(({ unit, figures: { held, byType } }) => [
      unit.name,
      held,
      ...types.map((type) => byType.get(type) ?? 0),
    ]),
    // One meeting may be of two kinds.
    isJoint:
      types.reduce((sum, type) => sum + (found.total.figures.byType.get(type) ?? 0), 0) >
      found.total.figures.held,
  };
}

/** Who held what as a table to read: without a period of the quarter that runs. */
export async function matrixPaper(metric: Metric, q: StatsQuestion, words: Wording): Promise<Paper> {
  const period = q.period ?? thisQuarter(dateOf(q.now));
  const matrix = await matrixOf(q, q.tops, period, words, columnsAsked(metric, q.types));
  const cell = (c: MatrixCell | null) => (c ? matrixCellWords({ ...c, lacking: [] }, words).trim() : '');
  return {
    title: words('matrix.title', matrix),
    value: matrixLacking(matrix, words),
    period,
    columns: [
      { name: words('paper.column.unit'), kind: 'text' },
      ...matrix.columns.map((name) => ({ name, kind: 'text', isNamed: true }) as const),
    ],
    rows: matrix.rows.map(({ unit, cells }) => [unit, ...cells.map(cell)]),
  };
}

/** By its name, and where others of the table have the same from the top. */
function rowsOf(items: readonly StatsItem[], keys: readonly ColumnKey[], words: Wording): FigureCell[][] {
  const paths = new Set(items.map(({ unit }) => `${unit}`));
  const often = new Map<string, number>();
  for (const path of paths) often.set(lastOf(path), (often.get(lastOf(path)) ?? 0) + 1);
  const unitName = (path: string) => (often.get(lastOf(path))! > 1 ? path.replaceAll('/', '') : lastOf(path));
  return items.map((item) =>
    keys.map((key) => {
      const value = valueAt(item, key, words);
      return key === 'unit' && typeof value === 'string' ? unitName(value) : value;
    }),
  );
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Units up to which each has a sheet of its meetings. */
const MOST_SHEETS = 20;

/** The workbook (.xlsx): the lines, of a few units the meetings of each, and what it all means. */
export async function paperFile(
  metric: Metric,
  q: StatsQuestion,
  by: string,
  words: Wording,
): Promise<{ rows: number; name: string; write(): Promise<Buffer> }> {
  const paper = isOfKindsEach(metric, q) ? await kindsPaper(q, words) : await paperOf(metric, q, words);
  const total = addsUp(metric) ? words('paper.total') : undefined;
  const first = { name: words('paper.sheet'), columns: paper.columns, rows: paper.rows, total };
  const more = await unitSheets(metric, q, words);
  const about = [
    [words('paper.about.what'), paper.title],
    [words('paper.about.unit'), q.tops.map((unit) => unitWords(q.org, unit)).join('、')],
    [words('paper.about.period'), spanWords(paper.period, words)],
    [words('paper.about.value'), paper.value],
    [words('paper.about.definition'), definitionOf({ render: words }, metric)],
    [words('paper.about.made'), madeWords(q.now, by, words)],
  ] as const;
  const book = {
    sheets: [first, ...more],
    about: { name: words('paper.about.sheet'), lines: about },
    at: q.now,
  };
  return { rows: paper.rows.length, name: words('paper.file_name', paper), write: () => writeFigures(book) };
}

export const madeWords = (now: Instant, by: string, words: Wording): string =>
  words('paper.made', { at: isoShanghai(now), by });

async function unitSheets(metric: Metric, q: StatsQuestion, words: Wording): Promise<FigureSheet[]> {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'table' || isOfMeetings(metric, isSingle(q.tops))) return [];
  const { rows } = await definition.find(q);
  if (rows.length > MOST_SHEETS) return [];
  const sheets: FigureSheet[] = [];
  for (const { unit, over } of rows) {
    if (over === 0) continue;
    const own = await paperOf(metric, { ...q, tops: [unit] }, words);
    sheets.push({ name: unit.name, columns: own.columns, rows: own.rows, total: words('paper.total') });
  }
  return sheets;
}
