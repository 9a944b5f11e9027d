import { filingLines } from '../filings.ts';
import { metric } from '../metric.ts';

/** 登记率: of what branches owe of reports so much is registered; a line for each kind and period. */
export const filingRate = metric({
  shape: 'filings',
  isRate: true,
  period: () => null,
  async find(q, period) {
    const lines = await filingLines(q, q.tops, period ?? undefined);
    const owed = lines.reduce((sum, line) => sum + line.owed, 0);
    const registered = owed - lines.reduce((sum, line) => sum + line.missing.length, 0);
    const froms = lines.map((line) => line.period.from).sort();
    const tos = lines.map((line) => line.period.to).sort();
    return {
      value: owed === 0 ? null : registered / owed,
      period: period ?? { from: froms[0] ?? null, to: tos.at(-1) ?? null },
      lines,
      owed,
      registered,
    };
  },
  items: ({ lines }) =>
    lines.map(({ row, period, by, owed, missing }) => ({
      name: row.name,
      from: period.from,
      to: period.to,
      dueAt: by,
      owed,
      registered: owed - missing.length,
      rate: (owed - missing.length) / owed,
      missing: missing.map(({ path }) => path),
    })),
});
