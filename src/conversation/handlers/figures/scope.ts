// Whose figures a question is about: a unit named, the bound group's, or all the sender is in charge of; else their own.

import {
  ACTIVITY_TYPE_NAMES,
  type ActivityType,
  isGroupMeeting,
  THREE_MEETINGS_ONE_LECTURE,
} from '../../../domain/activity/types.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { simplify } from '../../../parsing/simplify.ts';
import type { Reply } from '../../../ports/channels.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';

/** Units the figures are of, with everything below them; none lies within another. Empty: the sender's own record. */
export type Scope = { tops: Unit[] };

/** Figures are for those in charge; who is not gets their own, unless a unit was named. */
export async function scopeOf(turn: Turn<'query'>): Promise<Scope | { reply: Reply }> {
  const { org, groupUnit } = turn;
  const named = unitInQuestion(turn, turn.intent.scope);
  if (named && 'reply' in named) return named;
  if (named) {
    const matter = { unitId: named.unit.id };
    return mayDo(turn, 'see_figures', matter)
      ? { tops: [named.unit] }
      : { reply: refuse(turn, 'see_figures', matter) };
  }
  if (turn.intent.mine) return { tops: [] };
  if (groupUnit && mayDo(turn, 'see_figures', { unitId: groupUnit.id })) return { tops: [groupUnit] };
  const types = typesAsked(turn);
  const tops = inCharge(turn).filter((u) => !groupUnit || org.isWithin(u.id, groupUnit.id));
  // a 党小组 holds nothing but its own meeting: of anything else its leader knows what a member knows
  const holds = (u: Unit) => u.kind !== 'group' || !types || types.some((type) => isGroupMeeting([type]));
  return { tops: tops.filter(holds) };
}

/** The units somebody's offices give them the figures of, in the order of the roster. */
function inCharge(turn: Turn<'query'>): Unit[] {
  const { org, sender } = turn;
  if (turn.admins.has(sender.id)) return [...org.roots()];
  const held = new Set(org.officesOf(sender.id).map((o) => o.unitId));
  const units = [...held].filter((unitId) => mayDo(turn, 'see_figures', { unitId }));
  const tops = units.filter((id) => !units.some((other) => other !== id && org.isWithin(id, other)));
  return tops.sort((a, b) => a - b).map((id) => org.unit(id));
}

/** Types asked about; 三会一课 stands for four, undefined for all. */
export function typesAsked({
  intent,
  text,
}: Pick<Turn<'query'>, 'intent' | 'text'>): readonly ActivityType[] | undefined {
  if (intent.activityTypes) return intent.activityTypes;
  if (intent.activityType) return [intent.activityType];
  return /三会一课|一课三会/.test(simplify(text.replace(/\s/g, ''))) ? THREE_MEETINGS_ONE_LECTURE : undefined;
}

export const inOrder = (types: Iterable<ActivityType>): ActivityType[] => {
  const set = new Set(types);
  return ACTIVITY_TYPE_NAMES.filter((type) => set.has(type));
};
