// 集结改到镇政府, 再叫一次: a call that stands is told anew, once, to those whom it concerns.
import { DAY_MS, type Instant, MINUTE_MS } from '../../../domain/calendar/time.ts';
import { clocksOf, type Muster } from '../../../domain/muster/muster.ts';
import type { Reply } from '../../../ports/channels.ts';
import { musterBatches } from '../../../ports/muster-pushes.ts';
import { act, permit } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { leadOf, musterToSettle, shownHere } from './words.ts';

type Changing = Turn<'muster_change'>;

const EVERYBODY = 1_000_000;
const LONGEST_PLACE = 30;
/** The silent are not called a third time at once. */
const AGAIN_MS = 3 * MINUTE_MS;

export const changeMuster = act<'muster_change', { muster: Muster }>({
  permit: permit('lead_muster', ({ muster }) => leadOf(muster)),
  about: musterToSettle,
  carryOut: (turn, { muster }) =>
    turn.intent.what === 'again' ? callAgain(turn, muster) : move(turn, muster),
});

async function move(turn: Changing, muster: Muster): Promise<Reply> {
  const { now, intent, settings } = turn;
  const arriveBy = arrivalOf(turn);
  if (arriveBy !== undefined && arriveBy <= now) return turn.say('muster.past');
  if (arriveBy !== undefined && arriveBy > muster.calledAt + DAY_MS) return turn.say('muster.too_far');
  const clocks = arriveBy === undefined ? {} : clocksOf(settings.muster, muster.calledAt, arriveBy);
  const changed = { ...muster, ...clocks, place: intent.place?.slice(0, LONGEST_PLACE) ?? muster.place };
  const shown = await shownHere(turn, changed);
  if (changed.place === muster.place && changed.arriveBy === muster.arriveBy)
    return turn.say('muster.same', shown);
  const { id, place, arriveBy: until } = muster;
  turn.changes.push({ of: 'muster', id, before: { place, arriveBy: until } });
  return turn.say('muster.moved', {
    ...shown,
    count: await tellMoved(turn, changed, arriveBy !== undefined),
  });
}

/** Everybody hears it once more, as it was. */
export async function moveBack(
  turn: Turn,
  muster: Muster,
  before: Pick<Muster, 'place' | 'arriveBy'>,
): Promise<void> {
  const clocks = clocksOf(turn.settings.muster, muster.calledAt, before.arriveBy);
  await tellMoved(turn, { ...muster, ...clocks, place: before.place }, muster.arriveBy !== before.arriveBy);
}

/** How many are told. The summary is of the new hour. */
async function tellMoved(turn: Turn, muster: Muster, isTimed: boolean): Promise<number> {
  const { tx, now } = turn;
  await tx.changeMuster(isTimed ? { ...muster, summedAt: null } : muster);
  const people = await called(turn, muster);
  await tx.addMusterBatches(muster.id, 'change', musterBatches(people), partOf(muster, now));
  return people.length;
}

function arrivalOf({ intent, now }: Changing): Instant | undefined {
  if (intent.minutes !== undefined) return now + intent.minutes * MINUTE_MS;
  return intent.dueAt === undefined ? undefined : Date.parse(intent.dueAt);
}

/** All but those who have said that they cannot come. */
async function called({ tx }: Turn, { id }: Muster): Promise<string[]> {
  const people: string[] = [];
  for (const stand of ['silent', 'ack', 'arrived'] as const)
    people.push(...(await tx.musterPeople(id, stand, EVERYBODY)));
  return people.sort();
}

async function callAgain(turn: Changing, muster: Muster): Promise<Reply> {
  const { tx, now } = turn;
  const shown = await shownHere(turn, muster);
  const unreached = new Set((await tx.musterReach(muster.id)).refused.map((id) => id.toLowerCase()));
  const silent = (await tx.musterPeople(muster.id, 'silent', EVERYBODY)).filter((id) => !unreached.has(id));
  const last = muster.nudgedAt ?? muster.calledAt;
  if (silent.length === 0 || now - last < AGAIN_MS || now >= muster.arriveBy)
    return turn.say('muster.not_again', {
      ...shown,
      silent: silent.length,
      unreached: unreached.size,
      over: now >= muster.arriveBy,
      at: last,
    });
  await tx.changeMuster({ ...muster, nudgedAt: now });
  await tx.addMusterBatches(muster.id, 'nudge', musterBatches(silent), partOf(muster, now));
  return turn.say('muster.again', { ...shown, count: silent.length, unreached: unreached.size });
}

/** Number of the first portion: what is told at another moment has other keys, and leaves beside it. */
const partOf = ({ calledAt }: Muster, now: Instant): number => now - calledAt + 1;
