// 主题党日固定为每月25日下午3点 党员活动室: the branch's fixed day, from which the activity makes itself.
import type { Activity } from '../../domain/activity/activity.ts';
import { type FixedDay, fixedDayIn, fixedStartIn } from '../../domain/activity/fixed-day.ts';
import { addDays, DAY_MS, dateOf, type Instant } from '../../domain/calendar/time.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { unitSettings } from '../../settings/units.ts';
import { act, type Ended, permit, simply } from '../act.ts';
import { changeActivity, putSetting } from '../effects.ts';
import type { Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';
import { tellChanged } from './change-activity.ts';

const SETTING = 'fixed_day';
const AHEAD_MS = 100 * DAY_MS;
const DEFAULT_CLOCK = '15:00';

interface Branch {
  unit: Unit;
}

export const setFixedDay = act<'fixed_day_set', Branch>({
  permit: permit('change_setting', ({ unit }) => ({ unitId: unit.id })),
  about: async (turn) => branchInQuestion(turn, turn.intent.scope),
  async carryOut(turn, { unit }) {
    const { intent } = turn;
    if (!intent.fixedDay) return turn.say('fixed_day.which');
    const before = await storedFixedDay(turn, unit.id);
    const fixed: FixedDay = {
      ...before,
      rule: intent.fixedDay,
      clock: intent.clock ?? before?.clock ?? DEFAULT_CLOCK,
      place: intent.place ?? before?.place ?? null,
    };
    await putSetting(turn, unit.id, SETTING, JSON.stringify(fixed));
    await moveComing(turn, unit.id, fixed);
    return turn.say('fixed_day.set', { ...fixedDayWords(turn, unit, fixed), next: nextDate(turn, fixed) });
  },
});

/** When a branch meets is for everybody to know. */
export const showFixedDay = simply<'fixed_day_show'>((turn) => tellFixedDay(turn, turn.intent.scope));

export async function tellFixedDay(turn: Turn, scope: string | undefined): Promise<Reply> {
  const branch = branchInQuestion(turn, scope);
  if ('reply' in branch) return (await eachFixedDay(turn, scope)) ?? branch.reply;
  const fixed = await storedFixedDay(turn, branch.unit.id);
  if (!fixed) return turn.say('fixed_day.none', { unit: branch.unit.name });
  return turn.say('fixed_day.shown', {
    ...fixedDayWords(turn, branch.unit, fixed),
    ...(await comingWords(turn, branch.unit, fixed)),
  });
}

/** 20号咋变21了: the next one as it is planned, and why it is on another day than the rule says. */
async function comingWords(turn: Turn, { id }: Unit, fixed: FixedDay) {
  const planned = await coming(turn, id);
  const first = planned.sort((a, b) => a.startAt - b.startAt)[0];
  const next = first?.startAt ?? nextDate(turn, fixed);
  const moved = movedFrom(turn, fixed, { fixedFor: first?.fixedFor ?? null, startAt: next });
  return { next, nominal: moved?.nominal ?? dateOf(next), why: moved?.why ?? 'same' };
}

/** Undefined in a month that lacks the day. */
export function movedFrom(
  { settings }: Turn,
  { rule, shift = settings.reminders.fixedDay.shift }: FixedDay,
  { fixedFor, startAt }: Pick<Activity, 'fixedFor' | 'startAt'>,
) {
  const { calendar } = settings;
  const month = fixedFor ?? dateOf(startAt).slice(0, 7);
  const nominal = fixedDayIn(month, rule, 'keep', calendar);
  if (nominal === undefined) return undefined;
  const date = dateOf(startAt);
  const isMoved = date === fixedDayIn(month, rule, shift, calendar);
  const why = date === nominal ? ('same' as const) : isMoved ? ('day_off' as const) : ('changed' as const);
  return { nominal, why };
}

const SHOWN = 20;

/** 各支部固定日都是几号: of a committee, each branch that has one. */
async function eachFixedDay(turn: Turn, scope: string | undefined): Promise<Reply | undefined> {
  const named = unitInQuestion(turn, scope);
  if (named && 'reply' in named) return undefined;
  const top = named?.unit ?? homeUnit(turn) ?? turn.org.roots()[0];
  const branches = top ? turn.org.subtree(top.id).filter(({ kind }) => kind === 'branch') : [];
  if (branches.length < 2) return undefined;
  const rows = [];
  for (const unit of branches) {
    const fixed = await storedFixedDay(turn, unit.id);
    if (fixed) rows.push({ ...fixedDayWords(turn, unit, fixed), next: nextDate(turn, fixed) });
  }
  return turn.say('fixed_day.each', {
    unit: top!.name,
    rows: rows.slice(0, SHOWN),
    more: Math.max(0, rows.length - SHOWN),
    without: branches.length - rows.length,
  });
}

export const clearFixedDay = act<'fixed_day_clear', Branch>({
  permit: permit('change_setting', ({ unit }) => ({ unitId: unit.id })),
  about: async (turn) => branchInQuestion(turn, turn.intent.scope),
  async carryOut(turn, { unit }) {
    if (!(await storedFixedDay(turn, unit.id))) return turn.say('fixed_day.none', { unit: unit.name });
    await putSetting(turn, unit.id, SETTING, null);
    for (const activity of await coming(turn, unit.id)) {
      await tellChanged(turn, await changeActivity(turn, activity, { stage: 'cancelled' }), 'cancelled');
    }
    return turn.say('fixed_day.cleared', { unit: unit.name });
  },
});

function branchInQuestion(turn: Turn, scope: string | undefined): Branch | Ended {
  const named = unitInQuestion(turn, scope);
  if (named && 'reply' in named) return named;
  const home = named?.unit ?? homeUnit(turn);
  const unit = home && turn.org.branchOf(home.id);
  return unit ? { unit } : { reply: turn.say('fixed_day.which_branch') };
}

const storedFixedDay = async (turn: Turn, unitId: number): Promise<FixedDay | undefined> =>
  (await unitSettings(turn, unitId)).fixedDay;

/** Those that made themselves already and lie ahead. */
async function coming(turn: Turn, unitId: number) {
  const list = await turn.tx.activities([unitId], turn.now, turn.now + AHEAD_MS);
  return list.filter((a) => a.source === 'fixed_day' && a.stage === 'planned');
}

/** What made itself under the old rule follows the new one; a month whose new day is over keeps the old. */
async function moveComing(turn: Turn, unitId: number, fixed: FixedDay): Promise<void> {
  for (const activity of await coming(turn, unitId)) {
    const startAt = momentIn(turn, fixed, activity.fixedFor ?? dateOf(activity.startAt).slice(0, 7));
    if (startAt === undefined || startAt <= turn.now) continue;
    if (startAt === activity.startAt && fixed.place === activity.place) continue;
    await tellChanged(turn, await changeActivity(turn, activity, { startAt, place: fixed.place }), 'changed');
  }
}

const momentIn = ({ settings }: Turn, fixed: FixedDay, month: string): Instant | undefined =>
  fixedStartIn(month, fixed, settings.reminders.fixedDay.shift, settings.calendar);

function nextDate(turn: Turn, fixed: FixedDay): Instant {
  for (let month = dateOf(turn.now).slice(0, 7), i = 0; i < 14; i++) {
    const at = momentIn(turn, fixed, month);
    if (at !== undefined && at > turn.now) return at;
    month = addDays(`${month}-28`, 5).slice(0, 7);
  }
  return turn.now;
}

/** The day as sentences write it. */
export function fixedDayWords(turn: Turn, unit: Unit, fixed: FixedDay) {
  const { rule } = fixed;
  return {
    unit: unit.name,
    place: fixed.place ?? '',
    clock: fixed.clock,
    day: turn.say(`fixed_day.rule_${rule.kind}`, { day: 0, nth: 0, weekday: 0, ...rule }).text,
  };
}
