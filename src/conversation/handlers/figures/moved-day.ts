// 不是20号吗 咋变21了, behind what lies ahead: a fixed day that is no working day moves, and this says why.
import type { Activity } from '../../../domain/activity/activity.ts';
import { fixedDayType } from '../../../domain/activity/types.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { unitSettings } from '../../../settings/units.ts';
import { questionOf } from '../../question.ts';
import { meaning, type Turn } from '../../turn.ts';
import { fixedDayWords, movedFrom } from '../fixed-day.ts';
import { unitsTold } from './units-told.ts';

const SHOWN = 8;

/** @param days that are spoken of; undefined where nothing ahead has a fixed day, or several have other ones */
export async function movedDay(
  turn: Turn,
  last: IntentOf<'query'>,
  days: readonly number[],
): Promise<Reply | undefined> {
  const tops = unitsTold(turn, last, 'see_roll');
  if (tops.length === 0) return undefined;
  const question = questionOf(meaning<'query'>(turn, last), { tops });
  const { activities } = await METRIC_DEFINITIONS.upcoming.find({ ...question, shown: SHOWN });
  const rows: Row[] = [];
  const others: Row[] = [];
  for (const activity of activities) {
    const row = await rowOf(turn, activity);
    const named = row && [row.nominal, dateOf(activity.startAt)].map((day) => Number(day.slice(8)));
    if (row) (days.some((day) => named!.includes(day)) ? rows : others).push(row);
  }
  // 怎么不是26号, of one that never was: what its day is
  const meant = rows.length > 0 ? rows : others.slice(0, others.length === 1 ? 1 : 0);
  return meant.length === 0 ? undefined : turn.say('figures.moved_day', { rows: meant });
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>>;

async function rowOf(turn: Turn, activity: Activity) {
  if (!activity.types.includes(fixedDayType())) return undefined;
  const unit = turn.org.unit(activity.unitId);
  const fixed = (await unitSettings(turn, unit.id)).fixedDay;
  if (!fixed) return undefined;
  const moved = movedFrom(turn, fixed, activity);
  return moved && { ...fixedDayWords(turn, unit, fixed), ...moved, startAt: activity.startAt };
}
