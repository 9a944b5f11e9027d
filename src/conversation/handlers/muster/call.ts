// 集结: one sentence calls people together. Nothing leaves before it was read back, where it would wake more than a handful.
import { DAY_MS, type Instant, MINUTE_MS } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import { clocksOf, isOpenAt, type Muster } from '../../../domain/muster/muster.ts';
import { shownMuster } from '../../../domain/muster/shown.ts';
import type { Reply } from '../../../ports/channels.ts';
import { musterBatches, musterPush } from '../../../ports/muster-pushes.ts';
import { act } from '../../act.ts';
import { addMuster } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { type Whom, whomFor } from './whom.ts';
import { musterCard, rememberGroup } from './words.ts';

/** So long after a call of the same people another one is pointed out. */
const AGAIN_MS = 60 * MINUTE_MS;
const LONGEST_PLACE = 30;
const LONGEST_REASON = 60;

type Calling = Turn<'muster_call'>;

export const callMuster = act<'muster_call', Whom>({
  permit: {
    actions: ['call_muster'],
    asked: (_turn, { on }) => on.map((target) => ({ action: 'call_muster', on: target })),
  },
  about: async (turn) => whomFor(turn),
  async carryOut(turn, whom) {
    const { people, target } = whom;
    if (people.length === 0) return turn.say('muster.nobody', { target });
    const arriveBy = arrivalOf(turn);
    if (arriveBy !== undefined && arriveBy <= turn.now) return turn.say('muster.past');
    if (arriveBy !== undefined && arriveBy > turn.now + DAY_MS) return turn.say('muster.too_far');
    const muster = musterOf(turn, whom, arriveBy);
    const before = await sameBefore(turn, muster);
    const isFew = people.length <= turn.settings.muster.askAbove && !before && !turn.intent.spoken;
    return turn.intent.sure || isFew ? send(turn, whom, muster) : askFirst(turn, whom, muster, before);
  },
});

function arrivalOf({ intent, now }: Calling): Instant | undefined {
  if (intent.minutes !== undefined) return now + intent.minutes * MINUTE_MS;
  return intent.dueAt === undefined ? undefined : Date.parse(intent.dueAt);
}

function musterOf(turn: Calling, whom: Whom, arriveBy: Instant | undefined): Omit<Muster, 'id'> {
  const { intent, now, sender } = turn;
  return {
    unitId: whom.unitId,
    target: whom.target,
    place: intent.place?.slice(0, LONGEST_PLACE) ?? null,
    reason: intent.topic?.slice(0, LONGEST_REASON) ?? null,
    isDrill: intent.drill ?? false,
    calledBy: sender.id,
    calledAt: now,
    ...clocksOf(turn.settings.muster, now, arriveBy),
    people: whom.people.length,
    state: 'open',
    endedAt: null,
    endedBy: null,
    checkedAt: null,
    nudgedAt: null,
    summedAt: null,
  };
}

const sameBefore = async (turn: Turn, { target }: Pick<Muster, 'target'>): Promise<Muster | undefined> =>
  (await turn.tx.openMusters()).find(
    (m) => m.target === target && isOpenAt(m, turn.now) && turn.now - m.calledAt < AGAIN_MS,
  );

function askFirst(
  turn: Calling,
  whom: Whom,
  muster: Omit<Muster, 'id'>,
  before: Muster | undefined,
): Promise<Reply> {
  const word = (name: 'send' | 'drill' | 'not') => turn.say(`muster.ask_${name}`).text;
  const { mobile, outside, people } = whom;
  const reply = turn.say('muster.ask', {
    ...shownMuster(muster, turn.now),
    count: people.length,
    mobile,
    outside,
    before: before?.calledAt ?? '',
    before_by: before ? (turn.org.person(before.calledBy)?.name ?? '') : '',
  });
  const sure = toIntent({ ...turn.intent, sure: true });
  const drill = toIntent({ ...turn.intent, sure: true, drill: true });
  return offerDone(turn, reply, muster.isDrill ? [sure] : [sure, drill], {
    title: turn.say('muster.ask_title').text,
    each: muster.isDrill ? [word('send')] : [word('send'), word('drill')],
    none: word('not'),
  });
}

/** The first call leaves at once; whom it does not hold is told in portions, so that a city keeps nobody waiting. */
async function send(turn: Calling, whom: Whom, call: Omit<Muster, 'id'>): Promise<Reply> {
  const { now, sender, personsBy, tx } = turn;
  const muster = await addMuster(turn, call);
  await rememberGroup(turn, muster);
  const shown = shownMuster(muster, now);
  const text = turn.say('muster.call', { ...shown, caller: sender.name, at: now }).text;
  const card = musterCard(turn, muster);
  const [first = [], ...others] = musterBatches(whom.people);
  await tx.addMusterPeople(
    muster.id,
    first.map((p) => p.id),
  );
  await tx.addOutbox([musterPush(muster, now, { as: 'call', to: first, text, card, by: personsBy })]);
  await tx.addMusterBatches(
    muster.id,
    'call',
    others.map((people) => people.map((p) => p.id)),
  );
  const { mobile, outside } = whom;
  return turn.say('muster.sent', {
    ...shown,
    count: whom.people.length,
    ack_by: muster.nudgeAt,
    mobile,
    outside,
  });
}
