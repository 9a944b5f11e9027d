import { ledgerFigures, openWithin } from '../../domain/figures/ledger.ts';
import { LEDGER_KIND } from '../../domain/ledger/kinds.ts';
import { momentsOf } from '../activities.ts';
import { asOfNow, briefsOf } from '../items.ts';
import { metric } from '../metric.ts';

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
  items: ({ rows }) =>
    rows.map(({ unit, figures: { closingRate, total, closed, overdue } }) => ({
      name: unit.name,
      unit: unit.path,
      rate: closingRate,
      total,
      closed,
      overdue,
    })),
});
