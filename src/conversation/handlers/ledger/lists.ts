import type { Metric } from '../../../domain/figures/metrics.ts';
// 整改清单, 我的整改, 逾期整改, 快到期, 销号率: most urgent first, as many lines as a phone shows.

import { dateOf } from '../../../domain/calendar/time.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import { type Item, type ItemBrief, isOverdue, isStale, ownersOf } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { listOf, wholeItems } from '../../../reports/items.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { refuse, type Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { countedByUnit, isBound, tellWithin } from '../figures/within.ts';
import { phraseOf } from '../figures/words.ts';
import { rememberNamed } from './find.ts';
import { itemWords } from './words.ts';

const SHOWN = 7;
/** Units told with a number of their own. */
const UNITS = 12;

export async function items(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  definition: MetricDefinition<'items'>,
): Promise<Reply> {
  const theirs = othersItems(turn, scope);
  if (theirs) return theirs;
  const found = await definition.find(questionOf(turn, scope));
  if (!isSingle(scope.tops) && isBound(turn, metric)) {
    const measured = countedByUnit(
      turn,
      scope,
      found.items.map(({ unitId }) => unitId),
    );
    return tellWithin(turn, scope, { metric, measured });
  }
  const which = whichOf(turn, metric);
  const { items: kept, about } = await narrow(turn, which, found.items);
  const { items: list, figures } = kept.length === found.items.length ? found : listOf(kept, turn);
  if (turn.intent.what === 'by_unit' && !isSingle(scope.tops)) return countedOfEach(turn, scope, which, list);
  const before = toldBefore(turn);
  const whole = await wholeItems(turn.tx, list.slice(before, before + SHOWN));
  if (list.length === 1 && whole[0]) await rememberNamed(turn, whole[0]);
  const graded = await gradedWithin(turn, scope, which === 'open');
  const closedToo = await closedOf(turn, scope);
  const { itemKind } = turn.intent;
  return paged(turn, { rows: whole, total: list.length }, (shown, more) =>
    turn.say('ledger.list', {
      which,
      noun: which === 'open' ? nounOf(itemKind) : itemKind === undefined ? '' : kindRow(itemKind).noun,
      kinds: kindsAmong(list),
      pressing: turn.intent.what === 'pressing' && list.length > 1,
      closed_too: closedToo.length,
      closed_items: before === 0 ? closedToo.slice(0, SHOWN).map((item) => itemWords(turn, item)) : [],
      who: whoHasAll(turn, scope),
      about: [...placeOf(turn, scope), ...about],
      span:
        which === 'due_soon' && turn.intent.period
          ? periodWords(phraseOf(turn), turn.intent.period, turn.now)
          : '',
      mine: scope.by === 'own',
      asks_progress: scope.by === 'own' && turn.intent.what === 'progress',
      ...figures,
      stale_days: turn.settings.reminders.items.noProgressDays,
      count: list.length,
      items: shown.map((item) => itemWords(turn, item)),
      more,
      ...graded,
    }),
  );
}

/** Of a list that is narrowed by what the chat alone can say, the items of it and what they are called together. */
export async function onlyMeant(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
): Promise<{ ids: number[]; called: string } | undefined> {
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'items') return undefined;
  const which = whichOf(turn, metric);
  const { items: found } = await definition.find(questionOf(turn, scope));
  const { items: kept, about } = await narrow(turn, which, found);
  const noun = nounOf(turn.intent.itemKind);
  const { noProgressDays } = turn.settings.reminders.items;
  const word = turn.say('ledger.which_word', { which, noun, stale_days: noProgressDays }).text;
  return { ids: kept.map(({ id }) => id), called: [...about, word].join(' ') };
}

/** 未销号 is said of the ledger. */
const nounOf = (kind: Item['kind'] | undefined): string =>
  kind === undefined || kind === LEDGER_KIND ? '' : kindRow(kind).noun;

/** Where several kinds stand in one list, how many there are of each. */
function kindsAmong(items: readonly ItemBrief[]): { noun: string; count: number }[] {
  const groups = [...Map.groupBy(items, ({ kind }) => kind)];
  return groups.length < 2
    ? []
    : groups.map(([kind, own]) => ({ noun: kindRow(kind).noun, count: own.length }));
}

