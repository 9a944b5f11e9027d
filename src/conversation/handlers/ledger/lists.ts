// 整改清单, 我的整改, 逾期整改, 快到期, 销号率: most urgent first, as many lines as a phone shows.

import { DAY_MS, instantOf } from '../../../domain/calendar/time.ts';
import { byUrgency, ledgerFigures, openWithin } from '../../../domain/figures/ledger.ts';
import { type Item, isDueSoon, isOpen, isOverdue, isStale } from '../../../domain/ledger/item.ts';
import { LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import { asksForLeader } from '../../../parsing/ledger-words.ts';
import type { Reply } from '../../../ports/channels.ts';
import { refuse, type Turn } from '../../turn.ts';
import { rememberNamed } from './find.ts';
import { isInReach, itemsInReach, type Reach, reachOf } from './reach.ts';
import { itemWords } from './words.ts';

const SHOWN = 7;

export async function list(turn: Turn<'query'>): Promise<Reply> {
  const reach = await reachOf(turn, turn.intent);
  if ('reply' in reach) return reach.reply;
  const { noProgressDays } = turn.settings.reminders.items;
  const all = (await itemsInReach(turn, reach)).filter(isOpen);
  const narrowed = narrow(turn, all);
  const items = narrowed.items.sort(byUrgency(turn.now, noProgressDays));
  if (items.length === 1) await rememberNamed(turn, items[0]!);
  const figures = ledgerFigures(items, turn.now, noProgressDays);
  return turn.say('ledger.list', {
    which: whichOf(turn),
    about: [placeOf(turn, reach), ...narrowed.about].filter((part) => part !== ''),
    mine: reach.own,
    several_units: new Set(items.map((item) => item.unitId)).size > 1,
    ...figures,
    stale_days: noProgressDays,
    count: items.length,
    items: items.slice(0, SHOWN).map((item) => itemWords(turn, item)),
    more: Math.max(0, items.length - SHOWN),
  });
}

function whichOf({ intent }: Turn<'query'>): string {
  if (intent.metric === 'rectify_overdue') return 'overdue';
  if (intent.metric === 'rectify_due_soon') return 'due_soon';
  return intent.what === 'stale' || intent.what === 'waiting' ? intent.what : 'open';
}

/** By what is asked for, by deadline, person, leader and source. */
function narrow(turn: Turn<'query'>, all: Item[]): { items: Item[]; about: string[] } {
  const { intent, now } = turn;
  const about: string[] = [];
  let items = all;
  const keep = (test: (item: Item) => boolean) => {
    items = items.filter(test);
  };
  switch (whichOf(turn)) {
    case 'overdue':
      keep((item) => isOverdue(item, now));
      break;
    case 'due_soon':
      keep((item) => (intent.period ? isDueWithin(item, intent.period) : isDueSoon(item, now)));
      break;
    case 'stale':
      keep((item) => isStale(item, now, turn.settings.reminders.items.noProgressDays));
      break;
    case 'waiting':
      keep((item) => item.state === '提交销号' || item.extensionTo !== null);
      break;
  }
  const source = sourceIn(turn.text, all);
  if (source !== undefined) {
    about.push(source);
    keep((item) => item.source === source);
  }
  for (const name of intent.names ?? []) {
    // 我们的整改, 巡察反馈的整改: not everything before 的 is a person.
    const isKnown =
      turn.org.named(name).length > 0 || all.some((i) => i.ownerName === name || i.leaderName === name);
    if (!isKnown) continue;
    about.push(name);
    const isLeader = asksForLeader(turn.text);
    keep((item) => item.leaderName === name || (!isLeader && item.ownerName === name));
  }
  return { items, about };
}

function isDueWithin(item: Item, { from, to }: { from: string; to: string }): boolean {
  return item.dueAt !== null && item.dueAt >= instantOf(from) && item.dueAt < instantOf(to) + DAY_MS;
}

/** Sources are whatever the ledger holds, so the ledger says which words mean one. */
function sourceIn(text: string, items: readonly Item[]): string | undefined {
  const sources = new Set(items.map((item) => item.source).filter((s) => s !== null && s.length >= 2));
  return [...sources].find((source) => text.includes(source!)) ?? undefined;
}

const placeOf = (turn: Turn, reach: Reach): string =>
  !reach.own && reach.named ? turn.org.unit(reach.group ?? reach.unitIds[0]!).name : '';

/** 整改销号率: of all items, or of those open at some time within the period asked for. */
export async function rate(turn: Turn<'query'>): Promise<Reply> {
  const reach = await reachOf(turn, turn.intent);
  if ('reply' in reach) return reach.reply;
  if (reach.own && !turn.intent.mine) {
    const unitId = turn.sender.branchId ?? turn.org.roots()[0]?.id;
    if (unitId !== undefined && !isInReach(turn, unitId)) return refuse(turn, 'see_figures', { unitId });
  }
  const all = (await itemsInReach(turn, reach)).filter((item) => item.kind === LEDGER_KIND);
  const { period } = turn.intent;
  const to = period ? Math.min(instantOf(period.to) + DAY_MS - 1, turn.now) : turn.now;
  const items = period ? openWithin(all, instantOf(period.from), to) : all;
  return turn.say('ledger.rate', {
    about: [placeOf(turn, reach)].filter((part) => part !== ''),
    from: period?.from ?? '',
    to: period?.to ?? '',
    ...ledgerFigures(items, to, turn.settings.reminders.items.noProgressDays),
  });
}
