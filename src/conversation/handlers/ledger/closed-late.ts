// 有没有过了期才销的: of what is closed, that which was closed behind its day.
import { dateOf, dayNumber } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { isOpen } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle, momentsOf } from '../../../reports/activities.ts';
import { wholeItems } from '../../../reports/items.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitsTold } from '../figures/units-told.ts';
import { phraseOf } from '../figures/words.ts';
import { itemWords } from './words.ts';

const SHOWN = 8;

/** @param last what was told of items before it */
export async function closedLate(
  turn: Turn,
  last: IntentOf<'query'> | undefined,
): Promise<Reply | undefined> {
  const { scope, period, itemKind = LEDGER_KIND } = last ?? {};
  const asked: IntentOf<'query'> = {
    intent: 'query',
    metric: 'rectify_rate',
    itemKind,
    ...(scope !== undefined && { scope }),
  };
  const tops = unitsTold(turn, asked, 'see_figures');
  if (tops.length === 0) return undefined;
  const found = await METRIC_DEFINITIONS.rectify_rate.find(
    questionOf(meaning<'query'>(turn, asked), { tops }),
  );
  const span = last?.what === 'closed' && period ? momentsOf(period) : undefined;
  const closed = found.items.filter(
    (item) =>
      item.gone === null &&
      !isOpen(item) &&
      item.closedAt !== null &&
      (!span || (item.closedAt >= span.from && item.closedAt <= span.to)),
  );
  const late = closed.filter(({ closedAt, dueAt }) => dueAt !== null && closedAt! > dueAt);
  const { noun, closingWord } = kindRow(itemKind);
  return turn.say('ledger.closed_late', {
    period: span && period ? periodWords(phraseOf(turn), period, turn.now) : '',
    noun,
    closing: closingWord,
    closed: closed.length,
    undated: closed.filter(({ dueAt }) => dueAt === null).length,
    count: late.length,
    more: Math.max(0, late.length - SHOWN),
    items: (await wholeItems(turn.tx, late.slice(0, SHOWN))).map((item) => ({
      ...itemWords(turn, item),
      unit: isSingle(tops) ? '' : (turn.org.units.get(item.unitId)?.name ?? ''),
      day: dateOf(item.closedAt!),
      days: dayNumber(dateOf(item.closedAt!)) - dayNumber(dateOf(item.dueAt!)),
    })),
  });
}
