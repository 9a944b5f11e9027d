import type { ActivityType } from '../domain/activity/types.ts';
import type { Metric, Period } from '../domain/intent.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Counter } from '../reports/activities.ts';
import type { Templates } from '../wording/templates.ts';

/** A question of the command line, read and checked. */
export interface StatsQuestion extends Counter {
  metric: Metric;
  /** the units asked about: one, or all roots */
  tops: readonly Unit[];
  /** absent: what the metric itself takes */
  period?: Period;
  types?: readonly ActivityType[];
  /** number of an item, for rectify_item */
  itemNo?: string;
  templates: Templates;
}

/** One line of an answer: a person (`userid`), a unit, an activity or an item. */
export interface StatsItem {
  userid?: string;
  name: string;
  [detail: string]: unknown;
}

export interface StatsAnswer {
  /** rates 0…1 or null where nothing was expected, else counts */
  value: number | null;
  isRate?: boolean;
  /** null: without limit on that side */
  period: { from: string | null; to: string | null };
  items: StatsItem[];
}

export type Stats = (question: StatsQuestion) => Promise<StatsAnswer>;
