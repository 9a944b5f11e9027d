import { ledgerFigures, openWithin } from '../../domain/figures/ledger.ts';
import type { ItemBrief } from '../../domain/ledger/item.ts';
import { LEDGER_KIND } from '../../domain/ledger/kinds.ts';
import { momentsOf } from '../activities.ts';
import { asOfNow, briefsOf, bySource } from '../items.ts';
import { metric, type StatsItem, type StatsQuestion } from '../metric.ts';

/** 销号率 of all items, or of those open at some time within the period; a line per unit that has any. */
export const rectifyRate = metric({
  shape: 'ledger',
  isRate: true,
  period: () => null,
  async find(q, period) {
    const all = await briefsOf(q, q.kind ?? LEDGER_KIND);
    const span = period && momentsOf(period);
    const at = span ? Math.min(span.to, q.now) : q.now;
    const items = span ? openWithin(all, span.from, at) : all;
    const { noProgressDays } = q.settings.reminders.items;
    const figures = ledgerFigures(items, at, noProgressDays);
    const rows = [...Map.groupBy(items, (item) => item.unitId)]
      .sort(([a], [b]) => a - b)
      .map(([unitId, own]) => ({
        unit: q.org.unit(unitId),
        figures: ledgerFigures(own, at, noProgressDays),
      }));
    return { value: figures.closingRate, period: period ?? asOfNow(q.now), items, figures, rows };
  },
  items({ rows, items, period: { to } }, q) {
    if (q.bySource) return ofSources(items, q, to);
    return rows.map(({ unit, figures: { closingRate, total, closed, overdue } }) => ({
      name: unit.name,
      unit: unit.path,
      rate: closingRate,
      total,
      closed,
      overdue,
    }));
  },
});

function ofSources(items: readonly ItemBrief[], q: StatsQuestion, to: string | null): StatsItem[] {
  const at = to === null ? q.now : Math.min(momentsOf({ from: to, to }).to, q.now);
  const { noProgressDays } = q.settings.reminders.items;
  return bySource(items, at, noProgressDays).map(
    ({ source, figures: { closingRate, total, closed, overdue } }) => ({
      ...{ name: source, source, rate: closingRate },
      ...{ total, closed, overdue },
    }),
  );
}
