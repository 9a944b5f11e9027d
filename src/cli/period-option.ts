import { dateOf, type Instant, isDate } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import type { Period } from '../domain/slots.ts';

/**
 * The span of `--from` and `--to`; one end alone: from that day to today, or from the first of that month.
 * @throws StartError for what is no day, or ends before it begins
 */
export function periodOption(
  from: string | undefined,
  to: string | undefined,
  now: Instant,
): Period | undefined {
  for (const [name, date] of Object.entries({ from, to }))
    if (date !== undefined && !isDate(date))
      throw new StartError('bad_argument', { got: `--${name} ${date}` });
  if (from === undefined && to === undefined) return undefined;
  const end = to ?? dateOf(now);
  const start = from ?? `${end.slice(0, 8)}01`;
  if (end < start) throw new StartError('bad_argument', { got: to ? `--to ${to}` : `--from ${from}` });
  return { from: start, to: end };
}
