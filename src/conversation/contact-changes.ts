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
  if (!org.person(userId)) return;
  const before = readContactChanges(await tx.mark(CONTACT_CHANGES));
  const others = before.filter((change) => change.userId.toLowerCase() !== userId.toLowerCase());
  const now = [...others, { userId, ...(renamedTo && { renamedTo }) }].slice(-MOST);
  await tx.putMark(CONTACT_CHANGES, JSON.stringify(now));
}
