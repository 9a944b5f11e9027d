// 本月谁请假了, 缺席人次, 今年谁迟到过: everybody who was away over a span of days, by the roster and never by rank.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition, StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { MOST_MEETINGS, meetingsIn } from '../../../reports/roll-span.ts';
import type { SpanLine } from '../../../reports/shapes.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import type { Act } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { asksReasons, maySeeReasons } from '../../reasons.ts';
import { askOf, type Scope, unitsInScope } from '../../scope.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { inForm, inWords } from './form.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { countedByUnit, isBound, tellWithin } from './within.ts';
import { phraseOf } from './words.ts';

/** Days told of one person. */
const DAYS = 6;
/** Names told without their days. */
const NAMES = 50;

const inScope = (turn: Turn<'query'>) =>
  unitsInScope(turn, 'see_figures', { ...turn.intent, types: typesAsked(turn) });

/** Several days are asked about, by somebody who may see the figures; a member hears of the last meeting alone. */
export function isOfSpan(turn: Turn<'query'>): boolean {
  const { period, format, what } = turn.intent;
  // 10月支委会就来了俩，算不算数: of the one there was
  if (!period || !isSpan(period) || what === 'quorum') return false;
  const scope = inScope(turn);
  const mayAll =
    !('reply' in scope) && scope.tops.every(({ id }) => mayDo(turn, 'see_figures', { unitId: id }));
  return mayAll || format !== undefined;
}

/** Names over a span are figures of persons: in a group only how many. @param ofOne answers of the one meeting there is */
export const away = (
  metric: Metric,
  definition: MetricDefinition<'roll'>,
  ofOne: Act<'query'>,
): Act<'query'> =>
  askOf('see_figures', inScope, async (turn, scope) => {
    const meetings = await meetingsIn(questionOf(turn, scope), turn.intent.period!);
    if (meetings > MOST_MEETINGS) return turn.say('roll.too_wide', { meetings });
    // 上月主题党日谁没来: of one meeting that is meant by its name the roll says more.
    const isMeant =
      metric === 'absentees' && typesAsked(turn) !== undefined && turn.intent.format === undefined;
    const alone = isMeant && meetings === 1 && (await ofOne.perform(turn));
    if (alone) return alone;
    const told = () => tell(turn, scope, metric, definition);
    const isOpenly = turn.chat !== '' && turn.intent.format === 'table';
    return isOpenly ? inWords(turn, await told()) : inForm(turn, scope, metric, told);
  });

async function tell(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  definition: MetricDefinition<'roll'>,
): Promise<Reply> {
  const question = questionOf(turn, scope);
  const { span } = await definition.find(question);
  const { counted, expected, unnamed, isAhead } = span!;
  // How many there are for one reason nobody can say who may not read all of them.
  const isHidden = span!.lines.some(({ activity }) => !maySeeReasons(turn, activity));
  if (turn.intent.source !== undefined && isHidden) return turn.say('roll.others_reasons');
  const lines = givenFor(turn, span!.lines);
  const { org } = turn;
  if (!isSingle(scope.tops) && isBound(turn, metric)) {
    const measured = countedByUnit(
      turn,
      scope,
      lines.map(({ activity }) => activity.unitId),
    );
    return tellWithin(turn, scope, { metric, period: question.period, measured });
  }
  const people = [...Map.groupBy(lines, ({ person }) => person.id).values()];
  const single = isSingle(scope.tops);
  const mayName = turn.chat === '';
  const isByUnit = turn.intent.what === 'by_unit';
  const withDays = mayName && people.length <= SHOWN && !isByUnit;
  const units = Map.groupBy(lines, (line) => placeOf(turn, line));
  const byUnit = !single && !withDays;
  const phrase = phraseOf(turn);
  const named = mayName && single ? people : [];
  const listed = byUnit ? [...units.values()] : withDays ? people : named;
  const before = toldBefore(turn);
  const page = { rows: listed.slice(before, before + (byUnit ? SHOWN : NAMES)), total: listed.length };
  const leaves = await leavesBeside(turn, metric, question);
  const onLeave = [...Map.groupBy(leaves, ({ person }) => person.id).values()];
  const showsLeaves = mayName && !isByUnit && onLeave.length <= SHOWN && before === 0 && !byUnit;
  return paged(turn, page, (shown, more) =>
    turn.say('roll.away', {
      unit: scope.tops.map((u) => unitWords(org, u)),
      period: periodWords(phrase, question.period!, turn.now),
      about: typesWords(phrase, question.types),
      which: metric,
      times: lines.length,
      heads: people.length,
      open: lines.filter(({ isOpen }) => isOpen).length,
      counted,
      expected,
      rate: isAhead || expected === 0 ? null : lines.length / expected,
      unnamed,
      people: withDays ? shown.map((own) => personWords(turn, own, single)) : [],
      names: withDays || byUnit ? [] : shown.map((own) => ({ name: own[0]!.person.name, times: own.length })),
      rows: byUnit
        ? shown.map((own) => ({
            unit: unitWords(org, org.unit(placeOf(turn, own[0]!))),
            times: own.length,
            heads: new Set(own.map(({ person }) => person.id)).size,
          }))
        : [],
      more,
      by_unit: byUnit,
      in_group: !mayName,
      hidden: hidesReasons(turn, [...span!.lines, ...leaves]),
      source: turn.intent.source ?? '',
      leaves: leaves.length,
      on_leave: showsLeaves ? onLeave.map((own) => personWords(turn, own, single)) : [],
    }),
  );
}

