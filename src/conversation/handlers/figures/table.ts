// 签到率, 次数, 人次: one line for a branch, a line per branch above it.
import type { Reply } from '../../../ports/channels.ts';
import { type FigureTable, isSingle, tableOf, thisMonth } from '../../../reports/activities.ts';
import type { Turn } from '../../turn.ts';
import { ownFigures } from './own.ts';
import { type Scope, scopeOf, typesAsked } from './scope.ts';
import { figureWords, type Phrase, periodWords, phraseOf, typesWords, unitWords } from './words.ts';

/** Lines a phone shows without scrolling far. */
export const SHOWN = 12;

type TableKind = 'rate' | 'count' | 'headcount';

export const table =
  (kind: TableKind) =>
  async (turn: Turn<'query'>): Promise<Reply> => {
    const scope = await scopeOf(turn);
    if ('reply' in scope) return scope.reply;
    return scope.tops.length > 0 ? tableAnswer(turn, kind, scope) : ownFigures(turn);
  };

export async function tableAnswer(turn: Turn<'query'>, kind: TableKind, { tops }: Scope): Promise<Reply> {
  const types = typesAsked(turn);
  const period = turn.intent.period ?? thisMonth(turn.now);
  const phrase = phraseOf(turn);
  const found = await tableOf(turn, tops, period, types, kind === 'count');
  return turn.say(`figures.${kind}`, {
    unit: tops.map((u) => unitWords(turn.org, u)),
    period: periodWords(phrase, period, turn.now),
    about: typesWords(phrase, types),
    one_type: types?.length === 1,
    single: isSingle(tops),
    ...rowsOf(phrase, found, kind),
  });
}

const TOLD = { rate: 'expected', count: 'held', headcount: 'counted' } as const;

/** Lines of units with something to say, in the order of the roster and never by rank. */
function rowsOf(phrase: Phrase, { total, rows }: FigureTable, kind: TableKind) {
  const told = rows.filter((r) => r.figures[TOLD[kind]] > 0);
  return {
    ...figureWords(phrase, total),
    rows: told.slice(0, SHOWN).map((r) => ({ unit: r.unit.name, ...figureWords(phrase, r.figures) })),
    more: Math.max(0, told.length - SHOWN),
    without: rows.length - told.length,
  };
}
