import type { Metric } from '../../../domain/figures/metrics.ts';
// The month-end report to the office above, drafted from the ledger.

import { type Item, isOpen, isOverdue, isStale } from '../../../domain/ledger/item.ts';
import type { Reply } from '../../../ports/channels.ts';
import { momentsOf, thisMonth } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { itemWords } from './words.ts';

const SHOWN = 5;

export async function monthReport(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'ledger'>,
): Promise<Reply> {
  const month = turn.intent.period ?? thisMonth(turn.now);
  const { items, figures } = await definition.find({ ...questionOf(turn, scope), period: month });
  const { from, to: end } = momentsOf(month);
  const to = Math.min(end, turn.now);
  const within = (at: number | null) => at !== null && at >= from && at <= to;
  const lines = (some: Item[]) => ({
    count: some.length,
    items: some.slice(0, SHOWN).map((item) => itemWords(turn, item)),
    more: Math.max(0, some.length - SHOWN),
  });
  const { noProgressDays } = turn.settings.reminders.items;
  const open = items.filter(isOpen);
  return turn.say('ledger.month', {
    unit: scope.tops.map((u) => unitWords(turn.org, u)),
    month: Number(month.to.slice(5, 7)),
    ...figures,
    stale_days: noProgressDays,
    opened_now: items.filter((item) => within(item.openedAt)).length,
    closed_now: items.filter((item) => within(item.closedAt)).length,
    late: lines(open.filter((item) => isOverdue(item, to))),
    idle: lines(open.filter((item) => isStale(item, to, noProgressDays))),
    extended: lines(
      open.filter(
        (item) => item.firstDueAt !== null && item.firstDueAt !== item.dueAt && item.dueAt !== null,
      ),
    ),
    long: lines(open.filter((item) => item.state === '长期整改')),
  });
}
