import { itemLabel } from '../../../domain/ledger/kinds.ts';
// Pictures and files sent in private: kept at once, given to the item they belong to, asked if unclear.

import { DAY_MS, type Instant, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Intent } from '../../../domain/intent.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import type { MediaRef, Reply } from '../../../ports/channels.ts';
import { act, permit } from '../../act.ts';
import { offerItems } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { itemsNamed, lastNamed, NAMED_MS, ownItems, rememberNamed, targetOf } from './find.ts';
import { itemWords } from './words.ts';

/** media_id: 3 days (doc 90254); the bot's address: 5 minutes (doc 100719). */
const VALID_MS = { mediaId: 3 * DAY_MS, url: 5 * MINUTE_MS };
const CHOICES = 8;

/** Answers a message that holds pictures or files; null when it is none of the ledger's business. */
export async function receiveMedia(turn: Turn): Promise<Reply | null> {
  const { content } = turn.message;
  if (content.kind !== 'media' || content.media.length === 0) return null;
  const itemNo = 'itemNo' in turn.intent ? turn.intent.itemNo : undefined;
  const named = (await itemsNamed(turn, itemNo)).items;
  // Group talk is everybody's: only what names its item is taken for evidence there.
  if (turn.chat !== '' && named.length !== 1) return null;
  const item = named.length === 1 ? named[0] : await belongsTo(turn);
  if (item) {
    if (!mayDo(turn, 'report_progress', targetOf(item))) return null;
    await keep(turn, content.media, item.id);
    await rememberNamed(turn, item);
    return turn.say('ledger.media_kept', { ...itemWords(turn, item), count: content.media.length });
  }
  const own = await candidates(turn);
  if (own.length === 0) return null;
  await keep(turn, content.media, null);
  await offerItems(
    turn,
    own.slice(0, CHOICES).map((i): Intent => ({ intent: 'evidence_attach', itemId: i.id })),
  );
  return turn.say('ledger.media_which', {
    items: own.slice(0, CHOICES).map((i) => itemWords(turn, i)),
    more: Math.max(0, own.length - CHOICES),
    example: itemLabel(own[0]!),
  });
}

/** The item named within the last minutes, else the sender's only open one. */
async function belongsTo(turn: Turn): Promise<Item | undefined> {
  const last = await lastNamed(turn);
  if (last) return last;
  const own = await ownItems(turn);
  return own.length === 1 ? own[0] : undefined;
}

/** Own items; of a secretary without own ones, those of the branch. */
async function candidates(turn: Turn): Promise<Item[]> {
  const own = await ownItems(turn);
  if (own.length > 0) return own;
  const units = turn.org.officesOf(turn.sender.id).map((office) => office.unitId);
  const here = await turn.tx.items({ unitIds: units });
  return here.filter((item) => isOpen(item) && mayDo(turn, 'report_progress', targetOf(item)));
}

async function keep(turn: Turn, media: readonly MediaRef[], itemId: number | null): Promise<void> {
  for (const ref of media) {
    const made = await turn.tx.addEvidence({
      itemId,
      by: turn.sender.id,
      at: turn.now,
      messageKey: turn.message.key,
      kind: ref.kind,
      state: 'pending',
      media: ref,
      validUntil: validUntil(turn.message.at, ref),
      name: null,
      size: null,
      sha256: null,
      reason: null,
    });
    turn.changes.push({ of: 'evidence', id: made.id });
    if (itemId !== null) await note(turn, itemId, 1);
  }
}

const validUntil = (sentAt: Instant, ref: MediaRef): Instant =>
  sentAt + ('mediaId' in ref.source ? VALID_MS.mediaId : VALID_MS.url);

/** The choice which item they belong to. */
export const attach = act<'evidence_attach', { item: Item }>({
  permit: permit('report_progress', ({ item }) => targetOf(item)),
  async about(turn) {
    const { itemId } = turn.intent;
    const item = itemId === undefined ? undefined : await turn.tx.item(itemId);
    return item ? { item } : { reply: turn.say('ledger.media_gone') };
  },
  async carryOut(turn, { item }) {
    const kept = await attachLoose(turn, item);
    return kept.text === '' ? turn.say('ledger.media_gone') : kept;
  },
});

/** Gives what the sender sent just now, without saying where it belongs, to this item; an empty line when there is nothing. */
export async function attachLoose(turn: Turn, item: Item): Promise<Reply> {
  if (turn.chat !== '') return { text: '' };
  const loose = await turn.tx.looseEvidence(turn.sender.id, turn.now - NAMED_MS);
  if (loose.length === 0 || !mayDo(turn, 'report_progress', targetOf(item))) return { text: '' };
  await turn.tx.giveEvidence(
    loose.map((e) => e.id),
    item.id,
  );
  await note(turn, item.id, loose.length);
  return turn.say('ledger.media_kept', { ...itemWords(turn, item), count: loose.length });
}

function note(turn: Turn, itemId: number, count: number): Promise<void> {
  return turn.tx.addItemEvent({
    itemId,
    at: turn.now,
    by: turn.sender.id,
    messageKey: turn.message.key,
    what: 'evidence',
    note: String(count),
    before: {},
    after: {},
  });
}
