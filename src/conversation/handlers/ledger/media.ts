import { itemLabel } from '../../../domain/ledger/kinds.ts';
// Pictures and files sent in private: kept at once, given to the item or meeting they belong to, asked if unclear.

import type { Activity } from '../../../domain/activity/activity.ts';
import { DAY_MS, type Instant, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Intent } from '../../../domain/intent.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import type { MediaRef, Reply } from '../../../ports/channels.ts';
import { act } from '../../act.ts';
import { offerItems } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { meetingPictured, photosKept, photoWords } from '../record/photos.ts';
import { itemsNamed, lastNamed, NAMED_MS, ownItems, rememberNamed, targetOf } from './find.ts';
import { itemWords } from './words.ts';

/** media_id: 3 days (doc 90254); the bot's address: 5 minutes (doc 100719). */
const VALID_MS = { mediaId: 3 * DAY_MS, url: 5 * MINUTE_MS };
const CHOICES = 8;

interface Kept {
  reply: Reply;
  /** those of the message that were kept */
  refs: readonly MediaRef[];
}

/**
 * Keeps the pictures or files of a message where they belong; null when they belong nowhere. What it quotes may be
 * somebody else's, about something else: that is kept only for the item that the words name.
 */
export async function receiveMedia(turn: Turn): Promise<Kept | null> {
  const { content } = turn.message;
  if (content.kind !== 'media') return null;
  const itemNo = 'itemNo' in turn.intent ? turn.intent.itemNo : undefined;
  const named = itemNo === undefined ? [] : (await itemsNamed(turn, itemNo)).items;
  const own = content.media.filter((ref) => !ref.isQuoted);
  const refs = named.length === 1 ? content.media : own;
  if (refs.length === 0) return null;
  const reply = await receive(turn, refs, named);
  return reply && { reply, refs };
}

async function receive(
  turn: Turn,
  media: readonly MediaRef[],
  named: readonly Item[],
): Promise<Reply | null> {
  const isNamed = 'itemNo' in turn.intent && turn.intent.itemNo !== undefined;
  const meeting = isNamed ? undefined : await meetingPictured(turn, media);
  // Group talk is everybody's: only what names its item, or shows the meeting of that very group, is taken there.
  if (turn.chat !== '' && named.length !== 1) return meeting ? keepPhotos(turn, media, meeting) : null;
  const item = named.length === 1 ? named[0] : await belongsTo(turn, meeting);
  if (item) {
    if (!mayDo(turn, 'report_progress', targetOf(item))) return null;
    await keep(turn, media, { itemId: item.id });
    await rememberNamed(turn, item);
    return turn.say('ledger.media_kept', { ...itemWords(turn, item), count: media.length });
  }
  // An item waits for pictures of those who answer for it; whoever only watches over some of the branch sends the meeting's.
  const own = meeting ? await ownItems(turn) : await candidates(turn);
  if (meeting && own.length === 0) return keepPhotos(turn, media, meeting);
  if (own.length === 0) return null;
  await keep(turn, media, {});
  const shown = own.slice(0, CHOICES);
  await offerItems(turn, [
    ...shown.map((i): Intent => ({ intent: 'evidence_attach', itemId: i.id })),
    ...(meeting ? [{ intent: 'evidence_attach', activityId: meeting.id } satisfies Intent] : []),
  ]);
  return turn.say('ledger.media_which', {
    items: shown.map((i) => itemWords(turn, i)),
    meeting: meeting ? { ...photoWords(meeting), number: shown.length + 1 } : null,
    more: Math.max(0, own.length - CHOICES),
    example: itemLabel(own[0]!),
  });
}

/** The item named within the last minutes, else the sender's only open one, unless there is a meeting to be shown. */
async function belongsTo(turn: Turn, meeting: Activity | undefined): Promise<Item | undefined> {
  const last = await lastNamed(turn);
  if (last || meeting) return last;
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

/** @returns the ids they are kept under */
async function keep(
  turn: Turn,
  media: readonly MediaRef[],
  { itemId, activityId }: { itemId?: number; activityId?: number },
): Promise<number[]> {
  const ids: number[] = [];
  for (const { isQuoted: _, ...ref } of media) {
    const made = await turn.tx.addEvidence({
      itemId: itemId ?? null,
      activityId: activityId ?? null,
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
    ids.push(made.id);
    if (itemId !== undefined) await note(turn, itemId, 1);
  }
  return ids;
}

async function keepPhotos(turn: Turn, media: readonly MediaRef[], meeting: Activity): Promise<Reply> {
  return photosKept(turn, meeting, await keep(turn, media, { activityId: meeting.id }));
}

const validUntil = (sentAt: Instant, ref: MediaRef): Instant =>
  sentAt + ('mediaId' in ref.source ? VALID_MS.mediaId : VALID_MS.url);

/** The choice which item they belong to. */
export const attach = act<'evidence_attach', { item: Item } | { meeting: Activity }>({
  permit: {
    actions: ['report_progress'],
    asked: (_turn, about) =>
      'item' in about ? [{ action: 'report_progress', on: targetOf(about.item) }] : [],
  },
  async about(turn) {
    const { itemId, activityId } = turn.intent;
    if (activityId !== undefined) {
      const meeting = await turn.tx.activity(activityId);
      const isOpen = meeting && meeting.stage !== 'cancelled';
      return isOpen ? { meeting } : { reply: turn.say('ledger.media_gone') };
    }
    const item = itemId === undefined ? undefined : await turn.tx.item(itemId);
    return item ? { item } : { reply: turn.say('ledger.media_gone') };
  },
  async carryOut(turn, about) {
    if ('meeting' in about) return attachPhotos(turn, about.meeting);
    const kept = await attachLoose(turn, about.item);
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
    { itemId: item.id },
  );
  await note(turn, item.id, loose.length);
  return turn.say('ledger.media_kept', { ...itemWords(turn, item), count: loose.length });
}

/** The choice that they show the meeting. */
async function attachPhotos(turn: Turn, meeting: Activity): Promise<Reply> {
  const loose = await turn.tx.looseEvidence(turn.sender.id, turn.now - NAMED_MS);
  if (loose.length === 0) return turn.say('ledger.media_gone');
  const ids = loose.map((e) => e.id);
  await turn.tx.giveEvidence(ids, { activityId: meeting.id });
  return photosKept(turn, meeting, ids);
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
