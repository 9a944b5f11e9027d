// What sentences and cards of a muster share, and which muster is meant.

import { type Intent, toIntent } from '../../../domain/intent.ts';
import { isOpenAt, type Muster, type MusterEntry } from '../../../domain/muster/muster.ts';
import { shownMuster } from '../../../domain/muster/shown.ts';
import type { Target } from '../../../domain/organisation/permissions.ts';
import type { Ended } from '../../act.ts';
import { MOST_OPTIONS, offer } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';

export const musterCard = (turn: Turn, { isDrill }: Pick<Muster, 'isDrill'>) => ({
  title: turn.say('muster.card_title', { drill: isDrill }).text,
  ack: turn.say('muster.button_ack').text,
  arrived: turn.say('muster.button_arrived').text,
  cannot: turn.say('muster.button_cannot').text,
});

/** What the permission table is asked about one that stands. */
export const leadOf = ({ unitId, calledBy }: Muster): Target => ({ unitId, authors: [calledBy] });

export const leads = (turn: Turn, muster: Muster): boolean => mayDo(turn, 'lead_muster', leadOf(muster));

/** Those that take answers now, newest first. */
export const openNow = async (turn: Turn): Promise<Muster[]> =>
  (await turn.tx.openMusters()).filter((muster) => isOpenAt(muster, turn.now));

/** Whether the answer tells of somebody what is not known yet; what takes an answer back, where there is one to take back. */
export function isNewTo({ ackAt, said }: MusterEntry, what: string): boolean {
  if (what === 'ack') return ackAt === null;
  return what === 'none' ? said !== null : said !== what;
}

const placeOfCall = (id: number) => `muster_in:${id}`;

/** What a call says in a group, its members have read. */
export async function rememberGroup({ tx, chat }: Turn, { id }: Muster): Promise<void> {
  if (chat !== '') await tx.putMark(placeOfCall(id), chat);
}

/** A call made in private, or in another group, is nothing this group hears of: neither whom, nor where to, nor why. */
export async function shownHere(turn: Turn, muster: Muster): Promise<ReturnType<typeof shownMuster>> {
  const shown = shownMuster(muster, turn.now);
  const isHere = turn.chat === '' || (await turn.tx.mark(placeOfCall(muster.id))) === turn.chat;
  if (isHere) return shown;
  // Of several nobody could tell which is spoken of: when it was called says so, and tells nothing else.
  const isOneOfMany = isOpenAt(muster, turn.now) && (await openNow(turn)).length > 1;
  const target = isOneOfMany ? turn.say('muster.unnamed', { at: muster.calledAt }).text : '';
  return { ...shown, target, place: '', reason: '' };
}

/** The one that is to be ended or called off: the sender's own before others', asked where several are open. */
export async function musterToSettle(
  turn: Turn<'muster_end' | 'muster_cancel' | 'muster_change'>,
): Promise<{ muster: Muster } | Ended> {
  const open = await openNow(turn);
  const chosen = open.filter(({ id }) => id === turn.intent.musterId);
  const led = open.filter((muster) => leads(turn, muster));
  const own = led.filter((muster) => muster.calledBy === turn.sender.id);
  // Whoever leads none of them hears who may, and not which there are.
  const meant = [chosen, own, led, open.slice(0, 1)].find((list) => list.length > 0) ?? [];
  const [only, ...more] = meant;
  if (!only) return { reply: turn.say('muster.none_open') };
  if (more.length === 0) return { muster: only };
  const ways: Intent[] = [];
  for (const muster of meant.slice(0, MOST_OPTIONS)) {
    const { target } = await shownHere(turn, muster);
    ways.push(toIntent({ ...turn.intent, musterId: muster.id, topic: target }));
  }
  return { reply: await offer(turn, ways) };
}
