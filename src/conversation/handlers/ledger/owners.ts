// 整改按责任人分一下, 谁还没承诺: items told by whose they are, in the order of the roster, and of nobody before anybody else.
import { dateOf } from '../../../domain/calendar/time.ts';
import { type Item, type ItemBrief, isOverdue, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import { wholeItems } from '../../../reports/items.ts';
import { unitWords } from '../../../reports/words.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from '../figures/pages.ts';
import { nounOf, type Which } from './narrow.ts';

/** Of each who is responsible how many, with their numbers; those without anybody last. */
export async function countedOfOwners(
  turn: Turn<'query'>,
  scope: Scope,
  which: Which,
  items: readonly ItemBrief[],
): Promise<Reply> {
  const whole = await wholeItems(turn.tx, items);
  const sorted = whole.toSorted((a, b) => a.unitId - b.unitId || a.no - b.no);
  const groups = [...Map.groupBy(sorted, ({ ownerName }) => ownerName ?? '')].sort(
    ([a], [b]) => Number(a === '') - Number(b === ''),
  );
  const before = toldBefore(turn);
  const page = { rows: groups.slice(before, before + SHOWN), total: groups.length };
  return paged(turn, page, (shown, more) =>
    turn.say('ledger.by_owner', {
      unit: scope.tops.map((unit) => unitWords(turn.org, unit)),
      which,
      noun: nounOf(turn.intent.itemKind),
      stale_days: turn.settings.reminders.items.noProgressDays,
      count: items.length,
      owners: groups.filter(([name]) => name !== '').length,
      rows: shown.map(([name, own]) => ({
        name,
        unit: isSingle(scope.tops) ? '' : (turn.org.units.get(own[0]!.unitId)?.name ?? ''),
        count: own.length,
        overdue: own.filter((item) => isOverdue(item, turn.now)).length,
        items: own.map(itemLabel),
      })),
      more,
    }),
  );
}

/** Names told in private; in a group how many there are. */
const MOST_NAMES = 40;

/** 谁还没承诺: members who have registered none of that kind this year. */
export async function withoutAny(turn: Turn<'query'>, { tops, by }: Scope): Promise<Reply> {
  const { org, sender, now, tx, intent } = turn;
  const kind = intent.itemKind!;
  const year = dateOf(now).slice(0, 4);
  const has = new Set(
    (await tx.items({ kind }))
      .filter((item: Item) => item.gone === null && dateOf(item.openedAt).startsWith(year))
      .flatMap(ownersOf),
  );
  const isHere = ({ branchId, groupId }: Person) =>
    [branchId, groupId].some((id) => id !== null && tops.some((top) => org.isWithin(id, top.id)));
  const members = [...org.people.values()].filter(
    (person) => person.kind !== '入党积极分子' && (by === 'own' ? person === sender : isHere(person)),
  );
  const without = members.filter(({ id }) => !has.has(id));
  const isTold = turn.chat === '' && without.length <= MOST_NAMES;
  return turn.say('ledger.without', {
    unit: by === 'own' ? [sender.name] : tops.map((unit) => unitWords(org, unit)),
    noun: kindRow(kind).noun,
    year,
    own: by === 'own',
    has: members.length - without.length,
    count: without.length,
    names: isTold ? without.map(({ name }) => name) : [],
    in_group: turn.chat !== '',
  });
}
