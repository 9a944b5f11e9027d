// 结束集结, 取消集结: who leads it says that it is over, or that nobody need come.
import { MINUTE_MS } from '../../../domain/calendar/time.ts';
import { type Muster, offExpires } from '../../../domain/muster/muster.ts';
import { shownMuster } from '../../../domain/muster/shown.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { MUSTER_RULES, musterSubject } from '../../../ports/muster.ts';
import { musterBatches, musterPush } from '../../../ports/muster-pushes.ts';
import { musterRoll, ownBranches } from '../../../ports/muster-roll.ts';
import { act, permit } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { greyAll } from './cards.ts';
import { leadOf, musterToSettle, shownHere } from './words.ts';

export const endMuster = act<'muster_end', { muster: Muster }>({
  permit: permit('lead_muster', ({ muster }) => leadOf(muster)),
  about: musterToSettle,
  async carryOut(turn, { muster }) {
    const { tx, org, now, sender } = turn;
    await tx.cancelOutbox(musterSubject(muster.id));
    await tx.dropMusterBatches(muster.id, ['call', 'nudge', 'change']);
    await tx.changeMuster({ ...muster, state: 'ended', endedAt: now, endedBy: sender.id, summedAt: now });
    await greyAll(turn, muster, turn.say('muster.ended_state', { cancelled: false }).text);
    const names = turn.chat === '';
    const roll = await musterRoll(tx, org, muster, {
      names,
      reasonsOf: names ? ownBranches(org, sender.id) : [],
    });
    return turn.say('muster.summary', {
      ...(await shownHere(turn, muster)),
      ...roll,
      ack_minutes: Math.round((muster.ackBy - muster.calledAt) / MINUTE_MS),
      ended: true,
    });
  },
});

export const cancelMuster = act<'muster_cancel', { muster: Muster }>({
  permit: permit('lead_muster', ({ muster }) => leadOf(muster)),
  about: musterToSettle,
  async carryOut(turn, { muster }) {
    const done = await callOff(turn, muster);
    return turn.say('muster.cancelled', { ...(await shownHere(turn, muster)), ...done });
  },
});

/** What has not left stays; who was told, or may have been, is told that nobody need come. How many of both. */
export async function callOff(turn: Turn, muster: Muster): Promise<{ told: number; stopped: number }> {
  const { tx, org, now, sender, personsBy } = turn;
  const calls = (await tx.outboxOf(musterSubject(muster.id))).filter(
    ({ rule }) => rule === MUSTER_RULES.call,
  );
  const stopped = calls.filter(({ state }) => state === 'waiting').flatMap(({ to }) => to);
  const told = new Set<Person>();
  for (const { state, audience, refused } of calls) {
    if (!MAY_HAVE_ARRIVED.has(state)) continue;
    const unreached = new Set(refused.map((id) => id.toLowerCase()));
    for (const id of audience) {
      const person = unreached.has(id) ? undefined : org.person(id);
      if (person) told.add(person);
    }
  }
  await tx.cancelOutbox(musterSubject(muster.id));
  const untold = await tx.dropMusterBatches(muster.id, ['call', 'nudge']);
  await tx.dropMusterBatches(muster.id, ['change']);
  await tx.changeMuster({ ...muster, state: 'cancelled', endedAt: now, endedBy: sender.id });
  await greyAll(turn, muster, turn.say('muster.ended_state', { cancelled: true }).text);
  const [first, ...others] = musterBatches([...told]);
  const text = turn.say('muster.off', { ...shownMuster(muster, now), caller: sender.name }).text;
  const expiresAt = offExpires(muster, now);
  if (first)
    await tx.addOutbox([musterPush(muster, now, { as: 'off', to: first, text, expiresAt, by: personsBy })]);
  await tx.addMusterBatches(
    muster.id,
    'off',
    others.map((people) => people.map((p) => p.id)),
  );
  return { told: told.size, stopped: stopped.length + untold };
}

const MAY_HAVE_ARRIVED: ReadonlySet<string> = new Set(['accepted', 'sending', 'unknown']);
