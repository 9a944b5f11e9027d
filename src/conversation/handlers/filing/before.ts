// 志愿服务做了多少小时, asked on the first of a month: where nothing of this month is registered, what was before it, and said so.
import { earlierPeriod } from '../../../domain/calendar/earlier.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import type { FilingKindRow } from '../../../domain/filing/kinds.ts';
import type { Period } from '../../../domain/slots.ts';
import { periodWords } from '../../../reports/words.ts';
import type { Turn } from '../../turn.ts';

interface Of {
  unitIds?: number[];
  personId?: string | undefined;
}

/**
 * What is registered of the time asked about; with no time said and nothing in this month, of the month before, else of
 * the year. What has a period of its own is told of that.
 */
export async function orBefore(
  turn: Turn<'filing_ask'>,
  row: FilingKindRow,
  span: Period,
  whose: Of,
): Promise<{ found: Filing[]; span: Period; line: string }> {
  const read = (period: Period) => turn.tx.filings({ kind: row.key, ...period, ...whose });
  const found = await read(span);
  const isSaid = turn.intent.period !== undefined || row.period !== null;
  if (found.length > 0 || isSaid) return { found, span, line: '' };
  const { from, to } = periodOf('year', dateOf(turn.now));
  for (const before of [earlierPeriod(span, 'previous'), { from, to }]) {
    const earlier = await read(before);
    if (earlier.length === 0) continue;
    const words = (period: Period) => periodWords(turn.templates.render, period, turn.now);
    const line = turn.say('filing.before', { name: row.name, time: words(span), before: words(before) }).text;
    return { found: earlier, span: before, line };
  }
  return { found, span, line: '' };
}
