// What a metric is: a question goes in, an answer comes out, and whoever asks words the same answer.

import type { Activity } from '../domain/activity/activity.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import type { Person, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { Templates } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import type { Finding, FindingShape, Findings } from './shapes.ts';

/** A question about figures, read and checked. Whether the asker may know is for the caller to say. */
export interface StatsQuestion extends Counter {
  /** units asked about with all below them; none lies within another */
  tops: readonly Unit[];
  /** absent: what the metric itself takes */
  period?: Period | undefined;
  types?: readonly ActivityType[] | undefined;
  /** items of this kind only; absent: what the metric itself takes */
  kind?: ItemKind | undefined;
  /** a process, and one of its steps; absent: what the metric itself takes */
  process?: string | undefined;
  stage?: string | undefined;
  /** which people of the roster; absent: all of them */
  who?: string | undefined;
  /** number or code of an item */
  itemNo?: string | undefined;
  /** only this person's record or items, wherever they lie */
  person?: Person | undefined;
  /** only activities like these are listed or picked from */
  fits?: ((activity: Activity) => boolean) | undefined;
  /** of several days the last meeting alone, as members may hear of it */
  oneMeeting?: true | undefined;
  /** of the meeting that goes on, else of the next one, and of none that is over */
  ahead?: true | undefined;
  /** so many lines are shown: no more need be found, only how many there are. Absent: all */
  shown?: number | undefined;
  /** the figure of all together is wanted alone: no line of a unit is counted */
  totalOnly?: true | undefined;
  /** a line for each 党小组, and none for branches */
  ofGroups?: boolean | undefined;
  /** a line for each source of items, and none for units */
  bySource?: true | undefined;
  /** of the items that fit these alone, and what they are called together */
  only?: { ids: readonly number[]; called: string } | undefined;
  /** names of activities and items in what is listed */
  templates: Pick<Templates, 'render'>;
}

/** One line of an answer: a person (`userid`), a unit, an activity or an item. */
export interface StatsItem {
  userid?: string;
  name: string;
  [detail: string]: unknown;
}

/** As `stats --json` prints it. */
export interface StatsAnswer extends Finding {
  isRate: boolean;
  items: StatsItem[];
}

export interface MetricDefinition<S extends FindingShape = FindingShape> {
  /** what is found beside the value, and so how the chat words it */
  shape: S;
  /** the value with what it was counted from */
  find(question: StatsQuestion): Promise<Findings[S]>;
  /** the same value, with its lines */
  answer(question: StatsQuestion): Promise<StatsAnswer>;
}

interface Definition<S extends FindingShape, P extends Period | null> {
  shape: S;
  isRate?: true | undefined;
  /** what a question without a period takes; null: as it stands now */
  period(now: Instant): P;
  find(question: StatsQuestion, period: Period | P): Promise<Findings[S]>;
  items(found: Findings[S], question: StatsQuestion): StatsItem[] | Promise<StatsItem[]>;
}

/** One metric: its default period, what is counted, and the lines that show it. */
export function metric<S extends FindingShape, P extends Period | null>(
  definition: Definition<S, P>,
): MetricDefinition<S> {
  const { shape, isRate = false } = definition;
  const find = (q: StatsQuestion) => definition.find(q, q.period ?? definition.period(q.now));
  return {
    shape,
    find,
    async answer(q) {
      const found = await find(q);
      const { value, period } = found;
      return { value, isRate, period, items: await definition.items(found, q) };
    },
  };
}
