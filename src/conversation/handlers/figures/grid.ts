// 本月到会率列个表: the lines of a figure as a table, as many as one message holds; 继续 shows the next ones.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { namesMonths } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { isOfMatrix } from '../../../reports/matrix.ts';
import type { StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { monthsPaper } from '../../../reports/months-paper.ts';
import { isOfKindsEach, kindsPaper, matrixPaper, type Paper, tablePaper } from '../../../reports/paper.ts';
import { cellsOf, linesOf } from '../../../reports/paper-lines.ts';
import { typesPaper } from '../../../reports/types-paper.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { aboveBranches } from './heads.ts';
import { toldBefore } from './pages.ts';
import { keepRest } from './rest.ts';
import { phraseOf } from './words.ts';

/** A passive answer takes 2048 bytes; the heading and what stands below go beside these. */
const PAGE_BYTES = 1500;
const PAGE_ROWS = 20;

/** 各种会都开了几次 */
const EACH_KIND = /(?:各|每|哪)(?:个)?(?:种|类|样|项)|分(?:种类|类型|类)|各(?:个)?会/u;

/** 按会议类型: a row for each kind */
const BY_TYPE =
  /[按分](?:会议?|活动)的?(?:类型|种类|类别|性质)|[按分](?:类型|种类|类别)|(?:各|每)(?:种|类)(?:会议?|活动)|(?:会议?|活动)类型(?:来)?(?:分|列|汇总|统计)/u;

/** Undefined where there are no lines. */
export async function grid(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  only?: StatsQuestion['only'],
): Promise<Reply | undefined> {
  if (METRIC_DEFINITIONS[metric].shape === 'nothing') return undefined;
  const phrase = phraseOf(turn);
  const question: StatsQuestion = { ...questionOf(turn, scope), only };
  const byType =
    metric !== 'activity_count' && BY_TYPE.test(turn.text)
      ? await typesPaper(metric, question, phrase)
      : undefined;
  if (byType) {
    const signs = byType.isJoint ? turn.say('figures.joint').text : '';
    return gridOf(turn, byType, { single: false, signs });
  }
  const isMatrix = isOfMatrix(metric, question.types) && !turn.intent.told;
  const isOfKinds =
    isOfKindsEach(metric, question) ||
    (metric === 'activity_count' && !question.types && !isSingle(question.tops) && EACH_KIND.test(turn.text));
  const ofKinds = isOfKinds ? await kindsPaper(question, phrase) : undefined;
  const months =
    !isSingle(question.tops) && namesMonths(turn.text) && !isOfKinds
      ? await monthsPaper(metric, question, phrase)
      : undefined;
  const paper =
    months ??
    ofKinds ??
    (isMatrix
      ? await matrixPaper(metric, question, phrase)
      : await tablePaper(metric, question, phrase, turn.intent.told !== undefined));
  // What ✓ and ! stand for is told beside them.
  const signs = isMatrix
    ? turn.say('matrix.signs').text
    : ofKinds?.isJoint
      ? turn.say('figures.joint').text
      : aboveTold(turn, scope, metric, paper);
  return gridOf(turn, paper, { single: isSingle(question.tops), signs });
}

/** Whom the rows of branches leave out. */
function aboveTold(turn: Turn<'query'>, scope: Scope, metric: Metric, { rows }: Paper): string {
  const above = metric === 'member_count' && rows.length > 1 ? aboveBranches(turn, scope) : 0;
  return above > 0 ? turn.say('figures.above', { above }).text : '';
}

/** @param single of one unit, whose lines need not be counted; `signs` is said below them */
export async function gridOf(
  turn: Turn<'query'>,
  { title, value, columns, rows }: Pick<Paper, 'title' | 'value' | 'columns' | 'rows'>,
  { single, signs }: { single: boolean; signs: string },
): Promise<Reply | undefined> {
  const phrase = phraseOf(turn);
  const from = toldBefore(turn);
  if (rows.length <= from) return undefined;
  const cells = rows.slice(from, from + PAGE_ROWS).map((row) => cellsOf(columns, row, phrase));
  const lines = linesOf(columns, cells);
  const shown = fitting(lines);
  const left = rows.length - from - shown;
  await keepRest(turn, left > 0 ? { asked: turn.intent, after: from + shown } : undefined);
  const before = turn.say('paper.table_before', { title, value, from: from === 0 ? 0 : from + 1 }).text;
  const below = turn.say('paper.table_after', {
    left,
    rows: rows.length,
    single: from === 0 && single,
  }).text;
  const after = [signs, below].filter((line) => line !== '').join('\n');
  return {
    text: [before, ...lines.slice(0, shown), after].filter((line) => line !== '').join('\n'),
    table: { before, columns: columns.map(({ name }) => name), rows: cells.slice(0, shown), after },
  };
}

/** Whole lines that one message holds, one at the least. */
function fitting(lines: readonly string[]): number {
  let bytes = 0;
  const over = lines.findIndex((line) => {
    bytes += new TextEncoder().encode(line).length + 1;
    return bytes > PAGE_BYTES;
  });
  return over < 0 ? lines.length : Math.max(1, over);
}