/** 出差请假的: those whose reason says so. */
function givenFor(turn: Turn<'query'>, lines: readonly SpanLine[]): readonly SpanLine[] {
  const { source } = turn.intent;
  if (source === undefined) return lines;
  const words =
    REASONS.find(([said]) => said.test(source))?.[1] ?? new RegExp(source.replace(/[^\p{L}]/gu, ''), 'u');
  return lines.filter(({ reason }) => words.test(reason));
}

/** What people write for what is asked. */
const REASONS: readonly [RegExp, RegExp][] = [
  [/病|住院/u, /病|住院|手术|发烧|发热|医|疼|痛|不舒服|体检/u],
  [/差/u, /差/u],
  [/公/u, /差|公|开会|会议|培训/u],
  [/培训/u, /培训|学习/u],
  [/务工/u, /务工|打工/u],
  [/事/u, /事|家/u],
];

/** 谁没来, 谁缺过, over a span: those on leave as well, unless whoever took none is asked for. */
async function leavesBeside(
  turn: Turn<'query'>,
  metric: Metric,
  question: StatsQuestion,
): Promise<readonly SpanLine[]> {
  // 缺席的和请假的分别是谁 tells them by themselves.
  if (metric !== 'absentees' || NO_LEAVE.test(turn.text) || (turn.sharing ?? 1) > 1) return [];
  const { span } = await METRIC_DEFINITIONS.leave_list.find(question);
  return span?.lines ?? [];
}
const NO_LEAVE = /[没未不]有?请过?假|[没未不]打招呼|无故|旷/u;

/** Why people were away is asked, and of some of them may not be told. */
const hidesReasons = (turn: Turn<'query'>, lines: readonly SpanLine[]): boolean =>
  asksReasons(turn) &&
  lines.some(({ activity, reason }) => reason !== '' && (turn.chat !== '' || !maySeeReasons(turn, activity)));

/** The branch whose meeting it was. */
const placeOf = ({ org }: Turn, { activity: { unitId } }: SpanLine): number =>
  org.branchOf(unitId)?.id ?? unitId;

function personWords(turn: Turn<'query'>, own: readonly SpanLine[], single: boolean) {
  const { person } = own[0]!;
  return {
    name: person.name,
    unit: single || person.branchId === null ? '' : turn.org.unit(person.branchId).name,
    times: own.length,
    days: own.slice(-DAYS).map(({ activity, reason, isOpen }) => ({
      at: activity.startAt,
      reason: maySeeReasons(turn, activity) ? reason : '',
      open: isOpen,
    })),
    earlier: Math.max(0, own.length - DAYS),
  };
}
