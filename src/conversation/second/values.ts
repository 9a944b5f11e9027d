// Values of a second reading, each found in the message or read there by our own readers. `undefined`: it is not there,
// and the whole reading is worth nothing.
import type { ActivityType } from '../../domain/activity/types.ts';
import { METRIC_RULES, type Metric } from '../../domain/figures/metrics.ts';
import type { IntentName } from '../../domain/intent.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Absence, Period } from '../../domain/slots.ts';
import { resolveName, resolveUnit } from '../../parsing/resolve.ts';
import { DIRECTION, moment } from '../../parsing/slots/when.ts';
import type { Span } from '../../parsing/spans/span.ts';
import type { Spans } from '../../parsing/spans/spans.ts';
import { deadlineOf, periodOf } from '../../parsing/spans/time/resolve.ts';
import type { TimeSpan } from '../../parsing/spans/time/time-span.ts';
import type { SecondReading } from '../../ports/second-reader.ts';
import type { Hidden } from './hide.ts';

/** What readings are checked against. */
export interface Ground {
  spans: Spans;
  hidden: Hidden;
  org: Organisation;
  /** where the sender is at home */
  unitId: number | undefined;
}

const MOST_WORDS = 60;

const overlap = (a: Span, b: Span): boolean => a.at < b.end && b.at < a.end;

/** The times in words of the message; undefined where no readable time of ours stands there. */
function timesIn({ spans, hidden }: Ground, words: string): TimeSpan[] | undefined {
  const place = hidden.find(words.trim());
  if (!place) return undefined;
  const times = spans.times.filter((t) => overlap(t, place));
  const isReadable = times.length > 0 && times.every((t) => !t.unread && t.trouble === undefined);
  return isReadable ? times : undefined;
}

/** Start and end of a meeting, a leave; none where none is claimed. */
export function when(
  ground: Ground,
  { start, end }: Pick<SecondReading, 'start' | 'end'>,
  intent: IntentName,
): { startAt?: string; endAt?: string } | undefined {
  if (start === '' && end === '') return {};
  const starts = start === '' ? [] : timesIn(ground, start);
  const ends = end === '' ? [] : timesIn(ground, end);
  if (!starts || !ends) return undefined;
  const said = {
    starts: starts.filter((t) => t.kind !== 'duration'),
    ends: ends.filter((t) => t.kind !== 'duration' && !starts.includes(t)),
    lengths: [...starts, ...ends].filter((t) => t.kind === 'duration'),
  };
  const found = moment(ground.spans, said, DIRECTION[intent] ?? 'forward', intent);
  return found.startAt === undefined && found.endAt === undefined ? undefined : found;
}

export function deadline(ground: Ground, words: string): string | undefined {
  const dueAt = timesIn(ground, words)
    ?.map((t) => deadlineOf(t, ground.spans.today))
    .find((at) => at !== undefined);
  return dueAt !== undefined && dueAt.slice(0, 10) >= ground.spans.today ? dueAt : undefined;
}

export function period(ground: Ground, words: string, metric: Metric): Period | undefined {
  const isAhead = METRIC_RULES[metric].ahead === true;
  return timesIn(ground, words)
    ?.map((t) => periodOf(t, ground.spans, isAhead))
    .find((p) => p !== undefined);
}

/** Roster names behind placeholders; somebody who is on no roster makes all of it void. */
export function people({ hidden, org, unitId }: Ground, said: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const placeholder of said) {
    const held = hidden.held.get(placeholder.trim());
    if (held?.kind !== 'person') return undefined;
    const found = resolveName(held.value, org, unitId);
    if (found.kind !== 'one' && found.kind !== 'many') return undefined;
    if (!names.includes(held.value)) names.push(held.value);
  }
  return names;
}

export function absences(ground: Ground, said: SecondReading['away']): Absence[] | undefined {
  const out: Absence[] = [];
  for (const { person, reason } of said) {
    const names = people(ground, [person]);
    const why = reason === '' ? '' : wordsOf(ground, reason);
    if (!names || why === undefined) return undefined;
    if (!out.some((a) => a.name === names[0]))
      out.push({ name: names[0]!, ...(why !== '' && { reason: why }) });
  }
  return out;
}

/** Words as they were written; what was cut out of the message is no part of any value. */
export function wordsOf({ hidden }: Ground, said: string): string | undefined {
  const words = said.trim();
  if (words.length > MOST_WORDS || words.includes('〔略〕')) return undefined;
  const place = hidden.find(words);
  return place && hidden.original(place).trim();
}

/** A unit that there is, as it was written. */
export function unit({ hidden, org, unitId }: Ground, placeholder: string): string | undefined {
  const held = hidden.held.get(placeholder.trim());
  if (held?.kind !== 'unit') return undefined;
  return resolveUnit(held.value, org, unitId).kind === 'one' ? held.value : undefined;
}

/** The number of an item: read as one, or a number that stands in the message by itself and in no time. */
export function itemNumber({ spans, hidden }: Ground, said: string): string | undefined {
  const held = hidden.held.get(said.trim());
  if (held) return held.kind === 'item' ? held.value : undefined;
  const written = said.trim().replace(/^#/, '');
  if (spans.items.some((item) => !item.negated && item.numbers.includes(written))) return written;
  if (!/^\d{1,4}$/.test(written)) return undefined;
  const at = spans.s.search(new RegExp(`(?<![\\d.])${written}(?![\\d.%])`));
  const stands = at >= 0 && !spans.times.some((t) => overlap(t, { at, end: at + written.length }));
  return stands ? written : undefined;
}

/** Whether a figure was counted in the message; vague amounts are no figures. */
export const isCounted = ({ spans: { figures, attendance } }: Ground, value: number): boolean =>
  attendance.expected === value ||
  attendance.present === value ||
  figures.some(
    (f) =>
      (f.kind === 'count' && !f.vague && f.value === value) ||
      (f.kind === 'ratio' && (f.left === value || f.right === value)),
  );

export const isPercent = ({ spans: { figures, progress } }: Ground, value: number): boolean =>
  value <= 100 &&
  (progress?.value === value || figures.some((f) => f.kind === 'percent' && f.value === value));

export const types = ({ spans }: Ground, said: readonly ActivityType[]): ActivityType[] | undefined =>
  said.every((type) => spans.types.some((t) => t.type === type)) ? [...new Set(said)] : undefined;
