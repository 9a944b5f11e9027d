// 哪个书记今年还没讲过党课: of each branch its secretary, and who lectured there by its records.
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { type ActivityFact, outcomeOf } from '../../../domain/figures/activities.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import { factsOf, unitsBelow } from '../../../reports/activities.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

/** Without a time over the year; those who have not stand first. */
export async function secretaryLectures(turn: Turn<'query'>, scope: Scope, _metric: Metric): Promise<Reply> {
  const { org, now } = turn;
  const { from, to } = periodOf('year', dateOf(now));
  const period = turn.intent.period ?? { from, to };
  const question = questionOf(turn, scope);
  const facts = await factsOf(question, scope.tops, period, question.types);
  const held = Map.groupBy(
    facts.filter((fact) => outcomeOf(fact) === 'held'),
    ({ activity: { unitId } }) => org.branchOf(unitId)?.id ?? unitId,
  );
  const branches = unitsBelow(question, scope.tops).filter(({ kind }) => kind === 'branch');
  const lines = branches.map((branch) => {
    const own = held.get(branch.id) ?? [];
    const names = org.holders(branch.id, '书记').map(({ name }) => name);
    return {
      unit: unitWords(org, branch),
      names,
      held: own.length,
      own: own.filter((fact) => names.some((name) => lecturerOf(fact).includes(name))).length,
      others: [...new Set(own.map(lecturerOf).filter((who) => who !== '' && !names.includes(who)))],
      unwritten: own.filter((fact) => lecturerOf(fact) === '').length,
    };
  });
  const lacking = lines.filter(({ own }) => own === 0);
  const told = [...lacking, ...lines.filter(({ own }) => own > 0)];
  const before = toldBefore(turn);
  const page = { rows: told.slice(before, before + SHOWN), total: told.length };
  return paged(turn, page, (rows, more) =>
    turn.say('figures.secretary_lectures', {
      unit: scope.tops.map((top) => unitWords(org, top)),
      period: periodWords(phraseOf(turn), period, now),
      about: typesWords(phraseOf(turn), question.types?.slice(0, 1)),
      of: lines.length,
      lacking: lacking.length,
      rows,
      more,
    }),
  );
}

const lecturerOf = ({ activity }: ActivityFact): string => activity.lecturer ?? '';
