import type { Metric } from '../../../domain/figures/metrics.ts';
// 整改清单, 我的整改, 逾期整改, 快到期, 销号率: most urgent first, as many lines as a phone shows.

import { dateOf } from '../../../domain/calendar/time.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import { type Item, type ItemBrief, isOverdue, ownersOf } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { listOf, wholeItems } from '../../../reports/items.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { countedByUnit, isBound, tellWithin } from '../figures/within.ts';
import { phraseOf } from '../figures/words.ts';
import { aspectsAsked, having, isToldWithMove, moveOf } from './asked-of.ts';
import { rememberNamed } from './find.ts';
import { narrow, nounOf, sourceMeant, type Which, whichOf } from './narrow.ts';
import { countedOfOwners, withoutAny } from './owners.ts';
import { tellStory } from './tell-story.ts';
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
  if (turn.intent.what === 'without' && turn.intent.itemKind !== undefined) return withoutAny(turn, scope);
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
  if (list.length === 0) {
    const outside = elsewhere(turn, scope);
    if (outside) return outside;
  }
  if (turn.intent.what === 'by_unit' && !isSingle(scope.tops)) return countedOfEach(turn, scope, which, list);
  if (turn.intent.what === 'by_owner') return countedOfOwners(turn, scope, which, list);
  const before = toldBefore(turn);
  const whole = await wholeItems(turn.tx, list.slice(before, before + SHOWN));
  if (list.length === 1 && whole[0]) await rememberNamed(turn, whole[0]);
  const graded = await gradedWithin(turn, scope, which === 'open');
  const closedToo = await closedOf(turn, scope);
  // 李四的延期批了没, where it was refused: of the one that is theirs
  const others = list.length === 0 && isToldWithMove(which) ? await narrow(turn, 'open', found.items) : null;
  const theirsAll = others ? await wholeItems(turn.tx, others.items.slice(0, SHOWN)) : whole;
  const isWhole = theirsAll.length === (others?.items ?? list).length;
  const one = oneAsked(turn, isWhole ? [...theirsAll, ...closedToo] : []);
  if (one) {
    await rememberNamed(turn, one);
    return tellStory(turn, one);
  }
  const moves = new Map(
    await Promise.all(
      whole.map(
        async (item) => [item.id, isToldWithMove(which) ? [await moveOf(turn, item, which)] : []] as const,
      ),
    ),
  );
  const { itemKind } = turn.intent;
  return paged(turn, { rows: whole, total: list.length }, (shown, more) =>
    turn.say('ledger.list', {
      which,
      noun: which === 'open' ? nounOf(itemKind) : itemKind === undefined ? '' : kindRow(itemKind).noun,
      kinds: kindsAmong(list),
      pressing: turn.intent.what === 'pressing' && list.length > 1,
      closed_too: closedToo.length,
      closed_items: before === 0 ? closedToo.slice(0, SHOWN).map((item) => placed(turn, scope, item)) : [],
      who: whoHasAll(turn, scope),
      about: [...placeOf(turn, scope), ...about],
      span:
        which === 'due_soon' && turn.intent.period
          ? periodWords(phraseOf(turn), turn.intent.period, turn.now)
          : '',
      mine: scope.by === 'own',
      asks_leader: asksLeader(turn),
      asks_progress: scope.by === 'own' && turn.intent.what === 'progress',
      ...figures,
      stale_days: turn.settings.reminders.items.noProgressDays,
      count: list.length,
      items: shown.map((item) => ({ ...placed(turn, scope, item), moves: moves.get(item.id) ?? [] })),
      more,
      ...graded,
    }),
  );
}

/** 谁牵头, 钱立新那条是谁在督着; 张三牵头的 names the leader. */
const asksLeader = ({ text, intent }: Turn<'query'>): boolean =>
  /谁在?(?:督|盯|抓)|领导(?:是|叫)?(?:谁|哪)/u.test(text) ||
  (intent.names === undefined && /牵头|(?:责任|分管|包抓|牵头)领导/u.test(text));

/** 卢秋月那个延期延到哪天: the one of theirs that it can be asked of. */
function oneAsked({ text, intent }: Turn<'query'>, items: readonly Item[]): Item | undefined {
  const aspects = aspectsAsked(text);
  const isOfOne = intent.names !== undefined || intent.mine === true;
  if (aspects.length === 0 || !isOfOne || intent.format !== undefined) return undefined;
  const [one, ...others] = items.length === 1 ? items : having(items, aspects);
  return others.length === 0 ? one : undefined;
}

/** Of several branches each item with its own. */
function placed(turn: Turn<'query'>, { tops, by }: Scope, item: Item) {
  const words = itemWords(turn, item);
  const isOfOne = isSingle(tops) || by === 'own' || words.unit === '';
  return isOfOne ? words : { ...words, owner: [words.unit, words.owner].filter((w) => w !== '').join(' ') };
}

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

/** 钱立新那条, asked by whoever is in charge of another group: none there is no number of theirs. */
function elsewhere(turn: Turn<'query'>, { by, tops }: Scope): Reply | undefined {
  const { org, intent } = turn;
  const people = (intent.names ?? []).flatMap((name) => org.named(name));
  const isHere = ({ id, branchId, groupId }: Person) =>
    [branchId, groupId, ...org.officesOf(id).map(({ unitId }) => unitId)].some(
      (unitId) => unitId !== null && tops.some((top) => org.isWithin(unitId, top.id)),
    );
  if (by === 'own' || people.length === 0 || people.some(isHere)) return undefined;
  const unitId = people[0]!.branchId ?? org.roots()[0]?.id;
  return unitId === undefined || mayDo(turn, 'see_figures', { unitId })
    ? undefined
    : refuse(turn, 'see_figures', { unitId });
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

/** Told where the sender's offices alone do not say it. */
export const placeOf = ({ org }: Turn, { tops, by }: Scope): string[] =>
  tops.filter((unit) => by !== 'office' || unit.kind === 'group').map((unit) => unitWords(org, unit));
