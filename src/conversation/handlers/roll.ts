import type { Activity } from '../../domain/activity/activity.ts';
import type { Roll } from '../../domain/activity/attendance.ts';
import { isFor } from '../../domain/activity/due.ts';
import { FEW, LEAVE_KINDS, leaveKindOf } from '../../domain/activity/leave-kind.ts';
import { quorumOf } from '../../domain/activity/report.ts';
import { typeRow } from '../../domain/activity/types.ts';
import { votersOf } from '../../domain/activity/votes.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { dateOf } from '../../domain/calendar/time.ts';
import type { Period } from '../../domain/slots.ts';
import type { Reply } from '../../ports/channels.ts';
import type { MetricDefinition } from '../../reports/metric.ts';
import type { MetricOf } from '../../reports/metrics/list.ts';
import { unitWords } from '../../reports/words.ts';
import { targetOf } from '../near.ts';
import { questionOf } from '../question.ts';
import { asksReasons, maySeeReasons } from '../reasons.ts';
import { meantHere, type Scope } from '../scope.ts';
import { mayDo, refuse, type Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { isRatherAhead } from '../year.ts';
import { headed } from './figures/form.ts';
import { paged, toldBefore } from './figures/pages.ts';
import { exampleOf } from './figures/words.ts';
import { elsewhere, peopleAsked, severalAsked, tellPeople } from './roll-person.ts';

/** Names listed at most. */
const NAMES = 50;

/** 12月25日谁请假: a day read as past may be the coming one. */
function periodMeant(turn: Turn<'query'>): Period | undefined {
  const { period } = turn.intent;
  if (!period || !isRatherAhead(turn, period.to)) return period;
  return { from: addMonths(period.from, 12), to: addMonths(period.to, 12) };
}

/** 请假原因, asked by whoever may not read them: how many of each kind, to those who may count at all. */
function reasonsHidden(turn: Turn<'query'>, activity: Activity, leave: Roll['leave']) {
  if (!asksReasons(turn) || leave.length === 0) return null;
  const kinds = Map.groupBy(leave, ({ reason }) => leaveKindOf(reason));
  // Beside the names one kind alone would say why each of them was away, and kinds of one or two each nearly so.
  const isMany = kinds.size > 1 && [...kinds.values()].some(({ length }) => length >= FEW);
  const mayCount = isMany && turn.chat === '' && mayDo(turn, 'see_figures', targetOf(activity));
  return {
    kinds: LEAVE_KINDS.filter((kind) => mayCount && kinds.has(kind)).map((kind) => {
      const { length } = kinds.get(kind)!;
      return { kind, count: length < FEW ? null : length };
    }),
    few: FEW,
  };
}

/** 下次党课请假的有几个 */
const NEXT = /下一?[次回场]/u;

const isBehindUs = ({ intent: { period }, now }: Turn<'query'>): boolean =>
  period !== undefined && period.to < dateOf(now);

/** Of somebody who is named only meetings that are theirs. */
function fitsOf(turn: Turn<'query'>, scope: Scope): ((activity: Activity) => boolean) | undefined {
  const here = meantHere(turn, scope);
  const named = (turn.intent.names ?? []).flatMap((name) => turn.org.named(name));
  if (named.length === 0) return here;
  return (activity) =>
    here?.(activity) !== false && named.some((person) => isFor(activity, person, turn.org));
}

/** Whose it is, where that is not plain. */
function whoseOf(turn: Turn, { tops }: Scope, { unitId }: Activity): string {
  const ownGroup = turn.groupUnit?.id ?? (turn.chat === '' ? turn.sender.groupId : null);
  const isAsked = tops.length === 1 && tops[0]!.id === unitId;
  return isAsked || unitId === ownGroup ? '' : unitWords(turn.org, turn.org.unit(unitId));
}

/** 谁没签到, 签到情况, 谁请假: the roll of the current activity, or of a past one that is named. */
export async function roll(
  turn: Turn<'query'>,
  scope: Scope,
  metric: MetricOf<'roll'>,
  definition: MetricDefinition<'roll'>,
): Promise<Reply> {
  const question = { ...questionOf(turn, scope), fits: fitsOf(turn, scope) };
  const isAhead = (turn.intent.what === 'coming' || NEXT.test(turn.text)) && !isBehindUs(turn);
  const one = { ...question, oneMeeting: true as const, ...(isAhead && { ahead: true as const }) };
  const near = await definition.find({ ...one, period: periodMeant(turn) });
  // 上次党员大会谁没来: a kind of meeting may be held a few times a year.
  const isRare = !near.of && turn.intent.period === undefined && question.types !== undefined && !isAhead;
  const today = dateOf(turn.now);
  const { of } = isRare
    ? await definition.find({ ...one, period: { from: addMonths(today, -12), to: today } })
    : near;
  const people = metric === 'leave_list' ? peopleAsked(turn, scope) : [];
  const inOther =
    people.length > 0 ? (severalAsked(turn, scope) ?? elsewhere(turn, scope, people)) : undefined;
  if (inOther) return inOther;
  if (!of)
    return turn.say('roll.nothing', {
      named: turn.intent.period !== undefined,
      example: exampleOf(question.types),
      plans: scope.tops.some(({ id }) => mayDo(turn, 'plan_activity', { unitId: id })),
    });
  const { activity, phase, roll: result } = of;
  // Who was away from another group's meeting is a figure of that group.
  const group = turn.org.unit(activity.unitId);
  const isAnothers =
    group.kind === 'group' && turn.sender.groupId !== group.id && turn.groupUnit?.id !== group.id;
  if (isAnothers && !mayDo(turn, 'see_figures', targetOf(activity)))
    return refuse(turn, 'see_figures', targetOf(activity));
  if (people.length > 0) {
    const { name, startAt } = activityWords(turn, activity);
    const unit = whoseOf(turn, scope, activity);
    return tellPeople(turn, activity, result, people, { name, unit, startAt });
  }
  const seesReasons = turn.chat === '' && maySeeReasons(turn, activity);
  const leaves = result.leave.map((a) =>
    seesReasons && a.reason ? `${a.person.name}(${a.reason})` : a.person.name,
  );
  const isToCome = isAhead && phase === 'planned';
  // Where figures alone were reported, who of them came is not known.
  const missing = result.unnamed > 0 || isToCome ? [] : result.missing.map((p) => p.name);
  const before = toldBefore(turn);
  const page = {
    rows: missing.slice(before, before + NAMES),
    total: metric === 'absentees' ? missing.length : 0,
  };
  const told = await paged(turn, page, (shown, more) =>
    turn.say(isToCome ? 'roll.coming' : `roll.${metric}`, {
      ...activityWords(turn, activity),
      unit: whoseOf(turn, scope, activity),
      phase,
      present: result.attended,
      expected: result.expected,
      leaves,
      late: result.late.map((p) => p.name),
      hidden: seesReasons ? null : reasonsHidden(turn, activity, result.leave),
      absent: result.absent.map((a) => a.person.name),
      unnamed: result.unnamed,
      pending: result.pendingLeave.map((a) => a.person.name),
      makeup: result.pendingMakeup.map((p) => p.name),
      missing: shown,
      missing_count: missing.length,
      more,
      mobile: result.due.mobile.length,
      extra: result.extra.map((p) => p.name),
    }),
  );
  return turn.intent.what === 'quorum' ? headed(quorumWords(turn, activity, result), told) : told;
}

/** 就来了俩，算不算数: by how many must be there of those who are reckoned. */
function quorumWords(turn: Turn, activity: Activity, result: Roll): string {
  const quorum = quorumOf(activity, turn.org);
  const isOfVoters = activity.types.some((type) => typeRow(type).quorum === 'full_members');
  const there = isOfVoters ? votersOf(result).present : result.attended;
  return turn.say('roll.quorum', {
    needed: quorum?.needed ?? 0,
    of: quorum?.of ?? 0,
    present: there,
    voters: isOfVoters,
    enough: quorum !== null && there >= quorum.needed,
  }).text;
}
