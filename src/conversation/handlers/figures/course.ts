// 各月到会率, 按季度看: the same figure month by month or quarter by quarter, up to a dozen of them.
import { courseSpan, stepsIn } from '../../../domain/calendar/steps.ts';
import { dateOf, type Instant } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { FigureSide } from '../../../domain/slots.ts';
import { saysTimes } from '../../../parsing/asked/in-word.ts';
import { unitsBelow } from '../../../reports/activities.ts';
import { monthNames } from '../../../reports/picture.ts';
import type { SideCount } from '../../../reports/sides.ts';
import { typesAsked } from '../../question.ts';
import { scopeOf } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { phraseOf } from './words.ts';

/** As many as one answer tells, the latest of them; of several units together so many lines. */
const MOST_STEPS = 12;
const MOST_LINES = 24;

/** The question once for each month or quarter; one that has not begun says nothing. */
export function eachStep(asked: IntentOf<'query'>, now: Instant, lines: number): IntentOf<'query'>[] {
  const { step, ...one } = asked;
  if (step === undefined) return [asked];
  const today = dateOf(now);
  const most = Math.min(MOST_STEPS, Math.floor(MOST_LINES / lines));
  const steps = stepsIn(one.period ?? courseSpan(step, today), step, today);
  return steps.slice(-most).map((period) => ({ ...one, period }));
}

/** 各支部各月到会率: a course for each branch. */
export function stepSides(turn: Turn<'query'>): readonly FigureSide[] {
  const { step, what } = turn.intent;
  if (step === undefined || what !== 'by_unit') return [{}];
  const scope = scopeOf(turn, 'see_figures', { ...turn.intent, types: typesAsked(turn) });
  if ('reply' in scope) return [{}];
  const units = unitsBelow(turn, scope.tops).filter(({ kind }) => kind === 'branch');
  return units.length > 0 ? units.map(({ path }) => ({ scope: path })) : [{}];
}

interface Course {
  /** of the months or quarters that are told */
  names: string[];
  /** 1月至7月, where nothing was kept yet; empty where there are none */
  lead: string;
  /** whether that side is */
  isTold(side: number): boolean;
}

/** Fewer are told one by one; two quarters of nothing are half a year of which nothing was kept. */
const FEWEST_LEAD = { month: 3, quarter: 2 };

/** @param sides those of the first line in the order of time, then those of the next */
export function courseOf(
  turn: Turn<'query'>,
  sides: readonly { turn: Turn<'query'> }[],
  counts: readonly SideCount[],
): Course {
  const periods = sides.map((side) => side.turn.intent.period!);
  const again = periods.findIndex((p, i) => i > 0 && p.from === periods[0]!.from);
  const steps = again < 0 ? periods.length : again;
  const names = monthNames(periods.slice(0, steps), phraseOf(turn), turn.now);
  const isEmpty = (step: number) =>
    counts.every(({ part, whole }, i) => i % steps !== step || (whole ?? part) === 0);
  const first = names.findIndex((_, step) => !isEmpty(step));
  const empty = first < 0 ? steps - 1 : first;
  const lead = empty < FEWEST_LEAD[turn.intent.step ?? 'month'] ? 0 : empty;
  // 三次党日到会率出个图: of those times alone, and of no month that has only begun.
  const isOfTimes = turn.intent.format === 'chart' && saysTimes(turn.text) && first >= 0;
  const end = isOfTimes && isEmpty(steps - 1) ? steps - 1 : steps;
  return {
    names: names.slice(lead, end),
    lead:
      lead === 0 || isOfTimes
        ? ''
        : turn.say('figures.steps', { first: names[0]!, last: names[lead - 1]! }).text,
    isTold: (side) => side % steps >= lead && side % steps < end,
  };
}
