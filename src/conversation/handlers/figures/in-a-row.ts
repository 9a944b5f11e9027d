// 连着两次没来的有谁: who stayed away from meetings that followed on each other, as the roster has them.
import { meetingName } from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isExpected, type OwnRecord } from '../../../reports/own-records.ts';
import { MOST_MEETINGS, meetingsIn } from '../../../reports/roll-span.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { askOf, type Scope, unitsInScope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { inWords } from './form.ts';
import { paged, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

/** Names, and days of each, told in one message. */
const NAMES = 50;
const DAYS = 6;
/** A run, where no number is said. */
const SHORTEST = 2;

export const inARow = askOf(
  'see_figures',
  (turn: Turn<'query'>) => unitsInScope(turn, 'see_figures', { ...turn.intent, types: typesAsked(turn) }),
  tell,
);

async function tell(turn: Turn<'query'>, { tops }: Scope): Promise<Reply> {
  const { intent, org } = turn;
  const { from, to } = periodOf('year', dateOf(turn.now));
  const period = intent.period ?? { from, to };
  const question = { ...questionOf(turn, { tops }), period };
  const meetings = await meetingsIn(question, period);
  if (meetings > MOST_MEETINGS) return turn.say('roll.too_wide', { meetings });
  const times = intent.times ?? SHORTEST;
  const isAway = intent.metric === 'leave_list' ? isLeave : isAbsent;
  const order = new Map([...org.people.values()].map((person, i) => [person.id, i]));
  const due = (await METRIC_DEFINITIONS.my_attendance.find(question)).people
    .filter(({ person, records }) => isExpected(person) && records.length > 0)
    .sort((a, b) => order.get(a.person.id)! - order.get(b.person.id)!);
  const runs = due
    .map(({ person, records }) => ({ person, run: lastRun(records, isAway, times) }))
    .filter(({ run }) => run.length > 0);
  const isTold = turn.chat === '';
  const before = toldBefore(turn);
  const page = { rows: isTold ? runs.slice(before, before + NAMES) : [], total: isTold ? runs.length : 0 };
  const phrase = phraseOf(turn);
  const single = isSingle(tops);
  const reply = await paged(turn, page, (shown, more) =>
    turn.say('figures.in_a_row', {
      unit: tops.map((unit) => unitWords(org, unit)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, question.types),
      times,
      which: intent.metric,
      counted: due.length,
      count: runs.length,
      rows: shown.map(({ person, run }) => ({
        unit: single || person.branchId === null ? '' : org.unit(person.branchId).name,
        name: person.name,
        times: run.length,
        days: run.slice(-DAYS).map(({ fact: { activity } }) => ({
          at: activity.startAt,
          name: meetingName(activity.types),
        })),
      })),
      more,
      in_group: !isTold,
      unnamed: new Set(
        due.flatMap(({ records }) => records.filter(isUnnamed).map(({ fact }) => fact.activity.id)),
      ).size,
    }),
  );
  return inWords(turn, reply);
}

const isAbsent = ({ part }: OwnRecord): boolean => part === 'absent' || part === 'open';
const isUnnamed = ({ part }: OwnRecord): boolean => part === 'unnamed';
const isLeave = ({ part }: OwnRecord): boolean => part === 'leave';

/** The last run that is long enough. Numbers alone say nothing of anybody, and break none. */
function lastRun(
  records: readonly OwnRecord[],
  isAway: (one: OwnRecord) => boolean,
  times: number,
): readonly OwnRecord[] {
  let found: readonly OwnRecord[] = [];
  let run: OwnRecord[] = [];
  for (const one of records.filter((one) => !isUnnamed(one))) {
    run = isAway(one) ? [...run, one] : [];
    if (run.length >= times) found = run;
  }
  return found;
}
