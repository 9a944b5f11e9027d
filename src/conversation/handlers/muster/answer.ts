// 收到, 到岗, 去不了: of the sender where they are called, or of others by whoever leads the muster.
import { toIntent } from '../../../domain/intent.ts';
import {
  isOpenAt,
  type Muster,
  type MusterAnswer,
  type MusterEntry,
  standOf,
  withAnswer,
  withoutArrival,
  withoutSaid,
} from '../../../domain/muster/muster.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { musterButtons } from '../../../ports/muster-pushes.ts';
import { act, type Ended, together } from '../../act.ts';
import { putMusterEntry } from '../../effects.ts';
import { describe, listen, MOST_OPTIONS, offer } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { greyCard, keepCode } from './cards.ts';
import { isNewTo, leadOf, leads, musterCard, openNow, shownHere } from './words.ts';

type Answering = Turn<'muster_answer'>;

interface Own {
  muster: Muster;
  entry: MusterEntry;
}

interface About {
  muster: Muster;
  /** absent: the sender's own */
  others?: { entries: MusterEntry[]; notCalled: string[] };
  /** 收到 is of every call that has not been answered */
  own: readonly Own[];
}

export const answerMuster = act<'muster_answer', About>({
  permit: {
    actions: ['lead_muster'],
    asked: (_turn, { muster, others }) => (others ? [{ action: 'lead_muster', on: leadOf(muster) }] : []),
  },
  about: (turn) => (turn.intent.names ? aboutOthers(turn, turn.intent.names) : aboutOwn(turn)),
  carryOut: (turn, { muster, others, own }) =>
    others ? markOthers(turn, muster, others) : answerEach(turn, own),
});

const gone = (turn: Turn, reply: Reply): Ended => ({
  reply: { ...reply, cardState: turn.say('general.gone_state').text },
});

async function aboutOwn(turn: Answering): Promise<About | Ended> {
  const { tx, sender, now } = turn;
  const { musterId } = turn.intent;
  const shown = musterId === undefined ? undefined : await tx.muster(musterId);
  if (musterId !== undefined && !shown) return gone(turn, turn.say('muster.none_open'));
  if (shown && !isOpenAt(shown, now))
    return gone(
      turn,
      turn.say('muster.over', { ...(await shownHere(turn, shown)), cancelled: shown.state === 'cancelled' }),
    );
  const open = shown ? [shown] : await openNow(turn);
  const own: Own[] = [];
  for (const muster of open) {
    const entry = await tx.musterEntry(muster.id, sender.id);
    if (entry) own.push({ muster, entry });
  }
  const [first] = open;
  if (own.length === 0)
    return {
      reply: first
        ? turn.say('muster.not_called', await shownHere(turn, first))
        : turn.say('muster.none_open'),
    };
  const fresh = own.filter(({ entry }) => isNewTo(entry, turn.intent.what));
  const meant = fresh.length > 0 ? fresh : own.slice(0, 1);
  if (meant.length > 1 && turn.intent.what !== 'ack') return { reply: await askWhich(turn, meant) };
  return { muster: meant[0]!.muster, own: meant };
}

/** Of two calls nobody is there at once, or away from both by one word. */
async function askWhich(turn: Answering, meant: readonly Own[]): Promise<Reply> {
  const shown = meant.slice(0, MOST_OPTIONS);
  const ways = [];
  for (const { muster } of shown) {
    const { target, place } = await shownHere(turn, muster);
    ways.push(toIntent({ ...turn.intent, musterId: muster.id, topic: target, place }));
  }
  const told = new Set(ways.map((way) => describe(turn, way)));
  return told.size < ways.length
    ? turn.say('muster.ask_private', { count: meant.length })
    : offer(turn, ways);
}

async function answerEach(turn: Answering, own: readonly Own[]): Promise<Reply> {
  const replies: Reply[] = [];
  for (const { muster, entry } of own) replies.push(await answerOwn(turn, muster, entry, own.length > 1));
  return together(replies);
}

