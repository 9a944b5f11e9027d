// 导出本月到会率: the same lines as a workbook, in private unless a group was named; what was taken away is on record.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { FiguresRequest } from '../../../ports/figure-files.ts';
import { figuresFile } from '../../../reports/figures-file.ts';
import { isOfMatrix } from '../../../reports/matrix.ts';
import type { StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { sendFile } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';

type Only = StatsQuestion['only'];

/** Undefined where there are no lines to keep. */
export async function paper(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  only?: Only,
): Promise<Reply | undefined> {
  const { shape } = METRIC_DEFINITIONS[metric];
  if (shape === 'nothing') return undefined;
  const { tops, period, types, kind, person, bySource, who } = questionOf(turn, scope);
  const request: FiguresRequest = {
    as: turn.intent.what === 'month' ? 'month' : isOfMatrix(metric, types) ? 'matrix' : 'table',
    metric,
    tops: tops.map(({ id }) => id),
    period,
    types,
    kind,
    personId: person?.id,
    bySource,
    only,
    who,
    by: turn.sender.name,
    ...(asksWord(turn.text) && { word: true }),
  };
  const file = await figuresFile(turn, request, turn.templates);
  if (!file || file.rows === 0) return undefined;
  const detail = { metric, unit: tops.map((u) => u.path).join(' '), ...period, types };
  return sendFigures(turn, request, file, detail, tops);
}

/** After the commit; on record with whose figures they are. */
export async function sendFigures(
  turn: Turn<'query'>,
  figures: FiguresRequest,
  { name, rows }: { name: string; rows: number },
  detail: object,
  tops: readonly Unit[],
): Promise<Reply> {
  const way = await sendFile(turn, 'figures', name, { figures }, { toGroup: turn.intent.toGroup, tops });
  if (way === 'nowhere') return turn.say('paper.nowhere');
  await turn.tx.audit({
    at: turn.now,
    by: turn.sender.id,
    action: 'export figures',
    detail: { ...detail, rows },
  });
  return turn.say('paper.coming', { name, rows, way });
}
