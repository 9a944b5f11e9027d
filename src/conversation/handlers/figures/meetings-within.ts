// 到会率低于80%的会有哪些, 全到齐的会: the meetings of which it is true, the newest last.
import { meetingName } from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { MOST_MEETINGS, meetingsIn } from '../../../reports/roll-span.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { isWithin } from './within.ts';
import { phraseOf } from './words.ts';

/** Whether meetings are asked about that a share is below, or reaches. */
export const isOfMeetingsWithin = ({ intent: { what, percent } }: Turn<'query'>): boolean =>
  (what === 'below' || what === 'reached') && percent !== undefined;

export async function meetingsWithin(
  turn: Turn<'query'>,
  { tops }: Scope,
  definition: MetricDefinition<'activities'>,
): Promise<Reply> {
  const { from, to } = periodOf('year', dateOf(turn.now));
  const period = turn.intent.period ?? { from, to };
  const question = { ...questionOf(turn, { tops }), period };
  const meetings = await meetingsIn(question, period);
  if (meetings > MOST_MEETINGS) return turn.say('roll.too_wide', { meetings });
  const counted = (await definition.find(question)).lines.flatMap(
    ({ activity, outcome, present, expected }) =>
      outcome === 'held' && present !== null && expected !== null && expected > 0
        ? [{ activity, part: present, whole: expected }]
        : [],
  );
  const fitting = counted.filter((one) => isWithin(turn, one));
  const before = toldBefore(turn);
  const newest = fitting.toReversed().slice(before, before + SHOWN);
  const phrase = phraseOf(turn);
  const single = isSingle(tops);
  const { what, percent, upTo, under } = turn.intent;
  return paged(turn, { rows: newest, total: fitting.length }, (shown, more) =>
    turn.say('figures.meetings_within', {
      unit: tops.map((unit) => unitWords(turn.org, unit)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, question.types),
      rate: true,
      amount: percent!,
      reached: what === 'reached',
      up_to: upTo ?? null,
      under: under ?? null,
      count: fitting.length,
      of: counted.length,
      rows: shown.toReversed().map(({ activity, part, whole }) => ({
        startAt: activity.startAt,
        unit: single && activity.unitId === tops[0]!.id ? '' : turn.org.unit(activity.unitId).name,
        name: meetingName(activity.types),
        rate: part / whole,
        present: part,
        expected: whole,
      })),
      more,
    }),
  );
}
