// 出个word，11月组织生活整体情况: several figures asked for in one breath, as one paper with the meetings below them.
import type { IntentOf } from '../../../domain/intent.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { FiguresRequest } from '../../../ports/figure-files.ts';
import { figuresFile } from '../../../reports/figures-file.ts';
import { questionOf } from '../../question.ts';
import { askOf, unitsInScope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { sendFigures } from './paper.ts';

/** Undefined where each is told by itself. */
export function summaryOf(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> | undefined {
  const isPaper = asked.format === 'file' && asksWord(turn.text) && (asked.sides ?? asked.step) === undefined;
  return isPaper ? summary.perform(meaning(turn, asked)) : undefined;
}

const summary = askOf<'query'>(
  'see_figures',
  (turn) => unitsInScope(turn, 'see_figures', turn.intent),
  async (turn, scope) => {
    const { metric, also = [] } = turn.intent;
    const { tops, period, types } = questionOf(turn, scope);
    const request: FiguresRequest = {
      as: 'table',
      metric: 'activity_list',
      also: [metric, ...also],
      only: { ids: [], called: turn.say('paper.summary').text },
      tops: tops.map(({ id }) => id),
      period,
      types,
      by: turn.sender.name,
      word: true,
    };
    const file = await figuresFile(turn, request, turn.templates);
    if (!file || file.rows === 0) return turn.say('paper.no_summary');
    const detail = { metric, unit: tops.map((u) => u.path).join(' '), ...period, types };
    return sendFigures(turn, request, file, detail, tops);
  },
);
