// What WeCom says of accounts by itself is kept for the operator, who decides: nobody leaves the roster by it.
import {
  CONTACT_CHANGES,
  type ContactChange,
  readContactChanges,
} from '../domain/organisation/contact-changes.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Tx } from '../ports/store.ts';

/** More than these are no news but a reorganisation: `org sync` finds them all. */
const MOST = 50;

/** Only of people on the roster; the newest word about each. */
export async function noteContact(
  tx: Pick<Tx, 'mark' | 'putMark'>,
  org: Organisation,
  { userId, renamedTo }: ContactChange,
): Promise<void> {
  const before = readContactChanges(await tx.mark(CONTACT_CHANGES));
  // Changed once more before anybody looked: the roster still knows the first account.
  const first = before.find((change) => change.renamedTo?.toLowerCase() === userId.toLowerCase());
  const known = org.person(userId) ? userId : first?.userId;
  if (known === undefined) return;
  const others = before.filter((change) => change.userId.toLowerCase() !== known.toLowerCase());
  const now = [...others, { userId: known, ...(renamedTo && { renamedTo }) }].slice(-MOST);
  await tx.putMark(CONTACT_CHANGES, JSON.stringify(now));
}