/** 巡察反馈的改完了没, 张三牵头的改了多少: those of that source or person that are closed. */
async function closedOf(turn: Turn<'query'>, { tops }: Scope): Promise<Item[]> {
  const { source: written, names = [], metric, what, itemKind = LEDGER_KIND } = turn.intent;
  // 二支部整改进度: all that one branch has.
  const isOfOne = isSingle(tops) && /情况|进[展度]|全部|所有|一共|总共/u.test(turn.text);
  const isNarrowed = written !== undefined || names.length > 0 || isOfOne;
  if (!isNarrowed || metric !== 'rectify_open' || (what !== undefined && what !== 'led')) return [];
  const within = (await turn.tx.items({ kind: itemKind, states: ['已销号'] })).filter(
    ({ unitId, gone }) => gone === null && tops.some((top) => turn.org.isWithin(unitId, top.id)),
  );
  const source = sourceMeant(written, within);
  if (source === undefined && names.length === 0 && !isOfOne) return [];
  const isLed = what === 'led';
  return within.filter(
    (item) =>
      (source === undefined || source.is(item.source)) &&
      names.every(
        (name) =>
          item.leaderName === name || (!isLed && namesIn(item.ownerName ?? '', turn.org).includes(name)),
      ),
  );
}

/** 支部还有几条没销号, asked by whoever is in charge of nothing: their own, and who has those of all. */
function whoHasAll(turn: Turn<'query'>, { by }: Scope): string[] {
  const { branchId } = turn.sender;
  if (by !== 'own' || turn.intent.mine || turn.intent.names || branchId === null) return [];
  if (!/支部/u.test(turn.text)) return [];
  return turn.permissions
    .whoMay(turn.org, 'see_figures', { unitId: branchId })
    .slice(0, 2)
    .map(({ name }) => name);
}

/** 李四的整改, asked by whoever sees their own alone: none among one's own is no number of theirs. */
export function othersItems(turn: Turn<'query'>, scope: Scope): Reply | undefined {
  if (scope.by !== 'own') return undefined;
  const others = (turn.intent.names ?? [])
    .flatMap((name) => turn.org.named(name))
    .filter((person) => person !== turn.sender);
  const unitId = others[0]?.branchId ?? turn.sender.branchId;
  return others.length === 0 || unitId === null ? undefined : refuse(turn, 'see_figures', { unitId });
}

/** 各支部几条没销号: how many each has, in the order of the roster, and how many have none. */
function countedOfEach(
  turn: Turn<'query'>,
  scope: Scope,
  which: Which,
  items: readonly ItemBrief[],
): Promise<Reply> {
  const { itemKind } = turn.intent;
  const branchOf = (unitId: number) => turn.org.branchOf(unitId)?.id ?? unitId;
  const late = Map.groupBy(
    items.filter((item) => isOverdue(item, turn.now)),
    ({ unitId }) => branchOf(unitId),
  );
  const measured = countedByUnit(
    turn,
    scope,
    items.map(({ unitId }) => unitId),
  );
  const having = measured.filter(({ part }) => part > 0);
  const before = toldBefore(turn);
  return paged(turn, { rows: having.slice(before, before + UNITS), total: having.length }, (shown, more) =>
    turn.say('ledger.by_unit', {
      which,
      noun: nounOf(itemKind),
      unit: scope.tops.map((unit) => unitWords(turn.org, unit)),
      count: items.length,
      of: measured.length,
      having: having.length,
      rows: shown.map(({ unit, part }) => ({
        unit: unitWords(turn.org, unit),
        count: part,
        overdue: late.get(unit.id)?.length ?? 0,
      })),
      more,
      stale_days: turn.settings.reminders.items.noProgressDays,
    }),
  );
}

/** Of a kind with grades, what was given this year; nobody is put before anybody. */
export async function gradedWithin(turn: Turn<'query'>, scope: Scope, isAsked: boolean) {
  const { itemKind, names = [] } = turn.intent;
  const grades = itemKind === undefined ? [] : kindRow(itemKind).grades;
  const nothing = { graded: 0, by_grade: [], graded_items: [] };
  if (!isAsked || itemKind === undefined || grades.length === 0) return nothing;
  const year = dateOf(turn.now).slice(0, 4);
  const closed = (await turn.tx.items({ kind: itemKind, states: ['已销号'] })).filter(
    (item) =>
      item.grade !== null &&
      item.closedAt !== null &&
      dateOf(item.closedAt).startsWith(year) &&
      (scope.by === 'own'
        ? ownersOf(item).includes(turn.sender.id)
        : scope.tops.some((top) => turn.org.isWithin(item.unitId, top.id))) &&
      names.every((name) => namesIn(item.ownerName ?? '', turn.org).includes(name)),
  );
  const count = (grade: string) => closed.filter((item) => item.grade === grade).length;
  return {
    graded: closed.length,
    by_grade: grades.map((grade) => ({ grade, count: count(grade) })).filter((line) => line.count > 0),
    graded_items: closed.slice(0, SHOWN).map((item) => itemWords(turn, item)),
  };
}

