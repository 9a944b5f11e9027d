// 各支部11月和10月到会率对比, 哪些支部下降了: each branch on both sides, in the order of the roster and never by how far.
import { tenthsOf } from '../../../domain/figures/percent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import type { Findings } from '../../../reports/shapes.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

interface Side {
  turn: Turn<'query'>;
  scope: Scope;
}

type Row = Findings['table']['rows'][number];

const OF_EACH = /哪(?:些|几个|个)(?:党?支部|单位)/u;
const DOWN = /降|低了|少了|差了|退步/u;
const UP = /升|高了|多了|好了|涨|进步/u;

/** Behind what the two times come to together; undefined where not each branch is asked about. */
export async function eachOf(turn: Turn<'query'>, sides: readonly Side[]): Promise<Reply | undefined> {
  const { metric, what, step, format } = turn.intent;
  const definition = METRIC_DEFINITIONS[metric];
  const isAsked = what === 'by_unit' || OF_EACH.test(turn.text);
  const [before, after] = sides.toSorted((a, b) => (fromOf(a) < fromOf(b) ? -1 : 1));
  if (!isAsked || step !== undefined || format !== undefined || definition.shape !== 'table')
    return undefined;
  if (sides.length !== 2 || !before || !after || fromOf(before) === fromOf(after)) return undefined;
  if (sides.some(({ scope: { tops } }) => tops.length === 0 || isSingle(tops))) return undefined;
  const find = async (side: Side) =>
    new Map(
      (await definition.find(questionOf(side.turn, side.scope))).rows.map(
        (row) => [row.unit.id, row] as const,
      ),
    );
  const [earlier, later] = [await find(before), await find(after)];
  const isRate = metric === 'attendance_rate';
  const numberOf = ({ value, figures }: Row) =>
    isRate ? tenthsOf(figures.present, figures.expected) : (value ?? 0);
  const both = [...later.values()].flatMap((now) => {
    const was = earlier.get(now.unit.id);
    const isCounted = was && (!isRate || (now.value !== null && was.value !== null));
    return isCounted && now.over + was.over > 0
      ? [{ unit: now.unit, was, now, by: numberOf(now) - numberOf(was) }]
      : [];
  });
  const isDown = DOWN.test(turn.text);
  // 升了还是降了 asks for neither alone
  const way = isDown === UP.test(turn.text) ? '' : isDown ? 'down' : 'up';
  const rows = both.filter(({ by }) => way === '' || (way === 'down' ? by < 0 : by > 0));
  const told = toldBefore(turn);
  const phrase = phraseOf(turn);
  const side = ({ value, figures: { present, expected } }: Row) => ({
    share: isRate ? value : null,
    count: isRate ? 0 : (value ?? 0),
    present,
    expected,
  });
  return paged(turn, { rows: rows.slice(told, told + SHOWN), total: rows.length }, (shown, more) =>
    turn.say('figures.compared_each', {
      way,
      count: rows.length,
      of: both.length,
      first: periodWords(phrase, before.turn.intent.period!, turn.now),
      second: periodWords(phrase, after.turn.intent.period!, turn.now),
      rows: shown.map(({ unit, was, now, by }) => ({
        unit: unitWords(turn.org, unit),
        was: side(was),
        now: side(now),
        by: Math.abs(by) / (isRate ? 10 : 1),
        more: by > 0,
      })),
      more,
    }),
  );
}

const fromOf = ({ turn }: Side): string => turn.intent.period?.from ?? '';
