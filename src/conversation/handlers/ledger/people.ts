// Who is told, and who decides.

import { DAY_MS } from '../../../domain/calendar/time.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { CardButton } from '../../../ports/channels.ts';
import { pushTo } from '../../push.ts';
import type { Turn } from '../../turn.ts';

/** A message about a decision is still of use a week later. */
const USEFUL_MS = 7 * DAY_MS;

export const person = (turn: Turn, id: string | null): Person | undefined =>
  id === null ? undefined : turn.org.person(id);

/** The sender knows already. */
export function othersOf(turn: Turn, ...ids: (string | null)[]): Person[] {
  const found = ids.map((id) => person(turn, id)).filter((p) => p !== undefined);
  return [...new Set(found)].filter((p) => p.id !== turn.sender.id);
}

export function tell(
  turn: Turn,
  item: Item,
  told: {
    rule: string;
    people: Person[];
    text: string;
    /** tells apart messages of one rule about one item, where it takes several */
    of?: string;
    card?: { title: string; buttons: CardButton[] };
  },
): Promise<void> {
  return pushTo(turn, {
    key: [told.rule, item.id, turn.message.key, ...(told.of === undefined ? [] : [told.of])].join(':'),
    rule: told.rule,
    subject: told.card ? approvalOf(item) : toldOf(item, turn.message.key),
    unitId: item.unitId,
    people: told.people,
    text: told.text,
    expiresAt: turn.now + USEFUL_MS,
    card: told.card,
  });
}

/** What others heard of an item because of one message; taking the message back cancels what has not left. */
export const toldOf = (item: Pick<Item, 'id'>, messageKey: string): string =>
  `item_told:${item.id}:${messageKey}`;

/** What waits for the approver; settling it cancels cards that have not left. */
export const approvalOf = (item: Pick<Item, 'id'>): string => `approval:${item.id}`;

/** A message that never left needs no correction. */
export async function whoHeard(turn: Turn, subject: string) {
  const rows = await turn.tx.outboxOf(subject);
  const sent = rows.filter((r) => ['accepted', 'sending', 'unknown'].includes(r.state));
  const ids = new Set(sent.flatMap((r) => r.audience));
  return [...ids].map((id) => turn.org.person(id)).filter((p) => p !== undefined);
}
