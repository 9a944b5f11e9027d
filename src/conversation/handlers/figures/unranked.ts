// 谁请假最多, 哪个支部最高, 我排第几: nobody is ranked, and what there is is told in the order of the roster.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { type DateText, dateOf } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { scopeOf } from '../../scope.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { isOfSpan } from './away.ts';
import { headed } from './form.ts';
import { answerQuery } from './handlers.ts';
import { inARow } from './in-a-row.ts';

type Query = IntentOf<'query'>;

/** Who or what would be first. */
export const RANKING: ReadonlySet<string> = new Set(['rank', 'rank_units', 'in_a_row', 'often']);

/** Nobody is ranked: what there is are the figures of the units, in the order of the roster. */
export async function unranked(turn: Turn, asked: Query): Promise<Reply | null> {
  const own = await ownInstead(turn, asked);
  if (own) return own;
  if (
    asked.what === 'in_a_row' &&
    METRIC_DEFINITIONS[asked.metric].shape === 'roll' &&
    asked.metric !== 'late_list'
  )
    return inARow.perform(meaning(turn, asked));
  const persons = await byRoster(turn, asked);
  const reply = persons ?? (await answerQuery.perform(meaning(turn, unitsOnly(turn, asked))));
  if (!reply || isRefusal(reply)) return reply;
  const { text } = persons ? turn.say('figures.no_ranking_persons') : turn.say('figures.no_ranking');
  return headed(text, reply);
}

/** 我排第几, and anything of the kind from whoever is in charge of nothing: of themselves, held against nobody. */
async function ownInstead(turn: Turn, { what: _, ...asked }: Query): Promise<Reply | null> {
  const said = meaning<'query'>(turn, asked);
  const scope = scopeOf(said, 'see_figures', asked);
  const isOwn = asked.mine === true || ('tops' in scope && scope.tops.length === 0);
  if (!isOwn || turn.sender.branchId === null) return null;
  const { from, to } = periodOf('year', dateOf(turn.now));
  const { metric: _metric, ...rest } = asked;
  const own = { ...rest, metric: 'my_attendance', mine: true, period: asked.period ?? { from, to } } as const;
  const reply = await answerQuery.perform(meaning(turn, own));
  return reply && headed(turn.say('figures.no_ranking_own').text, reply);
}

/** 谁请假最多, 谁老不来: everybody who was away, as the roster has them, to those who may ask who was. */
async function byRoster(turn: Turn, { what, ...asked }: Query): Promise<Reply | null> {
  if ((what === 'rank_units' && !/谁/u.test(turn.text)) || METRIC_DEFINITIONS[asked.metric].shape !== 'roll')
    return null;
  const today = dateOf(turn.now);
  const isLong = what === 'in_a_row' || what === 'often';
  const span = isLong ? { from: addMonths(today, -3), to: today } : lately(turn);
  const spoken = meaning<'query'>(turn, { ...asked, period: asked.period ?? span });
  return isOfSpan(spoken) ? answerQuery.perform(spoken) : null;
}

/** 谁请假最多, on the first of a month: of the last months. */
function lately({ now }: Turn): Period {
  const today = dateOf(now);
  return isBegun(today) ? { from: addMonths(today, -3), to: today } : thisMonth(now);
}

/** 哪个支部请假最多, 哪个支部逾期最多: what each has of it; of persons and of anything else how many came. */
function unitsOnly(turn: Turn, { what, ...asked }: Query): Query {
  const { shape } = METRIC_DEFINITIONS[asked.metric];
  if (what === 'rank_units' && (shape === 'items' || shape === 'ledger'))
    return { ...asked, metric: 'rectify_rate', format: 'table' };
  if (what === 'rank_units' && shape === 'roll')
    return { ...asked, period: asked.period ?? lately(turn), what: 'by_unit' };
  const period = asked.period ?? longEnough(turn);
  const of = { ...asked, ...(period && { period }) };
  return shape === 'table' ? of : shape === 'heads' ? asked : { ...of, metric: 'attendance_rate' };
}

/** Of a month that has just begun there is little to hold against each other: the year is told. */
function longEnough({ now }: Turn): Query['period'] {
  const today = dateOf(now);
  const { from, to } = periodOf('year', today);
  return isBegun(today) ? { from, to } : undefined;
}
const isBegun = (today: DateText): boolean => Number(today.slice(-2)) <= FEW_DAYS;
const FEW_DAYS = 7;
