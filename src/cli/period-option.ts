import { dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Period } from '../domain/slots.ts';
import { badOption, dayOption } from './command.ts';

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
    if (date !== undefined) dayOption(`--${name}`, date);
  if (from === undefined && to === undefined) return undefined;
  const end = to ?? dateOf(now);
  const start = from ?? `${end.slice(0, 8)}01`;
  if (end < start)
    throw to ? badOption('--to', to, 'not_before_from') : badOption('--from', from!, 'not_after_today');
  return { from: start, to: end };
}
