// 收到, 到岗, 去不了: of the sender where they are called, or of others by whoever leads the muster.
import type { IntentOf, Understanding } from '../../../domain/intent.ts';
import {
  isOpenAt,
  type Muster,
  type MusterAnswer,
  type MusterEntry,
  withAnswer,
  withoutArrival,
} from '../../../domain/muster/muster.ts';
import { shownMuster } from '../../../domain/muster/shown.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { readMusterAnswer } from '../../../parsing/muster-answer.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended } from '../../act.ts';
import { putMusterEntry } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { leadOf, leads, openNow } from './words.ts';

type Answering = Turn<'muster_answer'>;

interface About {
  muster: Muster;
  /** absent: the sender's own */
  others?: { entries: MusterEntry[]; notCalled: string[] };
  own?: MusterEntry;
}

export const answerMuster = act<'muster_answer', About>({
  permit: {
    actions: ['lead_muster'],
    asked: (_turn, { muster, others }) => (others ? [{ action: 'lead_muster', on: leadOf(muster) }] : []),
  },
  about: (turn) => (turn.intent.names ? aboutOthers(turn, turn.intent.names) : aboutOwn(turn)),
  carryOut: (turn, { muster, others, own }) =>
    others ? markOthers(turn, muster, others) : answerOwn(turn, muster, own!),
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
      turn.say('muster.over', { ...shownMuster(shown, now), cancelled: shown.state === 'cancelled' }),
    );
  const open = shown ? [shown] : await openNow(turn);
  for (const muster of open) {
    const own = await tx.musterEntry(muster.id, sender.id);
    if (own) return { muster, own };
  }
  const [first] = open;
  return {
    reply: first ? turn.say('muster.not_called', shownMuster(first, now)) : turn.say('muster.none_open'),
  };
}

async function answerOwn(turn: Answering, muster: Muster, before: MusterEntry): Promise<Reply> {
  const { now } = turn;
  const { what, reason } = turn.intent;
  const answer = what as MusterAnswer;
  const after = withAnswer(before, { answer, at: now, reason });
  await putMusterEntry(turn, before, after);
  const shown = shownMuster(muster, now);
  switch (answer) {
    case 'arrived':
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
      // A pressed button cannot say why: the line that asks for it has to be read.
      return reason === undefined ? reply : { ...reply, cardState: turn.say('muster.cannot_state').text };
    }
    default:
      return {
        ...turn.say('muster.acked', { ...shown, late: after.ackAt! > muster.ackBy }),
        cardState: turn.say('muster.acked_state').text,
      };
  }
}

async function aboutOthers(turn: Answering, names: readonly string[]): Promise<About | Ended> {
  const open = await openNow(turn);
  const muster = open.find((one) => leads(turn, one)) ?? open[0];
  if (!muster) return { reply: turn.say('muster.none_open') };
  const entries: MusterEntry[] = [];
  const notCalled: string[] = [];
  for (const name of names) {
    const entry = await entryNamed(turn, muster, name);
    if (entry) entries.push(entry);
    else notCalled.push(name);
  }
  return { muster, others: { entries, notCalled } };
}

async function entryNamed(turn: Turn, muster: Muster, name: string): Promise<MusterEntry | undefined> {
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
  }
  const { arrived, called } = await turn.tx.musterCounts(muster.id);
  return turn.say('muster.marked', {
    ...shownMuster(muster, now),
    names: entries.flatMap(({ personId }) => org.person(personId)?.name ?? []),
    others: notCalled,
    what,
    arrived,
    called,
  });
}

/** Words that mean an activity or a notice elsewhere are of the muster, where the sender is in one or leads one. */
export async function musterMeant(
  turn: Turn,
  said: Understanding,
): Promise<IntentOf<'muster_answer'> | undefined> {
  const open = await openNow(turn);
  if (open.length === 0) return undefined;
  const own = readMusterAnswer(turn.text);
  if (!own) return ofOthers(turn, said, open);
  for (const muster of open) {
    const entry = await turn.tx.musterEntry(muster.id, turn.sender.id);
    if (!entry) continue;
    const isNew = own.answer === 'ack' ? entry.ackAt === null : entry.said !== own.answer;
    // After its hour a second 收到 or 到了 is of something else.
    if (!isNew && turn.now > muster.arriveBy) return undefined;
    return {
      intent: 'muster_answer',
      what: own.answer,
      musterId: muster.id,
      ...(own.reason && { reason: own.reason }),
    };
  }
  return undefined;
}

const AS: Readonly<Record<string, MusterAnswer>> = { ack: 'ack', checkin: 'arrived', leave: 'cannot' };

/** 张三收到了, 李四去不了: said by whoever called them. */
async function ofOthers(
  turn: Turn,
  { intent, certainty }: Understanding,
  open: readonly Muster[],
): Promise<IntentOf<'muster_answer'> | undefined> {
  const what = AS[intent.intent];
  if (!what || certainty !== 'clear' || /签到|请假/.test(turn.text)) return undefined;
  const { names, reason, activityType } = intent as IntentOf<'leave'>;
  const muster = open.find(({ calledBy }) => calledBy === turn.sender.id);
  if (!muster || !names || names.length === 0 || activityType) return undefined;
  for (const name of names) if (!(await entryNamed(turn, muster, name))) return undefined;
  return { intent: 'muster_answer', what, names, ...(reason && { reason }) };
}
