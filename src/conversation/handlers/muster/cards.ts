// What becomes of the cards of a call. A code of WeCom changes a card once, and one call to many has one code for all of
// them: so a card is greyed by its own code where there is one, and by that of the call when the muster is over.
import type { Muster, MusterEntry } from '../../../domain/muster/muster.ts';
import { musterSubject } from '../../../ports/muster.ts';
import type { Turn } from '../../turn.ts';

/** Of a city nobody looks through thousands of recipients for each answer. */
const FEW = 60;

const codeOf = (muster: Pick<Muster, 'id'>, personId: string) => `muster_card:${muster.id}:${personId}`;

/** What is pressed brings a code of its own; where the card goes on being of use, it is for a later answer in words. */
export async function keepCode({ tx, message, sender }: Turn, muster: Pick<Muster, 'id'>): Promise<void> {
  const { content } = message;
  if (content.kind === 'button' && content.responseCode)
    await tx.putMark(codeOf(muster, sender.id), content.responseCode);
}

/**
 * 到岗 said in words, or by somebody else for them: their card says so, too.
 * @param before what was known of them until then
 */
export async function greyCard(
  { tx, now, message, sender, org }: Turn,
  muster: Muster,
  { personId, ackAt }: MusterEntry,
  cardState: string,
): Promise<void> {
  const person = org.person(personId);
  if (!person || (message.content.kind === 'button' && personId === sender.id)) return;
  // Who has not answered yet has pressed nothing.
  const kept = ackAt === null ? undefined : await tx.mark(codeOf(muster, personId));
  const own = kept === undefined ? [] : [kept];
  const rows = muster.people > FEW ? [] : await tx.outboxOf(musterSubject(muster.id));
  for (const { state, card, responseCode, audience } of rows) {
    const isAlone = audience.length === 1 && audience[0] === personId;
    if (isAlone && state === 'accepted' && card && responseCode) own.push(responseCode);
  }
  await tx.addCardUpdates(
    own.map((responseCode) => ({ at: now, responseCode, users: [person.userId], cardState })),
  );
}

/** The muster is over: nothing can be pressed any longer. */
export async function greyAll(
  { tx, now }: Turn,
  muster: Pick<Muster, 'id'>,
  cardState: string,
): Promise<void> {
  const rows = await tx.outboxOf(musterSubject(muster.id));
  await tx.addCardUpdates(
    rows.flatMap(({ state, card, responseCode, to }) =>
      state === 'accepted' && card && responseCode ? [{ at: now, responseCode, users: to, cardState }] : [],
    ),
  );
}
