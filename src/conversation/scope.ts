// Whose figures a question is about. One answer for figures, rolls, lists of items, 送达情况, what is coming, and exports.

import type { Activity } from '../domain/activity/activity.ts';
import { type ActivityType, isGroupMeeting } from '../domain/activity/types.ts';
import type { IntentName } from '../domain/intent.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import { type Action, unitsInCharge } from '../domain/organisation/permissions.ts';
import type { Slots } from '../domain/slots.ts';
import type { Reply } from '../ports/channels.ts';
import { type Act, act, type Ended } from './act.ts';
import { concerns, unitsOf } from './near.ts';
import { mayDo, type Turn } from './turn.ts';
import { homeUnit, unitInQuestion } from './units.ts';

export interface Scope {
  /** units the question is about, with all below them; none lies within another. Empty: the sender's own record */
  tops: Unit[];
  /** what says so: the message, the group chat, or the sender's offices */
  by: 'message' | 'chat' | 'office' | 'own';
}

/** What of a message says whose figures it is about. */
type Said = Partial<Pick<Slots, 'scope' | 'mine'>> & { types?: readonly ActivityType[] | undefined };

const OWN: Scope = { tops: [], by: 'own' };

/**
 * The unit named; else the bound group's; else all units the sender may ask `action` of; else their own record. Who
 * asks about themselves (我的) gets their own at once. A unit named need not be theirs to ask about: see `askOf`.
 */
export function scopeOf(turn: Turn, action: Action, said: Said): Scope | Ended {
  const { org, groupUnit } = turn;
  if (said.mine) return OWN;
  const named = unitInQuestion(turn, said.scope);
  if (named) return 'reply' in named ? named : { tops: [named.unit], by: 'message' };
  // what concerns a 党小组 is held by its branch too
  const place = groupUnit && (action === 'see_roll' ? (org.branchOf(groupUnit.id) ?? groupUnit) : groupUnit);
  if (place && mayDo(turn, action, { unitId: place.id })) return { tops: [place], by: 'chat' };
  // a 党小组 holds nothing but its own meeting: of anything else its leader knows what a member knows
  const holds = (u: Unit) =>
    u.kind !== 'group' || !said.types || said.types.some((type) => isGroupMeeting([type]));
  const tops = unitsInCharge(turn.permissions, org, turn.sender, action).filter(
    (u) => holds(u) && (!place || org.isWithin(u.id, place.id)),
  );
  return tops.length > 0 ? { tops, by: 'office' } : OWN;
}

/** The same for what nobody has a record of their own of; who may ask of no unit asks of the one they are at home in. */
export function unitsInScope(turn: Turn, action: Action, said: Omit<Said, 'mine'>): Scope | Ended {
  const scope = scopeOf(turn, action, { ...said, mine: false });
  if ('reply' in scope || scope.tops.length > 0) return scope;
  const home = homeUnit(turn) ?? turn.org.roots()[0];
  return home ? { tops: [home], by: 'own' } : { reply: turn.say('general.pointer') };
}

/** An act that tells something of the units in scope, each of which the sender must be allowed to ask about. */
export const askOf = <N extends IntentName>(
  action: Action,
  about: (turn: Turn<N>) => Scope | Ended,
  carryOut: (turn: Turn<N>, scope: Scope) => Promise<Reply>,
): Act<N> =>
  act<N, Scope>({
    permit: {
      actions: [action],
      asked: (_turn, { tops }) => tops.map((unit) => ({ action, on: { unitId: unit.id } })),
    },
    about: async (turn) => about(turn),
    carryOut,
  });

/**
 * Of the activities in scope, those that a question without a unit is about: for the sender, or theirs to arrange. In
 * the chat of a 党小组 its own and its branch's, not another group's.
 */
export function meantHere(turn: Turn, { by, tops }: Scope): ((activity: Activity) => boolean) | undefined {
  if (by === 'message') return undefined;
  // Who runs all of a city need not be asked about each of its meetings.
  const isAll = tops.every(
    ({ id, kind }) => kind === 'committee' && mayDo(turn, 'plan_activity', { unitId: id }),
  );
  if (isAll && turn.groupUnit?.kind !== 'group') return undefined;
  const here = turn.groupUnit?.kind === 'group' ? unitsOf(turn) : undefined;
  return (activity) =>
    (!here || here.includes(activity.unitId)) &&
    (concerns(turn, activity) || mayDo(turn, 'plan_activity', activity));
}
