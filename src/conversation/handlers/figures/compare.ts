// 11月和12月, 第一支部和第二支部, 环比, 同比: the same figure on two sides or more, side by side.

import { earlierPeriod } from '../../../domain/calendar/earlier.ts';
import type { Instant } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import { tenthsOf } from '../../../domain/figures/percent.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { FigureSide, Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { definitionOf } from '../../../reports/definition.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { MOST_MEETINGS, meetingsIn } from '../../../reports/roll-span.ts';
import { countSide, type SideCount } from '../../../reports/sides.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { act, type Ended } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { type Scope, scopeOf } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { COMPARED } from './asked.ts';
import { eachOf } from './compare-each.ts';
import { compareInForm } from './compare-form.ts';
import { courseOf, eachStep, stepSides } from './course.ts';
import { headed, ofEverybody } from './form.ts';
import { countedIn, lineBefore } from './month-before.ts';
import { phraseOf } from './words.ts';

/** As many sides as a phone shows at a glance. */
const MOST_SIDES = 4;

/** One side: what is asked of whom. */
interface Side {
  turn: Turn<'query'>;
  scope: Scope;
}

export const isCompared = ({ intent: { sides, against, step } }: Turn<'query'>): boolean =>
  sides !== undefined || against !== undefined || step !== undefined;

/** The sender must be allowed to ask about every side. */
export const compare = act<'query', { sides: Side[] }>({
  permit: {
    actions: ['see_figures'],
    asked: (_turn, { sides }) =>
      sides.flatMap(({ scope }) =>
        scope.tops.map((unit) => ({ action: 'see_figures', on: { unitId: unit.id } })),
      ),
  },
  about: async (turn) => sidesOf(turn),
  carryOut: async (turn, { sides }) => {
    const before = await monthBefore(turn, sides);
    if (!before) {
      const said = await tell(turn, sides);
      const each = await eachOf({ ...turn, sharing: 2 }, sides);
      return ofEverybody(turn, each ? { ...said, text: `${said.text}\n${each.text}` } : said);
    }
    const line = lineBefore(turn, [], before);
    return ofEverybody(turn, headed(line, await tell(turn, before.sides)));
  },
});

/** 一支部和二支部对比, on the first of a month: of the month before, where no side has anything in this one. */
async function monthBefore(
  turn: Turn<'query'>,
  sides: readonly Side[],
): Promise<{ sides: Side[]; period: Period; of: Period } | undefined> {
  const { metric, period, against, step } = turn.intent;
  const isDated = period !== undefined || turn.intent.sides?.some((side) => side.period !== undefined);
  if (isDated || against !== undefined || step !== undefined) return undefined;
  if (METRIC_DEFINITIONS[metric].shape !== 'table' || sides.some(({ scope }) => scope.tops.length === 0))
    return undefined;
  const of = thisMonth(turn.now);
  const earlier = earlierPeriod(of, 'previous');
  const then = sides.map(({ turn: one, scope }) => ({
    turn: meaning<'query'>(one, { ...one.intent, period: earlier }),
    scope,
  }));
  if ((await isCounted(metric, sides)) || !(await isCounted(metric, then))) return undefined;
  return { sides: then, period: earlier, of };
}

async function isCounted(metric: Metric, sides: readonly Side[]): Promise<boolean> {
  for (const { turn, scope } of sides)
    if (await countedIn(turn, scope, metric, turn.intent.period!)) return true;
  return false;
}

function sidesOf(turn: Turn<'query'>): { sides: Side[] } | Ended {
  const { metric } = turn.intent;
  const { shape } = METRIC_DEFINITIONS[metric];
  const no = { reply: turn.say('figures.not_compared', { metric: turn.say(`stats.metric.${metric}`).text }) };
  if (!COMPARED.has(shape)) return no;
  const asked = eachAsked(turn);
  if (asked.length > MOST_SIDES)
    return { reply: turn.say('figures.too_many_sides', { sides: asked.length, most: MOST_SIDES }) };
  const sides: Side[] = [];
  for (const intent of asked.flatMap((one) => eachStep(one, turn.now, asked.length))) {
    const one = meaning<'query'>(turn, intent);
    const scope = scopeOf(one, 'see_figures', { ...intent, types: typesAsked(one) });
    if ('reply' in scope) return scope;
    // Of who was away a person has a record of their own, and no figure.
    if (shape === 'roll' && scope.tops.length === 0) return no;
    sides.push({ turn: one, scope });
  }
  const keys = sides.map(({ turn: one, scope }) =>
    JSON.stringify([scope.tops, one.intent.period, typesAsked(one)]),
  );
  if (turn.intent.step === undefined && new Set(keys).size < sides.length)
    return { reply: turn.say('figures.same_sides', { sides: namesOf(turn, sides, turn.now).head }) };
  return { sides };
}

/** What was not reported is asked of more than a month. */
const hasItsOwnTime = (metric: Metric): boolean =>
  METRIC_DEFINITIONS[metric].shape === 'ledger' || metric === 'report_missing';

/** The question once for each side. */
function eachAsked(turn: Turn<'query'>): IntentOf<'query'>[] {
  const { sides = stepSides(turn), against, ...asked } = turn.intent;
  const isDated = asked.step === undefined && (against !== undefined || !hasItsOwnTime(asked.metric));
  const each = sides.map((side: FigureSide) => ({
    ...(isDated && { period: thisMonth(turn.now) }),
    ...asked,
    ...side,
  }));
  if (against === undefined) return each;
  return each.flatMap((one) => [{ ...one, period: earlierPeriod(one.period!, against) }, one]);
}

