import type { Activity } from '../../../domain/activity/activity.ts';
import {
  type ActivityType,
  activityTypes,
  fixedDayType,
  isLecture,
  typeName,
} from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { addDays, dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Period, RecordPart } from '../../../domain/slots.ts';
import type { Counted } from '../../../reports/shapes.ts';
import type { Wording } from '../../../wording/templates.ts';
import type { Turn } from '../../turn.ts';

/** Fills a sentence; `turn.say` and a command's templates both do. */
type Phrase = Wording;

/** `value` is the metric's own; the rest stands beside it. */
export function countedWords({ value, figures: f }: Counted) {
  const types = activityTypes().filter((type) => f.byType.has(type));
  return {
    value,
    held: f.held,
    unrecorded: f.unrecorded,
    unreported: f.unreported,
    coming: f.coming,
    counted: f.counted,
    expected: f.expected,
    present: f.present,
    extra: f.extra,
    types: types.map((type) => ({ name: typeName(type), count: f.byType.get(type)! })),
    joint: types.reduce((sum, type) => sum + f.byType.get(type)!, 0) - f.held,
  };
}

export const phraseOf =
  (turn: Pick<Turn, 'say'>): Phrase =>
  (name, ...data) =>
    turn.say(name, ...data).text;

/** What an example of a report or a plan is of: the kind that was asked about, else the one with a day of its own. */
export const exampleOf = (types: readonly ActivityType[] | undefined): string =>
  typeName(types?.[0] ?? fixedDayType());

/** 占多少, 比例: of how many there are, so many per cent. */
export const asksShare = ({ text }: Pick<Turn, 'text'>): boolean => /占|比[例重]|几成/.test(text);

/** Of a person what was said; else all of the year. */
export function ownPeriod({ intent, now }: Turn<'query'>): Period {
  const { from, to } = periodOf('year', dateOf(now));
  return intent.period ?? { from, to };
}

/** 最近三次 are looked for so far back. */
const BACK_DAYS = 366;

export function lastYear({ now }: Pick<Turn, 'now'>): Period {
  const to = dateOf(now);
  return { from: addDays(to, -BACK_DAYS), to };
}

/** Of a lecture whoever chairs lectures, unless somebody else is named. */
export function namedIn({ types, ...activity }: Activity, part: RecordPart): string {
  if (part === 'lecturer') return activity.lecturer ?? (isLecture(types) ? activity.host : null) ?? '';
  return activity[part] ?? '';
}

const LEFT: ReadonlySet<Metric> = new Set<Metric>(['report_missing', 'rectify_open']);
/** 这个月我要办哪些事: what is left from before is to be done as well. */
export const isLeft = ({ what }: IntentOf<'query'>, metric: Metric): boolean =>
  what === 'duties' && LEFT.has(metric);
