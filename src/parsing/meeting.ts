import type { ActivityType } from '../domain/activity/types.ts';
import type { Filled } from '../domain/intent.ts';
import { type Field, fieldOf } from './fields.ts';
import { readPeople } from './meeting-people.ts';
import { readFreeText, topicVerb } from './meeting-words.ts';
import { asWritten, type Span } from './message.ts';
import type { Reading } from './reading.ts';
import type { Direction } from './time/date-words.ts';
import { readDuration } from './time/duration.ts';
import { contradictsWeekday, resolveMention, stamp, type TimeMention } from './time/mention.ts';

/** The parts of a meeting text that a plan and a report share. */
export interface Meeting {
  intent: Omit<Filled, 'intent'>;
  trouble: string[];
}

const CONTENT_KEYS: ReadonlySet<string> = new Set([
  'topic',
  'absent',
  'remark',
  'guests',
  'reason',
  'progress',
]);

/** Reads type, time, place, people and figures from labels first and sentences second. */
export function readMeeting(r: Reading): Meeting {
  const { fields } = r;
  const intent: Omit<Filled, 'intent'> = {};
  const trouble: string[] = [];
  const content = fields.filter((f) => CONTENT_KEYS.has(f.key));
  readTypes(r, fields, content, intent);
  Object.assign(intent, meetingTime(r, 'near', trouble));
  const scope = readScope(r, fields, content);
  if (scope !== undefined) intent.scope = scope;
  readPeople(r, fields, intent);
  readFreeText(r, fields, intent);
  return { intent, trouble };
}

const inside = (spans: readonly Span[], at: number) => spans.some((f) => at >= f.at && at < f.end);

function readTypes(r: Reading, fields: Field[], content: Span[], intent: Omit<Filled, 'intent'>): void {
  const label = fieldOf(fields, 'type');
  const labelled = label ? r.types.filter((t) => t.at >= label.at && t.at < label.end) : [];
  const topicStart = topicVerb(r)?.at ?? Number.POSITIVE_INFINITY;
  const loose = r.types.filter((t) => !inside(content, t.at));
  const called = loose.filter((t) => !isSource(r, t));
  const before = (called.length > 0 ? called : loose).filter((t) => t.at < topicStart);
  const chosen = labelled.length > 0 ? labelled : before.length > 0 ? before : loose;
  const types = [...new Set(chosen.map((t) => t.type))];
  if (types.length === 0) return;
  intent.activityType = types[0]!;
  if (types.length > 1 && combined(r, chosen)) intent.activityTypes = types as ActivityType[];
}

/** 经支委会研究, 根据支部大会安排: the meeting that decided, not the one that is called. */
const isSource = (r: Reading, t: Span) =>
  /(?:经|根据|按照?|依据)[^,。;\n]{0,8}$/.test(r.s.slice(Math.max(0, t.at - 10), t.at)) &&
  /^[^,。;\n]{0,3}(?:研究|决定|安排|同意|讨论|要求|部署|精神|通过|决议|商议)/.test(
    r.s.slice(t.end, t.end + 6),
  );

/** 主题党日暨党课 is one activity of two types; 主题党日 … 传达支委会决定 is not. */
const combined = (r: Reading, types: readonly Span[]) =>
  types.length > 1 &&
  /^(?:活动)?[\s]?(?:暨|及|和|与|、|\+|,|兼|并|套开|合并)?[\s]?$/.test(
    r.s.slice(types[0]!.end, types[1]!.at),
  );

