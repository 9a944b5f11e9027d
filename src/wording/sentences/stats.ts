import { METRICS, type Metric } from '../../domain/figures/metrics.ts';
import { flag, maybe, type NoFields, number, rate, type Sentences, text, time } from '../shape.ts';

// The name of each metric: the table of metrics says which there are.
const metrics = Object.fromEntries(METRICS.map((metric) => [`metric.${metric}`, {}])) as Readonly<
  Record<`metric.${Metric}`, NoFields>
>;

/** What else each may be called on the command line. */
const also = Object.fromEntries(METRICS.map((metric) => [`also.${metric}`, {}])) as Readonly<
  Record<`also.${Metric}`, NoFields>
>;

export const stats = {
  ...metrics,
  ...also,
  head: {
    unit: text,
    metric: text,
    from: text,
    to: text,
    is_rate: flag,
    value: maybe(number),
    rate: maybe(rate),
  },
  item: {
    startAt: maybe(time),
    name: text,
    userid: maybe(text),
    unit: text,
    rate: maybe(rate),
    total: maybe(number),
    closed: maybe(number),
    expected: maybe(number),
    present: maybe(number),
    activities: maybe(number),
    due: maybe(number),
    reported: maybe(number),
    zeros: maybe(number),
    owed: maybe(number),
    registered: maybe(number),
    called: maybe(number),
    inTime: maybe(number),
    drills: maybe(number),
    members: maybe(number),
    probationary: maybe(number),
    mobile: maybe(number),
    activists: maybe(number),
    absent: maybe(number),
    leave: maybe(number),
    unnamed: maybe(number),
    meeting: maybe(text),
    from: text,
    to: text,
    problem: maybe(text),
    owner: maybe(text),
    dueAt: maybe(time),
    place: maybe(text),
    unreported: flag,
    state: text,
  },
} satisfies Sentences;
