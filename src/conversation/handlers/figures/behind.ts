// What goes on from the answer before in a way of its own: 都是哪几次, 两个月加起来, 三支部那个, 我们组主题党日到了几个.
import { isGroupMeeting } from '../../../domain/activity/types.ts';
import { periodOf as calendarPeriod } from '../../../domain/calendar/period.ts';
import { addDays, dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Period } from '../../../domain/slots.ts';
import { typesAsked } from '../../question.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { lastTold, type Told } from './asked.ts';
import { lastOf } from './last.ts';

type Query = IntentOf<'query'>;

/** 都是哪几次, 是哪一次, behind somebody's record: of what was asked of it. */
export async function ofTheirTimes(turn: Turn, asked: Query): Promise<Query> {
  const isWhich = asked.metric === 'activity_list' && asked.what === 'days' && asked.follows === true;
  const told = isWhich ? await lastTold(turn) : undefined;
  if (told?.asked.metric !== 'my_attendance' || told.asked.what?.startsWith('persons')) return asked;
  const { what: _, ...record } = told.asked;
  return { ...record, ...(told.act && { what: told.act }) };
}

/** 两个月加起来: the spans that were told, as one; undefined where they are none, or do not touch. */
export function summed({ asked, before }: Told): Query | undefined {
  const { sides, step: _, ...rest } = asked;
  const beside = sides?.map(({ period }) => period) ?? [before, asked.period];
  const periods = beside.filter((p): p is Period => p !== undefined);
  if (periods.length < 2 || sides?.some(({ scope }) => scope !== undefined)) return undefined;
  periods.sort((a, b) => (a.from < b.from ? -1 : 1));
  const touch = periods.every((p, i) => i === 0 || p.from <= addDays(periods[i - 1]!.to, 1));
  const to = periods
    .map((p) => p.to)
    .sort()
    .at(-1)!;
  return touch ? { ...rest, period: { from: periods[0]!.from, to } } : undefined;
}

/** 三支部那个, behind a name that several have: that one of them. */
export function ofOneName({ org }: Turn, last: Query, said: Partial<Query>): Query | undefined {
  const [name, ...others] = last.names ?? [];
  if (name === undefined || others.length > 0 || said.scope === undefined) return undefined;
  const isOther = (said.metric ?? said.activityType ?? said.sides ?? said.what) !== undefined;
  return isOther || org.named(name).length < 2 ? undefined : { ...last, scope: said.scope };
}

const AWAY: ReadonlySet<Metric> = new Set<Metric>(['absentees', 'leave_list', 'late_list']);
const isLong = (period: Period | undefined): boolean => period !== undefined && period.from !== period.to;

const OF_ROLLS: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'headcount_total',
  'absentees',
  'leave_list',
  'late_list',
]);

/** 我们组主题党日到了几个: a 党小组 holds no such meeting, and how its people stood to those of its branch is told one by one. */
export async function ofGroupMembers(turn: Turn, asked: Query): Promise<Query> {
  const types = typesAsked({ intent: asked });
  // 我们组谁老请假: at whatever they were due, and not at the meetings of the group alone
  const isOfAll = !types && AWAY.has(asked.metric) && (asked.what === 'often' || isLong(asked.period));
  const isOfBranch = types?.every((type) => !isGroupMeeting([type])) && OF_ROLLS.has(asked.metric);
  if (!isOfAll && !isOfBranch) return asked;
  if (asked.scope === undefined || asked.also || asked.sides || asked.step || asked.against || asked.names)
    return asked;
  const named = unitInQuestion(turn, asked.scope);
  const unit = named && 'unit' in named ? named.unit : undefined;
  const branch = unit?.kind === 'group' ? turn.org.branchOf(unit.id) : undefined;
  // Whoever else asks is told what the group held itself.
  if (!branch || turn.sender.groupId !== unit?.id) return asked;
  const today = dateOf(turn.now);
  const last =
    asked.what === 'last' ? await lastOf(meaning<'query'>(turn, asked), [branch], today) : undefined;
  const day = last && dateOf(last.activity.startAt);
  const { from, to } = calendarPeriod('year', today);
  const period = day === undefined ? (asked.period ?? { from, to }) : { from: day, to: day };
  return { ...asked, metric: 'my_attendance', what: 'persons_each', period };
}
