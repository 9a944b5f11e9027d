// Figures of a time that is still to come.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { typesAsked } from '../../question.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { isRatherAhead } from '../../year.ts';
import { phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** What looks back at what was kept; lists of meetings and of gaps look at plans too. */
const LOOKS_BACK: ReadonlySet<string> = new Set(['table', 'ledger', 'records']);
const MAY_BE_PLANNED: ReadonlySet<string> = new Set(['activities', 'gaps']);

/**
 * 12月到会率, asked in November: the month that comes is meant, of which nothing can be kept yet; last year's is offered.
 * A list of meetings is answered with what is planned.
 */
export function notYet(turn: Turn, asked: Query): { asked: Query; reply?: Reply } {
  const { metric, period } = asked;
  const { shape } = METRIC_DEFINITIONS[metric];
  // Of one day the roll looks ahead by itself; who has asked for leave of what is planned is known.
  const isOfRolls = shape === 'roll' && period !== undefined && isSpan(period);
  const mayBePlanned = MAY_BE_PLANNED.has(shape) || (isOfRolls && metric === 'leave_list');
  if (!period || !(LOOKS_BACK.has(shape) || mayBePlanned || isOfRolls)) return { asked };
  const today = dateOf(turn.now);
  // 后天县里来看整改，销了几条: the ledger is asked of as it stands now, and the day says by when.
  if (METRIC_RULES[metric].about === 'items' && period.from > today && !isSpan(period)) {
    const { period: _, ...now } = asked;
    return { asked: now };
  }
  const isOfLastYear = period.from.slice(0, 4) < today.slice(0, 4) && isRatherAhead(turn, period.to);
  const ahead = isOfLastYear ? { from: addMonths(period.from, 12), to: addMonths(period.to, 12) } : period;
  if (ahead.from <= today) return { asked };
  const meant = { ...asked, period: ahead };
  if (mayBePlanned) return { asked: meant };
  const phrase = phraseOf(turn);
  const { scope } = asked;
  const named = scope === undefined ? undefined : unitInQuestion(turn, scope);
  const reply = turn.say('figures.not_yet', {
    unit: named && 'unit' in named ? [unitWords(turn.org, named.unit)] : [],
    period: periodWords(phrase, ahead, turn.now),
    about: typesWords(phrase, typesAsked(meaning<'query'>(turn, asked))),
    metric: turn.say(`stats.metric.${metric}`).text,
    last_year: isOfLastYear ? periodWords(phrase, period, null) : '',
  });
  return { asked: meant, reply };
}
