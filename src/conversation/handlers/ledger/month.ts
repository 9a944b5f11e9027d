// The month-end report to the office above, drafted from the ledger.

import { periodOf } from '../../../domain/calendar/period.ts';
import { DAY_MS, dateOf, instantOf } from '../../../domain/calendar/time.ts';
import { ledgerFigures, openWithin } from '../../../domain/figures/ledger.ts';
import { type Item, isOpen, isOverdue, isStale } from '../../../domain/ledger/item.ts';
import { LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import { refuse, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { itemsInReach, reachOf } from './reach.ts';
import { itemWords } from './words.ts';

const SHOWN = 5;

export async function monthReport(turn: Turn<'query'>): Promise<Reply> {
  const reach = await reachOf(turn, turn.intent);
  if ('reply' in reach) return reach.reply;
  const home = homeUnit(turn);
  if (reach.own) return home ? refuse(turn, 'see_figures', { unitId: home.id }) : turn.say('ledger.none_own');
  const month = turn.intent.period ?? periodOf('month', dateOf(turn.now));
  const from = instantOf(month.from);
  const to = Math.min(instantOf(month.to) + DAY_MS - 1, turn.now);
  const all = (await itemsInReach(turn, reach)).filter((item) => item.kind === LEDGER_KIND);
  const items = openWithin(all, from, to);
  const within = (at: number | null) => at !== null && at >= from && at <= to;
  const lines = (some: Item[]) => ({
    count: some.length,
    items: some.slice(0, SHOWN).map((item) => itemWords(turn, item)),
    more: Math.max(0, some.length - SHOWN),
  });
  const { noProgressDays } = turn.settings.reminders.items;
  const open = items.filter(isOpen);
  const top = turn.org.unit(reach.unitIds[0]!);
  return turn.say('ledger.month', {
    unit: top.name,
    month: Number(month.to.slice(5, 7)),
    ...ledgerFigures(items, to, noProgressDays),
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