/** When the meeting is, seen in one direction. */
export function meetingTime(
  r: Reading,
  direction: Direction,
  trouble: string[] = [],
): Pick<Filled, 'startAt' | 'endAt'> {
  const { fields } = r;
  const intent: Pick<Filled, 'startAt' | 'endAt'> = {};
  const content = fields.filter((f) => CONTENT_KEYS.has(f.key));
  const labels = fields.filter((f) => f.key === 'time' || f.key === 'startTime');
  const others = fields.filter((f) =>
    ['endTime', 'place', 'due', 'oldDue', 'expected', 'present'].includes(f.key),
  );
  const ignored = /签到时间|集合时间|报到时间/;
  const verb = topicVerb(r);
  let mentions = r.times.filter(
    (t) =>
      !inside(content, t.at) &&
      !inside(others, t.at) &&
      !ignored.test(r.s.slice(Math.max(0, t.at - 6), t.at)),
  );
  if (labels.length > 0) {
    const own = mentions.filter((t) => inside(labels, t.at));
    if (own.length > 0) mentions = own;
  } else if (verb && mentions.some((t) => t.at < verb.at)) mentions = mentions.filter((t) => t.at < verb.at);
  const when = mergeTimes(r, mentions);
  if (!when) return intent;
  if (when.trouble) trouble.push(when.trouble);
  const { startAt, endAt } = resolveMention(when, r.today, direction);
  if (startAt === undefined) return intent;
  if (contradictsWeekday(when, startAt)) trouble.push('weekday_mismatch');
  intent.startAt = startAt;
  if (endAt !== undefined) intent.endAt = endAt;
  else readEnd(r, fields, when, startAt, intent);
  return intent;
}

function readEnd(
  r: Reading,
  fields: Field[],
  when: TimeMention,
  startAt: string,
  intent: Pick<Filled, 'startAt' | 'endAt'>,
): void {
  if (when.clock === undefined) return;
  const label = fieldOf(fields, 'endTime');
  const end = label && r.times.find((t) => t.at >= label.at && t.at < label.end && t.clock !== undefined);
  if (end?.clock) {
    intent.endAt = stamp(startAt.slice(0, 10), end.clock);
    return;
  }
  const minutes = readDuration(r.s)?.minutes;
  if (minutes) intent.endAt = stamp(startAt.slice(0, 10), plus(when.clock, minutes));
}

const plus = (clock: { hour: number; minute: number }, minutes: number) => {
  const total = clock.hour * 60 + clock.minute + minutes;
  return { hour: Math.floor(total / 60), minute: total % 60 };
};

/** A date here and its clock time further on are one moment. */
export function mergeTimes(r: Reading, mentions: readonly TimeMention[]): TimeMention | undefined {
  const said = mentions.filter(
    (t) => t.date !== undefined || t.clock !== undefined || t.trouble !== undefined,
  );
  // 月底前开一次，定30号上午: the day beats the deadline it keeps.
  const days = said.filter((t) => !(t.date?.kind === 'fixed' && t.date.deadline));
  const usable = days.some((t) => t.date !== undefined) ? days : said;
  const first = usable[0];
  if (first === undefined) return partOnly(r, mentions);
  if (first.date !== undefined && first.clock === undefined && first.toDate === undefined) {
    const clock = usable.find((t) => t !== first && t.date === undefined && t.clock !== undefined);
    if (clock) return { ...first, clock: clock.clock, toClock: clock.toClock };
  }
  const dated =
    first.date === undefined && first.clock !== undefined
      ? usable.find((t) => t.date !== undefined && t.clock === undefined)
      : undefined;
  if (dated && dated.at - first.end < 12) return { ...first, date: dated.date };
  return first;
}

/** 晚上的党小组会: a part of the day right before the meeting is today's. */
function partOnly(r: Reading, mentions: readonly TimeMention[]): TimeMention | undefined {
  return mentions.find(
    (t) =>
      t.part !== undefined &&
      (/^的(?:会|活动|学习)/.test(r.s.slice(t.end, t.end + 3)) ||
        r.types.some((type) => type.at - t.end >= 0 && type.at - t.end <= 3)),
  );
}

function readScope(r: Reading, fields: Field[], content: Span[]): string | undefined {
  const label = fieldOf(fields, 'unit');
  if (label) {
    const unit = r.units.find((u) => u.at >= label.valueAt && u.at < label.end);
    return asWritten(r.m, unit?.text ?? label.value);
  }
  const people = fields.filter((f) => ['host', 'recorder', 'lecturer'].includes(f.key));
  const unit = r.units.find((u) => !inside(content, u.at) && !inside(people, u.at));
  return unit && asWritten(r.m, unit.text);
}
