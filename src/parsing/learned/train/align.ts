import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { Filled } from '../../../domain/intent.ts';
import { assemble } from '../../assemble.ts';
import { withoutClock } from '../../slots/when.ts';
import {
  type Direction,
  deadlineOf,
  endAfter,
  joinMoments,
  lengthOf,
  momentOf,
  periodOf,
} from '../../spans/time/resolve.ts';
import type { TimeSpan } from '../../spans/time/time-span.ts';
import type { Token } from '../../spans/token.ts';
import { TAGS, type Tag, tagIndex } from '../tags.ts';
import type { View } from '../view.ts';
import { alignFigures, alignPeople } from './align-spans.ts';

/** The roles of a line's tokens that yield what its label says. */
interface Aligned {
  tags: Uint8Array;
  /** hard keys that no roles of these spans can yield */
  missed: string[];
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  activity_report: 'back',
  makeup_checkin: 'back',
  checkin: 'near',
  roster_checkin: 'near',
  query: 'near',
};

export function align(view: View, expect: Filled): Aligned {
  const { spans, tokens } = view;
  const tags = new Uint8Array(tokens.length);
  const put = (i: number, tag: Tag) => {
    tags[i] = tagIndex(tag);
  };
  const every = (kinds: readonly string[]) =>
    tokens.map((t, i) => ({ t, i })).filter(({ t }) => kinds.includes(t.kind));
  freeText(view, expect, tags);
  alignTimes(view, expect, put);
  const type = every(['type']).find(({ t }) => spans.types[t.index]!.type === expect.activityType);
  if (type) put(type.i, 'type');
  const unit = every(['unit']).find(({ t }) => spans.units[t.index]!.text === expect.scope);
  if (unit) put(unit.i, 'scope');
  alignPeople(view, expect, put);
  alignFigures(view, expect, put);
  if (expect.itemNo !== undefined) {
    const wanted = expect.itemNo.split(',');
    for (const { t, i } of every(['item']))
      if (spans.items[t.index]!.numbers.every((n) => wanted.includes(n))) put(i, 'item');
  }
  const got = assemble(view, expect.intent, expect.metric, tags);
  return { tags, missed: misses(expect, got) };
}

const HARD = [
  'activityType',
  'startAt',
  'endAt',
  'expected',
  'present',
  'itemNo',
  'progress',
  'dueAt',
  'scope',
  'host',
  'recorder',
] as const;

/** Hard keys in which a reading differs from the label. */
function misses(expect: Filled, got: Filled): string[] {
  const out: string[] = [];
  for (const key of HARD) {
    if ((key === 'host' || key === 'recorder') && expect[key] === undefined) continue;
    if (expect[key] !== got[key]) out.push(key);
  }
  if (expect.intent !== got.intent) out.push('intent');
  if (expect.metric !== got.metric) out.push('metric');
  if (JSON.stringify(expect.period) !== JSON.stringify(got.period)) out.push('period');
  const set = (list: readonly string[] | undefined) => [...new Set(list)].sort().join();
  if (set(expect.names) !== set(got.names)) out.push('names');
  if (set(expect.absent?.map((a) => a.name)) !== set(got.absent?.map((a) => a.name))) out.push('absent');
  return out;
}

function alignTimes(view: View, expect: Filled, put: (i: number, tag: Tag) => void): void {
  const { spans, tokens } = view;
  const { today } = spans;
  const direction = DIRECTIONS[expect.intent] ?? 'forward';
  const all = tokens
    .map((token, i) => ({ i, token, t: spans.times[token.index]! }))
    .filter(({ token }) => ['time', 'period', 'duration'].includes(token.kind));
  const moments = all.filter(({ t }) => t.kind !== 'duration');
  const used = new Set<number>();
  const take = (i: number, tag: Tag) => {
    used.add(i);
    put(i, tag);
  };
  if (expect.period) {
    const ahead = expect.metric !== undefined && METRIC_RULES[expect.metric].ahead === true;
    const hit = all.find(
      ({ t }) => JSON.stringify(periodOf(t, spans, ahead)) === JSON.stringify(expect.period),
    );
    if (hit) take(hit.i, 'period');
  }
  const wanted = { startAt: expect.startAt, endAt: expect.endAt };
  if (wanted.startAt !== undefined) startAndEnd(moments, all, wanted, today, direction, take);
  else if (wanted.endAt !== undefined) {
    const hit = moments.find(({ t }) => {
      const m = momentOf(t, today, direction);
      return (m.endAt ?? m.startAt) === wanted.endAt;
    });
    if (hit) take(hit.i, 'end');
  }
  if (expect.dueAt !== undefined) {
    const free = all.filter(({ i }) => !used.has(i));
    const plain = free.findLast(({ t }) => deadlineOf(t, today) === expect.dueAt);
    if (plain) take(plain.i, 'due');
    else
      for (const old of free)
        for (const due of free) {
          if (old === due || used.has(due.i)) continue;
          const day = momentOf(old.t, today, 'near').startAt;
          if (day !== undefined && deadlineOf(due.t, today, day) === expect.dueAt) {
            take(due.i, 'due');
            take(old.i, 'old');
          }
        }
  }
}

