// Which items of a list a question means: how they stand, whose they are, where they come from.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import { type Item, type ItemBrief, isStale } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import { wholeItems } from '../../../reports/items.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';

export type Which = 'open' | 'overdue' | 'due_soon' | (typeof SAID)[number];
/** Of those that are open what the question names. */
const SAID = ['stale', 'waiting', 'returned', 'long_term', 'extended', 'unmoved'] as const;

export function whichOf({ intent }: Turn<'query'>, metric: Metric): Which {
  if (metric === 'rectify_overdue') return 'overdue';
  if (metric === 'rectify_due_soon') return 'due_soon';
  return SAID.find((one) => one === intent.what) ?? 'open';
}

/** By what the chat alone can say: 零进展, 待审核, person, leader and source. */
export async function narrow(
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
  const standing = all.filter((item) => stands(item) && (source === undefined || source.is(item.source)));
  const fitting =
    which === 'unmoved'
      ? (await wholeItems(turn.tx, standing)).filter(({ progress }) => progress === 0)
      : standing;
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
  const meant = new Set<string | null>(alike.length > 0 ? alike : [stem!]);
  return { name: [...meant].join('、'), is: (source) => meant.has(source) };
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
export const nounOf = (kind: Item['kind'] | undefined): string =>
  kind === undefined || kind === LEDGER_KIND ? '' : kindRow(kind).noun;
