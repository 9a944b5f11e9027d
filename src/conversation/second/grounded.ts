// A second reading is a claim by somebody who may err, invent or be talked into something. It becomes a meaning that can
// be offered only when every value of it stands in the message.
import { type Filled, type Intent, toIntent } from '../../domain/intent.ts';
import type { Span } from '../../parsing/spans/span.ts';
import type { SecondIntent, SecondReading } from '../../ports/second-reader.ts';
import { NEEDED, SHOWN } from './shown.ts';
import {
  absences,
  deadline,
  type Ground,
  isCounted,
  isPercent,
  itemNumber,
  people,
  period,
  types,
  unit,
  when,
  wordsOf,
} from './values.ts';

/** About somebody: without a name it is the sender. */
const ABOUT_PEOPLE: ReadonlySet<SecondIntent> = new Set([
  'checkin',
  'leave',
  'makeup_checkin',
  'roster_checkin',
]);
const SELF = /[我俺咱]|本人|自己/;

/** The meaning with what its question shows; undefined when any value of it is not in the message. */
export function grounded(reading: SecondReading, ground: Ground): Intent | undefined {
  const { intent } = reading;
  const slots = SHOWN[intent];
  const found: Filled = { intent };
  /** False when a claimed value is not to be found. */
  const put = <K extends keyof Filled>(
    key: K,
    isClaimed: boolean,
    value: () => Filled[K] | undefined,
  ): boolean => {
    if (!isClaimed || !(slots as readonly string[]).includes(key)) return true;
    const got = value();
    if (got === undefined) return false;
    found[key] = got;
    return true;
  };
  const { startAt, endAt, isThere } = times(reading, ground);
  const counted = (value: number | null) => (value !== null && isCounted(ground, value) ? value : undefined);
  const isWhole =
    isThere &&
    put('startAt', startAt !== undefined, () => startAt) &&
    put('endAt', endAt !== undefined, () => endAt) &&
    put('activityType', reading.types.length > 0, () => types(ground, reading.types)?.[0]) &&
    put('names', reading.people.length > 0, () => people(ground, reading.people)) &&
    put('absent', reading.away.length > 0, () => absences(ground, reading.away)) &&
    put('place', reading.place !== '', () => wordsOf(ground, reading.place)) &&
    put('reason', reading.reason !== '', () => wordsOf(ground, reading.reason)) &&
    put('remark', reading.remark !== '', () => wordsOf(ground, reading.remark)) &&
    put('scope', reading.unit !== '', () => unit(ground, reading.unit)) &&
    put('itemNo', reading.item !== '', () => itemNumber(ground, reading.item)) &&
    put('dueAt', reading.due !== '', () => deadline(ground, reading.due)) &&
    put('expected', reading.expected !== null, () => counted(reading.expected)) &&
    put('present', reading.present !== null, () => counted(reading.present)) &&
    put('progress', reading.progress !== null, () =>
      isPercent(ground, reading.progress!) ? reading.progress! : undefined,
    ) &&
    put('metric', reading.metric !== null, () => reading.metric!) &&
    put('period', reading.period !== '', () =>
      reading.metric === null ? undefined : period(ground, reading.period, reading.metric),
    ) &&
    put('self', reading.self && reading.people.length > 0, () =>
      SELF.test(ground.spans.s) ? true : undefined,
    );
  if (!isWhole || !saysEnough(found, intent) || !isAboutThose(found, intent, ground)) return undefined;
  if (found.activityType && reading.types.length > 1) found.activityTypes = types(ground, reading.types)!;
  return toIntent(found);
}

/** Dates by our own reader; a plan lies ahead, a report does not. */
function times(
  reading: SecondReading,
  ground: Ground,
): { startAt?: string | undefined; endAt?: string | undefined; isThere: boolean } {
  const { intent } = reading;
  if (!SHOWN[intent].includes('startAt')) return { isThere: true };
  const end = SHOWN[intent].includes('endAt') ? reading.end : '';
  const found = when(ground, { start: reading.start, end }, intent);
  if (!found) return { isThere: false };
  const { startAt, endAt } = found;
  const { today, now } = ground.spans;
  const isPast =
    startAt !== undefined && (startAt.includes('T') ? Date.parse(startAt) < now : startAt < today);
  const isAhead =
    startAt !== undefined && (startAt.includes('T') ? Date.parse(startAt) > now : startAt > today);
  if (isPast && AHEAD.has(intent)) return { isThere: false };
  if (isAhead && BEHIND.has(intent)) return { isThere: false };
  return { startAt, endAt, isThere: true };
}

const AHEAD: ReadonlySet<SecondIntent> = new Set(['activity_create', 'activity_change', 'activity_cancel']);
const BEHIND: ReadonlySet<SecondIntent> = new Set(['activity_report', 'makeup_checkin']);

const saysEnough = (found: Filled, intent: SecondIntent): boolean =>
  (NEEDED[intent] ?? []).every((row) => row.some((slot) => found[slot] !== undefined));

/** 王书记,我周三请假: the one who is spoken to. */
const isSpokenTo = ({ at, end }: Span, s: string): boolean =>
  at === 0 && ADDRESS.test(s.slice(end, end + 8)) && SELF.test(s.slice(end));
const ADDRESS = /^[^\s,。:!]{0,4}[,:。!\s]/;

/** Everybody is not me, and neither is somebody else who is named: then it takes names, and all of them. */
function isAboutThose(found: Filled, intent: SecondIntent, { spans, hidden }: Ground): boolean {
  if (!ABOUT_PEOPLE.has(intent)) return true;
  const used = new Set([...(found.names ?? []), ...(found.absent ?? []).map((a) => a.name)]);
  for (const held of hidden.held.values())
    if (held.kind === 'person' && !used.has(held.value) && !isSpokenTo(held, spans.s)) return false;
  const isOfAll = spans.figures.some((f) => f.kind === 'everybody' || f.kind === 'nobody');
  return used.size > 0 || !(isOfAll || OTHERS.test(spans.s));
}
/** Others than the sender, or the sender among others. */
const OTHERS = /全员|全体|所有人|大家|大伙|各位|人人|[我咱俺]们|我俩|[他她]/;