type Placed = { i: number; token: Token; t: TimeSpan };

function startAndEnd(
  moments: readonly Placed[],
  all: readonly Placed[],
  wanted: { startAt?: string | undefined; endAt?: string | undefined },
  today: string,
  direction: Direction,
  take: (i: number, tag: Tag) => void,
): void {
  const fits = (m: { startAt?: string; endAt?: string }) => m.startAt === wanted.startAt;
  const exact = moments.find(({ t }) => {
    const m = momentOf(t, today, direction);
    return fits(m) && m.endAt === wanted.endAt;
  });
  if (exact) {
    take(exact.i, 'start');
    return;
  }
  for (const day of moments)
    for (const clock of moments) {
      if (day === clock || !day.t.hasDate || !clock.t.hasClock || (day.t.hasClock && clock.t.hasDate))
        continue;
      const m = momentOf(joinMoments(withoutClock(day.t), clock.t), today, direction);
      if (!fits(m)) continue;
      // The clock takes the day of a dated clock before it; that one is another matter.
      if (!day.t.hasClock) take(day.i, 'start');
      take(clock.i, 'start');
      if (m.endAt !== wanted.endAt)
        alignEnd(day.t.isEnd ? [clock] : [day, clock], moments, all, wanted, take);
      return;
    }
  const start = moments.find(({ t }) => fits(momentOf(t, today, direction)));
  if (!start) return;
  take(start.i, 'start');
  alignEnd([start], moments, all, wanted, take);
}

function alignEnd(
  starts: readonly Placed[],
  moments: readonly Placed[],
  all: readonly Placed[],
  wanted: { startAt?: string | undefined; endAt?: string | undefined },
  take: (i: number, tag: Tag) => void,
): void {
  if (wanted.endAt === undefined || wanted.startAt === undefined) return;
  const day = wanted.startAt.slice(0, 10);
  const sameClock = (a: string | undefined, b: string) =>
    a !== undefined &&
    a.slice(0, 10) === b.slice(0, 10) &&
    a.length === b.length &&
    Number(a.slice(11, 13)) % 12 === Number(b.slice(11, 13)) % 12 &&
    a.slice(13) === b.slice(13);
  for (const other of moments) {
    if (starts.includes(other)) continue;
    const m = momentOf(other.t, day, 'forward');
    const said = m.endAt ?? m.startAt;
    if (said === wanted.endAt || (said?.includes('T') && sameClock(said, wanted.endAt))) {
      take(other.i, 'end');
      return;
    }
  }
  for (const other of all) {
    if (other.t.kind !== 'duration') continue;
    const length = lengthOf(other.t);
    if (
      length?.minutes !== undefined &&
      wanted.startAt.includes('T') &&
      endAfter(wanted.startAt, length.minutes) === wanted.endAt
    ) {
      take(other.i, 'length');
      return;
    }
    if (length?.days !== undefined && length.days > 1) {
      take(other.i, 'length');
      return;
    }
  }
}

/** Marks the tokens under a topic, a place or a reason; spans that bear a role of their own are marked later and win. */
function freeText(view: View, expect: Filled, tags: Uint8Array): void {
  const { spans, tokens } = view;
  const mark = (value: string | undefined, tag: Tag) => {
    if (value === undefined || value.length < 2) return;
    const at = find(spans.s, spans.m.raw, value);
    if (!at) return;
    tokens.forEach((t, i) => {
      if (t.at >= at.at && t.end <= at.end && TAGS[tags[i]!] === 'o' && t.kind !== 'label')
        tags[i] = tagIndex(tag);
    });
  };
  mark(expect.topic, 'topic');
  mark(expect.place, 'place');
  mark(expect.reason, 'reason');
  for (const a of expect.absent ?? []) mark(a.reason, 'reason');
}

function find(s: string, raw: string, value: string): { at: number; end: number } | undefined {
  for (const text of [s, raw]) {
    const at = text.lastIndexOf(value);
    if (at >= 0) return { at, end: at + value.length };
  }
  const fold = value.normalize('NFKC');
  const at = s.lastIndexOf(fold);
  return at < 0 ? undefined : { at, end: at + fold.length };
}
