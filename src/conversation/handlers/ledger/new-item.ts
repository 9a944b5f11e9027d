// An item about to be opened, and how those who get it hear of it.
import { BLANK_ITEM, type Item, type NewItem, ownedBy, ownersOf } from '../../../domain/ledger/item.ts';
import { itemKindOf, kindRow } from '../../../domain/ledger/kinds.ts';
import { withNodes } from '../../../domain/ledger/nodes.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Turn } from '../../turn.ts';
import type { Draft } from './drafts.ts';
import { othersOf, tell } from './people.ts';
import { asksNumber } from './told.ts';
import { itemWords } from './words.ts';

const SHOWN = 6;

export function itemFrom(turn: Pick<Turn, 'sender' | 'now'>, draft: Draft, unit: Unit): NewItem {
  const { written } = draft;
  const text = (value: string | undefined) => value?.trim() || null;
  return {
    ...BLANK_ITEM,
    kind: draft.kind,
    code: text(written.code),
    unitId: unit.id,
    problem: written.problem!.trim(),
    source: text(written.source) ?? draft.asker?.name ?? null,
    type: itemKindOf(written.kind) ? null : text(written.kind),
    measure: text(written.measure),
    ...ownedBy(draft.owners),
    leaderId: draft.leader?.id ?? null,
    leaderName: draft.leader?.name ?? text(written.leader),
    // Where it is asked of another unit, it lies there.
    department: draft.asker ? null : text(written.department),
    supervision: text(written.supervision),
    prevention: text(written.prevention),
    dueAt: draft.dueAt,
    firstDueAt: draft.dueAt,
    ...withNodes(draft.nodes),
    openedBy: turn.sender.id,
    openedAt: turn.now,
    movedAt: turn.now,
  };
}

/** One message a person, however many items the list gives them; who gets the same items gets the same message. */
export async function tellOwners(turn: Turn, items: readonly Item[]): Promise<void> {
  const byOwner = Map.groupBy(
    items.flatMap((item) => ownersOf(item).map((id) => ({ id, item }))),
    ({ id }) => id,
  );
  const lists = [...byOwner].map(([id, given]) => ({ id, own: given.map(({ item }) => item) }));
  const alike = Map.groupBy(lists, ({ own }) => own.map((item) => item.id).join());
  for (const [list, people] of alike) {
    const { own } = people[0]!;
    const lines = own.slice(0, SHOWN).map((item) => itemWords(turn, item));
    const data = {
      ...lines[0]!,
      items: lines,
      count: own.length,
      more: Math.max(0, own.length - SHOWN),
      by: turn.sender.name,
      reported: kindRow(own[0]!.kind).closing === 'reported',
      counted: own[0]!.batch !== null && asksNumber(own[0]!),
    };
    const text = turn.say('ledger.notice_opened', data).text;
    const ids = people.map(({ id }) => id);
    await tell(turn, own[0]!, { rule: 'item_opened', of: list, people: othersOf(turn, ...ids), text });
  }
}
