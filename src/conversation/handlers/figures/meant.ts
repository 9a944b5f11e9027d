// What a question about figures means beyond its words: which items, which units, the meetings behind a count.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { duesOf } from '../../../domain/figures/gaps.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import { kindNamed } from '../../../parsing/commands/kind-questions.ts';
import { isSingle, thisMonth } from '../../../reports/activities.ts';
import { scopeOf } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { lastNamed } from '../ledger/find.ts';
import { askedAt, lastAsked } from './asked.ts';

type Query = IntentOf<'query'>;

/** Neither a unit nor a kind nor a time is said. */
export const isUnsaid = ({ scope, activityType, period }: Query): boolean =>
  (scope ?? activityType ?? period) === undefined;

/** 还有几条整改没完成: of these alone, and not of all that is to be done. */
export function ofItsKind({ text }: Turn, asked: Query): Query {
  if (!OPEN_ITEMS.has(asked.metric) || asked.itemKind !== undefined || asked.mine) return asked;
  const named = kindNamed(text)?.kind;
  // 还有几个问题没销: a promise is no 问题, and is closed by another word.
  const isOfLedger = text.includes('整改') || (named === undefined && OF_LEDGER.test(text));
  const isLedger = isOfLedger && !WHOLE_LIST.test(text.trim());
  const handed = asked.metric === 'rectify_open' && HANDED.test(text) ? named : undefined;
  const itemKind = isLedger ? LEDGER_KIND : handed;
  return itemKind === undefined ? asked : { ...asked, itemKind };
}
const OPEN_ITEMS: ReadonlySet<Metric> = new Set<Metric>([
  'rectify_open',
  'rectify_overdue',
  'rectify_due_soon',
]);
const OF_LEDGER = /问题|销号|[没未][能有]?销|销[掉了完]/u;
/** The lists as they are called where all that is open is told together. */
const WHOLE_LIST = /整改(?:清单|台账)|(?:逾期|快到期的?)整改[。!！]?$|^未销号(?:的|清单|事项)*[。!！?？]?$/u;
const HANDED =
  /(?:上级|上面|党委|镇里|县里|领导)?(?:下发|布置|安排|派|给)(?:给|了)?(?:我们|我|支部|下来)?的?任务/u;

/** 请假都是啥原因, behind somebody's record: why they were, each time of it. */
export function ofTheirLeave(asked: Query, last: Query | undefined): Query {
  const isWhy = asked.metric === 'leave_list' && asked.what === 'reasons' && isUnsaid(asked) && !asked.names;
  if (!isWhy || last?.metric !== 'my_attendance') return asked;
  return { ...last, what: 'days_leave' };
}

/** 谁没报, behind how far a task is: of that task, whose units stand in its answer. */
export function ofItsTask({ text }: Turn, asked: Query, last: Query | undefined): Query {
  const isOfTask = last?.metric === 'rectify_item' && last.what === 'nodes';
  if (!isOfTask || asked.metric !== 'report_missing' || !isUnsaid(asked) || /会|记录/u.test(text))
    return asked;
  const { format: _, ...task } = last;
  return task;
}

/** 党员大会开了几次, with no time: within the period that its rule counts in, where that is longer than a month. */
export function ofItsRule({ org, settings, now }: Turn, asked: Query): Query {
  const { metric, period, activityType, activityTypes, what, times, sides, step, against } = asked;
  const isPlain = [period, times, sides, step, against, activityTypes].every((one) => one === undefined);
  if (metric !== 'activity_count' || activityType === undefined || !isPlain) return asked;
  if (what !== undefined && what !== 'by_unit') return asked;
  const due = duesOf(settings.cadence, org, { types: [activityType], today: dateOf(now) });
  for (const { id } of org.units.values()) {
    const own = due(id)[0]?.period;
    if (own)
      return own.to > thisMonth(now).to || own.from < thisMonth(now).from ? { ...asked, period: own } : asked;
  }
  return asked;
}

/** 没上的呢, behind how often several units held something in more than a quarter: those that never did. */
export function neverOfIt(turn: Turn, asked: Query, last: Query | undefined): Query {
  const isBare = asked.metric === 'activity_gap' && isUnsaid(asked) && asked.what === undefined;
  if (!isBare || last?.metric !== 'activity_count' || !last.activityType || !last.period) return asked;
  if (last.period.to <= addMonths(last.period.from, 3) || isOfOne(turn, last)) return asked;
  return { ...asked, metric: 'activity_count', what: 'below', times: 1 };
}

/** 都是哪些, behind how often one unit met: its meetings. */
export function isOfMeetings(turn: Turn, { what }: Partial<Query>, last: Query | undefined): boolean {
  return (
    what === 'which' &&
    last?.metric === 'activity_count' &&
    !/支部|单位|小组|[个家]/.test(turn.text) &&
    isOfOne(turn, last)
  );
}

function isOfOne(turn: Turn, asked: Query): boolean {
  const scope = scopeOf(meaning<'query'>(turn, asked), 'see_figures', asked);
  return 'tops' in scope && isSingle(scope.tops);
}

/** 谁负责, behind the story of one item. */
export const isWhoseOfOne = async (turn: Turn, { what }: Query): Promise<boolean> =>
  what === 'whose' && (await lastAsked(turn))?.metric === 'rectify_item';

/**
 * 期限到哪天, 为啥退回: of the item that was told, or of the list, where that was told last; undefined where there was
 * neither.
 */
export async function ofItsItem(turn: Turn, last: Query | undefined): Promise<Query | undefined> {
  if (last?.metric === 'rectify_item' && last.itemNo !== undefined) {
    const { what: _, format: __, ...same } = last;
    return same;
  }
  const isList = last !== undefined && OPEN_ITEMS.has(last.metric);
  // A list of one names it; what was named before other figures were told is of the past.
  const named = await lastNamed(turn, last ? await askedAt(turn) : 0);
  if (isList && !named) return last;
  return named && { intent: 'query', metric: 'rectify_item', itemNo: String(named.no) };
}
