// What each unit held in a span, and what was due: the same figures and gaps as the bot answers with, side by side.

import type { Matrix } from '../documents/matrix.ts';
import { type ActivityType, meetingName } from '../domain/activity/types.ts';
import { periodOf } from '../domain/calendar/period.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { Wording } from '../wording/templates.ts';
import { type Counter, unitsBelow } from './activities.ts';
import { paperNames, placesOf } from './meetings.ts';
import { standingsOf } from './standings.ts';
import { isThreeAndOne, periodWords, typesWords, unitWords } from './words.ts';

export const thisQuarter = (today: string): Period => {
  const { from, to } = periodOf('quarter', today);
  return { from, to };
};

/** What is asked as units × requirements: 三会一课 and what was not held. */
export const isOfMatrix = (metric: Metric, types: readonly ActivityType[] | undefined): boolean =>
  metric === 'activity_gap' || (metric === 'activity_list' && isThreeAndOne(types));

/** 没开党课的支部: that column alone; 三会一课 is all of them. */
export const columnsAsked = (metric: Metric, types: readonly ActivityType[] | undefined) =>
  metric === 'activity_gap' && !isThreeAndOne(types) ? types : undefined;

/**
 * Branches and groups, each with how it stands to what falls due in the span.
 * @param types these columns alone
 */
export async function matrixOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  words: Wording,
  types?: readonly ActivityType[],
): Promise<Matrix> {
  const place = placesOf(c.org);
  const units = unitsBelow(c, tops)
    .filter(({ kind }) => kind === 'branch' || kind === 'group')
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!);
  const standings = await standingsOf(c, tops, period, (id) => id);
  const columns = standings.columns.filter(({ type }) => types === undefined || types.includes(type));
  const names = paperNames(
    c.org,
    units.map(({ id }) => id),
  );
  // Of one kind alone: those that have to hold it, or did.
  const isAsked = ({ id }: Unit) =>
    types === undefined || columns.some(({ type }) => standings.cell(id, type) !== null);
  const told = new Map<Period, string>();
  const wordsOf = (one: Period) => {
    const name = told.get(one) ?? periodWords(words, one, c.now);
    told.set(one, name);
    return name;
  };
  return {
    unit: tops.length === 1 ? unitWords(c.org, tops[0]!) : '',
    period: `${periodWords(words, period, null)}${typesWords(words, types)}`,
    keptFrom: standings.keptFrom,
    columns: columns.map(({ type }) => meetingName([type])),
    rows: units.filter(isAsked).map(({ id }) => ({
      unit: names.get(id)!,
      cells: columns.map(({ type }) => {
        const cell = standings.cell(id, type);
        return cell && { ...cell, lacking: cell.lacking.map(wordsOf) };
      }),
    })),
  };
}

/** How many units a period went by for, in words. */
export function matrixLacking({ rows }: Matrix, words: Wording): string {
  const lacking = rows.filter(({ cells }) => cells.some((cell) => cell?.state === 'missed')).length;
  return words('matrix.lacking', { lacking, rows: rows.length });
}

/** What may have been held before anything was kept; empty where all of it is known. */
export const keptFromWords = ({ keptFrom: from }: Pick<Matrix, 'keptFrom'>, words: Wording): string =>
  from === null ? '' : words('matrix.kept_from', { from });
