// A deadline as it stands in a cell of a ledger, read by what reads it in a message.
import { createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { WrittenDate } from '../domain/ledger/cells.ts';
import { NOTHING_KNOWN } from './knowledge.ts';
import { normalise } from './normalise.ts';
import { readSpans } from './spans/spans.ts';
import { dueOf } from './spans/time/due.ts';
import { momentOf } from './spans/time/resolve.ts';

const PUBLISHED = createCalendar();
/** What is longer is no deadline with a word about it. */
const LONGEST = 200;
/** Years as digits or in Chinese; 26.12.31 has one, too. */
const YEAR = /(?:19|20)\d{2}|\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}|[一二三四五六七八九〇零]{4}年/;
const MONTH_OF_YEAR = /^(20\d{2})(0[1-9]|1[0-2])$/;

/**
 * The day a text names: of a period the last, of several days the first that is due.
 * @param direction where a day without its year lies: `back` for what is done, `forward` for what is to do
 * @returns no date where the text names none, or one that cannot be
 */
export function readDate(text: string, now: Instant, direction: 'back' | 'forward'): WrittenDate {
  if (text.length > LONGEST) return { isCertain: false };
  const m = normalise(text.trim().replace(MONTH_OF_YEAR, '$1年$2月'));
  const { times, today } = readSpans(m, now, PUBLISHED, NOTHING_KNOWN);
  const dated = times.filter((t) => t.hasDate || t.kind === 'duration');
  if (dated.some((t) => t.unread || t.trouble !== undefined)) return { isCertain: false };
  const days = dated.flatMap((t) => {
    const past = direction === 'back' ? momentOf(t, today, 'back') : {};
    return (past.endAt ?? past.startAt ?? dueOf(t, today))?.slice(0, 10) ?? [];
  });
  const date = days.sort()[0];
  if (date === undefined) return { isCertain: false };
  const isCertain =
    YEAR.test(text.normalize('NFKC')) && new Set(days).size === 1 && !dated.some((t) => t.vague);
  return { date, isCertain };
}