type Which = 'open' | 'overdue' | 'due_soon' | (typeof SAID)[number];
/** Of those that are open what the question names. */
const SAID = ['stale', 'waiting', 'returned', 'long_term', 'extended'] as const;

function whichOf({ intent }: Turn<'query'>, metric: Metric): Which {
  if (metric === 'rectify_overdue') return 'overdue';
  if (metric === 'rectify_due_soon') return 'due_soon';
  return SAID.find((one) => one === intent.what) ?? 'open';
}

/** By what the chat alone can say: 零进展, 待审核, person, leader and source. */
async function narrow(
  turn: Turn<'query'>,
  which: Which,
  all: readonly ItemBrief[],
): Promise<{ items: readonly ItemBrief[]; about: string[] }> {
  const { intent, now } = turn;
  const { noProgressDays } = turn.settings.reminders.items;
  const stands = (item: ItemBrief) =>
    (which !== 'stale' || isStale(item, now, noProgressDays)) &&
    (which !== 'returned' || item.returnedAt !== null) &&
    (which !== 'long_term' || item.state === '长期整改') &&
    (which !== 'extended' || item.extensionTo !== null || isExtended(item)) &&
    (which !== 'waiting' || item.state === '提交销号' || item.extensionTo !== null);
  const about: string[] = [];
  const source = sourceMeant(intent.source, all);
  if (source !== undefined) about.push(source.name);
  const fitting = all.filter((item) => stands(item) && (source === undefined || source.is(item.source)));
  const { names = [] } = intent;
  if (names.length === 0) return { items: fitting, about };

  // Who is responsible stands in the whole item alone.
  const everyone = await wholeItems(turn.tx, all);
  const fits = new Set(fitting.map(({ id }) => id));
  let items = everyone.filter(({ id }) => fits.has(id));
  for (const name of names) {
    // 我们的整改, 巡察反馈的整改: not everything before 的 is a person.
    const isOwner = (item: Item) => namesIn(item.ownerName ?? '', turn.org).includes(name);
    const isKnown =
      turn.org.named(name).length > 0 || everyone.some((i) => isOwner(i) || i.leaderName === name);
    if (!isKnown) continue;
    about.push(name);
    const isLeader = intent.what === 'led';
    items = items.filter((item) => item.leaderName === name || (!isLeader && isOwner(item)));
  }
  return { items, about };
}

/** Its first deadline does not hold any more. */
const isExtended = ({ firstDueAt, dueAt }: ItemBrief): boolean =>
  firstDueAt !== null && dueAt !== null && firstDueAt !== dueAt;

/** Of such a source there may be no open item; of any other word it is not known that it is one. */
const OF_SOURCE = /^(?:巡察|巡视|审计|督查|检查|信访|上级|群众|自查)/u;

export interface Source {
  /** as it is told */
  name: string;
  is(source: string | null): boolean;
}

/** Sources are whatever the ledger holds, so the ledger says which of them the words mean: 上级发现的 may be two of them. */
export function sourceMeant(written: string | undefined, items: readonly ItemBrief[]): Source | undefined {
  if (written === undefined) return undefined;
  const sources = [...new Set(items.map((item) => item.source).filter((s) => s !== null && s.length >= 2))];
  const said = sources.filter((source) => written.includes(source!) || source!.includes(written));
  const stem = OF_SOURCE.exec(written)?.[0];
  const alike = said.length > 0 || stem === undefined ? said : sources.filter((one) => one!.includes(stem));
  if (alike.length === 0 && stem === undefined) return undefined;
  const meant = new Set<string | null>(alike.length > 0 ? alike : [written]);
  return { name: [...meant].join('、'), is: (source) => meant.has(source) };
}

/** Told where the sender's offices alone do not say it. */
export const placeOf = ({ org }: Turn, { tops, by }: Scope): string[] =>
  tops.filter((unit) => by !== 'office' || unit.kind === 'group').map((unit) => unitWords(org, unit));
