// A deadline as it stands in a cell of a ledger or in a field of a message: one reader for both.
import { type Calendar, createCalendar } from '../domain/calendar/calendar.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { WrittenDate } from '../domain/ledger/cells.ts';
import { NOTHING_KNOWN } from './knowledge.ts';
import { normalise } from './normalise.ts';
import { readSpans } from './spans/spans.ts';
import { dueAmong, dueOf } from './spans/time/due.ts';
import { momentOf } from './spans/time/resolve.ts';
import type { TimeSpan } from './spans/time/time-span.ts';

const PUBLISHED = createCalendar();
/** What is longer is no deadline with a word about it. */
const LONGEST = 200;
/** Years as digits or in Chinese; 26.12.31 has one, too. */
const YEAR = /(?:19|20)\d{2}|\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}|[一二三四五六七八九〇零]{4}年/;
const MONTH_OF_YEAR = /^(20\d{2})(0[1-9]|1[0-2])$/;
/** A date pasted from a cell brings its midnight along, and 2026、12、20 is typed by hand. */
const MIDNIGHT = /^(\d{4}([./-])\d{1,2}\2\d{1,2})[T\s]+0{1,2}:00(?::00(?:\.0+)?)?$/;
const BY_COMMAS = /^(\d{4})\s?[,，、]\s?(\d{1,2})\s?[,，、]\s?(\d{1,2})日?$/;
/** What holds no more once there is another day: 原定10月31日, 12月1日起. */
const GIVEN_UP = /原(?:定|计划|时限|期限|要求|为|来)?(?:时限|期限|时间)?(?:是|为|于|在|:)?$/;
const BEGINNING = /^\s?(?:起|开始|启动|始)(?!草)/;
/** What holds instead of every other day: 延期至12月20日. */
const MOVED_TO = /(?:延期?|延长|顺延|推迟|推后|展期|调整|变更|改|改期)[到至为]$/;
/** What may stand behind a year that is the whole of it; 2027年春耕前 and 明年开春 are some other time. */
const WHOLE_YEAR =
  /^\s?(?:$|[^\p{Script=Han}]|之?内|以内|之?前|以前|底|末|完成|全部|全面|基本|持续|长期|整改|销号|办结|到位|完毕|落实|取得|实现|建成|并|且|和|及|与|到|至)/u;

/**
 * Until when, as people write it in a field or a cell of its own: of a period the last day, of several days the first
 * that is due, of a moved one the day it was moved to.
 * @returns with its clock, where one is said; undefined where no day is named, or one that cannot be
 */
export function readDeadline(text: string, now: Instant, calendar: Calendar): string | undefined {
  const found = timesIn(text, now, calendar);
  if (!found) return undefined;
  return dueAmong(found.times, found.today);
}

/**
 * The day a text names: of what is to do as readDeadline has it, so that a cell and a message mean the same.
 * @param direction where a day without its year lies: `back` for what is done, `forward` for what is to do
 * @returns no date where the text names none, or one that cannot be
 */
export function readDate(text: string, now: Instant, direction: 'back' | 'forward'): WrittenDate {
  const found = timesIn(text, now, PUBLISHED);
  if (!found) return { isCertain: false };
  const { times, today } = found;
  const days = times.flatMap((t) => {
    const past = direction === 'back' ? momentOf(t, today, 'back') : {};
    return (past.endAt ?? past.startAt ?? dueOf(t, today))?.slice(0, 10) ?? [];
  });
  const date = days.sort()[0];
  return date === undefined ? { isCertain: false } : { date, isCertain: isCertain(text, found, days) };
}

interface Found {
  times: readonly TimeSpan[];
  today: DateText;
  /** others were passed over */
  isOneOf: boolean;
}

/** Those that can be the deadline; undefined where one of them cannot be read. */
function timesIn(text: string, now: Instant, calendar: Calendar): Found | undefined {
  if (text.length > LONGEST) return undefined;
  const written = text
    .trim()
    .replace(MONTH_OF_YEAR, '$1年$2月')
    .replace(MIDNIGHT, '$1')
    .replace(BY_COMMAS, '$1-$2-$3');
  const { s, times, today } = readSpans(normalise(written), now, calendar, NOTHING_KNOWN);
  const dated = times.filter((t) => t.hasDate || t.kind === 'duration');
  if (dated.some((t) => t.unread || t.trouble !== undefined || isSomeOfAYear(s, t))) return undefined;
  const moved = dated.filter((t) => MOVED_TO.test(s.slice(0, t.at)));
  const held = dated.filter((t) => !GIVEN_UP.test(s.slice(0, t.at)) && !BEGINNING.test(s.slice(t.end)));
  const chosen = moved.length > 0 ? moved.slice(-1) : held.length > 0 ? held : dated;
  return { times: chosen, today, isOneOf: chosen.length < dated.length };
}

const isSomeOfAYear = (s: string, { period, end }: TimeSpan): boolean =>
  period !== undefined &&
  'fixed' in period &&
  period.fixed.from.endsWith('-01-01') &&
  period.fixed.to.endsWith('-12-31') &&
  !WHOLE_YEAR.test(s.slice(end));

/** With its year, and the only day there is. */
const isCertain = (
  text: string,
  { times, isOneOf }: Pick<Found, 'times' | 'isOneOf'>,
  days: readonly string[],
) => YEAR.test(text.normalize('NFKC')) && !isOneOf && new Set(days).size === 1 && !times.some((t) => t.vague);