async function answerOwn(
  turn: Answering,
  muster: Muster,
  before: MusterEntry,
  isOneOfMany: boolean,
): Promise<Reply> {
  const { now } = turn;
  const { what, reason } = turn.intent;
  if (what === 'none') return takeBack(turn, muster, before);
  const answer = what as MusterAnswer;
  const after = withAnswer(before, { answer, at: now, reason });
  await putMusterEntry(turn, before, after);
  const shown = await shownHere(turn, muster);
  switch (answer) {
    case 'arrived':
      await greyCard(turn, muster, before, turn.say('muster.arrived_state').text);
      return {
        ...turn.say('muster.arrived', {
          ...shown,
          at: after.arrivedAt!,
          late: after.arrivedAt! > muster.arriveBy,
        }),
        cardState: turn.say('muster.arrived_state').text,
      };
    case 'cannot': {
      const reply = turn.say('muster.cannot', { ...shown, reason_given: reason !== undefined });
      // The next line may tell why.
      if (reason === undefined)
        await listen(turn, 'reason', toIntent({ ...turn.intent, musterId: muster.id }));
      // A pressed button cannot say why: the line that asks for it has to be read.
      if (reason === undefined) await keepCode(turn, muster);
      else await greyCard(turn, muster, before, turn.say('muster.cannot_state').text);
      return reason === undefined ? reply : { ...reply, cardState: turn.say('muster.cannot_state').text };
    }
    default:
      await keepCode(turn, muster);
      return {
        ...turn.say('muster.acked', { ...shown, late: after.ackAt! > muster.ackBy, which: isOneOfMany }),
        cardState: turn.say('muster.acked_state').text,
        // Whoever has read it is still to say that they are there.
        cardButtons: musterButtons(muster, musterCard(turn, muster)).slice(1),
      };
  }
}

/** 我点错了 with nothing to take back is an answer like any other: it is told how the sender stands. */
async function takeBack(turn: Answering, muster: Muster, before: MusterEntry): Promise<Reply> {
  const given = withAnswer(before, { answer: 'ack', at: turn.now });
  const after = before.said === null ? given : withoutSaid(given);
  await putMusterEntry(turn, before, after);
  const shown = await shownHere(turn, muster);
  return before.said === null
    ? turn.say('muster.own', { ...shown, stand: standOf(after) })
    : turn.say('muster.taken_back', { ...shown, said: before.said });
}

async function aboutOthers(turn: Answering, names: readonly string[]): Promise<About | Ended> {
  const open = await openNow(turn);
  const muster = open.find((one) => leads(turn, one)) ?? open[0];
  if (!muster) return { reply: turn.say('muster.none_open') };
  const entries: MusterEntry[] = [];
  const notCalled: string[] = [];
  if (turn.intent.everyone) return everybodyBut(turn, muster, names);
  for (const name of names) {
    const entry = await entryNamed(turn, muster, name);
    if (entry) entries.push(entry);
    else notCalled.push(name);
  }
  return { muster, others: { entries, notCalled }, own: [] };
}

/** 除了赵六都到岗了: who has said that they cannot come is not there either. */
async function everybodyBut(
  turn: Answering,
  muster: Muster,
  names: readonly string[],
): Promise<About | Ended> {
  const { tx } = turn;
  const { called } = await tx.musterCounts(muster.id);
  if (called > MOST_AT_ONCE)
    return { reply: turn.say('muster.too_many', { ...(await shownHere(turn, muster)), called }) };
  const but = new Set<string>();
  const unknown: string[] = [];
  for (const name of names) {
    const entry = await entryNamed(turn, muster, name);
    if (entry) but.add(entry.personId);
    else unknown.push(name);
  }
  // Who is left out must be known, or they would be marked as there.
  if (unknown.length > 0) return { muster, others: { entries: [], notCalled: unknown }, own: [] };
  const entries = (await tx.musterEntries(muster.id, '', MOST_AT_ONCE)).filter(
    (entry) => !but.has(entry.personId) && entry.said === null,
  );
  return { muster, others: { entries, notCalled: [] }, own: [] };
}
const MOST_AT_ONCE = 300;

export async function entryNamed(turn: Turn, muster: Muster, name: string): Promise<MusterEntry | undefined> {
  const found = resolveName(name, turn.org, homeUnit(turn)?.id ?? muster.unitId);
  const people: readonly Person[] =
    found.kind === 'one' ? [found.person] : found.kind === 'many' ? found.people : [];
  const called: MusterEntry[] = [];
  for (const { id } of people) {
    const entry = await turn.tx.musterEntry(muster.id, id);
    if (entry) called.push(entry);
  }
  return called.length === 1 ? called[0] : undefined;
}

const NAMED = 20;

async function markOthers(
  turn: Answering,
  muster: Muster,
  { entries, notCalled }: NonNullable<About['others']>,
): Promise<Reply> {
  const { now, sender, org } = turn;
  const { what, reason } = turn.intent;
  for (const before of entries) {
    const after =
      what === 'none'
        ? withoutArrival(before)
        : withAnswer(before, { answer: what as MusterAnswer, at: now, reason, by: sender.id });
    await putMusterEntry(turn, before, after);
    if (what === 'arrived') await greyCard(turn, muster, before, turn.say('muster.arrived_state').text);
  }
  const { arrived, called } = await turn.tx.musterCounts(muster.id);
  return turn.say('muster.marked', {
    ...(await shownHere(turn, muster)),
    names: entries.slice(0, NAMED).flatMap(({ personId }) => org.person(personId)?.name ?? []),
    count: entries.length,
    others: notCalled,
    what,
    arrived,
    called,
  });
}