async function tell(turn: Turn<'query'>, all: readonly Side[]): Promise<Reply> {
  const { metric, step } = turn.intent;
  // A person's record is nobody else's to read.
  const isOwn = all.some(({ scope }) => scope.tops.length === 0);
  if (isOwn && turn.chat !== '') return turn.say('figures.of_a_person', { person: '', who: [] });
  const meetings = await tooManyMeetings(metric, all);
  if (meetings !== undefined) return turn.say('roll.too_wide', { meetings });
  const counted: SideCount[] = [];
  for (const side of all) counted.push(await countSide(metric, questionOf(side.turn, side.scope)));
  const course = step && courseOf(turn, all, counted);
  const isTold = (_: unknown, i: number) => course === undefined || course.isTold(i);
  const [sides, counts] = [all.filter(isTold), counted.filter(isTold)];
  const { head, apart } = namesOf(turn, sides, turn.now);
  const rows = counts.map(({ part, whole }, i) => ({
    side: apart[i]!,
    part,
    whole,
    rate: whole ? part / whole : null,
  }));
  const figure = turn.say(`stats.metric.${metric}`).text;
  const said = turn.say('figures.compared', {
    head,
    metric: figure,
    counts: metric === 'headcount_total' || METRIC_DEFINITIONS[metric].shape === 'roll' ? 'heads' : 'times',
    own: sides.every(({ scope }) => scope.tops.length === 0),
    step: step ?? '',
    lead: course?.lead ?? '',
    definition:
      step === undefined || turn.intent.format === 'chart' ? '' : definitionOf(turn.templates, metric),
    rows,
    ...differenceOf(step === undefined ? rows : [], sides),
    unrecorded: counts.reduce((sum, count) => sum + count.unrecorded, 0),
  });
  // With its year: what is kept is looked at later.
  const kept = namesOf(turn, sides, null);
  const about = { head: kept.head, metric: figure };
  const [first = '', last = ''] = kept.apart.length > 1 ? [kept.apart[0]!, kept.apart.at(-1)!] : kept.apart;
  const title = (
    step === undefined
      ? turn.say('paper.compared', about)
      : turn.say(`paper.by_${step}`, { ...about, first, last: withoutYearOf(first, last) })
  ).text;
  return compareInForm(
    turn,
    title,
    sides.map((side, i) => ({ name: kept.apart[i]!, question: questionOf(side.turn, side.scope) })),
    said,
    course,
  );
}

/** 2026年8月至11月: the year is said once. */
const withoutYearOf = (first: string, last: string): string => {
  const year = /^\d{4}年/u.exec(first)?.[0];
  return year !== undefined && last.startsWith(year) ? last.slice(year.length) : last;
};

/** Who was away is read roll by roll. */
async function tooManyMeetings(metric: Metric, sides: readonly Side[]): Promise<number | undefined> {
  if (METRIC_DEFINITIONS[metric].shape !== 'roll') return undefined;
  const periods = sides.flatMap(({ turn }) => turn.intent.period ?? []);
  const from = periods.map((p) => p.from).sort()[0];
  const to = periods
    .map((p) => p.to)
    .sort()
    .at(-1);
  if (from === undefined || to === undefined) return undefined;
  const [first] = sides;
  const meetings = await meetingsIn(questionOf(first!.turn, first!.scope), { from, to });
  return meetings > MOST_MEETINGS ? meetings : undefined;
}

type Row = { side: string; part: number; whole: number | null };

/** Of two sides that have something to count; the later period is held against the earlier one. */
function differenceOf(rows: readonly Row[], sides: readonly Side[]) {
  const [a, b] = rows;
  const none = { told: false, first: '', second: '', by: 0, more: false };
  if (rows.length !== 2 || !a || !b || a.whole === 0 || b.whole === 0) return none;
  const [before, after] = sides.map(({ turn }) => turn.intent.period?.from ?? '');
  const [first, second] = before! < after! ? [b, a] : [a, b];
  // What is shown can be checked: the difference is that of the figures as they stand there.
  const figure = ({ part, whole }: Row) => (whole === null ? part : tenthsOf(part, whole));
  const by = figure(first) - figure(second);
  const isRate = first.whole !== null;
  return {
    told: true,
    first: first.side,
    second: second.side,
    by: Math.abs(by) / (isRate ? 10 : 1),
    more: by > 0,
  };
}

/** What the sides have in common, and what tells each from the others. @param now null: with the year of each */
function namesOf(turn: Turn, sides: readonly Side[], now: Instant | null) {
  const names = sides.map((side) => wordsOf(turn, side, now));
  const isCommon = names[0]!.map(
    (word, part) => (names.length > 1 || part !== WHEN) && names.every((other) => other[part] === word),
  );
  const parts = (which: boolean) => (words: readonly string[]) =>
    words.filter((_, part) => isCommon[part] === which).join('');
  return { head: parts(true)(names[0]!), apart: names.map(parts(false)) };
}

/** One month alone is still told as that. */
const WHEN = 1;

/** Whose, of when, about what. */
function wordsOf({ org, sender }: Turn, { turn, scope }: Side, now: Instant | null): string[] {
  const phrase = phraseOf(turn);
  const { period } = turn.intent;
  return [
    scope.tops.length === 0 ? sender.name : scope.tops.map((u) => unitWords(org, u)).join('、'),
    period ? periodWords(phrase, period, now) : '',
    typesWords(phrase, typesAsked(turn)),
  ];
}
