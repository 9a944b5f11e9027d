// 十月销了几个号, 上个月新增了哪些问题, 我批了几个: what was closed or opened in a span, one by one, and by whom.
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import { type Item, type ItemBrief, isOpen } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle, momentsOf } from '../../../reports/activities.ts';
import { wholeItems } from '../../../reports/items.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from '../figures/pages.ts';
import { phraseOf } from '../figures/words.ts';
import { rememberNamed } from './find.ts';
import { placeOf } from './lists.ts';
import { sourceMeant } from './narrow.ts';
import { person } from './people.ts';
import { sentBack } from './sent-back.ts';
import { tellStory } from './tell-story.ts';
import { itemWords } from './words.ts';

const MOVES: ReadonlySet<string> = new Set(['closed', 'opened', 'approved', 'sent_back', 'newest', 'oldest']);

/** 刚登记的那条; 最早登记的还没销的 */
const endOf = (items: readonly ItemBrief[], what: 'newest' | 'oldest') =>
  items
    .filter((item) => (what === 'newest' ? item.gone === null : isOpen(item)))
    .toSorted((a, b) => (a.openedAt - b.openedAt || a.no - b.no) * (what === 'newest' ? -1 : 1))[0];

export const isOfMoves = ({ intent }: Turn<'query'>): boolean => MOVES.has(intent.what ?? '');

export async function moved(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'ledger'>,
): Promise<Reply> {
  const { period, what, itemKind = LEDGER_KIND } = turn.intent;
  const found = await definition.find(questionOf(turn, scope));
  if (what === 'sent_back') return sentBack(turn, scope, found.items);
  const one = what === 'newest' || what === 'oldest' ? endOf(found.items, what) : undefined;
  const [item] = one ? await wholeItems(turn.tx, [one]) : [];
  if (item) {
    await rememberNamed(turn, item);
    return tellStory(turn, item);
  }
  const { items, source } = await itemsMoved(turn, found.items);
  const names = turn.intent.names ?? [];
  const { noun, closingWord } = kindRow(itemKind);
  const before = toldBefore(turn);
  return paged(turn, { rows: items.slice(before, before + SHOWN), total: items.length }, (shown, more) =>
    turn.say('ledger.moved', {
      what: what!,
      about: [...placeOf(turn, scope), ...(source === undefined ? [] : [source.name])],
      period: period ? periodWords(phraseOf(turn), period, turn.now) : '',
      who: names.join('、'),
      noun,
      closing: closingWord,
      count: items.length,
      items: shown.map((item) => ({
        ...itemWords(turn, item),
        unit: isSingle(scope.tops) ? '' : (turn.org.units.get(item.unitId)?.name ?? ''),
        source: item.source ?? '',
        day: dateOf(movedAtOf(what)(item)),
        by: item.decidedBy === null ? '' : (person(turn, item.decidedBy)?.name ?? ''),
      })),
      more,
    }),
  );
}

/** What was closed, opened or decided in the span, soonest first. */
export async function itemsMoved(
  turn: Turn<'query'>,
  all: readonly ItemBrief[],
): Promise<{ items: Item[]; source: ReturnType<typeof sourceMeant> }> {
  const { period, what } = turn.intent;
  const isOfOpening = what === 'opened';
  const span = period && momentsOf(period);
  const source = sourceMeant(turn.intent.source, all);
  const movedAt = movedAtOf(what);
  const within = all.filter(
    (item) =>
      item.gone === null &&
      (isOfOpening || !isOpen(item)) &&
      (source === undefined || source.is(item.source)) &&
      (!span || (movedAt(item) >= span.from && movedAt(item) <= span.to)),
  );
  const names = turn.intent.names ?? [];
  const named = names.flatMap((name) => turn.org.named(name));
  const deciders = new Set(names.length > 0 ? named.map(({ id }) => id) : [turn.sender.id]);
  const whole = await wholeItems(turn.tx, within);
  const items = whole
    .filter(({ decidedBy }) => what !== 'approved' || (decidedBy !== null && deciders.has(decidedBy)))
    .sort((a, b) => movedAt(a) - movedAt(b) || a.no - b.no);
  return { items, source };
}

const movedAtOf =
  (what: string | undefined) =>
  (item: Pick<Item, 'openedAt' | 'closedAt'>): number =>
    (what === 'opened' ? item.openedAt : item.closedAt) ?? 0;
