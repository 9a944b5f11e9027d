// 包案是什么, 登记包案, 红色夜校多久一次: how it goes, as the settings of the place have it, and the line to send.
import { requirementsAt } from '../domain/activity/cadence.ts';
import { type ActivityType, typeRow } from '../domain/activity/types.ts';
import { addDays, dateOf } from '../domain/calendar/time.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { type ItemKindRow, kindRow } from '../domain/ledger/kinds.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import { ownNamed } from '../parsing/own-topics.ts';
import type { Reply } from '../ports/channels.ts';
import { mayDo, type Turn } from './turn.ts';
import { homeUnit } from './units.ts';

/** An example is of a day that is still to come. */
const SOON_DAYS = 2;
const LATER_DAYS = 20;

/** Undefined where nothing of the settings is asked to be explained. */
export function aboutOwn(turn: Turn): Reply | undefined {
  const named = ownNamed(turn.text);
  if (!named) return undefined;
  return 'item' in named ? ofItem(turn, named.item) : ofType(turn, named.type);
}

function ofItem(turn: Turn, kind: ItemKind): Reply {
  const row = kindRow(kind);
  const home = homeUnit(turn);
  const isOfficer = home !== undefined && mayDo(turn, 'open_item', { unitId: home.id });
  return turn.say('topics.own_item', {
    ...{ name: row.prefix, finish: row.finish, way: wayOf(row), closing: closingOf(row) },
    may: isOfficer || row.opener === 'member' || row.toUnit,
    later: addDays(dateOf(turn.now), LATER_DAYS),
  });
}

function wayOf({ perBranch, toUnit, needs }: ItemKindRow): string {
  if (perBranch) return 'branches';
  if (toUnit) return 'unit';
  return needs.includes('owner') ? 'owner' : 'self';
}

function closingOf({ closing, bySecretary, byAsker }: ItemKindRow): string {
  if (byAsker) return 'asker';
  return closing === 'reported' ? 'reported' : bySecretary ? 'secretary' : 'above';
}

function ofType(turn: Turn, type: ActivityType): Reply {
  const row = typeRow(type);
  const home = homeUnit(turn);
  return turn.say('topics.own_type', {
    ...{ name: row.name, due: row.due, level: row.level, quorum: row.quorum ?? '', lecture: row.lecture },
    every: everyOf(turn, type, home),
    may_plan: home !== undefined && mayDo(turn, 'plan_activity', { unitId: home.id, types: [type] }),
    day: addDays(dateOf(turn.now), SOON_DAYS),
  });
}

/** How often it is due where the sender is; empty: nobody asks for it. */
export function everyOf(
  { org, settings: { cadence } }: Turn,
  type: ActivityType,
  home: Unit | undefined,
): string {
  const all = home && org.branchOf(home.id) ? requirementsAt(cadence, org, home.id) : cadence.requirements;
  const asks = [...all, ...cadence.requirements];
  const found = asks.find(
    ({ metBy }) => metBy.kind === 'activity' && metBy.type === type && metBy.lecturer === null,
  );
  return found?.period ?? '';
}
