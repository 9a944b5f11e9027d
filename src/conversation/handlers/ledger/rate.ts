// 整改销号率, 整改按来源分, 平均多少天销号: figures of what is closed, against what is open.

import { dateOf } from '../../../domain/calendar/time.ts';
import { closingDays, ledgerFigures, standingsOf } from '../../../domain/figures/ledger.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { ItemBrief } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle, momentsOf } from '../../../reports/activities.ts';
import { bySource } from '../../../reports/items.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { isBound, tellWithin } from '../figures/within.ts';
import { gradedWithin, placeOf } from './lists.ts';
import { type Source, sourceMeant } from './narrow.ts';

/** Units told with a rate of their own. */
const UNITS = 12;

/** How open items stand, in the order they are told. */
const STANDINGS = ['overdue', 'dueSoon', 'waiting', 'returned', 'longTerm', 'stale'] as const;

/** 整改销号率: of all items, or of those open at some time within the period asked for. */
export async function rate(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  definition: MetricDefinition<'ledger'>,
): Promise<Reply> {
  const { period, itemKind = LEDGER_KIND, what } = turn.intent;
  const { noun, closingWord } = kindRow(itemKind);
  const found = await definition.find(questionOf(turn, scope));
  if (!isSingle(scope.tops) && isBound(turn, metric)) {
    const measured = found.rows.map(({ unit, figures: { closed, total } }) => ({
      unit,
      part: closed,
      whole: total,
    }));
    return tellWithin(turn, scope, { metric, period, measured });
  }
  const { source, items: counted } = ofSource(turn, found.items);
  if (what === 'closing_days') return days(turn, scope, { source, counted, period });
  const { noProgressDays } = turn.settings.reminders.items;
  const at = period ? Math.min(momentsOf(period).to, turn.now) : turn.now;
  const figures = source === undefined ? found.figures : ledgerFigures(counted, at, noProgressDays);
  const byUnit = found.rows.map(({ unit, figures: own }) => ({
    name: unitWords(turn.org, unit),
    figures: own,
  }));
  const sources = what === 'by_source' ? bySource(counted, at, noProgressDays) : [];
  const isOfEach = what === 'by_unit' && found.rows.length > 1 && source === undefined;
  const each =
    what === 'by_source'
      ? sources.map(({ source: name, figures: own }) => ({ name, figures: own }))
      : isOfEach
        ? byUnit
        : [];
  const given = await gradedWithin(turn, scope, true);
  const before = toldBefore(turn);
  const told = each.slice(before, before + UNITS);
  return paged(turn, { rows: told, total: each.length }, (shown, more) =>
    turn.say('ledger.rate', {
      ...given,
      year: dateOf(turn.now).slice(0, 4),
      rows: shown.map(({ name, figures: { closed, total, closingRate, open, overdue } }) => ({
        unit: name,
        closed,
        total,
        rate: closingRate,
        open,
        overdue,
      })),
      more,
      noun,
      closing: closingWord,
      about: [...placeOf(turn, scope), ...(source === undefined ? [] : [source.name])],
      from: period?.from ?? '',
      to: period?.to ?? '',
      ...figures,
      parts: STANDINGS.map((one) => ({ what: one, count: figures[one] })).filter(({ count }) => count > 0),
      ...standingsOf(counted, at, noProgressDays),
    }),
  );
}

/** 群众反映的一共几个: those of that source alone. */
function ofSource({ intent }: Turn<'query'>, all: readonly ItemBrief[]) {
  const source = intent.what === 'by_source' ? undefined : sourceMeant(intent.source, all);
  return source === undefined
    ? { items: all }
    : { source, items: all.filter((item) => source.is(item.source)) };
}

interface Closed {
  source?: Source | undefined;
  counted: readonly ItemBrief[];
  period: Period | undefined;
}

/** 平均多少天销号: of those that are closed, from the day each was opened; a span is of the day they were closed on. */
function days(turn: Turn<'query'>, scope: Scope, { source, counted, period }: Closed): Reply {
  const { noun, closingWord } = kindRow(turn.intent.itemKind ?? LEDGER_KIND);
  const isWithin = ({ closedAt }: ItemBrief): boolean => {
    const day = closedAt === null ? '' : dateOf(closedAt);
    return period === undefined || (period.from <= day && day <= period.to);
  };
  const each = closingDays(counted.filter(isWithin)).sort((a, b) => a - b);
  const sum = each.reduce((a, b) => a + b, 0);
  return turn.say('ledger.closing_days', {
    about: [...placeOf(turn, scope), ...(source === undefined ? [] : [source.name])],
    from: period?.from ?? '',
    to: period?.to ?? '',
    noun,
    closing: closingWord,
    count: each.length,
    mean: each.length === 0 ? 0 : Math.round((sum / each.length) * 10) / 10,
    shortest: each[0] ?? 0,
    longest: each.at(-1) ?? 0,
  });
}
